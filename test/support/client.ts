import { createSimulator, type Hooks, type Options, type Simulator } from '../../src/index.ts'
import { type Answer, expectDeclared } from './conformance.ts'

export type { Answer } from './conformance.ts'

export const PROVIDERS = '/api/v1/providers/twilio'
export const ACCOUNT_SID = 'ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
export const AUTH_TOKEN = '0123456789abcdef0123456789abcdef'

/** A body that creates a provider for which all is well. */
export const validBody = { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, name: 'Main' }

/** A request in short. */
export interface Sent {
  /** The API key; null sends no Authorization header. */
  key?: string | null
  headers?: Record<string, string>
  /** A value to send as JSON; text and bytes are sent as they are. */
  body?: unknown
}

/** Sends requests and checks every answer against the contract. */
export interface Client {
  send(method: string, path: string, sent?: Sent): Promise<Answer>
  create(body?: object, sent?: Sent): Promise<Answer>
  get(id: string, sent?: Sent): Promise<Answer>
  update(id: string, body: unknown, sent?: Sent): Promise<Answer>
}

type Fetch = (request: Request) => Response | Promise<Response>

/** A client of anything that answers requests. */
export function clientOf(fetch: Fetch, origin = 'http://trunkline'): Client {
  async function send(method: string, path: string, sent: Sent = {}): Promise<Answer> {
    const { key = 'test-key', headers = {}, body } = sent
    const isRaw = typeof body === 'string' || body instanceof Uint8Array
    const request = new Request(origin + path, {
      method,
      headers: {
        ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isRaw ? body : JSON.stringify(body) }),
    })
    const response = await fetch(request)
    const text = await response.text()
    const isJson = response.headers.get('Content-Type')?.includes('json')
    const answer = {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text !== '' ? JSON.parse(text) : undefined,
    }
    expectDeclared(method, new URL(request.url).pathname, answer)
    return answer
  }
  return {
    send,
    create: (body = validBody, sent) => send('POST', PROVIDERS, { ...sent, body }),
    get: (id, sent) => send('GET', `${PROVIDERS}/${id}`, sent),
    update: (id, body, sent) => send('PUT', `${PROVIDERS}/${id}`, { ...sent, body }),
  }
}

/** A fresh simulator in this process, and a client of it. An error that nobody foresaw fails the test. */
export async function startInProcess(
  options: Options = {},
  hooks: Hooks = {},
): Promise<Client & { simulator: Simulator }> {
  const simulator = await createSimulator(options, {
    logError: (error) => {
      throw error
    },
    ...hooks,
  })
  return { simulator, ...clientOf(simulator.fetch) }
}
