import { sampleAgent } from '../../src/contract/agents.ts'
import { sample } from '../../src/contract/providers.ts'
import type { routes } from '../../src/contract/routes.ts'
import { sampleCredential, sampleManualCredential } from '../../src/contract/sip-credentials.ts'
import { sampleManualNumber, sampleNumber } from '../../src/contract/sip-phone-numbers.ts'
import { sampleNumbers } from '../../src/contract/twilio-numbers.ts'
import type { Fixture, Options } from '../../src/index.ts'
import { AUTH_TOKEN, type Client, PROVIDERS, type Sent, validBody } from '../support/client.ts'

export type OperationId = keyof typeof routes

/** What makes Trunkline answer an example: a request, the options that it meets, and what happened before. */
export interface Real extends Sent {
  /** By default the path of the operation with the ids of the samples. */
  path?: string
  query?: string
  options?: Options
  before?: (send: Client['send']) => Promise<unknown>
}

type Row = [status: number, name: string, real: Real]

const ALL = '/api/v1/providers'
const NUMBERS = '/api/v1/sip-phone-numbers'
const MANUAL_NUMBER = `${NUMBERS}/${sampleManualNumber.id}`
const CREDENTIALS = '/api/v1/sip-credentials'
const CREDENTIAL = `${CREDENTIALS}/${sampleCredential.id}`
const MANUAL_CREDENTIAL = `${CREDENTIALS}/${sampleManualCredential}`

const PHONE_NUMBERS = sampleNumbers.map((it) => it.phoneNumber)
const SIDS = sampleNumbers.map((it) => it.phoneNumberSid)
const FIRST = PHONE_NUMBERS.slice(0, 1)

type Known = NonNullable<Fixture['providers']>[number]

/** A world that knows the provider of the examples, with these numbers of its account. */
function known(phoneNumbers: string[] = [], rest: Partial<Known> = {}, agents = false): Options {
  const { id, accountSid, name } = sample
  const owned = PHONE_NUMBERS.map((phoneNumber) => ({ phoneNumber }))
  const { agentId, agentName } = sampleAgent
  return {
    fixture: {
      accounts: [{ accountSid, authToken: AUTH_TOKEN, phoneNumbers: owned }],
      providers: [{ id, accountSid, name, phoneNumbers, ...rest }],
      agents: agents ? [{ id: agentId, name: agentName, inbound: FIRST }] : [],
    },
  }
}

const body = { ...validBody, name: sample.name }
const switching = { supportsCallTransfer: true }
const steered = (code: number) => ({ ...body, authToken: `${code}`.padStart(32, '0') })

const pending = known([], { verification: 'pending' })
const warning = known(PHONE_NUMBERS, { atTwilio: { detached: PHONE_NUMBERS.slice(1) } })
const failed = known(PHONE_NUMBERS, { atTwilio: { trunk: 'missing' } })
const one = known(FIRST)
const used = known(FIRST, {}, true)
const refused = { ...known(FIRST), scenario: 'bad-credentials' }
const during = (scenario: string, options = one): Options => ({ ...options, scenario })
const refusedAs = (refusedCredentials: 401 | 422 | 502): Options => ({
  assumptions: { refusedCredentials },
})
const usual: Options = { assumptions: { createStatus: 200 } }
const immediately: Options = {
  scenario: {
    name: 'at-once',
    description: 'The create itself verifies.',
    verification: { progression: { mode: 'immediate' } },
  },
}

const anywhere = (request: Real = {}): Row[] => [
  [401, 'api-key-refused', { ...request, options: { apiKeys: ['another'] } }],
  [401, 'api-key-missing', { ...request, key: null }],
]
const withBody = (valid: object): Row[] => [
  ...anywhere({ body: valid }),
  [400, 'body-missing', { body: '' }],
  [400, 'malformed-json', { body: '{' }],
  [413, 'body-too-large', { body: ' '.repeat(1024 * 1024 + 1) }],
  [415, 'not-json', { body: valid, headers: { 'Content-Type': 'text/plain' } }],
]
const verifications = (request: Real): Row[] => [
  [200, 'pending', { ...request, options: pending }],
  [200, 'verified', { ...request, options: known() }],
  [200, 'warning', { ...request, options: warning }],
  [200, 'failed', { ...request, options: failed }],
]
const throughTwilio = (request: Real = {}): Row[] => [
  [502, 'twilio-down', { ...request, options: during('twilio-down') }],
  [503, 'twilio-busy', { ...request, options: during('rate-limited') }],
  [504, 'twilio-timeout', { ...request, options: during('twilio-timeout') }],
]
const list = (some: string, options: Options, before?: Real['before']): Row[] => [
  ...anywhere(),
  [200, some, { options, ...(before && { before }) }],
  [400, 'validation', { query: '?skip=first&take=0', options }],
]

