import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { notFound } from '../../domain/twilio/errors.ts'
import type { Env } from '../services.ts'
import { familyOf } from './answer.ts'
import { normalSid } from './sid.ts'

/** A path as Hono routes it. What comes before `.json` is a parameter, so the pattern takes both. */
export function routingPath(path: string): string {
  return path.replace(/\{(\w+)\}\.json$/, ':$1{[^/]+\\.json}').replaceAll(/\{(\w+)\}/g, ':$1')
}

/**
 * The SIDs of a path, by the names of its parameters.
 * @throws TwilioError 20404 for what is no SID of its kind
 */
export function sidsIn(c: Context<Env>, schema: z.ZodObject | undefined): Record<string, string> {
  const sids: Record<string, string> = {}
  for (const [name, kind] of Object.entries(schema?.shape ?? {})) {
    const sid = normalSid(c.req.param(name)?.replace(/\.json$/, '') ?? '')
    if (!kind.safeParse(sid).success) throw notFound('')
    sids[name] = sid
  }
  return sids
}

/** The path as Twilio repeats it where a resource is missing: with its version in the 2010 API alone. */
export function resourceOf({ env }: Context<Env>): string {
  return familyOf(env.path) === 'api' ? env.path : env.path.replace(/^\/v1/, '')
}

/** What absolute URLs begin with: the origin that the request knows, and the prefix of its world. */
export function baseOf({ req, env }: Context<Env>): string {
  const { url } = req
  // By hand, because an odd `Host` makes a URL that cannot be parsed.
  return url.slice(0, url.indexOf('/', url.indexOf('//') + 2)) + env.prefix
}
