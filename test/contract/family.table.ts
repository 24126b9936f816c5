/**
 * The contract of the pages beside the seeds: every operation of the family by its page, and the objects that it takes
 * and gives. Transcribed by hand from the notes on those pages (required, nullable, lengths, ranges, enums, defaults);
 * `openapi.json` is checked against it, member by member.
 */
import type { SeedMember } from './seeds.table.ts'

/** An operation of a page, or of no page where it is a conclusion or a choice. */
export interface FamilyOperation {
  operationId: string
  page: string | null
  method: 'delete' | 'get' | 'patch' | 'post' | 'put'
  path: string
  /** Names in the path, all of them required uuids. */
  ids: string[]
  query: SeedMember[]
  /** Component ids. */
  body: string | null
  response: string | null
}

const int32 = { type: 'integer', format: 'int32' } as const
const uuid = { type: 'string', format: 'uuid' } as const
const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const
const instant = { type: 'string', format: 'date-time' } as const
const required = { required: true, nullable: false } as const
const optional = { required: false, nullable: false } as const
const maybeNull = { required: false, nullable: true } as const
const nullByDefault = { required: false, nullable: true, default: null } as const

const paging: SeedMember[] = [
  { field: 'skip', ...int32, ...optional, default: 0, minimum: 0, maximum: 2_147_483_647 },
  { field: 'take', ...int32, ...optional, default: 20, minimum: 1, maximum: 1000 },
]
const force: SeedMember = { field: 'force', ...flag, ...optional, default: false }
const mode: SeedMember = {
  field: 'mode',
  ...text,
  ...optional,
  enum: ['inbound', 'replaceOutbound'],
  default: 'inbound',
}
/** That an agent id is not empty, and no longer than other names, is a choice. */
const agentId = { field: 'agentId', ...text, minLength: 1, maxLength: 255 }

const TWILIO = '/api/v1/providers/twilio/{id}'
const PROVIDERS = '/api/v1/providers'
const NUMBERS = '/api/v1/sip-phone-numbers'
const CREDENTIALS = '/api/v1/sip-credentials'

const twilioProviders: FamilyOperation[] = [
  {
    operationId: 'updateAuthToken',
    page: 'update-auth-token',
    method: 'patch',
    path: `${TWILIO}/auth-token`,
    ids: ['id'],
    query: [],
    body: 'UpdateAuthToken',
    response: 'TwilioProvider',
  },
  {
    operationId: 'listAvailableNumbers',
    page: 'get-twilio-provider',
    method: 'get',
    path: `${TWILIO}/available-numbers`,
    ids: ['id'],
    query: paging,
    body: null,
    response: 'AvailableNumberPage',
  },
  {
    operationId: 'importPhoneNumbers',
    page: 'import-phone-numbers',
    method: 'post',
    path: `${TWILIO}/import-numbers`,
    ids: ['id'],
    query: [],
    body: 'ImportPhoneNumbers',
    response: 'ImportResult',
  },
  {
    operationId: 'removePhoneNumber',
    page: 'remove-phone-number',
    method: 'delete',
    path: `${TWILIO}/phone-numbers/{phoneNumberId}`,
    ids: ['id', 'phoneNumberId'],
    query: [force],
    body: null,
    response: null,
  },
]

const providers: FamilyOperation[] = [
  {
    operationId: 'listProviders',
    page: null,
    method: 'get',
    path: PROVIDERS,
    ids: [],
    query: paging,
    body: null,
    response: 'ProviderPage',
  },
  {
    operationId: 'getProvider',
    page: 'get-provider',
    method: 'get',
    path: `${PROVIDERS}/{id}`,
    ids: ['id'],
    query: [],
    body: null,
    response: 'Provider',
  },
  {
    operationId: 'deleteProvider',
    page: 'delete-provider',
    method: 'delete',
    path: `${PROVIDERS}/{id}`,
    ids: ['id'],
    query: [],
    body: null,
    response: null,
  },
  {
    operationId: 'verifyProvider',
    page: 'verify-provider',
    method: 'post',
    path: `${PROVIDERS}/{id}/verify`,
    ids: ['id'],
    query: [],
    body: null,
    response: 'VerificationResult',
  },
]

