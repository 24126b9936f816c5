import type { AffectedPhoneNumber } from './agents.ts'
import { sampleAgent } from './agents.ts'
import type { Examples } from './examples.ts'
import type { Page } from './paging.ts'
import { sample } from './providers.ts'
import { sampleCredential } from './sip-credentials.ts'
import { type SipPhoneNumber, sampleManualNumber, sampleNumber } from './sip-phone-numbers.ts'

const imported: SipPhoneNumber = {
  id: sampleNumber.id,
  orgId: sampleCredential.orgId,
  phoneNumber: sampleNumber.phoneNumber,
  credentialsId: sampleCredential.id,
  createdTime: sample.at,
  lastUpdateTime: sample.at,
  registrationStatus: {
    state: 'Disabled',
    errorDescription: null,
    sipResponseMessage: null,
    lastUpdated: null,
    expiresAt: null,
  },
  description: null,
  displayName: '(415) 555-0100',
  registration: false,
  providerId: sample.id,
  incomingCallsAgentId: null,
}

const manual: SipPhoneNumber = {
  ...imported,
  ...sampleManualNumber,
  credentialsId: null,
  description: 'The front desk',
  displayName: 'Front desk',
  providerId: null,
}

const linked: SipPhoneNumber = { ...imported, incomingCallsAgentId: sampleAgent.agentId }

/** What a create answers. */
export const createdNumber: Examples<SipPhoneNumber> = { manual: { value: manual } }

/** What get and update answer. */
export const storedNumber: Examples<SipPhoneNumber> = {
  imported: { value: imported },
  manual: { value: manual },
  linked: { value: linked },
}

/** What a link answers. */
export const linkedNumber: Examples<SipPhoneNumber> = { linked: { value: linked } }

/** What the end of a link answers. */
export const unlinkedNumber: Examples<SipPhoneNumber> = { unlinked: { value: imported } }

/** What the list answers. */
export const numberPage: Examples<Page<SipPhoneNumber>> = {
  numbers: { value: { items: [imported, manual], totalCount: 2, skip: 0, take: 20 } },
  empty: { value: { items: [], totalCount: 0, skip: 0, take: 20 } },
}

const { id, phoneNumber } = sampleNumber

/** A number that an agent answers. */
export const inUse: AffectedPhoneNumber = {
  id,
  phoneNumber,
  affectedAgents: [{ ...sampleAgent, uses: ['inbound'] }],
}

/** What "which agents use this number" answers. */
export const numberUsage: Examples<AffectedPhoneNumber> = {
  used: { value: inUse },
  unused: { value: { id, phoneNumber, affectedAgents: [] } },
}
