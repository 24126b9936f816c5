import {
  moreInfo,
  type TwilioProblem,
  UNKNOWN_ACCOUNT_DETAIL,
} from '../../contract/twilio/error.ts'
import { SimulatorError } from '../../domain/errors.ts'
import type { EntryProblem } from '../../domain/journal.ts'
import { TwilioError, TwilioTimeout } from '../../domain/twilio/errors.ts'
import type { AnswerFormat } from '../forced.ts'
import { note } from '../respond.ts'
import type { Asked, Services } from '../services.ts'
import { answer } from './answer.ts'

/** Twilio's text where the user name is no account. */
export const UNKNOWN_ACCOUNT = 'Authentication Error - invalid username'

const CHALLENGE = { 'WWW-Authenticate': 'Basic realm="Twilio API"' }

/** What sets one error apart from another. */
interface Trouble {
  status: number
  code: number
  message: string
}

/** An error answer of Twilio. */
export function refuse(
  c: Asked,
  services: Services,
  { status, code, message }: Trouble,
  headers?: Record<string, string>,
): Response {
  const body: TwilioProblem = {
    code,
    ...(message === UNKNOWN_ACCOUNT && { detail: UNKNOWN_ACCOUNT_DETAIL }),
    message,
    more_info: moreInfo(code),
    status,
  }
  return answer(c, services, status, body, { ...(status === 401 && CHALLENGE), ...headers })
}

/** The part of a request that is looked at, as the record has it. */
export type Part = '/headers/authorization' | '/path' | '/query' | '/body'

/**
 * The answer to an error that was thrown. One that nobody foresaw is logged, and tells the caller nothing.
 * @param part what was looked at when it was thrown
 */
export function refusalOf(c: Asked, services: Services, error: unknown, part?: Part): Response {
  if (error instanceof TwilioError) {
    if (part) note(c, ...problemsIn(error, part))
    return refuse(c, services, error)
  }
  if (error instanceof TwilioTimeout) {
    c.env.fault = 'TIMEOUT'
    return refuse(c, services, { status: 504, code: 20504, message: error.message })
  }
  if (error instanceof SimulatorError) {
    const isFull = error.code === 'too-many-worlds'
    const [status, code] = isFull ? [503, 20503] : [400, 20002]
    return refuse(c, services, { status, code, message: `((${error.message}))` })
  }
  services.logError(error)
  return refuse(c, services, { status: 500, code: 20500, message: 'Internal Server Error' })
}

/** What is wrong with a request. Credentials that are refused have a hint; where there is none, it is scripted. */
function problemsIn({ hint, message, parameter }: TwilioError, part: Part): EntryProblem[] {
  if (part === '/headers/authorization' && hint === undefined) return []
  return [{ pointer: parameter ? `${part}/${parameter}` : part, message: hint ?? message }]
}

/** How Twilio answers what a request asks to be told, and that a preference cannot be kept. */
export const twilioAnswers: AnswerFormat = {
  example: (c, services, status, example, headers) =>
    status >= 400
      ? refuse(c, services, example as TwilioProblem, headers)
      : answer(c, services, status, example, headers),
  unkept: (c, services, problems) => {
    note(c, ...problems)
    const why = problems.map(({ message }) => message).join(' ')
    return refuse(c, services, { status: 400, code: 20002, message: `Invalid Prefer ((${why}))` })
  },
}
