import { cors } from 'hono/cors'

/** On every answer of the API: a page from anywhere may read it. */
export const CORS_HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'Allow, Location, WWW-Authenticate',
} as const

/** Answers `OPTIONS` for a path with these methods, preflight or not. */
export function preflight(methods: string[]) {
  return cors({ origin: '*', allowMethods: methods, maxAge: 600 })
}
