import { isSteeringToken } from '../domain/steering.ts'

const REDACTED = '[redacted]'
const SECRET_HEADERS = new Set([
  'authorization',
  'cookie',
  'proxy-authorization',
  'x-admin-token',
  'x-api-key',
])
const SECRET_MEMBER = /^(auth_?token|(auth_?)?password|api_?key|secret)$/i
const SECRET_QUERY = /((?:^|&)[^=&]*(?:token|password|key|secret)[^=&]*=)[^&]*/gi

/** Headers without their secrets: names and values in turn. */
export function redactedHeaders(headers: readonly string[]): string[] {
  const redacted = headers.slice()
  for (let index = 0; index < redacted.length; index += 2) {
    if (!SECRET_HEADERS.has((redacted[index] ?? '').toLowerCase())) continue
    redacted[index + 1] = redactedCredentials(redacted[index + 1] ?? '')
  }
  return redacted
}

/** A JSON value without its secrets. Steering tokens are none. */
export function redactedJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redactedJson)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, it]) => [
      name,
      SECRET_MEMBER.test(name) ? redactedSecret(it) : redactedJson(it),
    ]),
  )
}

/** A query without its secrets. */
export function redactedQuery(query: string): string {
  return query === '' ? query : query.replace(SECRET_QUERY, `$1${REDACTED}`)
}

/** The scheme of credentials stays, because a wrong one is a common mistake. */
function redactedCredentials(value: string): string {
  const scheme = /^(Bearer|Basic) /i.exec(value)?.[0] ?? ''
  return scheme + REDACTED
}

/** What is no text holds no secret, and is a mistake that one wants to see. */
function redactedSecret(value: unknown): unknown {
  if (typeof value === 'string') return isSteeringToken(value) ? value : REDACTED
  return redactedJson(value)
}
