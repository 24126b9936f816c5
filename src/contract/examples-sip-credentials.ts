import type { AffectedPhoneNumber, SipCredentialUsage } from './agents.ts'
import type { Examples } from './examples.ts'
import { inUse } from './examples-sip-phone-numbers.ts'
import type { Page } from './paging.ts'
import { sample } from './providers.ts'
import { type SipCredential, sampleCredential, sampleManualCredential } from './sip-credentials.ts'
import { sampleManualNumber } from './sip-phone-numbers.ts'

const ofProvider: SipCredential = {
  id: sampleCredential.id,
  orgId: sampleCredential.orgId,
  server: sampleCredential.server,
  transport: 'udp',
  source: 'provider',
  createdTime: sample.at,
  lastUpdateTime: sample.at,
  domain: null,
  authUser: sampleCredential.authUser,
  authPassword: 'dvJ3sI17yQYeCTenL3epM9pGLeoOYlD6',
  description: null,
  cpsLimit: null,
  cpsKey: null,
  providerId: sample.id,
}

const manual: SipCredential = {
  ...ofProvider,
  id: sampleManualCredential,
  server: 'sip.example.com',
  source: 'manual',
  authUser: 'reception',
  authPassword: 'correct-horse-battery-staple',
  description: 'The carrier in Lyon',
  providerId: null,
}

/** What create and update answer. */
export const manualCredential: Examples<SipCredential> = { manual: { value: manual } }

/** What get answers. */
export const storedCredential: Examples<SipCredential> = {
  provider: { value: ofProvider },
  manual: { value: manual },
}

/** What the list answers. */
export const credentialPage: Examples<Page<SipCredential>> = {
  credentials: { value: { items: [ofProvider, manual], totalCount: 2, skip: 0, take: 20 } },
  empty: { value: { items: [], totalCount: 0, skip: 0, take: 20 } },
}

/** A number that uses a credential, and that an agent answers. */
export const ofManual: AffectedPhoneNumber = {
  id: '5e602c80-1811-4dcc-b467-3ef2628d393a',
  phoneNumber: sampleManualNumber.phoneNumber,
  affectedAgents: inUse.affectedAgents,
}

/** What "who uses this credential" answers. */
export const credentialUsage: Examples<SipCredentialUsage> = {
  used: { value: { phoneNumbers: [ofManual], affectedCallsCount: 0 } },
  unused: { value: { phoneNumbers: [], affectedCallsCount: 0 } },
}
