import type { Context } from 'hono'
import { digest, uuid } from '../domain/ids.ts'
import { problem } from './problem.ts'
import { note } from './respond.ts'
import type { Env, Services } from './services.ts'

const BEARER = /^bearer +(\S+)$/i

/** The API key of the request, or the 401. */
export function apiKeyOf(c: Context<Env>, services: Services): string | Response {
  const { apiKeys } = services
  const key = BEARER.exec(c.req.header('authorization') ?? '')?.[1]
  if (key === undefined) {
    const hint = apiKeys ? '' : '; any key will do'
    return refuse(c, services, `no API key ((send \`Authorization: Bearer <key>\`${hint}))`)
  }
  if (apiKeys && !apiKeys.has(key)) return refuse(c, services, 'the API key is not accepted')
  return key
}

let last = { apiKey: '', organisation: '' }

/**
 * The organisation that an API key belongs to: a digest, so that the key goes no further. It is the same under every
 * seed, so that a copy of a world with another one still serves its clients. Page: account-settings.
 */
export function organisationOf(apiKey: string): string {
  // A client sends the same key with every request, and the digest would be a twentieth of a read.
  if (last.apiKey !== apiKey) {
    last = { apiKey, organisation: uuid(digest(0, `organisation ${apiKey}`)) }
  }
  return last.organisation
}

function refuse(c: Context<Env>, services: Services, why: string): Response {
  note(c, { pointer: '/headers/authorization', message: why })
  return problem(c, services, 401, `Cannot authorise the request: ${why}.`)
}