const twilioProviders = {
  createTwilioProvider: [
    ...withBody(body),
    [200, 'pending', { body, options: usual }],
    [201, 'pending', { body }],
    [201, 'verified', { body, options: immediately }],
    [400, 'validation', { body: { accountSid: 'AC123', name: ' ' } }],
    [400, 'credentials-refused', { body: steered(20003) }],
    [400, 'twilio-limit', { body: steered(21244) }],
    [401, 'credentials-refused', { body: steered(20003), options: refusedAs(401) }],
    [422, 'credentials-refused', { body: steered(20003), options: refusedAs(422) }],
    [500, 'fault-of-ours', { body: steered(21243) }],
    [502, 'twilio-down', { body: steered(20503) }],
    [502, 'twilio-unusable', { body: steered(21248) }],
    [502, 'credentials-refused', { body: steered(20003), options: refusedAs(502) }],
    [503, 'twilio-busy', { body: steered(20429) }],
    [504, 'twilio-timeout', { body, options: { scenario: 'twilio-timeout' } }],
  ],
  getTwilioProvider: [
    ...anywhere(),
    ...verifications({}),
    [400, 'validation', { path: `${PROVIDERS}/7` }],
    [404, 'provider-not-found', {}],
  ],
  updateTwilioProvider: [
    ...withBody(body),
    ...verifications({ body: {} }),
    ...throughTwilio({ body: switching }),
    [400, 'validation', { body: { name: 'a'.repeat(101), supportsCallTransfer: 'yes' } }],
    [404, 'provider-not-found', { body: {} }],
    [409, 'trunk-missing', { body: switching, options: failed }],
    [409, 'credentials-refused', { body: switching, options: refused }],
  ],
  updateAuthToken: [
    ...withBody({ authToken: AUTH_TOKEN }),
    ...verifications({ body: { authToken: AUTH_TOKEN } }),
    ...throughTwilio({ body: { authToken: AUTH_TOKEN } }),
    [400, 'validation', { body: { authToken: 'new' } }],
    [400, 'credentials-refused', { body: { authToken: AUTH_TOKEN }, options: refused }],
    [401, 'credentials-refused', refusedToken(401)],
    [422, 'credentials-refused', refusedToken(422)],
    [502, 'credentials-refused', refusedToken(502)],
    [404, 'provider-not-found', { body: { authToken: AUTH_TOKEN } }],
  ],
  listAvailableNumbers: [
    ...list('numbers', one),
    ...throughTwilio(),
    [200, 'empty', { options: withoutNumbers() }],
    [404, 'provider-not-found', {}],
    [409, 'credentials-refused', { options: refused }],
  ],
  importPhoneNumbers: [
    ...withBody({ phoneNumberSids: SIDS }),
    [200, 'imported', { body: { phoneNumberSids: SIDS }, options: known() }],
    [200, 'partly-imported', { body: { phoneNumberSids: SIDS }, options: one }],
    [400, 'validation', { body: {} }],
    [404, 'provider-not-found', { body: { phoneNumberSids: SIDS } }],
  ],
  removePhoneNumber: [
    ...anywhere(),
    ...throughTwilio(),
    [400, 'validation', { path: `${PROVIDERS}/${sample.id}/phone-numbers/7` }],
    [404, 'provider-not-found', {}],
    [404, 'sip-phone-number-not-found', { options: known() }],
    [409, 'in-use', { options: used }],
    [409, 'credentials-refused', { options: refused }],
  ],
} satisfies Partial<Record<OperationId, Row[]>>

function refusedToken(status: 401 | 422 | 502): Real {
  return { body: { authToken: AUTH_TOKEN }, options: { ...refused, ...refusedAs(status) } }
}

