import { draw, fakePhoneNumber } from '../ids.ts'
import { isSameToken } from '../state.ts'
import { isSteeringToken } from '../steering.ts'
import { changed, now, type World } from '../world.ts'
import { TwilioError } from './errors.ts'
import { addPhoneNumber } from './phone-numbers.ts'
import type { Account } from './state.ts'

const OTHER_TOKEN = 'This world knows the account with another auth token.'

/** What Twilio's HTTP Basic authentication carries. */
export interface TwilioCredentials {
  accountSid: string
  authToken: string
}

/**
 * The account that the credentials open. An account that was never seen is made on the spot.
 * @throws TwilioError 20003 for another token than the account's own or a closed account, 20403 for a suspended one
 */
export function authenticate(world: World, { accountSid, authToken }: TwilioCredentials): Account {
  const account = world.twilio.accounts[accountSid] ?? openAccount(world, accountSid)
  if (!isSteeringToken(authToken)) {
    if (account.authToken === null) {
      account.authToken = authToken
      changed(world)
    }
    if (!isSameToken(account.authToken, authToken))
      throw new TwilioError(20003, { hint: OTHER_TOKEN })
  }
  if (account.status === 'closed') throw new TwilioError(20003)
  if (account.status === 'suspended') throw new TwilioError(20403)
  return account
}

/** Opens an account, with as many made-up phone numbers as the world gives each. */
export function openAccount(world: World, sid: string, details: Partial<Account> = {}): Account {
  const account: Account = {
    sid,
    authToken: null,
    friendlyName: 'My first Twilio account',
    status: 'active',
    type: 'Full',
    trunkSids: [],
    credentialListSids: [],
    phoneNumberSids: [],
    dateCreated: now(world),
    dateUpdated: now(world),
    ...details,
  }
  world.twilio.accounts[sid] = account
  for (let index = 0; index < world.twilio.phoneNumbersPerAccount; index++) {
    addPhoneNumber(world, account, fakePhoneNumber(draw(world, 'phone-number', sid)))
  }
  changed(world)
  return account
}
