import { newSid } from '../ids.ts'
import { changed, now, type World } from '../world.ts'
import { notFound, TwilioError } from './errors.ts'
import {
  type Account,
  type CredentialList,
  checkFriendlyName,
  including,
  type Trunk,
  without,
} from './state.ts'

const MAX_LISTS = 100

/**
 * Makes a credential list.
 * @throws TwilioError 20002 name over 64 characters, 21239 too many lists, 21240 name blank, or taken in this account
 */
export function createCredentialList(
  world: World,
  account: Account,
  friendlyName: string,
): CredentialList {
  if (account.credentialListSids.length >= MAX_LISTS) throw new TwilioError(21239)
  expectFree(world, account, friendlyName)
  const list: CredentialList = {
    sid: newSid(
      world,
      'credential-list',
      `${account.sid} ${friendlyName}`,
      world.twilio.credentialLists,
    ),
    accountSid: account.sid,
    friendlyName,
    credentialSids: [],
    dateCreated: now(world),
    dateUpdated: now(world),
  }
  world.twilio.credentialLists[list.sid] = list
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
    throw notFound(
      `/2010-04-01/Accounts/${account.sid}/SIP/CredentialLists/${listSid}.json`,
      'CredentialListSid',
    )
  }
  return list
}

/** The account's credential lists, in the order of their making. */
export function listCredentialLists(world: World, account: Account): CredentialList[] {
  return account.credentialListSids.flatMap((it) => world.twilio.credentialLists[it] ?? [])
}

/**
 * Renames a list.
 * @throws TwilioError 20002 name over 64 characters, 21240 name blank, or taken in this account
 */
export function updateCredentialList(
  world: World,
  account: Account,
  list: CredentialList,
  friendlyName: string,
): CredentialList {
  if (friendlyName !== list.friendlyName) expectFree(world, account, friendlyName)
  list.friendlyName = friendlyName
  list.dateUpdated = now(world)
  changed(world)
  return list
}

/**
 * Deletes a list and the credentials in it.
 * @throws TwilioError 21241 while a trunk uses the list
 */
export function deleteCredentialList(world: World, account: Account, list: CredentialList): void {
  const { trunks, credentials, credentialLists } = world.twilio
  if (account.trunkSids.some((it) => trunks[it]?.credentialListSids.includes(list.sid))) {
    throw new TwilioError(21241, { hint: 'It is attached to a trunk.' })
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
  if (trunk.credentialListSids.includes(list.sid)) {
    const hint = 'The list is attached already.'
    throw new TwilioError(21245, { hint, parameter: 'CredentialListSid' })
  }
  trunk.credentialListSids = including(trunk.credentialListSids, list.sid)
  trunk.dateUpdated = now(world)
  changed(world)
}

/** The lists that are attached to a trunk, in the order of their attaching. */
export function listAttachedCredentialLists(world: World, trunk: Trunk): CredentialList[] {
  return trunk.credentialListSids.flatMap((it) => world.twilio.credentialLists[it] ?? [])
}

/**
 * A list that is attached to a trunk.
 * @throws TwilioError 20404 when it is not
 */
export function fetchAttachedCredentialList(
  world: World,
  trunk: Trunk,
  listSid: string,
): CredentialList {
  const list = listAttachedCredentialLists(world, trunk).find(({ sid }) => sid === listSid)
  if (!list) throw notFound(`/Trunks/${trunk.sid}/CredentialLists/${listSid}`)
  return list
}

/**
 * Takes a list off a trunk; the list stays.
 * @throws TwilioError 20404 when it is not attached
 */
export function detachCredentialList(world: World, trunk: Trunk, listSid: string): void {
  const { sid } = fetchAttachedCredentialList(world, trunk, listSid)
  trunk.credentialListSids = without(trunk.credentialListSids, sid)
  trunk.dateUpdated = now(world)
  changed(world)
}

function expectFree(world: World, account: Account, friendlyName: string): void {
  checkFriendlyName(friendlyName)
  const parameter = 'FriendlyName'
  if (friendlyName.trim() === '') throw new TwilioError(21240, { hint: 'It is blank.', parameter })
  const { credentialLists } = world.twilio
  if (account.credentialListSids.some((it) => credentialLists[it]?.friendlyName === friendlyName)) {
    throw new TwilioError(21240, { hint: 'The account has a list of this name.', parameter })
  }
}
