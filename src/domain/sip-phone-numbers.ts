import { type AffectedPhoneNumber, affectedBy, meetAgent } from './agents.ts'
import { SimulatorError } from './errors.ts'
import { newUuid } from './ids.ts'
import { isOwnedBy } from './organisation.ts'
import { type Page, type Paging, pageOf } from './page.ts'
import { getSipCredential } from './sip-credentials.ts'
import { changed, now, type World } from './world.ts'

/** What a SIP phone number says of itself. */
export interface SipPhoneNumberInput {
  phoneNumber: string
  credentialsId: string | null
  displayName: string | null
  description: string | null
  registration: boolean
}

/** A phone number that agents can be linked to: one that was made by hand, or one that a provider imported. */
export interface SipPhoneNumber {
  id: string
  organisation: string | null
  phoneNumber: string
  sipCredentialId: string | null
  /** The provider that imported it; null for one that was made by hand. */
  providerId: string | null
  /** What it is at Twilio; null for one that was made by hand. */
  phoneNumberSid: string | null
  displayName: string | null
  description: string | null
  registration: boolean
  /** Who takes the calls that come in. */
  inboundAgentId: string | null
  /** Who calls with it. */
  outboundAgentIds: string[]
  createdAt: number
  updatedAt: number
}

/** Which phone numbers to list. */
export interface SipPhoneNumberFilter {
  /** A part of the number. */
  phoneNumber?: string | undefined
  linkedAgentId?: string | undefined
  unlinkedOnly: boolean
  providerId?: string | undefined
}

/** The inbound link of a number, or the one number that an agent calls with. */
export type AgentLinkMode = 'inbound' | 'replaceOutbound'

/** The phone numbers that an organisation sees, in the order of their making. Page: list-phone-numbers. */
export function listSipPhoneNumbers(
  world: World,
  organisation: string,
  {
    phoneNumber = '',
    linkedAgentId,
    unlinkedOnly,
    providerId,
    ...paging
  }: SipPhoneNumberFilter & Paging,
): Page<SipPhoneNumber> {
  const isMeant = (number: SipPhoneNumber): boolean =>
    isOwnedBy(number, organisation) &&
    number.phoneNumber.includes(phoneNumber) &&
    (linkedAgentId === undefined || isLinkedTo(number, linkedAgentId)) &&
    (!unlinkedOnly || !isLinked(number)) &&
    (providerId === undefined || number.providerId === providerId.toLowerCase())
  return pageOf(Object.values(world.sipPhoneNumbers).filter(isMeant), paging)
}

/**
 * Makes a phone number by hand. A number and a credential make a pair that an organisation has once.
 * Page: create-phone-number.
 * @throws SimulatorError sip-credential-not-found, already-exists
 */
export function createSipPhoneNumber(
  world: World,
  organisation: string,
  input: SipPhoneNumberInput,
): SipPhoneNumber {
  const fields = fieldsOf(world, organisation, input)
  expectFree(world, organisation, fields)
  const key = `${organisation} ${fields.phoneNumber} ${fields.sipCredentialId ?? ''}`
  return storeSipPhoneNumber(world, {
    id: newUuid(world, 'sip-phone-number', key, world.sipPhoneNumbers),
    organisation,
    providerId: null,
    phoneNumberSid: null,
    ...fields,
  })
}

/** Stores a phone number that no agent is linked to. */
export function storeSipPhoneNumber(
  world: World,
  details: Omit<SipPhoneNumber, 'inboundAgentId' | 'outboundAgentIds' | 'createdAt' | 'updatedAt'>,
): SipPhoneNumber {
  const number: SipPhoneNumber = {
    ...details,
    inboundAgentId: null,
    outboundAgentIds: [],
    createdAt: now(world),
    updatedAt: now(world),
  }
  world.sipPhoneNumbers[number.id] = number
  changed(world)
  return number
}

/**
 * The phone number of that id.
 * @throws SimulatorError sip-phone-number-not-found
 */
export function getSipPhoneNumber(world: World, organisation: string, id: string): SipPhoneNumber {
  const number = world.sipPhoneNumbers[id.toLowerCase()]
  if (number && isOwnedBy(number, organisation)) return number
  throw noSuchNumber(id)
}

/** The error of a phone number that is not there. */
export function noSuchNumber(id: string): SimulatorError {
  return new SimulatorError(
    'sip-phone-number-not-found',
    `Cannot find phone number ${id}: no such phone number.`,
  )
}

/**
 * Puts another in its place; its links stay. Of a number that a provider imported, number and credential cannot change,
 * and a credential that is not given stays. Page: update-phone-number.
 * @throws SimulatorError sip-phone-number-not-found, sip-credential-not-found, already-exists, managed-by-provider,
 * linked-elsewhere
 */
