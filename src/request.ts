/** The signature of `fetch`; a path alone, such as `/api/v1/providers/twilio`, is one at the simulator. */
export type Fetch = (input: Request | URL | string, init?: RequestInit) => Promise<Response>

/** Anything that answers requests: a simulator, one of its worlds, or the `simulator` of a test. */
export interface Answering {
  fetch(request: Request): Response | Promise<Response>
}

/** The request that `fetch` was asked for. */
export function requestOf(input: Request | URL | string, init?: RequestInit): Request {
  if (typeof input !== 'string' && !(input instanceof URL)) {
    return init === undefined ? input : new Request(input, init)
  }
  return new Request(new URL(input, 'http://trunkline'), init)
}
