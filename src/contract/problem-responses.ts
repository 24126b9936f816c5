import type { z } from '@hono/zod-openapi'
import type { Examples } from './examples.ts'
import { rule } from './fidelity.ts'
import {
  PROBLEM_KINDS,
  ProblemDetails,
  problemContent,
  SAMPLE_TRACE_ID,
  ValidationProblemDetails,
} from './problem.ts'
import type { About, ProblemExamples, ProblemStatus } from './problem-examples.ts'

/** A problem answer of a `createRoute` definition, but for its examples. */
interface ProblemResponse {
  description: string
  headers?: Record<string, { description: string; schema: { type: 'integer' | 'string' } }>
  content: { 'application/problem+json': { schema: z.ZodType } }
}

/** The same with them. */
export interface ProblemAnswer extends ProblemResponse {
  content: {
    'application/problem+json': { schema: z.ZodType; examples: Examples<ProblemDetails> }
  }
}

/**
 * The problem answers of an operation, one for every status that has examples, described as in `problems`.
 * @param own the answers that mean more, or something else, in this operation
 */
export function problemsWith<S extends ProblemStatus>(
  { instance, cases }: ProblemExamples<S>,
  own: { [Own in NoInfer<S>]?: ProblemResponse } = {},
): Record<S, ProblemAnswer> {
  const described: Record<ProblemStatus, ProblemResponse> = { ...problems, ...own }
  const statuses = Object.keys(cases).map(Number) as S[]
  const answers = statuses.map((status) => {
    const { schema } = described[status].content['application/problem+json']
    const examples = Object.fromEntries(
      Object.entries(cases[status]).map(([name, about]) => [
        name,
        { value: problem(status, instance, about) },
      ]),
    )
    const content = { 'application/problem+json': { schema, examples } }
    return [status, { ...described[status], content }] as const
  })
  return Object.fromEntries(answers) as Record<S, ProblemAnswer>
}

function problem(status: ProblemStatus, instance: string, about: About): ProblemDetails {
  const [section, usual] = PROBLEM_KINDS[status]
  const type = `https://tools.ietf.org/html/${section}`
  const its = typeof about === 'string' ? { detail: about } : about
  const { title = usual, detail, more } = its
  const at = its.instance ?? instance
  return { type, title, status, detail, instance: at, traceId: SAMPLE_TRACE_ID, ...more }
}

const onlyAsked = rule('errors/only-asked-for')

const retryAfter = {
  'Retry-After': {
    description: 'How many seconds to wait before the next try; may be absent.',
    schema: { type: 'integer' as const, minimum: 0 },
  },
}

/** Every error answer by its status; a route picks the ones that it can give. */
export const problems = {
  400: {
    description: 'The request breaks the contract; `errors` lists every problem at once.',
    content: problemContent(ValidationProblemDetails),
    ...rule('errors/validation'),
  },
  401: {
    description: 'The API key is missing or not accepted.',
    headers: {
      'WWW-Authenticate': {
        description: 'The scheme to use: `Bearer`.',
        schema: { type: 'string' as const },
      },
    },
    content: problemContent(ProblemDetails),
    ...rule('authentication/challenge'),
  },
  403: {
    description: 'The API key does not allow the request.',
    content: problemContent(ProblemDetails),
    ...onlyAsked,
  },
  404: {
    description: 'No such provider in the organisation of the API key.',
    content: problemContent(ProblemDetails),
    ...rule('errors/not-found'),
  },
  409: {
    description: 'The state of the Twilio account does not allow it.',
    content: problemContent(ProblemDetails),
    ...rule('errors/conflict'),
  },
  413: {
    description: 'The body is larger than 1 MiB.',
    content: problemContent(ProblemDetails),
    ...rule('errors/too-large'),
  },
  415: {
    description: 'The body is not declared as JSON.',
    content: problemContent(ProblemDetails),
    ...rule('errors/media-type'),
  },
  422: {
    description: 'Twilio refuses the credentials, where `assumptions.refusedCredentials` is 422.',
    content: problemContent(ProblemDetails),
    ...rule('create/refused-422'),
  },
  429: {
    description: 'There are too many requests.',
    headers: retryAfter,
    content: problemContent(ProblemDetails),
    ...onlyAsked,
  },
  500: {
    description: 'A fault of the service.',
    content: problemContent(ProblemDetails),
    ...rule('errors/service-fault'),
  },
  502: {
    description: 'A gateway got no usable answer from the service.',
    content: problemContent(ProblemDetails),
    ...onlyAsked,
  },
  503: {
    description: 'The service is overloaded.',
    headers: retryAfter,
    content: problemContent(ProblemDetails),
    ...rule('errors/overloaded'),
  },
  504: {
    description: 'A gateway got no answer from the service in time.',
    content: problemContent(ProblemDetails),
    ...onlyAsked,
  },
} as const

/** Those of them that mean more where the service asks Twilio. */
export const twilioProblems = {
  502: {
    ...problems[502],
    description:
      'Twilio failed or gave an answer that the service cannot use, or a gateway got no usable answer from the service.',
    ...rule('errors/twilio-down'),
  },
  503: {
    ...problems[503],
    description: 'Twilio asks to slow down, or the service is overloaded.',
    ...rule('errors/twilio-busy'),
  },
  504: {
    ...problems[504],
    description:
      'Twilio does not answer in time, or a gateway got no answer from the service in time.',
    ...rule('errors/twilio-timeout'),
  },
} as const
