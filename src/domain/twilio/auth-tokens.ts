import { draw } from '../ids.ts'
import { changed, now, type World } from '../world.ts'
import { notFound, TwilioError } from './errors.ts'
import type { Account } from './state.ts'

/**
 * Gives an account a second auth token that works beside the first.
 * @throws TwilioError 20409 when it has one
 */
export function createSecondaryAuthToken(world: World, account: Account): Account {
  if (account.secondaryAuthToken !== null) {
    throw new TwilioError(20409, { hint: 'The account has a second auth token already.' })
  }
  account.secondaryAuthToken = draw(world, 'auth-token', account.sid).slice(0, 32)
  return touched(world, account)
}

/**
 * Takes the second auth token away.
 * @throws TwilioError 20404 when there is none
 */
export function deleteSecondaryAuthToken(world: World, account: Account): Account {
  if (account.secondaryAuthToken === null) throw notFound('/AuthTokens/Secondary')
  account.secondaryAuthToken = null
  return touched(world, account)
}

/**
 * Makes the second auth token the only one; the first dies at once.
 * @throws TwilioError 20404 when there is no second one
 */
export function promoteAuthToken(world: World, account: Account): Account {
  if (account.secondaryAuthToken === null) throw notFound('/AuthTokens/Secondary')
  account.authToken = account.secondaryAuthToken
  account.secondaryAuthToken = null
  return touched(world, account)
}

function touched(world: World, account: Account): Account {
  account.dateUpdated = now(world)
  changed(world)
  return account
}
