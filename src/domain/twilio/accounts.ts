import { draw, drawId, fakePhoneNumber, sid } from '../ids.ts'
import { isSameToken } from '../state.ts'
import { isSteeringToken } from '../steering.ts'
import { changed, now, type World } from '../world.ts'
import { invalid, notFound, TwilioError } from './errors.ts'
import { addPhoneNumber, releasePhoneNumber } from './phone-numbers.ts'
import { type Account, checkFriendlyName } from './state.ts'
import { deleteTrunk, listTrunks } from './trunks.ts'

const ACCOUNT_SID = /^AC[0-9a-f]{32}$/
const OTHER_TOKEN = 'This world knows the account with another auth token.'
const UNKNOWN_ACCOUNT = 'This world opens no account by itself, and has none with this SID.'
const CLOSED = 'The account is closed.'
const SUSPENDED = 'The account is suspended.'
const NO_SID = 'An account SID is AC and 32 lowercase hex digits.'
const FIRST_NAME = 'My first Twilio account'

/** What Twilio's HTTP Basic authentication carries. */
export interface TwilioCredentials {
  accountSid: string
  authToken: string
}

/** What can be set on an account. */
export interface AccountForm {
  friendlyName?: string | undefined
  status?: Account['status'] | undefined
}

/**
 * The account that the credentials open. An account that was never seen is made on the spot, where the world does so.
 * @throws TwilioError 20003 for another token than the account's own, an unknown or a closed account, 20403 for a
 * suspended one
 */
export function authenticate(world: World, { accountSid, authToken }: TwilioCredentials): Account {
  const account = knownOrNew(world, accountSid)
  if (!isSteeringToken(authToken)) {
    if (account.authToken === null && !isOneOf(authToken, account)) {
      account.authToken = authToken
      changed(world)
    }
    if (!isOneOf(authToken, account)) throw new TwilioError(20003, { hint: OTHER_TOKEN })
  }
  if (account.status === 'closed') throw new TwilioError(20003, { hint: CLOSED })
  if (account.status === 'suspended') throw new TwilioError(20403, { hint: SUSPENDED })
  return account
}

/**
 * The account of a caller at Twilio's own door. A steering token fits every account of a provider, but it is no secret:
 * here it opens an account only while that has no token of its own.
 * @throws TwilioError as `authenticate` does
 */
export function authenticateCaller(world: World, credentials: TwilioCredentials): Account {
  const { accountSid, authToken } = credentials
  const own = world.twilio.accounts[accountSid]?.authToken ?? null
  if (isSteeringToken(authToken) && own !== null && own !== authToken) {
    throw new TwilioError(20003, { hint: OTHER_TOKEN })
  }
  return authenticate(world, credentials)
}

/** Opens an account, with as many made-up phone numbers as the world gives each. */
export function openAccount(world: World, sid: string, details: Partial<Account> = {}): Account {
  const account = addAccount(world, { sid, ...details })
  for (let index = 0; index < world.twilio.phoneNumbersPerAccount; index++) {
    addPhoneNumber(world, account, fakePhoneNumber(draw(world, 'phone-number', sid)))
  }
  return account
}

/**
 * The account of that SID, for whoever authenticated as its own or as its main account.
 * @throws TwilioError 20404 for any other
 */
export function accessAccount(world: World, caller: Account, accountSid: string): Account {
  const account = world.twilio.accounts[accountSid]
  if (account && (account === caller || account.ownerAccountSid === caller.sid)) return account
  throw notFound(`/2010-04-01/Accounts/${accountSid}.json`, 'AccountSid')
}

/** The caller's own account and its subaccounts, in the order of their making. */
export function listAccounts(
  world: World,
  caller: Account,
  { friendlyName, status }: AccountForm = {},
): Account[] {
  return Object.values(world.twilio.accounts).filter(
    (it) =>
      (it === caller || it.ownerAccountSid === caller.sid) &&
      (friendlyName === undefined || it.friendlyName === friendlyName) &&
      (status === undefined || it.status === status),
  )
}

