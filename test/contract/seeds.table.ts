/**
 * The contract as the seed pages print it: create-twilio-provider, get-twilio-provider, update-twilio-provider.
 * Transcribed by hand from the attribute lists and code samples; `openapi.json` is checked against it, member by member.
 */

/** The base URL of every code sample. */
export const BASE_URL = 'https://blackbox.dasha.ai'

/** The header that every code sample sends: `Authorization: 'Bearer <token>'`. */
export const AUTHORISATION = { type: 'http', scheme: 'bearer' }

/** Title of the page, method and path as printed at its top; component ids of the bodies. */
export interface SeedOperation {
  title: string
  method: 'get' | 'post' | 'put'
  path: string
  parameters: SeedMember[]
  body: string | null
  response: string
}

/** One entry of an attribute list, printed as `type<format> | null` with `required` and limits beside. */
export interface SeedMember {
  field: string
  type: 'array' | 'boolean' | 'integer' | 'number' | 'object' | 'string'
  format?: 'date-time' | 'int32' | 'uuid'
  required: boolean
  nullable: boolean
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  enum?: string[]
  default?: boolean | number | string | null
  /** Component id of the elements. */
  items?: string
  /** Component id of the whole. */
  component?: string
  /** What Trunkline declares over the printed schema. */
  beyond?: Beyond
}

/** Keywords of JSON Schema that no attribute list prints, and the text of the documentation that they come from. */
export interface Beyond {
  keywords: {
    pattern?: string
    default?: boolean
    enum?: string[]
    additionalProperties?: object
    items?: object
    minItems?: number
    maxItems?: number
  }
  from: string
}

const id: SeedMember = {
  field: 'id',
  type: 'string',
  format: 'uuid',
  required: true,
  nullable: false,
}

export const seedOperations: SeedOperation[] = [
  {
    title: 'Create Twilio provider',
    method: 'post',
    path: '/api/v1/providers/twilio',
    parameters: [],
    body: 'CreateTwilioProvider',
    response: 'TwilioProvider',
  },
  {
    title: 'Get Twilio provider',
    method: 'get',
    path: '/api/v1/providers/twilio/{id}',
    parameters: [id],
    body: null,
    response: 'TwilioProvider',
  },
  {
    title: 'Update Twilio provider',
    method: 'put',
    path: '/api/v1/providers/twilio/{id}',
    parameters: [id],
    body: 'UpdateTwilioProvider',
    response: 'TwilioProvider',
  },
]

const createTwilioProvider: SeedMember[] = [
  {
    field: 'accountSid',
    type: 'string',
    required: true,
    nullable: false,
    minLength: 1,
    beyond: {
      keywords: { pattern: '^AC[a-f0-9]{32}$' },
      from: "Must be exactly 34 characters starting with 'AC' followed by 32 lowercase hexadecimal characters. … Format: AC[a-f0-9]{32}",
    },
  },
  {
    field: 'authToken',
    type: 'string',
    required: true,
    nullable: false,
    minLength: 1,
    beyond: {
      keywords: { pattern: '^[a-f0-9]{32}$' },
      from: 'Must be exactly 32 lowercase hexadecimal characters. … Format: [a-f0-9]{32}.',
    },
  },
  { field: 'name', type: 'string', required: true, nullable: false, minLength: 1, maxLength: 100 },
  { field: 'region', type: 'string', required: false, nullable: true },
  {
    field: 'supportsCallTransfer',
    type: 'boolean',
    required: false,
    nullable: false,
    beyond: { keywords: { default: false }, from: 'Defaults to false.' },
  },
]

const updateTwilioProvider: SeedMember[] = [
  { field: 'name', type: 'string', required: false, nullable: true, maxLength: 100 },
  { field: 'region', type: 'string', required: false, nullable: true },
  { field: 'supportsCallTransfer', type: 'boolean', required: false, nullable: true },
]

const twilioProvider: SeedMember[] = [
  { field: 'name', type: 'string', required: true, nullable: true },
  {
    field: 'providerType',
    type: 'string',
    required: true,
    nullable: false,
    enum: ['twilio'],
  },
  {
    field: 'accountSid',
    type: 'string',
    required: true,
    nullable: false,
    minLength: 1,
    beyond: { keywords: { pattern: '^AC[a-f0-9]{32}$' }, from: 'Format: AC[a-f0-9]{32}' },
  },
  { field: 'id', type: 'string', format: 'uuid', required: false, nullable: false },
  {
    field: 'verificationStatus',
    type: 'string',
    required: false,
    nullable: false,
    enum: ['pending', 'verified', 'warning', 'failed'],
  },
  {
    field: 'lastVerifiedAt',
    type: 'string',
    format: 'date-time',
    required: false,
    nullable: true,
  },
  { field: 'phoneNumberCount', type: 'integer', format: 'int32', required: false, nullable: false },
  {
    field: 'verificationDetails',
    type: 'array',
    required: false,
    nullable: true,
    items: 'VerificationCheck',
  },
  {
    field: 'trunkSid',
    type: 'string',
    required: false,
    nullable: true,
    beyond: { keywords: { pattern: '^TK[a-f0-9]{32}$' }, from: 'Format: TK[a-f0-9]{32}' },
  },
  {
    field: 'terminationUri',
    type: 'string',
    required: false,
    nullable: true,
    beyond: {
      // The name of the trunk stood between angle brackets, which the page swallowed as markup.
      keywords: { pattern: '^sip:[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.pstn\\.twilio\\.com$' },
      from: 'Format: sip:.pstn.twilio.com',
    },
  },
  { field: 'region', type: 'string', required: false, nullable: true },
  { field: 'supportsCallTransfer', type: 'boolean', required: false, nullable: false },
]

/**
 * The elements of `verificationDetails`. Their attribute list is folded on every page: the members and formats are
 * those of the sample values, and that none may be missing is what the samples show, not what a page says.
 */
const verificationCheck: SeedMember[] = [
  {
    field: 'checkName',
    type: 'string',
    required: true,
    nullable: false,
    beyond: {
      keywords: { enum: ['Credentials', 'Trunk', 'Credential List', 'Phone Numbers'] },
      from: '"checkName": "<string>" in the samples; verify-provider, no seed, names the four checks',
    },
  },
  { field: 'message', type: 'string', required: true, nullable: false },
  {
    field: 'status',
    type: 'string',
    required: true,
    nullable: false,
    beyond: {
      keywords: { enum: ['passed', 'warning', 'failed'] },
      from: '"status": "passed" in the samples, which print the first value of an enum; the rest after "Supported values: pending, verified, warning, failed."',
    },
  },
  { field: 'timestamp', type: 'string', format: 'date-time', required: true, nullable: false },
  {
    field: 'details',
    type: 'object',
    required: true,
    nullable: false,
    beyond: { keywords: { additionalProperties: {} }, from: '"details": {} in the samples' },
  },
]

/** By component id. */
export const seedObjects = {
  CreateTwilioProvider: createTwilioProvider,
  UpdateTwilioProvider: updateTwilioProvider,
  TwilioProvider: twilioProvider,
  VerificationCheck: verificationCheck,
}
