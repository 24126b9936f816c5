import { z } from '@hono/zod-openapi'
import type { Examples } from '../examples.ts'
import { inferred, invented } from '../fidelity.ts'
import { accountPath } from './samples.ts'
import { inErrorPages, seenOnTheWire } from './sources.ts'

/** The body of every answer outside 2xx. */
export const TwilioProblem = z
  .strictObject({
    code: z.int().meta({ description: "Twilio's error code." }),
    detail: z.string().optional().meta({ description: 'Only where the user name is unknown.' }),
    message: z.string().meta({ description: 'What went wrong.' }),
    more_info: z.url().meta({ description: "Twilio's page about the code." }),
    status: z.int().meta({ description: 'The HTTP status.' }),
  })
  .meta({ id: 'twilio.error', description: "Twilio's error body.", ...seenOnTheWire })

export type TwilioProblem = z.output<typeof TwilioProblem>

/** The page of an error code. */
export const moreInfo = (code: number): string => `https://www.twilio.com/docs/errors/${code}`

/** Twilio's second line where an account is unknown. */
export const UNKNOWN_ACCOUNT_DETAIL = 'Your AccountSid or AuthToken was incorrect.'

/** The HTTP status and an example of the text of every error code. */
const ERRORS = {
  20001: [400, 'Missing required parameter FriendlyName in the post body'],
  20002: [400, 'Invalid FriendlyName'],
  20007: [400, 'Page size too large'],
  20003: [401, 'Authenticate'],
  20403: [403, '403 Forbidden'],
  20008: [403, 'Resource not accessible with Test Account Credentials'],
  20404: [404, `The requested resource ${accountPath}.json was not found`],
  20409: [409, 'Conflict'],
  20413: [413, 'Request body too large'],
  20429: [429, 'Too Many Requests'],
  20500: [500, 'Internal Server Error'],
  20502: [502, 'Bad Gateway'],
  20503: [503, 'Service unavailable'],
  20504: [504, 'Gateway Timeout'],
  21239: [400, 'Maximum Credential Lists Reached'],
  21240: [400, 'Credential List Validation Error'],
  21241: [400, 'Credential List Dependencies Violation'],
  21242: [400, 'Maximum Credentials Reached for List'],
  21243: [400, 'Credential Validation Error'],
  21244: [400, 'Maximum Number of Trunks reached'],
  21245: [400, 'Trunk Validation Error'],
  21247: [400, 'Trunk Dependencies'],
  21248: [400, 'Trunk Domain already taken'],
  21249: [400, 'Maximum Origination URIs reached'],
  21421: [400, 'PhoneNumber is invalid'],
  21422: [400, 'PhoneNumber is not available'],
  21452: [400, 'No phone numbers found in area code'],
} as const

type Code = keyof typeof ERRORS
type StatusOf<C extends Code> = (typeof ERRORS)[C][0]

const ANYWHERE = [
  20002, 20003, 20403, 20008, 20404, 20409, 20429, 20500, 20502, 20503, 20504,
] as const

const onlyAsked = invented(
  'never by itself: only a scenario, a fault or a Prefer header asks for it',
)

/** What each status means, and what says that it comes with these codes. */
const MEANINGS = {
  400: {
    description: 'A parameter, or the state of the account, does not allow it.',
    ...inErrorPages,
  },
  401: {
    description: 'The credentials are missing or wrong, or the account is closed.',
    headers: {
      'WWW-Authenticate': {
        description: 'The scheme to use.',
        schema: { type: 'string' as const },
      },
    },
    ...seenOnTheWire,
  },
  403: { description: 'The account is suspended, or has test credentials.', ...inErrorPages },
  404: { description: 'The account has no such resource.', ...seenOnTheWire },
  409: {
    description: 'Somebody else changes it at the same time.',
    ...onlyAsked,
  },
  413: {
    description: 'The body is larger than 1 MiB.',
    ...invented('the limit of the real service is unknown'),
  },
  429: { description: 'There are too many requests at once.', ...inErrorPages },
  500: { description: 'A fault of the service.', ...inErrorPages },
  502: { description: 'A gateway got no usable answer from the service.', ...onlyAsked },
  503: { description: 'The service is overloaded.', ...inferred('the title of code 20503') },
  504: { description: 'A gateway got no answer from the service in time.', ...onlyAsked },
} satisfies Record<StatusOf<Code>, object>

/**
 * The error answers of an operation: those of all, and its own codes. Each example is called by its code; the first of a
 * status is the operation's own where it has one.
 */
export function refusals<C extends Code = never>(...own: C[]) {
  const codes: Code[] = [...own, ...ANYWHERE]
  const byStatus: Partial<Record<StatusOf<Code>, object>> = {}
  for (const code of codes) {
    const [status] = ERRORS[code]
    const examples = examplesOf(codes.filter((it) => ERRORS[it][0] === status))
    const content = { 'application/json': { schema: TwilioProblem, examples } }
    byStatus[status] = { ...MEANINGS[status], content }
  }
  return byStatus as Record<StatusOf<C | (typeof ANYWHERE)[number]>, Refusal>
}

/** An error answer, with its examples by code. */
export interface Refusal {
  description: string
  content: {
    'application/json': { schema: typeof TwilioProblem; examples: Examples<TwilioProblem> }
  }
}

function examplesOf(codes: Code[]): Examples<TwilioProblem> {
  return Object.fromEntries(
    codes.map((code) => {
      const [status, message] = ERRORS[code]
      return [`${code}`, { value: { code, message, more_info: moreInfo(code), status } }]
    }),
  )
}
