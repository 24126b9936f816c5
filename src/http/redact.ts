import { isSteeringToken } from '../domain/steering.ts'

const REDACTED = '[redacted]'
const SECRET_HEADER = /^((proxy-)?authorization|cookie)$|token|password|secret|api-?key/i
const SECRET_MEMBER = /token|password|secret|api[-_ ]?key/i
const SECRET_PARAMETER = /token|password|secret|key/i
/** Where a page of one of Twilio's lists begins. */
const PAGE_TOKEN = 'PageToken'
/** What an auth token looks like, in whatever place it was put by mistake. */
const AUTH_TOKEN = /^[a-f0-9]{32}$/

/** Headers without their secrets: names and values in turn. */
export function redactedHeaders(headers: readonly string[]): string[] {
  const redacted = headers.slice()
  for (let index = 0; index < redacted.length; index += 2) {
    if (!SECRET_HEADER.test(redacted[index] ?? '')) continue
    redacted[index + 1] = redactedCredentials(redacted[index + 1] ?? '')
  }
  return redacted
}

/** A JSON value without its secrets, wherever a client may have put them. Steering tokens are none. */
export function redactedJson(value: unknown): unknown {
  return redacted(value, redactedSecret)
}

/** The JSON of an answer without its secrets, which are texts. What else has such a name tells of one: `errors` do. */
export function redactedAnswer(value: unknown): unknown {
  return redacted(value, (it) => (typeof it === 'string' ? redactedText(it) : redactedAnswer(it)))
}

function redacted(value: unknown, secret: (value: unknown) => unknown): unknown {
  if (typeof value === 'string') return AUTH_TOKEN.test(value) ? redactedText(value) : value
  if (Array.isArray(value)) return value.map((it) => redacted(it, secret))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, it]) => [
      name,
      SECRET_MEMBER.test(name) ? secret(it) : redacted(it, secret),
    ]),
  )
}

/** A query without its secrets. */
export function redactedQuery(query: string): string {
  if (query === '') return query
  return query
    .split('&')
    .map((parameter) => {
      const [name = ''] = parameter.split('=', 1)
      return name !== parameter && isSecretParameter(decoded(name))
        ? `${name}=${REDACTED}`
        : parameter
    })
    .join('&')
}

function isSecretParameter(name: string): boolean {
  return name !== PAGE_TOKEN && SECRET_PARAMETER.test(name)
}

/** The scheme of credentials stays, because a wrong one is a common mistake. */
function redactedCredentials(value: string): string {
  const scheme = /^(Bearer|Basic) /i.exec(value)?.[0] ?? ''
  return scheme + REDACTED
}

/** What holds no text holds no secret, and is a mistake that one wants to see. */
function redactedSecret(value: unknown): unknown {
  if (typeof value === 'string') return redactedText(value)
  return value === null || typeof value === 'boolean' ? value : REDACTED
}

function redactedText(text: string): string {
  return isSteeringToken(text) ? text : REDACTED
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
