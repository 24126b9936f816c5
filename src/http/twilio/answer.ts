import { digest } from '../../domain/ids.ts'
import { jsonText } from '../json-text.ts'
import { respond } from '../respond.ts'
import type { Asked, Services } from '../services.ts'

/** One of the APIs that Twilio has on hosts of their own. */
export type Family = 'accounts' | 'api' | 'trunking'

/** The API that a path inside a world belongs to. */
export function familyOf(path: string): Family {
  if (path.startsWith('/2010-04-01')) return 'api'
  return path.startsWith('/v1/AuthTokens') ? 'accounts' : 'trunking'
}

/** Answers with the headers that Twilio sends. */
export function answer(
  c: Asked,
  services: Services,
  status: number,
  body: unknown,
  headers?: Record<string, string>,
): Response {
  return respond(c, services, {
    status,
    body: jsonText(body),
    headers: { ...twilioHeaders(c, services), ...headers },
  })
}

function twilioHeaders({ env }: Asked, { simulator }: Services): Record<string, string> {
  const hex = digest(simulator.seedOf(env.world), `twilio-request ${env.id}`)
  return {
    'Twilio-Request-Id': `RQ${hex.slice(0, 32)}`,
    'Twilio-Request-Duration': '0.080',
    'Twilio-Concurrent-Requests': '1',
    'X-Home-Region': 'us1',
    'X-API-Domain': `${familyOf(env.path)}.twilio.com`,
  }
}
