/** What can go wrong in the domain; `http/problem.ts` gives each its status and title. */
export type ErrorCode =
  | 'credentials-refused'
  | 'fault-of-ours'
  | 'provider-not-found'
  | 'too-many-worlds'
  | 'twilio-busy'
  | 'twilio-conflict'
  | 'twilio-down'
  | 'twilio-limit'
  | 'twilio-timeout'
  | 'twilio-unusable'
  | 'world-name-invalid'

/** A refusal that a caller is told about. The message reads `Cannot <do> <what>: <why>` and holds no secret. */
export class SimulatorError extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string) {
    super(message)
    this.name = 'SimulatorError'
    this.code = code
  }
}
