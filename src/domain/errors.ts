/** What can go wrong in the domain; `http/problem.ts` gives each its status and title. */
export type ErrorCode =
  | 'already-exists'
  | 'conflict'
  | 'credentials-refused'
  | 'fault-of-ours'
  | 'in-use'
  | 'invalid'
  | 'linked-elsewhere'
  | 'managed-by-provider'
  | 'not-found'
  | 'provider-not-found'
  | 'sip-credential-not-found'
  | 'sip-phone-number-not-found'
  | 'too-many-worlds'
  | 'twilio-busy'
  | 'twilio-conflict'
  | 'twilio-down'
  | 'twilio-limit'
  | 'twilio-timeout'
  | 'twilio-unusable'
  | 'unverified'
  | 'world-name-invalid'

/** A refusal that a caller is told about. The message reads `Cannot <do> <what>: <why>` and holds no secret. */
export class SimulatorError extends Error {
  readonly code: ErrorCode
  /** What there is to tell besides: `errors` by JSON pointer, or other data. */
  readonly more: object | undefined

  constructor(code: ErrorCode, message: string, more?: object) {
    super(message)
    this.name = 'SimulatorError'
    this.code = code
    this.more = more
  }
}