export function updateSipPhoneNumber(
  world: World,
  organisation: string,
  id: string,
  input: SipPhoneNumberInput,
): SipPhoneNumber {
  const number = getSipPhoneNumber(world, organisation, id)
  const { providerId } = number
  const credentialsId =
    providerId === null ? input.credentialsId : (input.credentialsId ?? number.sipCredentialId)
  const fields = fieldsOf(world, organisation, { ...input, credentialsId })
  const isAnother =
    fields.phoneNumber !== number.phoneNumber || fields.sipCredentialId !== number.sipCredentialId
  if (isAnother && providerId !== null) {
    const why = `provider ${providerId} manages its number and its SIP credential`
    throw new SimulatorError('managed-by-provider', `Cannot update phone number ${id}: ${why}.`)
  }
  if (isAnother) expectFree(world, organisation, fields)
  if (number.inboundAgentId !== null) expectNotInboundElsewhere(world, organisation, fields)
  Object.assign(number, fields, { updatedAt: now(world) })
  changed(world)
  return number
}

/**
 * Links an agent: the one who takes the calls of this number, in the place of another; or one who calls with it from
 * now on, and with no other. Page: link-phone-number-to-agent.
 * @throws SimulatorError sip-phone-number-not-found, linked-elsewhere
 */
export function linkSipPhoneNumber(
  world: World,
  organisation: string,
  id: string,
  { agentId, mode }: { agentId: string; mode: AgentLinkMode },
): SipPhoneNumber {
  const number = getSipPhoneNumber(world, organisation, id)
  if (mode === 'inbound') {
    expectNotInboundElsewhere(world, organisation, number)
    number.inboundAgentId = agentId
  } else {
    for (const other of Object.values(world.sipPhoneNumbers)) {
      if (isOwnedBy(other, organisation)) dropOutbound(other, agentId)
    }
    number.outboundAgentIds = [...number.outboundAgentIds, agentId]
  }
  meetAgent(world, agentId)
  number.updatedAt = now(world)
  changed(world)
  return number
}

/**
 * Takes a link away; one that is not there is no error. Page: unlink-phone-number-from-agent.
 * @param agentId whose outbound number it was; of an inbound link any, or only this one where it is given
 * @throws SimulatorError sip-phone-number-not-found
 */
export function unlinkSipPhoneNumber(
  world: World,
  organisation: string,
  id: string,
  { agentId, mode }: { agentId?: string | undefined; mode: AgentLinkMode },
): SipPhoneNumber {
  const number = getSipPhoneNumber(world, organisation, id)
  if (mode === 'replaceOutbound') dropOutbound(number, agentId ?? '')
  else if (agentId === undefined || number.inboundAgentId === agentId) number.inboundAgentId = null
  number.updatedAt = now(world)
  changed(world)
  return number
}

/**
 * The phone number with the agents that would miss it. Page: get-agents-using-phone-number.
 * @throws SimulatorError sip-phone-number-not-found
 */
export function agentsUsingSipPhoneNumber(
  world: World,
  organisation: string,
  id: string,
): AffectedPhoneNumber {
  return affectedBy(world, getSipPhoneNumber(world, organisation, id))
}

/**
 * Refuses to take a number from its agents, unless that is wanted.
 * @throws SimulatorError in-use
 */
export function expectUnused(world: World, number: SipPhoneNumber, force: boolean): void {
  const { affectedAgents } = affectedBy(world, number)
  if (affectedAgents.length === 0 || force) return
  const why = 'agents use it ((`force=true` takes it from them))'
  throw new SimulatorError('in-use', `Cannot delete phone number ${number.id}: ${why}.`, {
    affectedAgents,
  })
}

/** The members that a body sets. */
function fieldsOf(world: World, organisation: string, input: SipPhoneNumberInput) {
  const { phoneNumber, credentialsId, displayName, description, registration } = input
  const sipCredentialId =
    credentialsId === null ? null : getSipCredential(world, organisation, credentialsId).id
  return { phoneNumber, sipCredentialId, displayName, description, registration }
}

function expectFree(
  world: World,
  organisation: string,
  { phoneNumber, sipCredentialId }: Pick<SipPhoneNumber, 'phoneNumber' | 'sipCredentialId'>,
): void {
  const isTaken = Object.values(world.sipPhoneNumbers).some(
    (it) =>
      isOwnedBy(it, organisation) &&
      it.phoneNumber === phoneNumber &&
      it.sipCredentialId === sipCredentialId,
  )
  if (!isTaken) return
  const why = 'the organisation has it with this SIP credential'
  throw new SimulatorError('already-exists', `Cannot store phone number ${phoneNumber}: ${why}.`)
}

function expectNotInboundElsewhere(
  world: World,
  organisation: string,
  { phoneNumber }: Pick<SipPhoneNumber, 'phoneNumber'>,
): void {
  const elsewhere = Object.values(world.sipPhoneNumbers).some(
    (it) =>
      it.phoneNumber === phoneNumber && it.inboundAgentId !== null && !isOwnedBy(it, organisation),
  )
  if (!elsewhere) return
  const why = 'another organisation takes its calls'
  throw new SimulatorError('linked-elsewhere', `Cannot link phone number ${phoneNumber}: ${why}.`)
}

const isLinkedTo = ({ inboundAgentId, outboundAgentIds }: SipPhoneNumber, agentId: string) =>
  inboundAgentId === agentId || outboundAgentIds.includes(agentId)

const isLinked = ({ inboundAgentId, outboundAgentIds }: SipPhoneNumber): boolean =>
  inboundAgentId !== null || outboundAgentIds.length > 0

function dropOutbound(number: SipPhoneNumber, agentId: string): void {
  number.outboundAgentIds = number.outboundAgentIds.filter((it) => it !== agentId)
}
