const DETAILS = '"verificationDetails":'
const MAX_TEXTS = 1000

/** The texts of the newest checks. Nothing changes checks once they are made: a verification makes others. */
let texts = new WeakMap<object, string>()
let count = 0

/**
 * A body as JSON text; null, which is no body, for undefined. The checks of a provider are most of its text, and read
 * far more often than made: their part is written once.
 */
export function jsonText(body: unknown): string | null {
  if (body === undefined) return null
  const checks: unknown = Object(body).verificationDetails
  if (!Array.isArray(checks)) return JSON.stringify(body)
  const text = JSON.stringify({ ...Object(body), verificationDetails: null })
  // No value can hold it: there the quotes would be escaped.
  const end = text.indexOf(`${DETAILS}null`) + DETAILS.length
  return text.slice(0, end) + textOf(checks) + text.slice(end + 'null'.length)
}

function textOf(checks: unknown[]): string {
  const known = texts.get(checks)
  if (known !== undefined) return known
  if (++count > MAX_TEXTS) {
    texts = new WeakMap()
    count = 1
  }
  const text = JSON.stringify(checks)
  texts.set(checks, text)
  return text
}