const sipPhoneNumbers: FamilyOperation[] = [
  {
    operationId: 'listSipPhoneNumbers',
    page: 'list-phone-numbers',
    method: 'get',
    path: NUMBERS,
    ids: [],
    query: [
      { field: 'phoneNumber', ...text, ...optional },
      ...paging,
      { field: 'linkedAgentId', ...text, ...optional },
      { field: 'unlinkedOnly', ...flag, ...optional, default: false },
      { field: 'providerId', ...uuid, ...optional },
    ],
    body: null,
    response: 'SipPhoneNumberPage',
  },
  {
    operationId: 'createSipPhoneNumber',
    page: 'create-phone-number',
    method: 'post',
    path: NUMBERS,
    ids: [],
    query: [],
    body: 'SipPhoneNumberInput',
    response: 'SipPhoneNumber',
  },
  {
    operationId: 'getSipPhoneNumber',
    page: null,
    method: 'get',
    path: `${NUMBERS}/{id}`,
    ids: ['id'],
    query: [],
    body: null,
    response: 'SipPhoneNumber',
  },
  {
    operationId: 'updateSipPhoneNumber',
    page: 'update-phone-number',
    method: 'put',
    path: `${NUMBERS}/{id}`,
    ids: ['id'],
    query: [],
    body: 'SipPhoneNumberInput',
    response: 'SipPhoneNumber',
  },
  {
    operationId: 'deleteSipPhoneNumber',
    page: 'delete-phone-number',
    method: 'delete',
    path: `${NUMBERS}/{id}`,
    ids: ['id'],
    query: [force],
    body: null,
    response: null,
  },
  {
    operationId: 'linkSipPhoneNumber',
    page: 'link-phone-number-to-agent',
    method: 'put',
    path: `${NUMBERS}/{id}/agent-link`,
    ids: ['id'],
    query: [{ ...agentId, ...required }, mode],
    body: null,
    response: 'SipPhoneNumber',
  },
  {
    operationId: 'unlinkSipPhoneNumber',
    page: 'unlink-phone-number-from-agent',
    method: 'delete',
    path: `${NUMBERS}/{id}/agent-link`,
    ids: ['id'],
    query: [{ ...agentId, ...optional }, mode],
    body: null,
    response: 'SipPhoneNumber',
  },
  {
    operationId: 'listAgentsUsingSipPhoneNumber',
    page: 'get-agents-using-phone-number',
    method: 'get',
    path: `${NUMBERS}/{id}/affected-agents`,
    ids: ['id'],
    query: [],
    body: null,
    response: 'AffectedPhoneNumber',
  },
]

const sipCredentials: FamilyOperation[] = [
  {
    operationId: 'listSipCredentials',
    page: 'list-sip-credentials',
    method: 'get',
    path: CREDENTIALS,
    ids: [],
    query: paging,
    body: null,
    response: 'SipCredentialPage',
  },
  {
    operationId: 'createSipCredential',
    page: 'create-sip-credential',
    method: 'post',
    path: CREDENTIALS,
    ids: [],
    query: [],
    body: 'SipCredentialInput',
    response: 'SipCredential',
  },
  {
    operationId: 'getSipCredential',
    page: 'get-sip-credential',
    method: 'get',
    path: `${CREDENTIALS}/{id}`,
    ids: ['id'],
    query: [],
    body: null,
    response: 'SipCredential',
  },
  {
    operationId: 'updateSipCredential',
    page: 'update-sip-credential',
    method: 'put',
    path: `${CREDENTIALS}/{id}`,
    ids: ['id'],
    query: [],
    body: 'SipCredentialInput',
    response: 'SipCredential',
  },
  {
    operationId: 'deleteSipCredential',
    page: 'delete-sip-credential',
    method: 'delete',
    path: `${CREDENTIALS}/{id}`,
    ids: ['id'],
    query: [force],
    body: null,
    response: null,
  },
  {
    operationId: 'listAgentsUsingSipCredential',
    page: 'get-agents-using-sip-credential',
    method: 'get',
    path: `${CREDENTIALS}/{id}/affected-agents`,
    ids: ['id'],
    query: [],
    body: null,
    response: 'SipCredentialUsage',
  },
]

export const familyOperations = [
  ...twilioProviders,
  ...providers,
  ...sipPhoneNumbers,
  ...sipCredentials,
]

/** "all four required" */
const page = (items: string): SeedMember[] => [
  { field: 'items', type: 'array', ...required, items },
  { field: 'totalCount', ...int32, ...required },
  { field: 'skip', ...int32, ...required },
  { field: 'take', ...int32, ...required },
]

/** Which members of a response may be null the samples do not tell; those of a body are null by default. */
const sipPhoneNumber: SeedMember[] = [
  { field: 'id', ...uuid, ...required },
  { field: 'orgId', ...text, ...required, minLength: 1 },
  { field: 'phoneNumber', ...text, ...required, minLength: 1 },
  { field: 'credentialsId', ...uuid, ...maybeNull },
  { field: 'createdTime', ...instant, ...optional },
  { field: 'lastUpdateTime', ...instant, ...optional },
  { field: 'registrationStatus', type: 'object', ...optional, component: 'SipRegistrationStatus' },
  { field: 'description', ...text, ...maybeNull },
  { field: 'displayName', ...text, ...maybeNull },
  { field: 'registration', ...flag, ...optional },
  { field: 'providerId', ...uuid, ...maybeNull },
  { field: 'incomingCallsAgentId', ...text, ...maybeNull },
]

const sipPhoneNumberInput: SeedMember[] = [
  { field: 'phoneNumber', ...text, ...required, minLength: 1, maxLength: 255 },
  { field: 'credentialsId', ...uuid, ...nullByDefault },
  { field: 'displayName', ...text, ...nullByDefault, maxLength: 255 },
  { field: 'description', ...text, ...nullByDefault, maxLength: 255 },
  { field: 'registration', ...flag, ...optional, default: false },
]

