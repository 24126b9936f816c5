import type { Handler } from 'hono'
import { cors } from 'hono/cors'
import type { Env } from './services.ts'
import { isControl } from './world.ts'

type Headers = Record<string, string>

/**
 * The headers of an answer, with what lets a page from anywhere read it and them; of the control plane, no page.
 * @param headers those that a page may not read unless they are named
 */
export function corsHeaders(path: string, headers: Headers): Headers {
  if (isControl(path)) return headers
  const names = Object.keys(headers).join(', ')
  return {
    'Access-Control-Allow-Origin': '*',
    ...(names === '' ? undefined : { 'Access-Control-Expose-Headers': names }),
    ...headers,
  }
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
