import { type ErrorCode, SimulatorError } from '../errors.ts'
import { TwilioError, type TwilioErrorCode, TwilioTimeout } from './errors.ts'

/** What an error answer of Twilio means for the request that met it. Every other code is unusable. */
const MEANINGS: Partial<Record<TwilioErrorCode, ErrorCode>> = {
  20003: 'credentials-refused',
  20008: 'credentials-refused',
  20403: 'credentials-refused',
  20429: 'twilio-busy',
  20500: 'twilio-down',
  20503: 'twilio-down',
  21239: 'twilio-limit',
  21242: 'twilio-limit',
  21243: 'fault-of-ours',
  21244: 'twilio-limit',
}
const CONFLICTS: ErrorCode[] = ['credentials-refused', 'twilio-limit', 'twilio-unusable']

/**
 * The refusal that a caller is told about when Twilio fails; any other error as it is.
 * @param conflict the code to use where the state of the account, and not the request, is in the way
 */
export function refusal(error: unknown, doing: string, conflict?: ErrorCode): unknown {
  if (error instanceof TwilioTimeout) {
    return new SimulatorError('twilio-timeout', `Cannot ${doing}: ${error.message}.`)
  }
  if (!(error instanceof TwilioError)) return error
  const meaning = MEANINGS[error.code] ?? 'twilio-unusable'
  const code = conflict && CONFLICTS.includes(meaning) ? conflict : meaning
  const hint = error.hint ? ` ((${error.hint}))` : ''
  return new SimulatorError(
    code,
    `Cannot ${doing}: Twilio answered ${error.code} (${error.message}).${hint}`,
  )
}
