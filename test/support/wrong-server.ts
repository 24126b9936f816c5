import { createSimulator } from '../../src/index.ts'
import { CHECKABLE } from './checked.ts'
import { AUTH_TOKEN } from './client.ts'
import { listening } from './listening.ts'

// biome-ignore lint/suspicious/noExplicitAny: it changes any member of any body
type Body = any

/** An exchange that goes wrong: `url` and `asked` before Trunkline sees them, `status` and `body` after it answered. */
interface Exchange {
  url: URL
  asked: Body
  status: number
  body: Body
}

type Wrong = [on: RegExp, when: 'asked' | 'answered', change: (exchange: Exchange) => unknown]

const CREATE = /^POST .*\/twilio$/
const READ = /^GET .*\/twilio\/[^/]+$/
const UPDATE = /^PUT .*\/twilio\//
const VERIFY = /^POST .*\/verify$/
const IMPORT = /^POST .*\/import-numbers$/
const CREDENTIALS = /^(GET|POST) .*\/sip-credentials$/
const CREDENTIAL = /^DELETE .*\/sip-credentials\//
const NUMBERS = /^GET .*\/sip-phone-numbers$/
const NEW_NUMBER = /^POST .*\/sip-phone-numbers$/
const AGENTS = /^GET .*\/sip-phone-numbers\/.*\/affected-agents$/

const { assign } = Object
const drop = (it: Body, member: string) => Reflect.deleteProperty(Object(it), member)

/** The rules that the server breaks, one line each. */
const WRONGS: Record<string, Wrong> = {
  'create/account-sid-format': [CREATE, 'asked', ({ asked }) => lowerDigits(asked)],
  'create/name-length': [CREATE, 'asked', ({ asked }) => cut(asked, 'name', 100)],
  'create/transfer-default': [CREATE, 'asked', ({ asked }) => orElse(asked, TRANSFERS)],
  'provider/never-verified': [CREATE, 'answered', ({ body }) => assign(body, EARLY)],
  'provider/type': [READ, 'answered', ({ body }) => assign(body, { providerType: 'Twilio' })],
  'provider/token-hidden': [VERIFY, 'answered', ({ body }) => assign(body, { AUTH_TOKEN })],
  'verification/aggregate': [VERIFY, 'answered', ({ body }) => assign(body.checks[0], FAILED)],
  'update/empty': [UPDATE, 'asked', ({ asked }) => isEmpty(asked) && assign(asked, { name: 7 })],
  'update/region': [UPDATE, 'asked', ({ asked: it }) => it?.region === 'de1' && drop(it, 'region')],
  'auth-token/format': [/^PATCH /, 'asked', ({ asked }) => cut(asked, 'authToken', 32)],
  'sip-credentials/transport-default': [CREDENTIALS, 'asked', ({ asked }) => orElse(asked, TCP)],
  'sip-credentials/password-length': [
    CREDENTIALS,
    'asked',
    (it) => cut(it.asked, 'authPassword', 64),
  ],
  'sip-credentials/in-use': [
    CREDENTIAL,
    'asked',
    ({ url }) => url.searchParams.set('force', 'true'),
  ],
  'sip-phone-numbers/defaults': [NEW_NUMBER, 'answered', ({ body }) => assign(body, REGISTERED)],
  'sip-phone-numbers/unique': [NEW_NUMBER, 'answered', (it) => it.status === 409 && assign(it, OK)],
  'affected-agents/members': [
    AGENTS,
    'answered',
    ({ body }) => drop(body.affectedAgents?.[0], 'uses'),
  ],
  'import/error-members': [
    IMPORT,
    'answered',
    ({ body }) => drop(body.errors?.[0], 'errorMessage'),
  ],
  'lists/envelope': [NUMBERS, 'answered', ({ body }) => drop(body, 'skip')],
  'lists/take-range': [CREDENTIALS, 'asked', ({ url }) => atMost(url, 'take', 1000)],
  'lists/defaults': [CREDENTIALS, 'answered', ({ url, body }) => url.search || assign(body, TAKE)],
  'errors/problem-details': [
    /^DELETE .*\/providers\//,
    'answered',
    ({ body }) => drop(body, 'title'),
  ],
}

const TRANSFERS = { supportsCallTransfer: true }
const EARLY = { lastVerifiedAt: '2025-01-01T00:00:00Z' }
const FAILED = { status: 'failed' }
const TCP = { transport: 'tcp' }
const REGISTERED = { registration: true }
const OK = { status: 200 }
const TAKE = { take: 50 }

/** The rules that it breaks, each by one line above or by an option. */
export const BROKEN = [...Object.keys(WRONGS), 'authentication/wrong-key'].sort()

/** A server that is almost right, until the test is finished: Trunkline that lets any key in, with the faults above. */
export async function startWrongServer() {
  const simulator = await createSimulator({ ...CHECKABLE, apiKeys: [], plain: true })
  const { port } = await listening(async (request) => {
    const { method, headers } = request
    const url = new URL(request.url)
    const wrongs = Object.values(WRONGS).filter(([on]) => on.test(`${method} ${url.pathname}`))
    const make = (when: Wrong[1], exchange: Exchange) => {
      for (const [, its, change] of wrongs) if (its === when) change(exchange)
    }
    const text = await request.text()
    const exchange: Exchange = { url, asked: jsonIn(text), status: 0, body: undefined }
    make('asked', exchange)
    const sent = exchange.asked === undefined ? text : JSON.stringify(exchange.asked)
    headers.delete('Content-Length')
    const isRead = method === 'GET' || (method === 'DELETE' && text === '')
    const answer = await simulator.fetch(
      new Request(url, { method, headers, ...(!isRead && { body: sent }) }),
    )
    const answered = await answer.text()
    Object.assign(exchange, { status: answer.status, body: jsonIn(answered) })
    if (exchange.body !== undefined) make('answered', exchange)
    const body = exchange.body === undefined ? answered : JSON.stringify(exchange.body)
    const { status } = exchange
    return new Response(status === 204 ? null : body, { status, headers: answer.headers })
  })
  return { url: `http://127.0.0.1:${port}`, simulator }
}

/** The JSON object in a text; undefined where there is none. */
function jsonIn(text: string): Body {
  try {
    const value = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

const isEmpty = (it: Body) => it !== undefined && Object.keys(it).length === 0

function orElse(it: Body, defaults: object): void {
  if (it !== undefined) Object.assign(it, { ...defaults, ...it })
}

function cut(it: Body, member: string, length: number): void {
  if (typeof it?.[member] === 'string') it[member] = it[member].slice(0, length)
}

function lowerDigits(it: Body): void {
  if (it?.accountSid?.startsWith('AC')) it.accountSid = `AC${it.accountSid.slice(2).toLowerCase()}`
}

function atMost(url: URL, name: string, maximum: number): void {
  if (Number(url.searchParams.get(name)) > maximum) url.searchParams.set(name, `${maximum}`)
}
