import type { Handler } from 'hono'
import { cors } from 'hono/cors'
import type { Env } from './services.ts'

const EVERYONE = { 'Access-Control-Allow-Origin': '*' }
const NOBODY = {}

const isControl = (path: string): boolean => path.startsWith('/__admin')

/** Lets a page from anywhere read the answer; of the control plane, no page. */
export function corsHeaders(path: string): Record<string, string> {
  return isControl(path) ? NOBODY : EVERYONE
}

/** Headers that such a page reads only when they are named. */
export function exposed(headers: Record<string, string>): Record<string, string> {
  return { ...headers, 'Access-Control-Expose-Headers': Object.keys(headers).join(', ') }
}

/** Answers `OPTIONS` for a path: what it allows, and to a page from anywhere that it may. */
export function optionsHandler(path: string, allowed: string[]): Handler<Env> {
  const Allow = allowed.join(', ')
  if (isControl(path)) return (c) => c.body(null, 204, { Allow })
  const preflight = cors({ origin: '*', allowMethods: allowed, maxAge: 600 })
  return (c, next) => {
    c.header('Allow', Allow)
    return preflight(c, next)
  }
}
