import type { Examples } from './examples.ts'
import {
  PROBLEM_KINDS,
  type ProblemDetails,
  SAMPLE_TRACE_ID,
  type ValidationProblemDetails,
} from './problem.ts'
import { sample } from './providers.ts'

type Status = keyof typeof PROBLEM_KINDS
type Errors = ValidationProblemDetails['errors']

/** What a problem is about, by the name of its example: the `detail`, or the `errors` of a validation. */
type Cases = Record<string, string | Errors>

const PROVIDERS = '/api/v1/providers/twilio'
const PROVIDER = `${PROVIDERS}/${sample.id}`

const CREATE = 'Cannot create the Twilio provider'
const UPDATE = 'Cannot update the trunk of the provider'
const REFUSED = 'Twilio answered 20003 (Authenticate)'
const BUSY = 'Twilio answered 20429 (Too Many Requests)'
const DOWN = 'Twilio answered 20503 (Service unavailable)'
const SILENT = 'Twilio did not answer in time'

/** What any operation may answer. */
const ANYWHERE = {
  401: {
    'api-key-refused': 'Cannot authorise the request: the API key is not accepted.',
    'api-key-missing':
      'Cannot authorise the request: no API key ((send `Authorization: Bearer <key>`; any key will do)).',
  },
  403: { forbidden: 'Cannot answer the request: the API key does not allow it.' },
  429: { 'rate-limited': 'Cannot answer the request: there are too many requests.' },
  500: { 'service-fault': 'Cannot answer the request: a fault of the service.' },
  502: { 'bad-gateway': 'Cannot answer the request: a gateway got no usable answer.' },
  503: { overloaded: 'Cannot answer the request: the service is overloaded.' },
  504: { 'gateway-timeout': 'Cannot answer the request: a gateway got no answer in time.' },
} satisfies Partial<Record<Status, Cases>>

/** What any operation with a body may answer. */
const WITH_BODY = {
  400: {
    'body-missing': { '': ['A non-empty request body is required.'] },
    'malformed-json': { $: ['The request body is not valid JSON.'] },
  },
  413: { 'body-too-large': 'Cannot read the body: it is larger than 1 MiB.' },
  415: { 'not-json': 'Cannot read the body: its Content-Type is not JSON.' },
} satisfies Partial<Record<Status, Cases>>

const NOT_FOUND: Cases = {
  'provider-not-found': `Cannot find provider ${sample.id}: no such provider.`,
}

/** The examples of the problems of a create. */
export const createProblems = examplesAt(PROVIDERS, {
  ...ANYWHERE,
  ...WITH_BODY,
  400: {
    validation: {
      AccountSid: ["The field AccountSid must match the regular expression '^AC[a-f0-9]{32}$'."],
      AuthToken: ['The AuthToken field is required.'],
      Name: ['The Name field is required.'],
    },
    ...WITH_BODY[400],
    'credentials-refused': `${CREATE}: ${REFUSED}.`,
    'twilio-limit': `${CREATE}: Twilio answered 21244 (Maximum Number of Trunks reached).`,
  },
  401: { ...ANYWHERE[401], 'credentials-refused': `${CREATE}: ${REFUSED}.` },
  422: { 'credentials-refused': `${CREATE}: ${REFUSED}.` },
  500: {
    'fault-of-ours': `${CREATE}: Twilio answered 21243 (Credential Validation Error).`,
    ...ANYWHERE[500],
  },
  502: {
    'twilio-down': `${CREATE}: ${DOWN}.`,
    'twilio-unusable': `${CREATE}: Twilio answered 21248 (Trunk Domain already taken).`,
    'credentials-refused': `${CREATE}: ${REFUSED}.`,
    ...ANYWHERE[502],
  },
  503: { 'twilio-busy': `${CREATE}: ${BUSY}.`, ...ANYWHERE[503] },
  504: { 'twilio-timeout': `${CREATE}: ${SILENT}.`, ...ANYWHERE[504] },
})

/** The examples of the problems of a get, but for a malformed id. */
export const getProblems = examplesAt(PROVIDER, { ...ANYWHERE, 404: NOT_FOUND })

/** The examples of the problem of a malformed id. */
export const idProblems = examplesAt(`${PROVIDERS}/7`, {
  400: { validation: { id: ["The value '7' is not valid."] } },
})

/** The examples of the problems of an update. */
export const updateProblems = examplesAt(PROVIDER, {
  ...ANYWHERE,
  ...WITH_BODY,
  400: {
    validation: {
      Name: ['The field Name must be a string with a maximum length of 100.'],
      '$.supportsCallTransfer': [
        'The JSON value could not be converted to boolean. Path: $.supportsCallTransfer.',
      ],
    },
    ...WITH_BODY[400],
  },
  404: NOT_FOUND,
  409: {
    'trunk-missing': `${UPDATE}: Twilio answered 20404 (The requested resource /Trunks/${sample.trunkSid} was not found).`,
    'credentials-refused': `${UPDATE}: ${REFUSED}.`,
  },
  502: { 'twilio-down': `${UPDATE}: ${DOWN}.`, ...ANYWHERE[502] },
  503: { 'twilio-busy': `${UPDATE}: ${BUSY}.`, ...ANYWHERE[503] },
  504: { 'twilio-timeout': `${UPDATE}: ${SILENT}.`, ...ANYWHERE[504] },
})

/** The examples of the problems of requests to one path, by status. */
function examplesAt<S extends Status>(instance: string, cases: Record<S, Cases>) {
  return (status: S): Examples<ProblemDetails> =>
    Object.fromEntries(
      Object.entries(cases[status]).map(([name, about]) => [
        name,
        { value: problem(status, instance, about) },
      ]),
    )
}

function problem(
  status: Status,
  instance: string,
  about: string | Errors,
): ProblemDetails | ValidationProblemDetails {
  const [section, title] = PROBLEM_KINDS[status]
  const type = `https://tools.ietf.org/html/${section}`
  const traceId = SAMPLE_TRACE_ID
  if (typeof about === 'string') return { type, title, status, detail: about, instance, traceId }
  return {
    type,
    title: 'One or more validation errors occurred.',
    status,
    detail: 'Cannot accept the request: see `errors`.',
    instance,
    traceId,
    errors: about,
  }
}