/**
 * Makes a subaccount, with a token of its own and no phone number.
 * @throws TwilioError 20002 name over 64 characters, 20403 for a subaccount of a subaccount
 */
export function createSubaccount(world: World, owner: Account, form: AccountForm): Account {
  const { friendlyName = 'SubAccount' } = form
  checkFriendlyName(friendlyName)
  if (owner.ownerAccountSid !== owner.sid) {
    throw new TwilioError(20403, { hint: 'A subaccount has no subaccounts.' })
  }
  const { accounts } = world.twilio
  const key = `${owner.sid} ${friendlyName}`
  const { id, hex } = drawId(world, 'account', key, (it) => sid('account', it), accounts)
  return addAccount(world, {
    sid: id,
    ownerAccountSid: owner.sid,
    authToken: hex.slice(32),
    friendlyName,
    type: owner.type,
  })
}

/**
 * Renames an account, suspends or closes it, or lets a suspended one go on.
 * @throws TwilioError 20002 name over 64 characters, or a status that the caller gives itself; 20403 when it is closed
 */
export function updateAccount(
  world: World,
  caller: Account,
  account: Account,
  { friendlyName = account.friendlyName, status = account.status }: AccountForm,
): Account {
  checkFriendlyName(friendlyName)
  if (status !== account.status) {
    if (caller === account) {
      const hint = 'Only the main account changes the status, and only that of a subaccount.'
      throw invalid('Status', hint)
    }
    if (account.status === 'closed') {
      throw new TwilioError(20403, { hint: CLOSED, parameter: 'Status' })
    }
  }
  account.friendlyName = friendlyName
  setStatus(world, account, status)
  return account
}

/** Gives an account a status, whoever asks. One that is closed gives up its phone numbers and its trunks. */
export function setStatus(world: World, account: Account, status: Account['status']): void {
  account.status = status
  account.dateUpdated = now(world)
  if (status === 'closed') giveUpEverything(world, account)
  changed(world)
}

function knownOrNew(world: World, accountSid: string): Account {
  const known = world.twilio.accounts[accountSid]
  // It may be the name of something that every object has.
  if (known?.sid === accountSid) return known
  const message = 'Authentication Error - invalid username'
  if (!ACCOUNT_SID.test(accountSid)) throw new TwilioError(20003, { message, hint: NO_SID })
  if (world.twilio.opensAccounts) return openAccount(world, accountSid)
  throw new TwilioError(20003, { message, hint: UNKNOWN_ACCOUNT })
}

function addAccount(world: World, details: Partial<Account> & { sid: string }): Account {
  const account: Account = {
    ownerAccountSid: details.sid,
    authToken: null,
    secondaryAuthToken: null,
    friendlyName: FIRST_NAME,
    status: 'active',
    type: 'Full',
    trunkSids: [],
    credentialListSids: [],
    phoneNumberSids: [],
    dateCreated: now(world),
    dateUpdated: now(world),
    ...details,
  }
  world.twilio.accounts[account.sid] = account
  changed(world)
  return account
}

function isOneOf(presented: string, { authToken, secondaryAuthToken }: Account): boolean {
  return [authToken, secondaryAuthToken].some((it) => it !== null && isSameToken(it, presented))
}

function giveUpEverything(world: World, account: Account): void {
  // The trunk of a sub-domain goes before the one of the domain above.
  const trunks = listTrunks(world, account)
  trunks.sort((one, other) => lengthOf(other.domainName) - lengthOf(one.domainName))
  for (const trunk of trunks) deleteTrunk(world, account, trunk)
  for (const phoneNumberSid of account.phoneNumberSids) {
    const number = world.twilio.phoneNumbers[phoneNumberSid]
    if (number) releasePhoneNumber(world, number)
  }
}

const lengthOf = (domainName: string | null): number => domainName?.length ?? 0
