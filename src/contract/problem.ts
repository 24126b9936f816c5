import { z } from '@hono/zod-openapi'
import { rule } from './fidelity.ts'
import { sample } from './providers.ts'

/** Section of RFC 9110 (RFC 4918 for 422) and title of every status, as ASP.NET Core words them. */
export const PROBLEM_KINDS = {
  400: ['rfc9110#section-15.5.1', 'Bad Request'],
  401: ['rfc9110#section-15.5.2', 'Unauthorized'],
  403: ['rfc9110#section-15.5.4', 'Forbidden'],
  404: ['rfc9110#section-15.5.5', 'Not Found'],
  405: ['rfc9110#section-15.5.6', 'Method Not Allowed'],
  406: ['rfc9110#section-15.5.7', 'Not Acceptable'],
  409: ['rfc9110#section-15.5.10', 'Conflict'],
  413: ['rfc9110#section-15.5.14', 'Content Too Large'],
  415: ['rfc9110#section-15.5.16', 'Unsupported Media Type'],
  421: ['rfc9110#section-15.5.20', 'Misdirected Request'],
  422: ['rfc4918#section-11.2', 'Unprocessable Entity'],
  429: ['rfc6585#section-4', 'Too Many Requests'],
  500: ['rfc9110#section-15.6.1', 'An error occurred while processing your request.'],
  502: ['rfc9110#section-15.6.3', 'Bad Gateway'],
  503: ['rfc9110#section-15.6.4', 'Service Unavailable'],
  504: ['rfc9110#section-15.6.5', 'Gateway Timeout'],
} as const

/** A trace id for every example. */
export const SAMPLE_TRACE_ID = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00'

const members = {
  type: z.string().meta({
    description: 'A link to the section of the RFC that defines the status.',
    example: 'https://tools.ietf.org/html/rfc9110#section-15.5.5',
  }),
  title: z.string().meta({
    description: 'A short summary, the same for every problem of this type.',
    example: 'Not Found',
  }),
  status: z.int().meta({ format: 'int32', description: 'The HTTP status code.', example: 404 }),
  detail: z.string().meta({
    description:
      'What went wrong this time. Text in double parentheses is a hint of the simulator that the real service would not give.',
    example: `Cannot find provider ${sample.id}: no such provider.`,
  }),
  instance: z.string().meta({
    description: 'The path of the request that failed.',
    example: `/api/v1/providers/twilio/${sample.id}`,
  }),
  traceId: z
    .string()
    .regex(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/)
    .meta({
      description:
        'A W3C trace context, derived from the seed and from the problem itself: the same problem has the same one.',
      example: SAMPLE_TRACE_ID,
      ...rule('errors/trace-id'),
    }),
}

/** The error body of every answer outside 2xx: the five members of the documented DELETE pages, and `traceId`. */
export const ProblemDetails = z.object(members).meta({
  id: 'ProblemDetails',
  description: 'An error, in the shape of RFC 9457.',
  ...rule('errors/problem-details'),
})

/** The body of a 400 for a request that breaks the contract: every problem at once, by member. */
export const ValidationProblemDetails = z
  .object({
    ...members,
    errors: z.record(z.string(), z.array(z.string())).meta({
      description:
        'Messages by member: `Name` for a member of the body, `$.name` for a member of the wrong JSON type, `id` for the path.',
      example: { Name: ['The Name field is required.'] },
      ...rule('errors/by-member'),
    }),
  })
  .meta({
    id: 'ValidationProblemDetails',
    description: 'An error that lists every problem of the request.',
    ...rule('errors/validation'),
  })

/** The error body of the control plane: a bad request names each place by its JSON pointer. */
export const ControlProblem = ProblemDetails.extend({
  errors: z
    .record(z.string(), z.array(z.string()))
    .optional()
    .meta({
      description: 'Messages by JSON pointer into the body, or by the name of a path parameter.',
      example: { '/match/operationId': ['There is no such operation.'] },
    }),
}).meta({ id: 'ControlProblem', description: 'An error, in the shape of RFC 9457.' })

const Mismatch = z.object({
  pointer: z.string().meta({ description: 'Where the request differs, from its top.' }),
  pattern: z.string().meta({ description: 'What of the pattern it does not fit.' }),
  expected: z.unknown().optional().meta({
    description: 'What the pattern has there; absent where only the request has something.',
  }),
  actual: z.unknown().optional().meta({
    description: 'What the request has there; absent where it has nothing.',
  }),
})

/** The error body of a verification of requests that failed. */
export const VerifyProblem = ControlProblem.extend({
  count: z.int().meta({ description: 'How many requests fit.' }),
  nearMisses: z
    .array(
      z.object({
        id: z.string().meta({ description: 'The request, as `requests/{id}` knows it.' }),
        method: z.string(),
        path: z.string(),
        distance: z.number().meta({ description: '0 fits, 1 has nothing in common.' }),
        mismatches: z.array(Mismatch),
      }),
    )
    .meta({
      description:
        'The requests that came nearest, the nearest first; none where too many requests fit.',
    }),
}).meta({ id: 'VerifyProblem', description: 'Other requests were made than were to be.' })

export type ProblemDetails = z.output<typeof ProblemDetails>
export type ValidationProblemDetails = z.output<typeof ValidationProblemDetails>

/** Content of a problem answer. */
export const problemContent = <S extends z.ZodType>(schema: S) => ({
  'application/problem+json': { schema },
})
