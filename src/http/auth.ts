import type { Context } from 'hono'
import { digest, uuid } from '../domain/ids.ts'
import type { World } from '../domain/world.ts'
import { problem } from './problem.ts'
import { note } from './respond.ts'
import type { Env, Services } from './services.ts'

const BEARER = /^bearer +(\S+)$/i

/** The API key of the request, or the 401. */
export function apiKeyOf(c: Context<Env>, services: Services): string | Response {
  const { apiKeys } = services
  const key = BEARER.exec(c.req.header('Authorization') ?? '')?.[1]
  if (key === undefined) {
    const hint = apiKeys ? '' : '; any key will do'
    return refuse(c, services, `no API key ((send \`Authorization: Bearer <key>\`${hint}))`)
  }
  if (apiKeys && !apiKeys.has(key)) return refuse(c, services, 'the API key is not accepted')
  return key
}

let last = { seed: Number.NaN, apiKey: '', organisation: '' }

/** The organisation that an API key belongs to: a digest, so that the key goes no further. Page: account-settings. */
export function organisationOf({ seed }: World, apiKey: string): string {
  // A client sends the same key with every request, and the digest would be a twentieth of a read.
  if (last.apiKey !== apiKey || last.seed !== seed) {
    last = { seed, apiKey, organisation: uuid(digest(seed, `organisation ${apiKey}`)) }
  }
  return last.organisation
}

function refuse(c: Context<Env>, services: Services, why: string): Response {
  note(c, { pointer: '/headers/authorization', message: why })
  return problem(c, services, 401, `Cannot authorise the request: ${why}.`)
}
