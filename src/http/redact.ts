import { isSteeringToken } from '../domain/steering.ts'
import { withoutUserinfo } from '../domain/userinfo.ts'

const REDACTED = '[redacted]'
const SECRET_HEADER = /^((proxy-)?authorization|cookie)$|token|password|secret|api-?key/i
const SECRET_MEMBER = /token|password|secret|api[-_ ]?key/i
const SECRET_PARAMETER = /token|password|secret|key/i
/** Where a page of one of Twilio's lists begins. */
const PAGE_TOKEN = 'PageToken'
/**
 * What an auth token looks like, in whatever place it was put by mistake. Letters stand before the digits of a SID, and
 * hyphens around those of a trace.
 */
const AUTH_TOKEN = /(?<![\w-])[a-f0-9]{32}(?![\w-])/
const AUTH_TOKENS = new RegExp(AUTH_TOKEN, 'g')
const TOKEN_LENGTH = 32
/** Headers whose values may look like auth tokens, and are none. */
const TRACE_HEADER = /trace|baggage|request-?id|correlation-?id/i

/** Headers without their secrets: names and values in turn. */
export function redactedHeaders(headers: readonly string[]): string[] {
  const redacted = headers.slice()
  for (let index = 0; index < redacted.length; index += 2) {
    redacted[index + 1] = redactedHeader(redacted[index] ?? '', redacted[index + 1] ?? '')
  }
  return redacted
}

function redactedHeader(name: string, value: string): string {
  if (SECRET_HEADER.test(name)) return redactedCredentials(value)
  const clean = redactedText(value)
  return clean !== value && TRACE_HEADER.test(name) ? withoutUserinfo(value) : clean
}

/** A JSON value without its secrets, wherever a client may have put them. Steering tokens are none. */
export function redactedJson(value: unknown): unknown {
  return redacted(value, redactedSecret)
}

/** The JSON of an answer without its secrets, which are texts. What else has such a name tells of one: `errors` do. */
export function redactedAnswer(value: unknown): unknown {
  return redacted(value, (it) => (typeof it === 'string' ? hidden(it) : redactedAnswer(it)))
}

function redacted(value: unknown, secret: (value: unknown) => unknown): unknown {
  if (typeof value === 'string') return redactedText(value)
  if (Array.isArray(value)) return value.map((it) => redacted(it, secret))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, it]) => [
      redactedText(name),
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
      if (name === parameter) return redactedPart(parameter)
      const plain = decoded(name)
      if (plain === PAGE_TOKEN) return parameter
      if (SECRET_PARAMETER.test(plain)) return `${redactedPart(name)}=${REDACTED}`
      return redactedPart(parameter)
    })
    .join('&')
}

/** A path or another part of a URL without its secrets. It stays as it was sent where there are none. */
export function redactedPart(part: string): string {
  const plain = decoded(part)
  const clean = redactedText(plain)
  return clean === plain ? part : clean.replace(/[\s&#]/g, encodeURIComponent)
}

/** The scheme of credentials stays, because a wrong one is a common mistake. */
function redactedCredentials(value: string): string {
  const scheme = /^(Bearer|Basic) /i.exec(value)?.[0] ?? ''
  return scheme + REDACTED
}

/** What holds no text holds no secret, and is a mistake that one wants to see. */
function redactedSecret(value: unknown): unknown {
  if (typeof value === 'string') return hidden(value)
  return value === null || typeof value === 'boolean' ? value : REDACTED
}

function hidden(secret: string): string {
  return isSteeringToken(secret) ? secret : REDACTED
}

/** Any text without the secrets that are seen to be some. */
export function redactedText(text: string): string {
  const clean = withoutUserinfo(text)
  // Every header goes through here: `test` finds nothing in half the time that `replace` takes.
  if (clean.length < TOKEN_LENGTH || !AUTH_TOKEN.test(clean)) return clean
  return clean.replace(AUTH_TOKENS, hidden)
}

/** A part of a URL with its ASCII decoded: whatever else is encoded, well or badly, is no sign of a secret. */
function decoded(part: string): string {
  if (!part.includes('%')) return part
  return part.replace(/%(?!25)[0-7][0-9a-f]/gi, (it) =>
    String.fromCharCode(Number.parseInt(it.slice(1), 16)),
  )
}
