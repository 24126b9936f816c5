import { draw, sid } from '../ids.ts'
import { changed, now, type World } from '../world.ts'
import { notFound, TwilioError } from './errors.ts'
import {
  type Account,
  type Credential,
  type CredentialList,
  including,
  type Trunk,
  without,
} from './state.ts'
import { checkFriendlyName } from './trunks.ts'

const MAX_LISTS = 100
const MAX_CREDENTIALS = 1000
/** 12 or more characters, a digit, a lowercase letter and a capital. */
const PASSWORD = /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z]).{12,}$/

/**
 * Makes a credential list.
 * @throws TwilioError 20002 name over 64 characters, 21239 too many lists, 21240 name taken in this account
 */
export function createCredentialList(
  world: World,
  account: Account,
  friendlyName: string,
): CredentialList {
  const { credentialLists } = world.twilio
  checkFriendlyName(friendlyName)
  if (account.credentialListSids.length >= MAX_LISTS) throw new TwilioError(21239)
  if (account.credentialListSids.some((it) => credentialLists[it]?.friendlyName === friendlyName)) {
    throw new TwilioError(21240)
  }
  const list: CredentialList = {
    sid: sid('CL', draw(world, 'credential-list', `${account.sid} ${friendlyName}`)),
    accountSid: account.sid,
    friendlyName,
    credentialSids: [],
    dateCreated: now(world),
    dateUpdated: now(world),
  }
  credentialLists[list.sid] = list
  account.credentialListSids = including(account.credentialListSids, list.sid)
  changed(world)
  return list
}

/**
 * The account's credential list.
 * @throws TwilioError 20404 when the account has no such list
 */
export function fetchCredentialList(world: World, account: Account, listSid: string) {
  const list = world.twilio.credentialLists[listSid]
  if (list?.accountSid !== account.sid) {
    throw notFound(`/2010-04-01/Accounts/${account.sid}/SIP/CredentialLists/${listSid}.json`)
  }
  return list
}

/**
 * Deletes a list and the credentials in it.
 * @throws TwilioError 21241 while a trunk uses the list
 */
export function deleteCredentialList(world: World, account: Account, list: CredentialList): void {
  const { trunks, credentials, credentialLists } = world.twilio
  if (account.trunkSids.some((it) => trunks[it]?.credentialListSids.includes(list.sid))) {
    throw new TwilioError(21241)
  }
  for (const credentialSid of list.credentialSids) delete credentials[credentialSid]
  delete credentialLists[list.sid]
  account.credentialListSids = without(account.credentialListSids, list.sid)
  changed(world)
}

/**
 * Attaches a list to a trunk.
 * @throws TwilioError 21245 when it is attached already
 */
export function attachCredentialList(world: World, trunk: Trunk, list: CredentialList): void {
  if (trunk.credentialListSids.includes(list.sid)) throw new TwilioError(21245)
  trunk.credentialListSids = including(trunk.credentialListSids, list.sid)
  trunk.dateUpdated = now(world)
  changed(world)
}

/** Takes a list off a trunk; the list stays. */
export function detachCredentialList(world: World, trunk: Trunk, listSid: string): void {
  if (!trunk.credentialListSids.includes(listSid)) {
    throw notFound(`/Trunks/${trunk.sid}/CredentialLists/${listSid}`)
  }
  trunk.credentialListSids = without(trunk.credentialListSids, listSid)
  trunk.dateUpdated = now(world)
  changed(world)
}

/**
 * Makes a credential in a list.
 * @throws TwilioError 21242 list full, 21243 user name missing, too long or taken, or password too weak
 */
export function createCredential(
  world: World,
  list: CredentialList,
  form: { username: string; password: string },
): Credential {
  const { credentials } = world.twilio
  if (list.credentialSids.length >= MAX_CREDENTIALS) throw new TwilioError(21242)
  const taken = list.credentialSids.some((it) => credentials[it]?.username === form.username)
  if (form.username === '' || form.username.length > 32 || taken || !PASSWORD.test(form.password)) {
    throw new TwilioError(21243)
  }
  const credential: Credential = {
    sid: sid('CR', draw(world, 'credential', `${list.sid} ${form.username}`)),
    accountSid: list.accountSid,
    credentialListSid: list.sid,
    username: form.username,
    dateCreated: now(world),
    dateUpdated: now(world),
  }
  credentials[credential.sid] = credential
  list.credentialSids = including(list.credentialSids, credential.sid)
  changed(world)
  return credential
}
