import type { CheckStatus } from '../contract/providers.ts'
import {
  CHECK_NAMES,
  STEERING_ERROR_CODES,
  type Steering,
  steeringOf,
  steeringToken,
} from '../domain/steering.ts'
import { wholeNumber } from './number.ts'

/** The flags of `trunkline token`, as text. */
export interface TokenFlags {
  credentials?: CheckStatus
  trunk?: CheckStatus
  list?: CheckStatus
  numbers?: CheckStatus
  reads?: string
  pending?: boolean
  error?: string
  explain?: string
}

/**
 * Prints a steering token, or what one means.
 * @throws RangeError for flags that no token can say
 */
export function token({ explain, ...flags }: TokenFlags): void {
  if (explain !== undefined && Object.keys(flags).length > 0) {
    throw new RangeError('Cannot explain and make a token at once: use --explain alone.')
  }
  const text = explain === undefined ? steeringToken(steeringFrom(flags)) : meaningOf(explain)
  process.stdout.write(`${text}\n`)
}

function steeringFrom(flags: Omit<TokenFlags, 'explain'>): Steering {
  const { credentials, trunk, list, numbers, reads, pending, error } = flags
  const speaksOfChecks = credentials ?? trunk ?? list ?? numbers ?? reads
  if ([pending, error, speaksOfChecks].filter((it) => it !== undefined).length > 1) {
    throw new RangeError('Cannot make a token: use the checks, --pending or --error, one of them.')
  }
  if (pending) return { kind: 'pending' }
  if (error !== undefined) return twilioError(error)
  return {
    kind: 'checks',
    checks: {
      Credentials: credentials ?? 'passed',
      Trunk: trunk ?? 'passed',
      'Credential List': list ?? 'passed',
      'Phone Numbers': numbers ?? 'passed',
    },
    reads: reads === undefined ? 0 : wholeNumber('--reads', reads, 9),
  }
}

function twilioError(text: string): Steering {
  const steering = steeringOf(text.padStart(32, '0'))
  if (steering?.kind === 'twilio-error') return steering
  throw new RangeError(
    `Cannot make a token for ${text}: use one of ${STEERING_ERROR_CODES.join(', ')}.`,
  )
}

function meaningOf(text: string): string {
  if (!/^[a-f0-9]{32}$/.test(text)) {
    throw new RangeError('Cannot explain it: an auth token is 32 lowercase hexadecimal digits.')
  }
  const steering = steeringOf(text)
  switch (steering?.kind) {
    case undefined:
      return text.startsWith('0'.repeat(26))
        ? 'An ordinary token: all is well. It begins like one that steers, but no code ends like that.'
        : 'An ordinary token: all is well.'
    case 'pending':
      return 'The create succeeds; verification stays pending for ever.'
    case 'twilio-error':
      return `Twilio answers ${steering.code} at ${steering.operation}.`
    case 'checks':
      return [
        `The create succeeds; ${whenOf(steering.reads)}. Verification says:`,
        ...CHECK_NAMES.map((name) => `  ${name}: ${steering.checks[name]}`),
      ].join('\n')
  }
}

function whenOf(reads: number): string {
  if (reads === 0) return 'verification comes when it usually does'
  return reads === 1 ? '1 read says pending first' : `${reads} reads say pending first`
}
