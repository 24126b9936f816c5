import { expect, test } from 'vitest'
import { createProvider } from '../../src/domain/providers.ts'
import { steeringToken } from '../../src/domain/steering.ts'
import { verificationStatus } from '../../src/domain/verification.ts'
import { newWorld } from '../support/world.ts'

const input = {
  organisation: 'someone',
  accountSid: `AC${'a'.repeat(32)}`,
  name: 'Main',
  supportsCallTransfer: false,
}
const verified = steeringToken({
  kind: 'checks',
  checks: {
    Credentials: 'passed',
    Trunk: 'passed',
    'Credential List': 'passed',
    'Phone Numbers': 'passed',
  },
  reads: 0,
})

test('a token that says that the create succeeds wins over a scenario in which Twilio refuses it', () => {
  const world = newWorld({ scenario: { twilio: [{ operation: '*', error: 20003 }] } })
  const provider = createProvider(world, { ...input, authToken: verified })
  expect(world.providers[provider.id]).toBe(provider)
})

test('an ordinary token leaves the word to the scenario', () => {
  const world = newWorld({ scenario: { twilio: [{ operation: '*', error: 20003 }] } })
  const create = () => createProvider(world, { ...input, authToken: 'f'.repeat(32) })
  expect(create).toThrow('Twilio answered 20003')
})

test('a token says what verification says, and the scenario when, where the token is silent', () => {
  const world = newWorld({
    scenario: { verification: { outcome: 'failed', progression: { mode: 'immediate' } } },
  })
  const provider = createProvider(world, { ...input, authToken: verified })
  expect(verificationStatus(provider.verification)).toBe('verified')
})
