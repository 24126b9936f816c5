import type { Entry, EntryProblem } from '../domain/journal.ts'
import { Broken } from './broken.ts'
import { corsHeaders } from './cors.ts'
import { methodOf } from './method.ts'
import { queryOf } from './path.ts'
import type { Asked, Services } from './services.ts'
import { type Bindings, instanceOf } from './world.ts'

/** What is to be sent. */
export interface Answer {
  status: number
  /** Null for an answer without a body. */
  body: string | null
  type?: string
  /** Where what was made can be read. */
  location?: string | undefined
  headers?: Record<string, string> | undefined
}

export const JSON_TYPE = 'application/json; charset=utf-8'

/** Answers a request, and puts it on record. Every answer of every surface is made here. */
export function respond(
  c: Asked,
  services: Services,
  { status, body, type = JSON_TYPE, location, headers: others }: Answer,
): Response {
  const { env } = c
  const isUsual = env.id !== '' && !services.plain && env.applied === '' && body !== null && !others
  const headers = isUsual
    ? usualHeaders(env, type, location)
    : headersOf(env, services.plain, body === null ? null : type, {
        ...(location !== undefined && { Location: location }),
        ...others,
      })
  if (env.journal) record(c, services, status, headers, body ?? '')
  if (env.fault) {
    const sent = c.req.method === 'HEAD' ? '' : (body ?? '')
    const { mode } = services.simulator.world(env.world).clock
    env.broken = new Broken(env.fault, { status, headers, body: sent }, mode === 'frozen')
  }
  return new Response(body, { status, headers })
}

/** The headers of most answers: of one shape each, because any other way to make them costs a tenth of a read. */
function usualHeaders(
  { id, world }: Bindings,
  type: string,
  location: string | undefined,
): Record<string, string> {
  if (location === undefined) {
    return {
      'Content-Type': type,
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': 'X-Mock-Request-Id, X-Mock-World',
      'X-Mock-Request-Id': id,
      'X-Mock-World': world,
    }
  }
  return {
    'Content-Type': type,
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': 'Location, X-Mock-Request-Id, X-Mock-World',
    Location: location,
    'X-Mock-Request-Id': id,
    'X-Mock-World': world,
  }
}

function headersOf(
  { path, id, world, applied }: Bindings,
  isPlain: boolean,
  type: string | null,
  others: Record<string, string>,
): Record<string, string> {
  return {
    ...(type !== null && { 'Content-Type': type }),
    ...corsHeaders(path, {
      ...others,
      ...(id !== '' && !isPlain && { 'X-Mock-Request-Id': id, 'X-Mock-World': world }),
      ...(applied !== '' && { 'Preference-Applied': applied }),
    }),
  }
}

/** Remembers what is wrong with a request, and where in it. */
export function note({ env }: Asked, ...problems: EntryProblem[]): void {
  env.problems = env.problems.concat(problems)
}

function record(
  { req, env }: Asked,
  { simulator }: Services,
  status: number,
  responseHeaders: Record<string, string>,
  responseBody: string,
): void {
  const { exchange, journal } = env
  const entry: Entry = {
    id: env.id,
    at: exchange ? exchange.at : simulator.instantIn(env.world),
    clockMode: simulator.world(env.world).clock.mode,
    operationId: env.operationId,
    method: methodOf(req),
    sent: {
      path: instanceOf(req.raw, env),
      query: queryOf(req.url),
      headers: env.rawHeaders ?? [...req.raw.headers].flat(),
      json: env.json,
      problems: env.problems,
    },
    status,
    responseHeaders,
    responseBody,
    fault: env.fault,
    decisions: exchange ? env.decisions.concat(exchange.decisions) : env.decisions,
    isForced: env.isForced,
    draws: exchange?.draws ?? [],
    twilioCalls: exchange?.twilioCalls ?? [],
  }
  // An answer that could not be saved is not sent: another takes its place.
  if (env.isOnRecord) journal?.replace(entry)
  else journal?.add(entry)
  env.isOnRecord = true
}
