import { z } from '@hono/zod-openapi'
import type { Examples } from '../examples.ts'
import { rule, type TwilioRuleId } from '../twilio-fidelity.ts'
import { accountPath } from './samples.ts'

/** The body of every answer outside 2xx. */
export const TwilioProblem = z
  .strictObject({
    code: z.int().meta({ description: "Twilio's error code." }),
    detail: z.string().optional().meta({ description: 'Only where the user name is unknown.' }),
    message: z.string().meta({ description: 'What went wrong.' }),
    more_info: z.url().meta({ description: "Twilio's page about the code." }),
    status: z.int().meta({ description: 'The HTTP status.' }),
  })
  .meta({ id: 'twilio.error', description: "Twilio's error body.", ...rule('twilio-errors/body') })

export type TwilioProblem = z.output<typeof TwilioProblem>

/** The page of an error code. */
export const moreInfo = (code: number): string => `https://www.twilio.com/docs/errors/${code}`

/** Twilio's second line where an account is unknown. */
export const UNKNOWN_ACCOUNT_DETAIL = 'Your AccountSid or AuthToken was incorrect.'

/**
 * The HTTP status and an example of the text of every error code; and its rule, where it is another than that of its status
 * and the same for every operation.
 */
const ERRORS = {
  20001: [
    400,
    'Missing required parameter FriendlyName in the post body',
    'twilio-requests/required',
  ],
  20002: [400, 'Invalid FriendlyName'],
  20007: [400, 'Page size too large', 'twilio-paging/too-large'],
  20003: [401, 'Authenticate'],
  20403: [403, '403 Forbidden'],
  20008: [403, 'Resource not accessible with Test Account Credentials', 'twilio-errors/asked-for'],
  20404: [404, `The requested resource ${accountPath}.json was not found`],
  20409: [409, 'Conflict'],
  20413: [413, 'Request body too large'],
  20429: [429, 'Too Many Requests'],
  20500: [500, 'Internal Server Error'],
  20502: [502, 'Bad Gateway'],
  20503: [503, 'Service unavailable'],
  20504: [504, 'Gateway Timeout'],
  21239: [400, 'Maximum Credential Lists Reached', 'twilio-credential-lists/limit-code'],
  21240: [400, 'Credential List Validation Error', 'twilio-credential-lists/unique'],
  21241: [400, 'Credential List Dependencies Violation', 'twilio-credential-lists/in-use'],
  21242: [400, 'Maximum Credentials Reached for List', 'twilio-credentials/limit-code'],
  21243: [400, 'Credential Validation Error', 'twilio-credentials/refused'],
  21244: [400, 'Maximum Number of Trunks reached', 'twilio-trunks/limit'],
  21245: [400, 'Trunk Validation Error', 'twilio-trunks/domain-malformed'],
  21247: [400, 'Trunk Dependencies', 'twilio-trunks/sub-domain'],
  21248: [400, 'Trunk Domain already taken', 'twilio-trunks/domain-taken'],
  21249: [400, 'Maximum Origination URIs reached', 'twilio-origination-urls/limit'],
  21421: [400, 'PhoneNumber is invalid', 'twilio-phone-numbers/invalid'],
  21422: [400, 'PhoneNumber is not available', 'twilio-phone-numbers/taken'],
  21452: [400, 'No phone numbers found in area code', 'twilio-phone-numbers/area-empty'],
} as const satisfies Record<number, [status: number, message: string, rule?: TwilioRuleId]>

type Code = keyof typeof ERRORS
type StatusOf<C extends Code> = (typeof ERRORS)[C][0]

const ANYWHERE = [
  20002, 20003, 20403, 20008, 20404, 20409, 20429, 20500, 20502, 20503, 20504,
] as const

const onlyAsked = rule('twilio-errors/asked-for')

/** What each status means, and its rule. */
const MEANINGS = {
  400: {
    description: 'A parameter, or the state of the account, does not allow it.',
    ...rule('twilio-requests/invalid'),
  },
  401: {
    description: 'The credentials are missing or wrong, or the account is closed.',
    headers: {
      'WWW-Authenticate': {
        description: 'The scheme to use.',
        schema: { type: 'string' as const },
      },
    },
    ...rule('twilio-authentication/refused'),
  },
  403: {
    description: 'The account is suspended, or has test credentials.',
    ...rule('twilio-errors/forbidden'),
  },
  404: { description: 'The account has no such resource.', ...rule('twilio-errors/not-found') },
  409: {
    description: 'Somebody else changes it at the same time.',
    ...onlyAsked,
  },
  413: {
    description: 'The body is larger than 1 MiB.',
    ...rule('twilio-requests/too-large'),
  },
  429: { description: 'There are too many requests at once.', ...rule('twilio-errors/busy') },
  500: { description: 'A fault of the service.', ...rule('twilio-errors/fault') },
  502: { description: 'A gateway got no usable answer from the service.', ...onlyAsked },
  503: { description: 'The service is overloaded.', ...rule('twilio-errors/down') },
  504: { description: 'A gateway got no answer from the service in time.', ...onlyAsked },
} satisfies Record<StatusOf<Code>, object>

/** An error code that has a rule of its own at one operation. */
type Ruled<C> = readonly [C, TwilioRuleId]

/** The error answers of an operation: those of all, and its own codes. Each example is called by its code. */
export function refusals<C extends Code = never>(...own: (C | Ruled<C>)[]) {
  const ruled: (Code | Ruled<Code>)[] = [...own, ...ANYWHERE]
  const codes = new Map(ruled.map((it) => (typeof it === 'number' ? [it, ruleOf(it)] : it)))
  const byStatus: Partial<Record<StatusOf<Code>, object>> = {}
  for (const code of codes.keys()) {
    const [status] = ERRORS[code]
    const examples = examplesOf([...codes].filter(([it]) => ERRORS[it][0] === status))
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

const ruleOf = (code: Code): TwilioRuleId | undefined => ERRORS[code][2]

function examplesOf(codes: [Code, TwilioRuleId | undefined][]): Examples<TwilioProblem> {
  return Object.fromEntries(
    codes.map(([code, id]) => {
      const [status, message] = ERRORS[code]
      const value = { code, message, more_info: moreInfo(code), status }
      return [`${code}`, { value, ...(id && rule(id)) }]
    }),
  )
}
