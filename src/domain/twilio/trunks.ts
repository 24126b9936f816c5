import { newSid } from '../ids.ts'
import { changed, now, type World } from '../world.ts'
import { notFound, TwilioError, type TwilioErrorCode } from './errors.ts'
import { detachPhoneNumber } from './phone-numbers.ts'
import {
  type Account,
  checkFriendlyName,
  including,
  optionsIn,
  type TransferMode,
  type Trunk,
  type TrunkOptions,
  type Unset,
  without,
} from './state.ts'

/** What can be set on a trunk. */
export interface TrunkForm extends Unset<TrunkOptions> {
  friendlyName?: string | undefined
  domainName?: string | undefined
  transferMode?: TransferMode | undefined
}

const MAX_TRUNKS = { Full: 100, Trial: 1 }
const NO_PARENT = 'The account has no trunk with the domain above it.'
const SUFFIX = 'pstn.twilio.com'
const DOMAIN_NAME = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+pstn\.twilio\.com$/
const ACCOUNT_DOMAIN = /^ac[0-9a-f]{32}\./
/** The domain name of a trunk that was deleted is out of reach for 30 days. */
const COOLDOWN = 30 * 24 * 3_600_000

const DEFAULTS: TrunkOptions = {
  disasterRecoveryUrl: null,
  disasterRecoveryMethod: null,
  secure: false,
  cnamLookupEnabled: false,
  transferCallerId: 'from-transferee',
}

/**
 * Makes a trunk.
 * @throws TwilioError 20002 name over 64 characters, 21244 too many trunks, 21245 malformed domain, 21247 sub-domain of
 * a domain that the account does not own, 21248 domain taken, or of a trunk that was deleted less than 30 days ago
 */
export function createTrunk(world: World, account: Account, form: TrunkForm): Trunk {
  const { friendlyName = null, domainName, transferMode = 'disable-all' } = form
  const domain = domainName?.toLowerCase() || null
  checkFriendlyName(friendlyName)
  if (account.trunkSids.length >= MAX_TRUNKS[account.type]) throw new TwilioError(21244)
  if (domain !== null) expectFree(world, account, domain)
  const trunk: Trunk = {
    // A domain name is unique over all accounts, so that it names the trunk.
    sid: newSid(world, 'trunk', domain ?? `${account.sid} ${friendlyName}`, world.twilio.trunks),
    accountSid: account.sid,
    friendlyName,
    domainName: domain,
    transferMode,
    options: optionsIn(form, DEFAULTS, null),
    credentialListSids: [],
    phoneNumberSids: [],
    originationUrlSids: [],
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

/** The account's trunks, in the order of their making. */
export function listTrunks(world: World, { trunkSids }: Account): Trunk[] {
  return trunkSids.flatMap((it) => world.twilio.trunks[it] ?? [])
}

/** The options of a trunk, those too that were never set. */
export function optionsOf({ options }: Trunk): TrunkOptions {
  return Object.assign({}, DEFAULTS, options ?? {})
}

/**
 * Changes what is given.
 * @throws TwilioError as `createTrunk` does, and 21247 when the old domain has sub-domains
 */
export function updateTrunk(world: World, account: Account, trunk: Trunk, form: TrunkForm): Trunk {
  const { friendlyName = trunk.friendlyName, transferMode = trunk.transferMode } = form
  const domain =
    form.domainName === undefined ? trunk.domainName : form.domainName.toLowerCase() || null
  checkFriendlyName(friendlyName)
  if (domain !== trunk.domainName) {
    if (domain !== null) expectFree(world, account, domain)
    // Its own old domain is nobody's by then.
    if (domain !== null && parentOf(domain) === trunk.domainName) {
      throw domainError(21247, NO_PARENT)
    }
    expectNoSubdomains(world, account, trunk)
    // Nobody says that a name which a trunk changes is kept from others; of one that is deleted Twilio does.
    if (trunk.domainName !== null) delete world.twilio.domainNames[trunk.domainName]
    if (domain !== null) world.twilio.domainNames[domain] = trunk.sid
    trunk.domainName = domain
  }
  trunk.friendlyName = friendlyName
  trunk.transferMode = transferMode
  trunk.options = optionsIn(form, DEFAULTS, trunk.options)
  trunk.dateUpdated = now(world)
  changed(world)
  return trunk
}

/**
 * Deletes a trunk with its origination URLs; its numbers and its credential lists stay in the account.
 * @throws TwilioError 21247 when its domain has sub-domains
 */
export function deleteTrunk(world: World, account: Account, trunk: Trunk): void {
  const { domainNames, reservedDomainNames, phoneNumbers, originationUrls, trunks } = world.twilio
  expectNoSubdomains(world, account, trunk)
  if (trunk.domainName !== null) {
    delete domainNames[trunk.domainName]
    reservedDomainNames[trunk.domainName] = now(world) + COOLDOWN
  }
  for (const phoneNumberSid of trunk.phoneNumberSids) {
    const number = phoneNumbers[phoneNumberSid]
    if (number) detachPhoneNumber(world, number)
  }
  for (const urlSid of trunk.originationUrlSids) delete originationUrls[urlSid]
  delete trunks[trunk.sid]
  account.trunkSids = without(account.trunkSids, trunk.sid)
  changed(world)
}

/** Makes the domain name of a deleted trunk free at once, as if no trunk had had it. */
export function freeDomain(world: World, domainName: string): void {
  delete world.twilio.reservedDomainNames[domainName]
}

function expectFree(world: World, account: Account, domain: string): void {
  const { domainNames, reservedDomainNames, trunks } = world.twilio
  const own = `${account.sid.toLowerCase()}.`
  if (!DOMAIN_NAME.test(domain) || (ACCOUNT_DOMAIN.test(domain) && !domain.startsWith(own))) {
    throw domainError(21245, `It is no sub-domain of ${SUFFIX}, or has another account's SID.`)
  }
  if (domain in domainNames || (reservedDomainNames[domain] ?? 0) > now(world)) {
    throw domainError(21248, 'A trunk has it, or had it less than 30 days ago.')
  }
  const parent = parentOf(domain)
  if (parent === SUFFIX) return
  const owner = trunks[domainNames[parent] ?? '']
  if (owner?.accountSid !== account.sid) throw domainError(21247, NO_PARENT)
}

function expectNoSubdomains({ twilio }: World, account: Account, { domainName }: Trunk): void {
  const isParent = account.trunkSids.some((it) => {
    const other = twilio.trunks[it]?.domainName
    return other && parentOf(other) === domainName
  })
  if (isParent) {
    throw new TwilioError(21247, { hint: 'Another trunk has a sub-domain of its domain.' })
  }
}

const domainError = (code: TwilioErrorCode, hint: string): TwilioError =>
  new TwilioError(code, { hint, parameter: 'DomainName' })

const parentOf = (domain: string): string => domain.slice(domain.indexOf('.') + 1)