const sipCredential: SeedMember[] = [
  { field: 'id', ...uuid, ...required },
  { field: 'orgId', ...text, ...required, minLength: 1 },
  { field: 'server', ...text, ...required, minLength: 1 },
  { field: 'transport', ...text, ...required, enum: ['udp', 'tcp', 'tls'] },
  { field: 'source', ...text, ...required, enum: ['manual', 'provider'] },
  { field: 'createdTime', ...instant, ...optional },
  { field: 'lastUpdateTime', ...instant, ...optional },
  { field: 'domain', ...text, ...maybeNull },
  { field: 'authUser', ...text, ...maybeNull },
  { field: 'authPassword', ...text, ...maybeNull },
  { field: 'description', ...text, ...maybeNull },
  { field: 'cpsLimit', type: 'number', ...maybeNull },
  { field: 'cpsKey', ...text, ...maybeNull },
  { field: 'providerId', ...uuid, ...maybeNull },
]

const sipCredentialInput: SeedMember[] = [
  { field: 'server', ...text, ...required, minLength: 1, maxLength: 255 },
  { field: 'domain', ...text, ...nullByDefault, maxLength: 255 },
  { field: 'authUser', ...text, ...nullByDefault, maxLength: 255 },
  { field: 'authPassword', ...text, ...nullByDefault, maxLength: 64 },
  { field: 'transport', ...text, ...optional, enum: ['udp', 'tcp', 'tls'], default: 'udp' },
  { field: 'description', ...text, ...nullByDefault, maxLength: 255 },
  { field: 'cpsLimit', type: 'number', ...nullByDefault },
  { field: 'cpsKey', ...text, ...nullByDefault },
]

/** By component id; those that no page knows (AvailableNumber, Capabilities) are not here. */
export const familyObjects: Record<string, SeedMember[]> = {
  UpdateAuthToken: [
    {
      field: 'authToken',
      ...text,
      ...required,
      minLength: 1,
      beyond: {
        keywords: { pattern: '^[a-f0-9]{32}$' },
        from: 'exactly 32 lowercase hex, in the text of update-auth-token',
      },
    },
  ],
  ImportPhoneNumbers: [
    {
      field: 'phoneNumberSids',
      type: 'array',
      ...required,
      beyond: {
        keywords: {
          items: { type: 'string', pattern: '^PN[a-f0-9]{32}$' },
          minItems: 1,
          maxItems: 1000,
        },
        from: 'each must be a Twilio phone number SID; how many is a choice',
      },
    },
  ],
  ImportResult: [
    { field: 'successCount', ...int32, ...required },
    { field: 'failedCount', ...int32, ...required },
    { field: 'errors', type: 'array', ...required, items: 'ImportError' },
  ],
  ImportError: [
    { field: 'phoneNumberSid', ...text, ...required },
    { field: 'errorMessage', ...text, ...required },
  ],
  VerificationResult: [
    { field: 'status', ...text, ...required, enum: ['pending', 'verified', 'warning', 'failed'] },
    { field: 'checks', type: 'array', required: true, nullable: true, items: 'VerificationCheck' },
    { field: 'lastVerifiedAt', ...instant, required: true, nullable: true },
  ],
  ProviderPage: page('Provider'),
  AvailableNumberPage: page('AvailableNumber'),
  SipPhoneNumberPage: page('SipPhoneNumber'),
  SipCredentialPage: page('SipCredential'),
  SipPhoneNumber: sipPhoneNumber,
  SipPhoneNumberInput: sipPhoneNumberInput,
  SipRegistrationStatus: [
    { field: 'state', ...text, ...required, enum: ['Disabled'] },
    { field: 'errorDescription', ...text, required: true, nullable: true },
    { field: 'sipResponseMessage', ...text, required: true, nullable: true },
    { field: 'lastUpdated', ...instant, required: true, nullable: true },
    { field: 'expiresAt', ...instant, required: true, nullable: true },
  ],
  AffectedPhoneNumber: [
    { field: 'id', ...uuid, ...required },
    { field: 'phoneNumber', ...text, ...required, minLength: 1 },
    { field: 'affectedAgents', type: 'array', ...required, items: 'AffectedAgent' },
  ],
  AffectedAgent: [
    { field: 'agentId', ...text, ...required },
    { field: 'agentName', ...text, ...required },
    {
      field: 'uses',
      type: 'array',
      ...required,
      beyond: {
        keywords: { items: { type: 'string', enum: ['inbound', 'outbound'] } },
        from: 'array of enum, first value `inbound`; the mode `replaceOutbound` gives the other',
      },
    },
  ],
  SipCredential: sipCredential,
  SipCredentialInput: sipCredentialInput,
  SipCredentialUsage: [
    { field: 'phoneNumbers', type: 'array', ...required, items: 'AffectedPhoneNumber' },
    { field: 'affectedCallsCount', ...int32, ...optional },
  ],
}
