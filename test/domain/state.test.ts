import { expect, test } from 'vitest'
import { WorldState } from '../../src/contract/state.ts'
import { createProvider, readProvider } from '../../src/domain/providers.ts'
import { isSameToken, stateOf, withoutSecrets, worldFrom } from '../../src/domain/state.ts'
import { newWorld } from '../support/world.ts'

const TOKEN = '0123456789abcdef0123456789abcdef'
const STEERING = '00000000000000000000000000310001'
const INPUT = {
  organisation: 'org-1',
  accountSid: `AC${'a'.repeat(32)}`,
  authToken: TOKEN,
  name: 'Main',
  supportsCallTransfer: false,
}

function lived(authToken = TOKEN) {
  const world = newWorld({ scenario: { faults: [] } })
  const { id } = createProvider(world, { ...INPUT, authToken })
  return { world, id }
}

const secretsIn = (state: WorldState) => [
  Object.values(state.providers)[0]?.authToken,
  Object.values(state.twilio.accounts)[0]?.authToken,
  Object.values(state.sipCredentials)[0]?.authPassword,
]

test('a state is what the contract says, and a copy', () => {
  const { world, id } = lived()
  const state = stateOf(world)
  const before = structuredClone(state)
  readProvider(world, 'org-1', id)

  expect(WorldState.parse(state)).toStrictEqual(before)
})

test('a world that is made of a state is the world, but for its name and its record', () => {
  const { world } = lived()
  const copy = worldFrom('copy', 7, stateOf(world))

  expect(copy).toStrictEqual({
    ...world,
    id: 'copy',
    revision: 7,
    exchange: { at: world.clock.now, draws: [], twilioCalls: [], decisions: [], preferred: null },
  })
  expect(copy.providers).not.toBe(world.providers)
})

test('two worlds that are made of one state share nothing', () => {
  const { world, id } = lived()
  const state = stateOf(world)
  const [one, other] = [worldFrom('one', 0, state), worldFrom('other', 0, state)]
  readProvider(one, 'org-1', id)

  expect(other.providers[id]?.verification.dueOnRead).toBe(1)
})

test('secrets are replaced by digests, and nothing else is', () => {
  const state = stateOf(lived().world)
  const clean = withoutSecrets(state)
  const digests = secretsIn(clean)

  expect(digests).toEqual(Array(3).fill(expect.stringMatching(/^sha256:[0-9a-f]{64}$/)))
  expect(digests[0]).toBe(digests[1])
  expect(JSON.stringify(clean)).not.toMatch(new RegExp(secretsIn(state).join('|')))
  expect(WorldState.parse(clean)).toStrictEqual(clean)
})

test('a steering token stays, and an account that was never given a token has none', () => {
  const [ofProvider, ofAccount] = secretsIn(withoutSecrets(stateOf(lived(STEERING).world)))

  expect([ofProvider, ofAccount]).toEqual([STEERING, null])
})

test('what went through an export goes through the next unchanged', () => {
  const once = withoutSecrets(stateOf(lived().world))

  expect(withoutSecrets(once)).toStrictEqual(once)
})

test('a token is the same as its digest, and no other is', () => {
  const digest = secretsIn(withoutSecrets(stateOf(lived().world)))[0] ?? ''

  expect([
    isSameToken(TOKEN, TOKEN),
    isSameToken(digest, TOKEN),
    isSameToken(TOKEN, digest),
    isSameToken(digest, digest),
    isSameToken('f'.repeat(32), TOKEN),
    isSameToken(digest, 'f'.repeat(32)),
  ]).toEqual([true, true, true, true, false, false])
})
