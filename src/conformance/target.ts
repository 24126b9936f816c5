import { type Answer, read } from './answer.ts'

/** What is checked, and what a run may use there. */
export interface Access {
  /** Where the API answers, without a slash at its end. */
  url: string
  /** The API key. */
  token: string
  /** Whether the run may make things; it removes them again. */
  allowWrites: boolean
  /** A Twilio account that may be connected: trunks and credential lists are made in it, and removed. */
  account?: { accountSid: string; authToken: string }
  /** A number of that account that may be put on a trunk, and is taken off again: its SID. */
  importNumber?: string
  /** An agent that numbers which were made for the run may be linked to. */
  agentId?: string
}

/** A request in short. */
export interface Sent {
  /** Another API key; null sends no `Authorization` at all. */
  token?: string | null
  headers?: Record<string, string>
  /** A value to send as JSON. */
  body?: unknown
  /** A body to send as it is, declared as JSON unless `headers` says otherwise. */
  raw?: string
}

/** Where things are made; what can be read there under its id can be deleted there. */
export const TWILIO = '/api/v1/providers/twilio'
export const PROVIDERS = '/api/v1/providers'
export const NUMBERS = '/api/v1/sip-phone-numbers'
export const CREDENTIALS = '/api/v1/sip-credentials'

/** What a run makes is called so, that whoever finds it knows where it came from. */
export const PREFIX = 'trunkline-conformance'

const PATIENCE_MILLIS = 30_000

/** The service that is checked. It remembers what was made there, and removes it. */
export interface Target {
  access: Access
  /** Sends a request with the API key. Follows no redirection: a key goes to no other place. */
  send(method: string, path: string, sent?: Sent): Promise<Answer>
  /** What was made under this key in this run; made by the first who asks. */
  once<T>(key: string, make: () => Promise<T>): Promise<T>
  /** Removes everything that was made, the last first. Answers the paths of what would not go. */
  cleanUp(): Promise<string[]>
}

/** Opens a service for one run. */
export function openTarget(access: Access): Target {
  const memory = new Map<string, Promise<unknown>>()
  const made: string[] = []

  async function send(method: string, path: string, sent: Sent = {}): Promise<Answer> {
    const { token = access.token, headers = {}, body, raw } = sent
    const content = raw ?? (body === undefined ? undefined : JSON.stringify(body))
    const response = await fetch(access.url + path, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MILLIS),
      headers: {
        Accept: 'application/json',
        ...(token !== null && { Authorization: `Bearer ${token}` }),
        ...(content !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(content !== undefined && { body: content }),
    })
    const answer = await read(method, path, response)
    remember(made, answer)
    return answer
  }

  return {
    access,
    send,
    once<T>(key: string, make: () => Promise<T>): Promise<T> {
      const known = memory.get(key) ?? make()
      memory.set(key, known)
      return known as Promise<T>
    },
    async cleanUp() {
      const left: string[] = []
      for (const path of made.reverse()) {
        const isGone = await send('DELETE', path).then(
          ({ status }) => (status >= 200 && status < 300) || status === 404,
          () => false,
        )
        if (!isGone) left.push(path)
      }
      return left
    },
  }
}

/** Also what was made against expectation, as by a body that should have been refused. */
function remember(made: string[], { method, path, status, body }: Answer): void {
  if (method !== 'POST' || status >= 300 || typeof body.id !== 'string') return
  const id = encodeURIComponent(body.id)
  if (path === TWILIO) made.push(`${PROVIDERS}/${id}`)
  if (path === NUMBERS || path === CREDENTIALS) made.push(`${path}/${id}?force=true`)
}
