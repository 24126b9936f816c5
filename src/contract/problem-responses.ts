import type { z } from '@hono/zod-openapi'
import type { Examples } from './examples.ts'
import { inferred, invented } from './fidelity.ts'
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

const aspNet = inferred('the default of ASP.NET Core')
const onlyAsked = invented(
  'never by itself: only a scenario, a fault or a Prefer header asks for it',
)

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
    ...aspNet,
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
    ...inferred('common-issues names the code, ASP.NET Core the header'),
  },
  403: {
    description: 'The API key does not allow the request.',
    content: problemContent(ProblemDetails),
    ...onlyAsked,
  },
  404: {
    description: 'No such provider in the organisation of the API key.',
    content: problemContent(ProblemDetails),
    ...aspNet,
  },
  409: {
    description: 'The state of the Twilio account does not allow it.',
    content: problemContent(ProblemDetails),
    ...inferred('the only documented conflict code'),
  },
  413: {
    description: 'The body is larger than 1 MiB.',
    content: problemContent(ProblemDetails),
    ...invented('the limit of the real service is unknown'),
  },
  415: {
    description: 'The body is not declared as JSON.',
    content: problemContent(ProblemDetails),
    ...aspNet,
  },
  422: {
    description: 'Twilio refuses the credentials, where `assumptions.refusedCredentials` is 422.',
    content: problemContent(ProblemDetails),
    ...invented('the code is not documented, so it is a setting'),
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
    ...aspNet,
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
    ...invented('by itself only where there are too many worlds'),
  },
  504: {
    description: 'A gateway got no answer from the service in time.',
    content: problemContent(ProblemDetails),
    ...onlyAsked,
  },
} as const

const meaning = inferred('the meaning of the code')

/** Those of them that mean more where the service asks Twilio. */
export const twilioProblems = {
  502: {
    ...problems[502],
    description:
      'Twilio failed or gave an answer that the service cannot use, or a gateway got no usable answer from the service.',
    ...meaning,
  },
  503: {
    ...problems[503],
    description: 'Twilio asks to slow down, or the service is overloaded.',
    ...meaning,
  },
  504: {
    ...problems[504],
    description:
      'Twilio does not answer in time, or a gateway got no answer from the service in time.',
    ...meaning,
  },
} as const
