import { newSid } from '../ids.ts'
import { changed, now, type World } from '../world.ts'
import { notFound, TwilioError } from './errors.ts'
import { type Credential, type CredentialList, including, without } from './state.ts'

const MAX_CREDENTIALS = 1000
const MAX_USERNAME = 32
const WRONG_LENGTH = `It has no character, or more than ${MAX_USERNAME}.`
const WEAK = 'It needs 12 or more characters, a digit, a lowercase letter and a capital.'
const PASSWORD = /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z]).{12,}$/

/**
 * Makes a credential in a list.
 * @throws TwilioError 21242 list full, 21243 user name missing, too long or taken, or password too weak
 */
export function createCredential(
  world: World,
  list: CredentialList,
  { username, password }: { username: string; password: string },
): Credential {
  if (list.credentialSids.length >= MAX_CREDENTIALS) throw new TwilioError(21242)
  const isTaken = listCredentials(world, list).some((it) => it.username === username)
  if (username === '' || username.length > MAX_USERNAME || isTaken) {
    const hint = isTaken ? 'The list has this user name.' : WRONG_LENGTH
    throw new TwilioError(21243, { hint, parameter: 'Username' })
  }
  checkPassword(password)
  const credential: Credential = {
    sid: newSid(world, 'credential', `${list.sid} ${username}`, world.twilio.credentials),
    accountSid: list.accountSid,
    credentialListSid: list.sid,
    username,
    dateCreated: now(world),
    dateUpdated: now(world),
  }
  world.twilio.credentials[credential.sid] = credential
  list.credentialSids = including(list.credentialSids, credential.sid)
  changed(world)
  return credential
}

/**
 * The list's credential.
 * @throws TwilioError 20404 when the list has no such one
 */
export function fetchCredential(
  world: World,
  list: CredentialList,
  credentialSid: string,
): Credential {
  const credential = world.twilio.credentials[credentialSid]
  if (credential?.credentialListSid === list.sid) return credential
  const path = `/2010-04-01/Accounts/${list.accountSid}/SIP/CredentialLists/${list.sid}`
  throw notFound(`${path}/Credentials/${credentialSid}.json`)
}

/** The list's credentials, in the order of their making. */
export function listCredentials(world: World, list: CredentialList): Credential[] {
  return list.credentialSids.flatMap((it) => world.twilio.credentials[it] ?? [])
}

/**
 * Gives a credential another password. Like Twilio, the fake keeps none.
 * @throws TwilioError 21243 password too weak
 */
export function updateCredential(
  world: World,
  credential: Credential,
  { password }: { password?: string | undefined },
): Credential {
  if (password !== undefined) checkPassword(password)
  credential.dateUpdated = now(world)
  changed(world)
  return credential
}

/** Takes a credential out of its list. */
export function deleteCredential(world: World, list: CredentialList, credential: Credential): void {
  delete world.twilio.credentials[credential.sid]
  list.credentialSids = without(list.credentialSids, credential.sid)
  changed(world)
}

function checkPassword(password: string): void {
  if (!PASSWORD.test(password)) {
    throw new TwilioError(21243, { hint: WEAK, parameter: 'Password' })
  }
}
