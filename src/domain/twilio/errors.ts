interface TwilioAnswer {
  status: number
  message: string
}

/** Twilio's error codes that the fake can answer with, their HTTP status and text (`message` of the body). */
const ANSWERS = {
  20001: { status: 400, message: 'Invalid parameter' },
  20002: { status: 400, message: 'Invalid parameter' },
  20003: { status: 401, message: 'Authenticate' },
  20004: { status: 405, message: 'Method not allowed' },
  20007: { status: 400, message: 'Page size too large' },
  20008: { status: 403, message: 'Resource not accessible with Test Account Credentials' },
  20403: { status: 403, message: '403 Forbidden' },
  20404: { status: 404, message: 'The requested resource was not found' },
  20409: { status: 409, message: 'Conflict' },
  20429: { status: 429, message: 'Too Many Requests' },
  20500: { status: 500, message: 'Internal Server Error' },
  20503: { status: 503, message: 'Service unavailable' },
  21239: { status: 400, message: 'Maximum Credential Lists Reached' },
  21240: { status: 400, message: 'Credential List Validation Error' },
  21241: { status: 400, message: 'Credential List Dependencies Violation' },
  21242: { status: 400, message: 'Maximum Credentials Reached for List' },
  21243: { status: 400, message: 'Credential Validation Error' },
  21244: { status: 400, message: 'Maximum Number of Trunks reached' },
  21245: { status: 400, message: 'Trunk Validation Error' },
  21247: { status: 400, message: 'Trunk Dependencies' },
  21248: { status: 400, message: 'Trunk Domain already taken' },
  21249: { status: 400, message: 'Maximum Origination URIs reached' },
  21421: { status: 400, message: 'PhoneNumber is invalid' },
  21422: { status: 400, message: 'PhoneNumber is not available' },
  21452: { status: 400, message: 'No phone numbers found in area code' },
} as const satisfies Record<number, TwilioAnswer>

/** A documented error code of Twilio. */
export type TwilioErrorCode = keyof typeof ANSWERS

interface TwilioErrorOptions {
  message?: string | undefined
  hint?: string | undefined
  parameter?: string | undefined
}

/** An error answer of Twilio: its code, its HTTP status and a message that holds no secret. */
export class TwilioError extends Error {
  readonly code: TwilioErrorCode
  readonly status: number
  /** What only the simulator would say about it. */
  readonly hint: string | undefined
  /** The parameter that it is about, by Twilio's name for it. */
  readonly parameter: string | undefined

  constructor(code: TwilioErrorCode, { message, hint, parameter }: TwilioErrorOptions = {}) {
    super(message ?? ANSWERS[code].message)
    this.name = 'TwilioError'
    this.code = code
    this.status = ANSWERS[code].status
    this.hint = hint
    this.parameter = parameter
  }
}

/** Twilio gives no answer at all. */
export class TwilioTimeout extends Error {
  constructor() {
    super('Twilio did not answer in time')
    this.name = 'TwilioTimeout'
  }
}

/** Whether the same call may succeed on the next try. */
export function isTemporary({ status }: TwilioError): boolean {
  return status === 429 || status >= 500
}

/**
 * The error of a resource that is not there, with the path as Twilio repeats it.
 * @param parameter what names it where the path of the request does not
 */
export function notFound(path: string, parameter?: string): TwilioError {
  const message = `The requested resource ${path} was not found`
  return new TwilioError(20404, { message, parameter })
}

/** The error of a value that a parameter may not have. */
export function invalid(parameter: string, hint?: string): TwilioError {
  return new TwilioError(20002, { message: `Invalid ${parameter}`, hint, parameter })
}
