/** The signature of `fetch`; a path alone, such as `/api/v1/providers/twilio`, is one at the simulator. */
export type Fetch = (input: Request | URL | string, init?: RequestInit) => Promise<Response>

/** Anything that answers requests: a simulator, one of its worlds, or the `simulator` of a test. */
export interface Answering {
  fetch(request: Request): Response | Promise<Response>
}

/**
 * The URL of a simulator.
 * @param variable the one that holds it, if any
 * @throws TypeError with the `code` that `new URL` would throw
 */
export function simulatorUrl(text: string, variable?: string): URL {
  if (/^https?:\/\/./.test(text) && URL.canParse(text)) return new URL(text)
  const [name, wayOut] = variable === undefined ? ['', ''] : [`${variable} `, ', or unset it']
  // What stands before an @ may be a password.
  const shown = text.replace(/^.*@/s, '…@')
  const message = `Cannot connect to ${name}"${shown}": it is no HTTP URL. Write it like http://127.0.0.1:4700${wayOut}.`
  throw Object.assign(new TypeError(message), { code: 'ERR_INVALID_URL' })
}

/** The request that `fetch` was asked for. */
export function requestOf(input: Request | URL | string, init?: RequestInit): Request {
  if (typeof input !== 'string' && !(input instanceof URL)) {
    return init === undefined ? input : new Request(input, init)
  }
  return new Request(new URL(input, 'http://trunkline'), init)
}
