import { expect } from 'vitest'
import type { z } from 'zod'
import { TwilioProblem } from '../../src/contract/twilio/error.ts'
import { twilioRoutes } from '../../src/contract/twilio/routes.ts'
import { createSimulator, type Hooks, type Options, type Simulator } from '../../src/index.ts'
import { FIELDS, OPERATIONS, PAGE_FIELDS } from '../contract/twilio/fields.table.ts'
import { ACCOUNT_SID, type Answer, AUTH_TOKEN } from './client.ts'

export const ACCOUNT = `/2010-04-01/Accounts/${ACCOUNT_SID}`
export const NUMBERS = `${ACCOUNT}/IncomingPhoneNumbers`
export const LISTS = `${ACCOUNT}/SIP/CredentialLists`
export const TRUNKS = '/v1/Trunks'

/** A request to Twilio in short. */
export interface Sent {
  /** User name and password; null sends no Authorization header. */
  credentials?: string | null
  headers?: Record<string, string>
  /** A form; text is sent as it is. */
  form?: Record<string, string> | string
}

/** Sends requests to Twilio's side, and checks every answer against its definition and the table of members. */
export interface TwilioClient {
  send(method: string, path: string, sent?: Sent): Promise<Answer>
  get(path: string, sent?: Sent): Promise<Answer>
  post(path: string, form?: Sent['form'], sent?: Sent): Promise<Answer>
  delete(path: string, sent?: Sent): Promise<Answer>
}

export const basic = (credentials: string) => `Basic ${Buffer.from(credentials).toString('base64')}`

type Fetch = (request: Request) => Response | Promise<Response>

/** A client of anything that answers requests. */
export function twilioClientOf(fetch: Fetch, origin = 'http://trunkline'): TwilioClient {
  async function send(method: string, path: string, sent: Sent = {}): Promise<Answer> {
    const { credentials = `${ACCOUNT_SID}:${AUTH_TOKEN}`, headers = {}, form } = sent
    const request = new Request(origin + path, {
      method,
      headers: {
        ...(credentials === null ? {} : { Authorization: basic(credentials) }),
        ...(form === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
      ...(form === undefined
        ? {}
        : { body: typeof form === 'string' ? form : `${new URLSearchParams(form)}` }),
    })
    return checked(request, await fetch(request))
  }
  return {
    send,
    get: (path, sent) => send('GET', path, sent),
    post: (path, form, sent) => send('POST', path, { ...sent, ...(form && { form }) }),
    delete: (path, sent) => send('DELETE', path, sent),
  }
}

/** What answers like that, and fails where an answer is not one that Twilio's side declares: for a client that is not ours. */
export function conforming(fetch: Fetch): Fetch {
  return async (request) => {
    const response = await fetch(request)
    await checked(request, response.clone())
    return response
  }
}

async function checked(request: Request, response: Response): Promise<Answer> {
  const { status, headers } = response
  const text = await response.text()
  const answer = { status, headers, text, body: text === '' ? undefined : JSON.parse(text) }
  expectTwilio(request.method, new URL(request.url).pathname, answer)
  return answer
}

/** A fresh simulator in this process, and a client of its Twilio. An error that nobody foresaw fails the test. */
export async function twilioInProcess(
  options: Options = {},
  hooks: Hooks = {},
): Promise<TwilioClient & { simulator: Simulator }> {
  const logError = (error: unknown) => {
    throw error
  }
  const simulator = await createSimulator(options, { logError, ...hooks })
  return { simulator, ...twilioClientOf(simulator.fetch) }
}

const definitions = Object.values(twilioRoutes).map((it) => ({
  ...it,
  pattern: patternOf(it.path),
}))

interface Declared {
  content?: { 'application/json': { schema: z.ZodType } }
}

/** Fails unless the answer is one that its definition declares, to the last member; an error outside of all is Twilio's. */
function expectTwilio(method: string, path: string, answer: Answer): void {
  if (method === 'HEAD' || method === 'OPTIONS') return
  const { status, body, text, headers } = answer
  expectHeaders(headers, path)
  const definition = definitions.find(
    (it) => it.method === method.toLowerCase() && it.pattern.test(path),
  )
  if (!definition) {
    expect(TwilioProblem.parse(body), text).toStrictEqual(body)
    return
  }
  const declared = Object.entries<Declared>(definition.responses as Record<string, Declared>).find(
    ([code]) => code === `${status}`,
  )?.[1]
  const { operationId } = definition
  expect(
    declared,
    `${operationId} answered ${status}, which is not declared: ${text}`,
  ).toBeDefined()
  const schema = declared?.content?.['application/json'].schema
  if (!schema) {
    expect([text, headers.get('Content-Type')]).toEqual(['', null])
    return
  }
  expect(headers.get('Content-Type')).toBe('application/json; charset=utf-8')
  expect(schema.parse(body), text).toStrictEqual(body)
  if (status < 400) expectMembers(operationId, body)
}

function expectMembers(operationId: string, body: object): void {
  const [, , , resource, key] = OPERATIONS[operationId] ?? []
  const members = FIELDS[resource ?? 'account']
  if (key === undefined) {
    expect(Object.keys(body), operationId).toEqual(members)
    return
  }
  const { [key]: items, meta, ...rest } = Object(body)
  const [fields, page] = meta ? [PAGE_FIELDS.meta, meta] : [PAGE_FIELDS.flat, rest]
  expect(Object.keys(page), operationId).toEqual(fields)
  for (const item of items) expect(Object.keys(item), operationId).toEqual(members)
}

function expectHeaders(headers: Headers, path: string): void {
  const sent = ['Twilio-Request-Duration', 'Twilio-Concurrent-Requests', 'X-Home-Region'].map(
    (name) => headers.get(name),
  )
  expect(sent).toEqual(['0.080', '1', 'us1'])
  expect(headers.get('Twilio-Request-Id')).toMatch(/^RQ[0-9a-f]{32}$/)
  const host = path.includes('/2010-04-01') ? 'api' : 'trunking'
  const expected = path.includes('/AuthTokens') ? 'accounts' : host
  expect(headers.get('X-API-Domain')).toBe(`${expected}.twilio.com`)
}

/** The routes of a world are those of every world. */
function patternOf(template: string): RegExp {
  const path = template.replace('.json', '\\.json').replaceAll(/\{\w+\}/g, '[^/]+')
  return new RegExp(`^(/__w/[^/]+)?${path}$`)
}
