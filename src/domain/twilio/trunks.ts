import { draw, sid } from '../ids.ts'
import { changed, now, type World } from '../world.ts'
import { notFound, TwilioError } from './errors.ts'
import { detachPhoneNumber } from './phone-numbers.ts'
import { type Account, including, type TransferMode, type Trunk, without } from './state.ts'

/** What can be set on a trunk. */
export interface TrunkForm {
  friendlyName?: string
  domainName?: string
  transferMode?: TransferMode
}

const MAX_TRUNKS = { Full: 100, Trial: 1 }
const DOMAIN_NAME = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+pstn\.twilio\.com$/

/**
 * Makes a trunk.
 * @throws TwilioError 20002 name over 64 characters, 21244 too many trunks, 21245 malformed domain, 21248 domain taken
 */
export function createTrunk(world: World, account: Account, form: TrunkForm): Trunk {
  const { friendlyName = null, domainName, transferMode = 'disable-all' } = form
  const domain = domainName?.toLowerCase() ?? null
  checkFriendlyName(friendlyName)
  if (account.trunkSids.length >= MAX_TRUNKS[account.type]) throw new TwilioError(21244)
  if (domain !== null) {
    if (!DOMAIN_NAME.test(domain)) throw new TwilioError(21245)
    if (domain in world.twilio.domainNames) throw new TwilioError(21248)
  }
  const trunk: Trunk = {
    // A domain name is unique over all accounts, so that it names the trunk.
    sid: sid('TK', draw(world, 'trunk', domain ?? `${account.sid} ${friendlyName}`)),
    accountSid: account.sid,
    friendlyName,
    domainName: domain,
    transferMode,
    credentialListSids: [],
    phoneNumberSids: [],
    dateCreated: now(world),
    dateUpdated: now(world),
  }
  world.twilio.trunks[trunk.sid] = trunk
  if (domain !== null) world.twilio.domainNames[domain] = trunk.sid
  account.trunkSids = including(account.trunkSids, trunk.sid)
  changed(world)
  return trunk
}

/**
 * The account's trunk.
 * @throws TwilioError 20404 when the account has no such trunk
 */
export function fetchTrunk(world: World, account: Account, trunkSid: string): Trunk {
  const trunk = world.twilio.trunks[trunkSid]
  if (trunk?.accountSid !== account.sid) throw notFound(`/Trunks/${trunkSid}`)
  return trunk
}

/** Changes how the trunk transfers calls. */
export function setTransferMode(world: World, trunk: Trunk, transferMode: TransferMode): Trunk {
  trunk.transferMode = transferMode
  trunk.dateUpdated = now(world)
  changed(world)
  return trunk
}

/** Deletes a trunk; its numbers stay in the account, its credential lists too. */
export function deleteTrunk(world: World, account: Account, trunk: Trunk): void {
  for (const phoneNumberSid of trunk.phoneNumberSids) {
    const number = world.twilio.phoneNumbers[phoneNumberSid]
    if (number) detachPhoneNumber(world, number)
  }
  if (trunk.domainName !== null) delete world.twilio.domainNames[trunk.domainName]
  delete world.twilio.trunks[trunk.sid]
  account.trunkSids = without(account.trunkSids, trunk.sid)
  changed(world)
}

/** @throws TwilioError 20002 when the name is longer than Twilio takes */
export function checkFriendlyName(friendlyName: string | null): void {
  if (friendlyName !== null && friendlyName.length > 64) {
    throw new TwilioError(20002, { message: 'Invalid FriendlyName' })
  }
}
