import type { CheckName, CheckStatus } from '../contract/providers.ts'
import type { TwilioOperation } from '../contract/scenario.ts'
import type { TwilioErrorCode } from './twilio/errors.ts'

/** The four checks, in the order in which they run and in which a token spells them. */
export const CHECK_NAMES = [
  'Credentials',
  'Trunk',
  'Credential List',
  'Phone Numbers',
] as const satisfies CheckName[]

const CHECK_STATUSES = ['passed', 'warning', 'failed'] as const satisfies CheckStatus[]

/** Where a Twilio error code that a token can carry strikes. */
const STEP_OF = {
  20003: 'FetchAccount',
  20008: 'FetchAccount',
  20403: 'FetchAccount',
  20429: 'FetchAccount',
  20500: 'FetchAccount',
  20503: 'FetchAccount',
  21239: 'CreateSipCredentialList',
  21240: 'CreateSipCredentialList',
  21242: 'CreateSipCredential',
  21243: 'CreateSipCredential',
  21244: 'CreateTrunk',
  21245: 'CreateTrunk',
  21248: 'CreateTrunk',
} as const satisfies Partial<Record<TwilioErrorCode, TwilioOperation>>

/** A Twilio error code that a token can carry. */
export type SteeringErrorCode = keyof typeof STEP_OF

/** The Twilio error codes that a token can carry. */
export const STEERING_ERROR_CODES = Object.keys(STEP_OF).map(Number) as SteeringErrorCode[]

/** What an auth token asks the simulator for. */
export type Steering =
  /** Verification says this, after so many reads that still say `pending` (0: the default progression). */
  | { kind: 'checks'; checks: Record<CheckName, CheckStatus>; reads: number }
  /** Verification never says anything. */
  | { kind: 'pending' }
  /** Twilio answers this code at this step. */
  | { kind: 'twilio-error'; code: SteeringErrorCode; operation: TwilioOperation }

const TOKEN = /^0{26}(\d)(\d{5})$/
const CHECKS_CODE = /^1([0-2]{4})$/
const PENDING_CODE = '19999'

/** Reads an auth token. Any token that is not one of the table means "all is well": null. */
export function steeringOf(authToken: string): Steering | null {
  const [, digit, code] = TOKEN.exec(authToken) ?? []
  if (digit === undefined || code === undefined) return null
  const reads = Number(digit)
  const statuses = CHECKS_CODE.exec(code)?.[1]
  if (statuses !== undefined) return { kind: 'checks', checks: checksFrom(statuses), reads }
  if (reads !== 0) return null
  if (code === PENDING_CODE) return { kind: 'pending' }
  const error = STEERING_ERROR_CODES.find((it) => `${it}` === code)
  return error ? { kind: 'twilio-error', code: error, operation: STEP_OF[error] } : null
}

/** Whether an auth token carries instructions. */
export function isSteeringToken(authToken: string): boolean {
  return steeringOf(authToken) !== null
}

/**
 * The auth token that says it: the inverse of `steeringOf`.
 * @throws RangeError that names the member that is missing or out of its range
 */
export function steeringToken(steering: Steering): string {
  switch (steering.kind) {
    case 'checks':
      return token(steering.reads, `1${digitsOf(steering.checks)}`)
    case 'pending':
      return token(0, PENDING_CODE)
    case 'twilio-error':
      return token(0, `${codeIn(steering)}`)
  }
  // Where no compiler has looked at it.
  const { kind } = Object(steering)
  throw cannotMake(`kind must be checks, pending or twilio-error, not ${kind}`)
}

function token(reads: number, code: string): string {
  if (!Number.isInteger(reads) || reads < 0 || reads > 9) {
    throw cannotMake(`reads must be 0 to 9, not ${reads}`)
  }
  return `${'0'.repeat(26)}${reads}${code}`
}

function checksFrom(digits: string): Record<CheckName, CheckStatus> {
  const status = (index: number) => CHECK_STATUSES[Number(digits[index])] ?? 'passed'
  return {
    Credentials: status(0),
    Trunk: status(1),
    'Credential List': status(2),
    'Phone Numbers': status(3),
  }
}

function digitsOf(checks: Record<CheckName, CheckStatus>): string {
  return CHECK_NAMES.map((name) => {
    const status = Object(checks)[name]
    const digit = CHECK_STATUSES.indexOf(status)
    if (digit === -1) throw cannotMake(`${name} must be passed, warning or failed, not ${status}`)
    return digit
  }).join('')
}

function codeIn({ code }: { code: SteeringErrorCode }): SteeringErrorCode {
  if (STEERING_ERROR_CODES.includes(code)) return code
  throw cannotMake(`code must be one of ${STEERING_ERROR_CODES.join(', ')}, not ${code}`)
}

function cannotMake(why: string): RangeError {
  return new RangeError(`Cannot make a steering token: ${why}`)
}
