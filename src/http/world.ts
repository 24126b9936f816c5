import { getPath } from 'hono/utils/url'
import type { FaultKind } from '../contract/faults.ts'
import type { Scenario } from '../contract/scenario.ts'
import type { EntryProblem, Journal } from '../domain/journal.ts'
import type { Decision } from '../domain/precedence.ts'
import type { Exchange } from '../domain/world.ts'
import type { Broken } from './broken.ts'
import { pathOf } from './path.ts'

/** Which world a request is for, and where in it; and what is known of the request by now. */
export interface Bindings {
  world: string
  /** What stands before the paths of that world, such as `/__w/checkout`; empty where the path names no world. */
  prefix: string
  /** The path inside the world, as routes know it. */
  path: string
  /** Where the request goes on record; null for the control plane, and where there is no such world. */
  journal: Journal | null
  /** Its number in the journal. */
  id: string
  /** Whether an answer to it is in the journal. */
  isOnRecord: boolean
  operationId: string | null
  /** The headers as the socket had them, names and values in turn; null where there is no socket. */
  rawHeaders: readonly string[] | null
  /** The body as JSON, once it was read. */
  json: string | undefined
  /** What is wrong with it. */
  problems: readonly EntryProblem[]
  /** What chose the answer, or how it goes wrong. */
  decisions: readonly Decision[]
  /** Whether the answer was chosen without a look at what is asked. */
  isForced: boolean
  /** What the operation did, once it has run. */
  exchange: Exchange | null
  /** The scenario that it asks for. */
  preferred: Scenario | null
  /** The preferences that are kept, as `Preference-Applied` says them. */
  applied: string
  /** How long its answer still takes. */
  delayMillis: number
  /** How its answer is to be broken. */
  fault: FaultKind | null
  /** What to hand out in the place of the answer. */
  broken: Broken | null
}

const PREFIX = '/__w/'
const NONE: readonly never[] = []

/** The world that a request names, by the prefix of its path or else by `X-Mock-World`; otherwise the given one. */
export function bindingsOf(request: Request, world: string): Bindings {
  const path = getPath(request)
  const isPrefixed = path.startsWith(PREFIX)
  const end = isPrefixed ? path.indexOf('/', PREFIX.length) : 0
  const prefix = end === -1 ? path : path.slice(0, end)
  return {
    world: isPrefixed
      ? prefix.slice(PREFIX.length)
      : (request.headers.get('x-mock-world') ?? world),
    prefix,
    path: path.slice(prefix.length) || '/',
    journal: null,
    id: '',
    isOnRecord: false,
    operationId: null,
    rawHeaders: null,
    json: undefined,
    problems: NONE,
    decisions: NONE,
    isForced: false,
    exchange: null,
    preferred: null,
    applied: '',
    delayMillis: 0,
    fault: null,
    broken: null,
  }
}

/** The path of a request inside its world as it was sent: no world's name changes a body. */
export function instanceOf(request: Request, { prefix }: Bindings): string {
  const path = pathOf(request.url)
  return prefix === '' ? path : path.replace(/^\/__w\/[^/]*/, '') || '/'
}

/** Whether a path inside a world belongs to the control plane. */
export function isControl(path: string): boolean {
  return path.startsWith('/__admin/') || path === '/__admin'
}

/** Whether a path inside a world belongs to phone numbers or SIP credentials. */
export function isSip(path: string): boolean {
  return path.startsWith('/api/v1/sip-')
}

const TWILIO = /^\/(?:2010-04-01|v\d+)(?:\/|$)/

/** Whether a path inside a world belongs to an API of Twilio, also to one that is not here. */
export function isTwilio(path: string): boolean {
  const first = path.charAt(1)
  return (first === '2' || first === 'v') && TWILIO.test(path)
}