/** The account of the sample provider without any number. */
function withoutNumbers(): Options {
  const { id, accountSid, name } = sample
  return {
    fixture: {
      accounts: [{ accountSid, authToken: AUTH_TOKEN }],
      providers: [{ id, accountSid, name }],
    },
  }
}

const providers = {
  listProviders: [...list('providers', known()), [200, 'empty', {}]],
  getProvider: [
    ...anywhere(),
    ...verifications({}),
    [400, 'validation', { path: `${ALL}/7` }],
    [404, 'provider-not-found', {}],
  ],
  deleteProvider: [
    ...anywhere(),
    ...throughTwilio(),
    [400, 'validation', { path: `${ALL}/7` }],
    [404, 'provider-not-found', {}],
  ],
  verifyProvider: [
    ...anywhere(),
    [200, 'verified', { options: pending }],
    [200, 'pending', { options: during('twilio-down', pending) }],
    [200, 'warning', { options: warning }],
    [200, 'failed', { options: failed }],
    [400, 'validation', { path: `${ALL}/7/verify` }],
    [404, 'provider-not-found', {}],
  ],
} satisfies Partial<Record<OperationId, Row[]>>

const { agentId } = sampleAgent
const manualNumber = {
  phoneNumber: sampleManualNumber.phoneNumber,
  displayName: 'Front desk',
  description: 'The front desk',
}
const importedNumber = { phoneNumber: sampleNumber.phoneNumber, displayName: '(415) 555-0100' }
const taken = { phoneNumber: sampleNumber.phoneNumber, credentialsId: sampleCredential.id }
const tooLong = { displayName: 'a'.repeat(256) }
const stranger = { key: 'another-key' }

const createNumber: Real['before'] = (send) => send('POST', NUMBERS, { body: manualNumber })

/** Another organisation has the number of the examples, and an agent of it takes the calls. */
const linkElsewhere: Real['before'] = async (send) => {
  const sent = { ...stranger, body: { phoneNumber: sampleNumber.phoneNumber } }
  const { body } = await send('POST', NUMBERS, sent)
  await send('PUT', `${NUMBERS}/${body.id}/agent-link?agentId=${agentId}`, stranger)
}

const sipPhoneNumbers = {
  listSipPhoneNumbers: [...list('numbers', one, createNumber), [200, 'empty', {}]],
  createSipPhoneNumber: [
    ...withBody(manualNumber),
    [200, 'manual', { body: manualNumber, options: usual }],
    [201, 'manual', { body: manualNumber }],
    [400, 'validation', { body: tooLong }],
    [404, 'sip-credential-not-found', { body: unknownCredential() }],
    [409, 'already-exists', { body: taken, options: one }],
  ],
  getSipPhoneNumber: [
    ...anywhere(),
    [200, 'imported', { options: one }],
    [200, 'manual', { path: MANUAL_NUMBER, before: createNumber }],
    [200, 'linked', { options: used }],
    [400, 'validation', { path: `${NUMBERS}/7` }],
    [404, 'sip-phone-number-not-found', {}],
  ],
  updateSipPhoneNumber: [
    ...withBody(importedNumber),
    [200, 'imported', { body: importedNumber, options: one }],
    [200, 'manual', { path: MANUAL_NUMBER, body: manualNumber, before: createNumber }],
    [200, 'linked', { body: importedNumber, options: used }],
    [400, 'validation', { body: tooLong, options: one }],
    [404, 'sip-phone-number-not-found', { body: importedNumber }],
    [404, 'sip-credential-not-found', { body: unknownCredential(), options: one }],
    [
      409,
      'already-exists',
      { path: MANUAL_NUMBER, body: taken, options: one, before: createNumber },
    ],
    [409, 'managed-by-provider', { body: manualNumber, options: one }],
  ],
  deleteSipPhoneNumber: [
    ...anywhere(),
    ...throughTwilio(),
    [400, 'validation', { path: `${NUMBERS}/7` }],
    [404, 'sip-phone-number-not-found', {}],
    [409, 'in-use', { options: used }],
    [409, 'credentials-refused', { options: refused }],
  ],
  linkSipPhoneNumber: [
    ...anywhere(),
    [200, 'linked', { query: `?agentId=${agentId}`, options: one }],
    [400, 'validation', { options: one }],
    [404, 'sip-phone-number-not-found', { query: `?agentId=${agentId}` }],
    [
      409,
      'linked-elsewhere',
      { query: `?agentId=${agentId}`, options: one, before: linkElsewhere },
    ],
  ],
  unlinkSipPhoneNumber: [
    ...anywhere(),
    [200, 'unlinked', { options: used }],
    [400, 'validation', { query: '?mode=replaceOutbound', options: one }],
    [404, 'sip-phone-number-not-found', {}],
  ],
  listAgentsUsingSipPhoneNumber: [
    ...anywhere(),
    [200, 'used', { options: used }],
    [200, 'unused', { options: one }],
    [400, 'validation', { path: `${NUMBERS}/7/affected-agents` }],
    [404, 'sip-phone-number-not-found', {}],
  ],
} satisfies Partial<Record<OperationId, Row[]>>

