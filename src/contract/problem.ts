import { z } from '@hono/zod-openapi'
import { documented, inferred, invented } from './fidelity.ts'

const members = {
  type: z.string().meta({
    description: 'A link to the section of RFC 9110 that defines the status.',
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
    example: 'Cannot find provider 3c90c3cc-0d44-4b50-8888-8dd25736052a: no such provider.',
  }),
  instance: z.string().meta({
    description: 'The path of the request that failed.',
    example: '/api/v1/providers/twilio/3c90c3cc-0d44-4b50-8888-8dd25736052a',
  }),
  traceId: z
    .string()
    .regex(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/)
    .meta({
      description:
        'A W3C trace context, derived from the seed and from the problem itself: the same problem has the same one.',
      example: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00',
      ...inferred('ASP.NET Core adds it to every problem'),
    }),
}

/** The error body of every answer outside 2xx: the five members of the documented DELETE pages, and `traceId`. */
export const ProblemDetails = z.object(members).meta({
  id: 'ProblemDetails',
  description: 'An error, in the shape of RFC 9457.',
  ...documented('delete-provider'),
})

/** The body of a 400 for a request that breaks the contract: every problem at once, by member. */
export const ValidationProblemDetails = z
  .object({
    ...members,
    errors: z.record(z.string(), z.array(z.string())).meta({
      description:
        'Messages by member: `Name` for a member of the body, `$.name` for a member of the wrong JSON type, `id` for the path.',
      example: { Name: ['The Name field is required.'] },
      ...inferred('ASP.NET Core names the members like this'),
    }),
  })
  .meta({
    id: 'ValidationProblemDetails',
    description: 'An error that lists every problem of the request.',
    ...inferred('ASP.NET Core answers like this'),
  })

export type ProblemDetails = z.output<typeof ProblemDetails>
export type ValidationProblemDetails = z.output<typeof ValidationProblemDetails>

/** Content of a problem answer. */
export const problemContent = <S extends z.ZodType>(schema: S) => ({
  'application/problem+json': { schema },
})

const aspNet = inferred('the default of ASP.NET Core')

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
  500: {
    description: 'A fault of the service.',
    content: problemContent(ProblemDetails),
    ...aspNet,
  },
  502: {
    description: 'Twilio failed, or gave an answer that the service cannot use.',
    content: problemContent(ProblemDetails),
    ...inferred('the meaning of the code'),
  },
  503: {
    description: 'Twilio asks to slow down.',
    content: problemContent(ProblemDetails),
    ...inferred('the meaning of the code'),
  },
  504: {
    description: 'Twilio does not answer in time.',
    content: problemContent(ProblemDetails),
    ...inferred('the meaning of the code'),
  },
} as const
