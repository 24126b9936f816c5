import { PROBLEM_KINDS, type ValidationProblemDetails } from '../contract/problem.ts'
import { type ErrorCode, SimulatorError } from '../domain/errors.ts'
import { digest } from '../domain/ids.ts'
import { methodOf } from './method.ts'
import { note, respond } from './respond.ts'
import type { Asked, Services } from './services.ts'
import type { Invalid } from './validation.ts'
import { instanceOf } from './world.ts'

type ProblemStatus = keyof typeof PROBLEM_KINDS

const CHALLENGE = { 'WWW-Authenticate': 'Bearer' }

const STATUS_OF: Record<Exclude<ErrorCode, 'credentials-refused'>, ProblemStatus> = {
  'already-exists': 409,
  conflict: 409,
  'fault-of-ours': 500,
  'in-use': 409,
  invalid: 400,
  'linked-elsewhere': 409,
  'managed-by-provider': 409,
  'not-found': 404,
  'provider-not-found': 404,
  'sip-credential-not-found': 404,
  'sip-phone-number-not-found': 404,
  'too-many-worlds': 503,
  'twilio-busy': 503,
  'twilio-conflict': 409,
  'twilio-down': 502,
  'twilio-limit': 400,
  'twilio-timeout': 504,
  'twilio-unusable': 502,
  unverified: 406,
  'world-name-invalid': 400,
}

/** Members of the request and what is wrong with each. */
export type Errors = Record<string, string[]>

/** The answer to a request that failed in a way that the caller is told about. */
export function problem(
  c: Asked,
  services: Services,
  status: ProblemStatus,
  detail: string,
  headers?: Record<string, string>,
  more?: object,
): Response {
  return send(
    c,
    services,
    { status, title: PROBLEM_KINDS[status][1], detail, ...(more && { more }) },
    headers,
  )
}

/** The 400 that lists everything that is wrong with a request. */
export function validationProblem(
  c: Asked,
  services: Services,
  { errors, problems }: Invalid,
): Response {
  note(c, ...problems)
  return send(c, services, {
    status: 400,
    title: 'One or more validation errors occurred.',
    detail: 'Cannot accept the request: see `errors`.',
    errors,
  })
}

/** The answer that another problem gave, as this request would get it. */
export function problemLike(
  c: Asked,
  services: Services,
  { status, title, detail, errors }: { status: number } & Omit<Trouble, 'status'>,
  headers?: Record<string, string>,
): Response {
  return send(
    c,
    services,
    { status: status as ProblemStatus, title, detail, ...(errors && { errors }) },
    headers,
  )
}

/** The answer to an error that was thrown. One that nobody foresaw is logged, and tells the caller nothing. */
export function problemOf(c: Asked, services: Services, error: unknown): Response {
  if (error instanceof SimulatorError) {
    const { code, message, more } = error
    const status = statusOf(c, services, code)
    const title = PROBLEM_KINDS[status][1]
    return send(c, services, { status, title, detail: message, ...(more && { more }) })
  }
  services.logError(error)
  return problem(
    c,
    services,
    500,
    'Cannot answer the request: a fault of the simulator. ((See its log.))',
  )
}

function statusOf(c: Asked, { simulator }: Services, code: ErrorCode): ProblemStatus {
  if (code !== 'credentials-refused') return STATUS_OF[code]
  return simulator.world(c.env.world).settings.assumptions.refusedCredentials
}

/** What sets one problem apart from another. */
interface Trouble {
  status: ProblemStatus
  title: string
  detail: string
  errors?: Errors
  /** Members beyond those of every problem. */
  more?: object
}

function send(
  c: Asked,
  services: Services,
  trouble: Trouble,
  headers?: Record<string, string>,
): Response {
  const { status, title, detail, errors } = trouble
  const instance = instanceOf(c.req.raw, c.env)
  const body = {
    type: `https://tools.ietf.org/html/${PROBLEM_KINDS[status][0]}`,
    title,
    status,
    detail,
    instance,
    traceId: traceIdOf(c, services, instance, trouble),
    // Only a problem with `errors` shows this member: JSON leaves out what is undefined.
    errors,
    ...trouble.more,
  } satisfies Record<keyof ValidationProblemDetails, unknown>
  return respond(c, services, {
    status,
    body: JSON.stringify(body),
    type: 'application/problem+json; charset=utf-8',
    headers: status === 401 ? { ...CHALLENGE, ...headers } : headers,
  })
}

const MAX_REMEMBERED = 1000
let last = { seed: 0, about: '', traceId: '' }

/** A digest of the problem, so that no other request can change it. */
function traceIdOf(
  c: Asked,
  { simulator }: Services,
  instance: string,
  { status, detail, errors }: Trouble,
): string {
  const seed = simulator.seedOf(c.env.world)
  const what = errors ? Object.keys(errors).join() : detail
  const about = `trace ${methodOf(c.req)} ${status} ${instance} ${what}`
  // Who waits for something asks again and again, and gets the same problem until it is there.
  if (last.about === about && last.seed === seed) return last.traceId
  const hex = digest(seed, about)
  const traceId = `00-${hex.slice(0, 32)}-${hex.slice(32, 48)}-00`
  if (about.length <= MAX_REMEMBERED) last = { seed, about, traceId }
  return traceId
}
