import type { FaultKind } from '../contract/faults.ts'

/** The answer that would have been sent. */
export interface BrokenResponse {
  status: number
  headers: Record<string, string>
  /** JSON text; empty where an answer has no body (HEAD, 204), and then nothing of it can break. */
  body: string
}

/** The faults that let the answer begin. */
export type BodyFault = Extract<
  FaultKind,
  'MALFORMED_JSON' | 'TRUNCATED_BODY' | 'MALFORMED_RESPONSE_CHUNK'
>

/** What the app hands out instead of a `Response` where a fault strikes. */
export class Broken {
  readonly fault: FaultKind
  readonly response: BrokenResponse

  /** Whether the clock of the world stands still, so that nobody need wait. */
  readonly isFrozen: boolean

  constructor(fault: FaultKind, response: BrokenResponse, isFrozen = false) {
    this.fault = fault
    this.response = response
    this.isFrozen = isFrozen
  }
}

/** The first half of some JSON, which is never JSON itself. */
export function malformed(body: string): string {
  const text = body.trim()
  const half = text.slice(0, Math.ceil(text.length / 2))
  // Half of a number is a number, unless it ends in its point.
  return /^-?\d/.test(half) ? `${half}.` : half
}

/** What is sent of a body that is cut off, and how many bytes were announced. */
export function truncated(body: string): { bytes: Uint8Array; length: number } {
  const bytes = new TextEncoder().encode(body)
  return { bytes: bytes.subarray(0, Math.floor(bytes.length / 2)), length: bytes.length }
}

/**
 * What Node's `fetch` makes of it, without a socket: the same errors with the same causes, or a `Response` whose body
 * fails in the same way.
 * A `TIMEOUT` lasts until the signal aborts; where the clock stands still it fails at once, as `fetch` does after five
 * minutes.
 * @throws TypeError `fetch failed`, or the reason of the signal
 */
export async function asFetch(
  { fault, response, isFrozen }: Broken,
  signal: AbortSignal,
): Promise<Response> {
  signal.throwIfAborted()
  switch (fault) {
    case 'CONNECTION_RESET_BY_PEER':
      throw new TypeError('fetch failed', { cause: reset() })
    case 'EMPTY_RESPONSE':
      throw new TypeError('fetch failed', { cause: closed() })
    case 'RANDOM_DATA_THEN_CLOSE':
      throw new TypeError('fetch failed', { cause: noHttp('INVALID_CONSTANT', 'Expected HTTP/') })
    case 'TIMEOUT':
      if (isFrozen) throw new TypeError('fetch failed', { cause: timeout() })
      return untilAborted(signal)
    case 'MALFORMED_JSON':
    case 'TRUNCATED_BODY':
    case 'MALFORMED_RESPONSE_CHUNK':
      return withBrokenBody(fault, response)
  }
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
  })
}

function withBrokenBody(fault: BodyFault, { status, body, ...response }: BrokenResponse): Response {
  const headers = new Headers(response.headers)
  if (body === '') return new Response(null, { status, headers })
  switch (fault) {
    case 'MALFORMED_JSON': {
      const bytes = new TextEncoder().encode(malformed(body))
      headers.set('Content-Length', `${bytes.length}`)
      return new Response(bytes, { status, headers })
    }
    case 'TRUNCATED_BODY': {
      const { bytes, length } = truncated(body)
      headers.set('Content-Length', `${length}`)
      return new Response(failing(closed(), bytes), { status, headers })
    }
    case 'MALFORMED_RESPONSE_CHUNK': {
      const cause = noHttp('INVALID_CHUNK_SIZE', 'Invalid character in chunk size')
      headers.delete('Content-Length')
      headers.set('Transfer-Encoding', 'chunked')
      return new Response(failing(cause), { status, headers })
    }
  }
}

/** A body that breaks after the bytes. */
function failing(cause: Error, bytes: Uint8Array = new Uint8Array()): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      if (bytes.length > 0) controller.enqueue(bytes)
    },
    pull(controller) {
      controller.error(new TypeError('terminated', { cause }))
    },
  })
}

// The errors of Node's `fetch`, as measured on Node 20 and 22.

function reset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' })
}

function closed(): Error {
  return named('SocketError', 'UND_ERR_SOCKET', 'other side closed')
}

function timeout(): Error {
  return named('HeadersTimeoutError', 'UND_ERR_HEADERS_TIMEOUT', 'Headers Timeout Error')
}

function noHttp(code: string, detail: string): Error {
  const message = `Response does not match the HTTP/1.1 protocol (${detail})`
  return named('HTTPParserError', `HPE_${code}`, message)
}

function named(name: string, code: string, message: string): Error {
  return Object.assign(new Error(message), { name, code })
}
