import type { Context } from 'hono'
import { digest, uuid } from '../domain/ids.ts'
import { problem } from './problem.ts'
import type { Env, Services } from './services.ts'

const BEARER = /^bearer +(\S+)$/i

/**
 * The organisation that the API key of the request belongs to, or the 401. The key itself goes no further: the
 * organisation is a digest of it. Page: account-settings.
 */
export function organisationOf(c: Context<Env>, services: Services): string | Response {
  const { apiKeys, simulator } = services
  const key = BEARER.exec(c.req.header('Authorization') ?? '')?.[1]
  if (key === undefined) {
    return refuse(c, services, 'no API key ((send `Authorization: Bearer <key>`; any key will do))')
  }
  if (apiKeys && !apiKeys.has(key)) return refuse(c, services, 'the API key is not accepted')
  return uuid(digest(simulator.world(c.env.world).seed, `organisation ${key}`))
}

function refuse(c: Context<Env>, services: Services, why: string): Response {
  return problem(c, services, 401, `Cannot authorise the request: ${why}.`)
}
