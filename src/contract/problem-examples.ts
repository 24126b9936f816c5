import type { PROBLEM_KINDS } from './problem.ts'

/** Every status of a problem that an operation may declare; no operation answers the others. */
export type ProblemStatus = Exclude<keyof typeof PROBLEM_KINDS, 405 | 406 | 421>

/** What one problem is about: its `detail`, or whatever sets it apart from others of its status. */
export type About = string | { title?: string; detail: string; instance?: string; more?: object }

/** The problems of one status by the name of their example, the default first. */
export type Cases = Record<string, About>

/** The problems that requests to one path may get. */
export interface ProblemExamples<S extends ProblemStatus = ProblemStatus> {
  /** The path. */
  instance: string
  cases: Record<S, Cases>
}

/** A request that breaks the contract: messages by member. */
export const invalid = (errors: Record<string, string[]>) => ({
  title: 'One or more validation errors occurred.',
  detail: 'Cannot accept the request: see `errors`.',
  more: { errors },
})

/** What any operation may answer. */
export const ANYWHERE = {
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
} satisfies Partial<Record<ProblemStatus, Cases>>

/** What any operation with a body may answer. */
export const WITH_BODY = {
  400: {
    'body-missing': invalid({ '': ['A non-empty request body is required.'] }),
    'malformed-json': invalid({ $: ['The request body is not valid JSON.'] }),
  },
  413: { 'body-too-large': 'Cannot read the body: it is larger than 1 MiB.' },
  415: { 'not-json': 'Cannot read the body: its Content-Type is not JSON.' },
} satisfies Partial<Record<ProblemStatus, Cases>>

/** How Twilio refuses credentials. */
export const REFUSED = 'Twilio answered 20003 (Authenticate)'

/**
 * What any operation that asks Twilio may answer.
 * @param failure what cannot be done: `Cannot <do> <what>`
 */
export const throughTwilio = (failure: string) => ({
  ...ANYWHERE,
  502: {
    'twilio-down': `${failure}: Twilio answered 20503 (Service unavailable).`,
    ...ANYWHERE[502],
  },
  503: {
    'twilio-busy': `${failure}: Twilio answered 20429 (Too Many Requests).`,
    ...ANYWHERE[503],
  },
  504: {
    'twilio-timeout': `${failure}: Twilio did not answer in time.`,
    ...ANYWHERE[504],
  },
})

/** The answer to an id in the path that is no uuid. */
export const malformedId = (instance: string, name = 'id'): ProblemExamples<400> => ({
  instance,
  cases: { 400: { validation: invalid({ [name]: ["The value '7' is not valid."] }) } },
})

/** What any paged list may answer. */
export const PAGING = {
  validation: invalid({
    skip: ["The value 'first' is not valid."],
    take: ['The field take must be between 1 and 1000.'],
  }),
} satisfies Cases
