import { type AffectedPhoneNumber, affectedBy } from './agents.ts'
import { SimulatorError } from './errors.ts'
import { digest, newUuid, password, uuid } from './ids.ts'
import { isOwnedBy } from './organisation.ts'
import { type Page, type Paging, pageOf } from './page.ts'
import { changed, now, type World } from './world.ts'

/** What a SIP credential says of itself. */
export interface SipCredentialInput {
  server: string
  transport: 'udp' | 'tcp' | 'tls'
  domain: string | null
  authUser: string | null
  authPassword: string | null
  description: string | null
  /** Calls per second. */
  cpsLimit: number | null
  cpsKey: string | null
}

/** A SIP credential: one that was made by hand, or the one that a provider sends its calls with. */
export interface SipCredential extends SipCredentialInput {
  id: string
  organisation: string | null
  /** The provider that manages it; null for one that was made by hand. */
  providerId: string | null
  createdAt: number
  updatedAt: number
}

/** The agents that would miss a SIP credential, by phone number. Page: get-agents-using-sip-credential. */
export interface CredentialUse {
  phoneNumbers: AffectedPhoneNumber[]
  /** Calls in the queue: there are none, because nothing is called. */
  affectedCallsCount: number
}

/**
 * The id and the password of a provider's SIP credential: halves of one digest. Another, where an import has brought a
 * credential of that id.
 */
export function sipSecrets(world: World, providerId: string): { id: string; password: string } {
  for (let key = `sip-credential ${providerId}`; ; key += ' again') {
    const hex = digest(world.seed, key)
    const id = uuid(hex.slice(0, 32))
    if (!world.sipCredentials[id]) return { id, password: password(hex.slice(32)) }
  }
}

/** What is known of the SIP credential of a provider. */
export interface ManagedCredential {
  id: string
  organisation: string | null
  providerId: string
  server: string
  authUser: string
  authPassword: string
}

/** Stores the SIP credential that was made for a provider. */
export function storeSipCredential(world: World, managed: ManagedCredential): SipCredential {
  const { id, organisation, providerId, server, authUser, authPassword } = managed
  // Every provider has one: an object of one shape is made faster than by spreading, and is smaller.
  return store(world, {
    id,
    organisation,
    providerId,
    server,
    authUser,
    authPassword,
    transport: 'udp',
    domain: null,
    description: null,
    cpsLimit: null,
    cpsKey: null,
    createdAt: now(world),
    updatedAt: now(world),
  })
}

/** The SIP credentials that an organisation sees, in the order of their making. Page: list-sip-credentials. */
export function listSipCredentials(
  world: World,
  organisation: string,
  paging: Paging,
): Page<SipCredential> {
  const all = Object.values(world.sipCredentials).filter((it) => isOwnedBy(it, organisation))
  return pageOf(all, paging)
}

/** Makes a SIP credential by hand. Page: create-sip-credential. */
export function createSipCredential(
  world: World,
  organisation: string,
  input: SipCredentialInput,
): SipCredential {
  const key = `${organisation} ${input.server} ${input.authUser ?? ''}`
  const id = newUuid(world, 'sip-credential', key, world.sipCredentials)
  return store(world, {
    ...fieldsOf(input),
    id,
    organisation,
    providerId: null,
    createdAt: now(world),
    updatedAt: now(world),
  })
}

/**
 * The SIP credential of that id. Page: get-sip-credential.
 * @throws SimulatorError sip-credential-not-found
 */
export function getSipCredential(world: World, organisation: string, id: string): SipCredential {
  const credential = world.sipCredentials[id.toLowerCase()]
  if (credential && isOwnedBy(credential, organisation)) return credential
  throw new SimulatorError(
    'sip-credential-not-found',
    `Cannot find SIP credential ${id}: no such SIP credential.`,
  )
}

/**
 * Puts another in its place. Page: update-sip-credential.
 * @throws SimulatorError sip-credential-not-found, managed-by-provider
 */
export function updateSipCredential(
  world: World,
  organisation: string,
  id: string,
  input: SipCredentialInput,
): SipCredential {
  const credential = getSipCredential(world, organisation, id)
  expectManual(credential, 'update')
  Object.assign(credential, fieldsOf(input), { updatedAt: now(world) })
  changed(world)
  return credential
}

/**
 * Deletes a SIP credential; phone numbers that use it are left without one. Page: delete-sip-credential.
 * @param force delete it also when phone numbers use it
 * @throws SimulatorError sip-credential-not-found, managed-by-provider, in-use
 */
export function deleteSipCredential(
  world: World,
  organisation: string,
  id: string,
  { force }: { force: boolean },
): void {
  const credential = getSipCredential(world, organisation, id)
  expectManual(credential, 'delete')
  const { phoneNumbers } = agentsUsingSipCredential(world, organisation, id)
  if (phoneNumbers.length > 0 && !force) {
    const why = 'phone numbers use it ((`force=true` deletes it all the same))'
    throw new SimulatorError('in-use', `Cannot delete SIP credential ${id}: ${why}.`, {
      phoneNumbers,
    })
  }
  removeSipCredential(world, credential.id)
}

/**
 * Which agents would miss the credential. Page: get-agents-using-sip-credential.
 * @throws SimulatorError sip-credential-not-found
 */
export function agentsUsingSipCredential(
  world: World,
  organisation: string,
  id: string,
): CredentialUse {
  const credential = getSipCredential(world, organisation, id)
  const phoneNumbers = Object.values(world.sipPhoneNumbers)
    .filter((it) => it.sipCredentialId === credential.id && isOwnedBy(it, organisation))
    .map((it) => affectedBy(world, it))
  return { phoneNumbers, affectedCallsCount: 0 }
}

/** Takes a SIP credential away, whoever manages it. */
export function removeSipCredential(world: World, id: string): void {
  for (const number of Object.values(world.sipPhoneNumbers)) {
    if (number.sipCredentialId === id) number.sipCredentialId = null
  }
  delete world.sipCredentials[id]
  changed(world)
}

function fieldsOf(input: SipCredentialInput): SipCredentialInput {
  const { server, transport, domain, authUser, authPassword, description, cpsLimit, cpsKey } = input
  return { server, transport, domain, authUser, authPassword, description, cpsLimit, cpsKey }
}

function store(world: World, credential: SipCredential): SipCredential {
  world.sipCredentials[credential.id] = credential
  changed(world)
  return credential
}

function expectManual({ id, providerId }: SipCredential, doing: string): void {
  if (providerId === null) return
  const why = `provider ${providerId} manages it`
  throw new SimulatorError('managed-by-provider', `Cannot ${doing} SIP credential ${id}: ${why}.`)
}
