import { expect, test } from 'vitest'
import { authenticate } from '../../../src/domain/twilio/accounts.ts'
import {
  createSecondaryAuthToken,
  deleteSecondaryAuthToken,
  promoteAuthToken,
} from '../../../src/domain/twilio/auth-tokens.ts'
import type { World } from '../../../src/domain/world.ts'
import {
  ACCOUNT,
  accountIn,
  OTHER_ACCOUNT,
  OTHER_TOKEN,
  present,
  STEERING_TOKEN,
  TOKEN,
  twilioCode,
} from '../../support/domain.ts'
import { newWorld } from '../../support/world.ts'

test('both tokens open the account until one is promoted, then the first is dead', () => {
  const world = newWorld()
  const account = accountIn(world)
  expect(opens(world, TOKEN)).toBe(true)
  const second = present(createSecondaryAuthToken(world, account).secondaryAuthToken)
  expect([opens(world, TOKEN), opens(world, second)]).toStrictEqual([true, true])
  promoteAuthToken(world, account)
  expect([opens(world, TOKEN), opens(world, second)]).toStrictEqual([false, true])
  expect(account).toMatchObject({ authToken: second, secondaryAuthToken: null })
})

test('a second token that is deleted is dead, and the first lives', () => {
  const world = newWorld()
  const account = accountIn(world)
  const second = present(createSecondaryAuthToken(world, account).secondaryAuthToken)
  deleteSecondaryAuthToken(world, account)

  expect([opens(world, TOKEN), opens(world, second)]).toStrictEqual([true, false])
})

test('an account has one second token at a time [twilio-auth-tokens/one-second]', () => {
  const world = newWorld()
  const account = accountIn(world)
  const second = createSecondaryAuthToken(world, account).secondaryAuthToken

  expect(twilioCode(() => createSecondaryAuthToken(world, account))).toBe(20409)
  expect(account.secondaryAuthToken).toBe(second)
})

test.each([
  ['delete', deleteSecondaryAuthToken],
  ['promote', promoteAuthToken],
])('there is no second token to %s until one is made [twilio-auth-tokens/none]', (_, act) => {
  const world = newWorld()
  const account = accountIn(world)

  expect(twilioCode(() => act(world, account))).toBe(20404)
  expect(account.authToken).toBe(TOKEN)
})

test('every second token is another, of each account its own, and the same for the same seed', () => {
  const tokensOf = (seed: number) => {
    const world = newWorld({ seed })
    const draw = (sid: string) => {
      const account = accountIn(world, sid)
      const { secondaryAuthToken } = createSecondaryAuthToken(world, account)
      deleteSecondaryAuthToken(world, account)
      return secondaryAuthToken
    }
    return [ACCOUNT, ACCOUNT, OTHER_ACCOUNT].map(draw)
  }
  const tokens = [...tokensOf(1), ...tokensOf(2)]

  expect(tokens).toEqual(Array(6).fill(expect.stringMatching(/^[0-9a-f]{32}$/)))
  expect(new Set(tokens).size).toBe(6)
  expect(tokensOf(1)).toStrictEqual(tokens.slice(0, 3))
})

test('a steering token opens the account whatever becomes of its own', () => {
  const world = newWorld()
  const account = accountIn(world)
  createSecondaryAuthToken(world, account)
  promoteAuthToken(world, account)

  expect(opens(world, STEERING_TOKEN)).toBe(true)
})

test('an account without a token does not take its second for the first', () => {
  const world = newWorld()
  const account = accountIn(world, ACCOUNT, { authToken: null })
  const second = present(createSecondaryAuthToken(world, account).secondaryAuthToken)
  const opened = [second, TOKEN, OTHER_TOKEN].map((it) => opens(world, it))

  expect(opened).toStrictEqual([true, true, false])
})

test.each([
  ['made', createSecondaryAuthToken],
  ['deleted', deleteSecondaryAuthToken],
  ['promoted', promoteAuthToken],
])('the account tells when its second token was %s', (_, act) => {
  const world = newWorld()
  const account = accountIn(world)
  if (act !== createSecondaryAuthToken) createSecondaryAuthToken(world, account)
  const { revision } = world
  world.clock.now += 1000
  act(world, account)

  expect(account.dateUpdated - account.dateCreated).toBe(1000)
  expect(world.revision).toBeGreaterThan(revision)
})

function opens(world: World, authToken: string): boolean {
  try {
    return authenticate(world, { accountSid: ACCOUNT, authToken }).sid === ACCOUNT
  } catch {
    return false
  }
}
