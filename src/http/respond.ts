import type { EntryProblem } from '../domain/journal.ts'
import { Broken } from './broken.ts'
import { corsHeaders } from './cors.ts'
import { queryOf } from './path.ts'
import { redactedHeaders, redactedJson, redactedQuery } from './redact.ts'
import type { Asked, Services } from './services.ts'
import { instanceOf } from './world.ts'

/** What is to be sent. */
export interface Answer {
  status: number
  /** Null for an answer without a body. */
  body: string | null
  type?: string
  headers?: Record<string, string> | undefined
}

export const JSON_TYPE = 'application/json; charset=utf-8'

/** Answers a request, and puts it on record. Every answer of every surface is made here. */
export function respond(
  c: Asked,
  services: Services,
  { status, body, type = JSON_TYPE, headers: others }: Answer,
): Response {
  const { env } = c
  const own: Record<string, string> = {}
  if (env.journal && !services.plain) {
    own['X-Mock-Request-Id'] = env.id
    own['X-Mock-World'] = env.world
  }
  if (env.applied !== '') own['Preference-Applied'] = env.applied
  const headers = {
    ...(body === null ? undefined : { 'Content-Type': type }),
    ...corsHeaders(env.path, others ? { ...others, ...own } : own),
  }
  if (env.journal) record(c, services, status, headers, body ?? '')
  if (env.fault) {
    const sent = c.req.method === 'HEAD' ? '' : (body ?? '')
    const { mode } = services.simulator.world(env.world).clock
    env.broken = new Broken(env.fault, { status, headers, body: sent }, mode === 'frozen')
  }
  return new Response(body, { status, headers })
}

/** Remembers what is wrong with a request, and where in it. */
export function note(c: Asked, ...problems: EntryProblem[]): void {
  c.env.problems.push(...problems)
}

function record(
  { req, env }: Asked,
  { simulator }: Services,
  status: number,
  headers: Record<string, string>,
  body: string,
): void {
  const { clock } = simulator.world(env.world)
  env.journal?.add({
    id: env.id,
    at: env.exchange ? env.exchange.at : clock.now,
    clockMode: clock.mode,
    operationId: env.operationId,
    request: {
      method: req.method,
      path: instanceOf(req.raw, env),
      query: redactedQuery(queryOf(req.url)),
      headers: redactedHeaders(req.raw.headers),
      body: env.body === undefined ? undefined : redactedJson(env.body),
    },
    response: { status, headers, body },
    fault: env.fault,
    steering: env.decisions,
    exchange: env.exchange,
    problems: env.problems,
  })
}
