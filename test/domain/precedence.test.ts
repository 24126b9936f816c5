import { expect, test } from 'vitest'
import { sourcesFor } from '../../src/domain/precedence.ts'
import { createProvider } from '../../src/domain/providers.ts'
import { steeringToken } from '../../src/domain/steering.ts'
import { verificationStatus } from '../../src/domain/verification.ts'
import { newExchange } from '../../src/domain/world.ts'
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

test('what the request prefers that makes a provider is heard once', () => {
  const world = newWorld()
  world.exchange.preferred = {
    name: 'warn',
    description: 'It warns.',
    verification: { outcome: 'warning', progression: { mode: 'immediate' } },
  }
  createProvider(world, { ...input, authToken: 'f'.repeat(32) })

  expect(world.exchange.decisions.map(({ won, lost }) => [won.by, lost])).toStrictEqual([
    ['Prefer: scenario=warn', []],
    ['Prefer: scenario=warn', []],
    ['Prefer: scenario=warn', []],
  ])
})

test('what a later request prefers is heard before what the one preferred that made the provider', () => {
  const world = newWorld()
  world.exchange.preferred = {
    name: 'warn',
    description: 'It warns.',
    verification: { outcome: 'warning' },
  }
  const provider = createProvider(world, { ...input, authToken: 'f'.repeat(32) })
  const other = {
    name: 'fail',
    description: 'It fails.',
    verification: { outcome: 'failed' },
  } as const
  world.exchange = { ...newExchange(0), preferred: other }

  expect(sourcesFor(world, provider).map(({ by }) => by)).toStrictEqual([
    'Prefer: scenario=fail',
    'Prefer: scenario=warn',
  ])
})