function unknownCredential() {
  return { ...importedNumber, credentialsId: sampleManualCredential }
}

const manualCredential = {
  server: 'sip.example.com',
  authUser: 'reception',
  authPassword: 'correct-horse-battery-staple',
  description: 'The carrier in Lyon',
}
const longPassword = { authPassword: 'a'.repeat(65) }
const here = (real: Real = {}): Real => ({ path: MANUAL_CREDENTIAL, ...real })

const createCredential: Real['before'] = (send) =>
  send('POST', CREDENTIALS, { body: manualCredential })

/** An agent answers the number that uses the credential. */
const useCredential: Real['before'] = async (send) => {
  await createCredential(send)
  const phoneNumber = { ...manualNumber, credentialsId: sampleManualCredential }
  const { body } = await send('POST', NUMBERS, { body: phoneNumber })
  await send('PUT', `${NUMBERS}/${body.id}/agent-link?agentId=${agentId}`)
}

const sipCredentials = {
  listSipCredentials: [...list('credentials', known(), createCredential), [200, 'empty', {}]],
  createSipCredential: [
    ...withBody(manualCredential),
    [200, 'manual', { body: manualCredential, options: usual }],
    [201, 'manual', { body: manualCredential }],
    [400, 'validation', { body: longPassword }],
  ],
  getSipCredential: [
    ...anywhere(here()),
    [200, 'provider', { path: CREDENTIAL, options: known() }],
    [200, 'manual', here({ before: createCredential })],
    [400, 'validation', { path: `${CREDENTIALS}/7` }],
    [404, 'sip-credential-not-found', here()],
  ],
  updateSipCredential: [
    ...withBody(manualCredential).map(([status, name, real]): Row => [status, name, here(real)]),
    [200, 'manual', here({ body: manualCredential, before: createCredential })],
    [400, 'validation', here({ body: longPassword })],
    [404, 'sip-credential-not-found', here({ body: manualCredential })],
    [409, 'managed-by-provider', { path: CREDENTIAL, body: manualCredential, options: known() }],
  ],
  deleteSipCredential: [
    ...anywhere(here()),
    [400, 'validation', { path: `${CREDENTIALS}/7` }],
    [404, 'sip-credential-not-found', here()],
    [409, 'in-use', here({ options: used, before: useCredential })],
    [409, 'managed-by-provider', { path: CREDENTIAL, options: known() }],
  ],
  listAgentsUsingSipCredential: [
    ...anywhere({ path: `${MANUAL_CREDENTIAL}/affected-agents` }),
    [
      200,
      'used',
      {
        path: `${MANUAL_CREDENTIAL}/affected-agents`,
        options: used,
        before: useCredential,
      },
    ],
    [200, 'unused', { path: `${MANUAL_CREDENTIAL}/affected-agents`, before: createCredential }],
    [400, 'validation', { path: `${CREDENTIALS}/7/affected-agents` }],
    [404, 'sip-credential-not-found', { path: `${MANUAL_CREDENTIAL}/affected-agents` }],
  ],
} satisfies Partial<Record<OperationId, Row[]>>

/** Every example that Trunkline gives by itself, and what makes it. */
export const reals: Record<OperationId, Row[]> = {
  ...twilioProviders,
  ...providers,
  ...sipPhoneNumbers,
  ...sipCredentials,
}
