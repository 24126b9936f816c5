const DETAILS = '"verificationDetails":'
const MAX_TEXTS = 1000

/** What was written for the checks of a provider: their text, and the body that they were last a part of. */
interface Written {
  checks: string
  body: object
  text: string
}

/** What was written for the newest checks. Nothing changes checks once they are made: a verification makes others. */
let written = new WeakMap<object, Written>()
let count = 0

/**
 * A body as JSON text; null, which is no body, for undefined. A provider is read far more often than changed: a body
 * that says the same as the last one is not written again, and of another one only what is not its checks, which are
 * most of it.
 */
export function jsonText(value: unknown): string | null {
  if (value === undefined) return null
  const members: object = Object(value)
  const checks: unknown = 'verificationDetails' in members && members.verificationDetails
  if (!Array.isArray(checks)) return JSON.stringify(value)
  const last = written.get(checks)
  if (last && isSame(last.body, members)) return last.text
  const checksText = last?.checks ?? JSON.stringify(checks)
  // A copy, because who has the body may change it.
  const body: Record<string, unknown> = { ...members, verificationDetails: null }
  const text = withChecks(JSON.stringify(body), checksText)
  body.verificationDetails = checks
  if (last) Object.assign(last, { body, text })
  else remember(checks, { checks: checksText, body, text })
  return text
}

/** The text of a body whose checks were left out, with those checks. */
function withChecks(text: string, checks: string): string {
  // No value can hold it: there the quotes would be escaped.
  const end = text.indexOf(`${DETAILS}null`) + DETAILS.length
  return text.slice(0, end) + checks + text.slice(end + 'null'.length)
}

/** Whether two bodies are written alike. What else is an object may have changed inside. */
function isSame(one: object, other: object): boolean {
  const names = Object.keys(one)
  const others = Object.keys(other)
  return (
    names.length === others.length &&
    names.every((name, index) => {
      const value: unknown = one[name as keyof object]
      if (name !== others[index] || value !== other[name as keyof object]) return false
      return typeof value !== 'object' || value === null || name === 'verificationDetails'
    })
  )
}

function remember(checks: object, made: Written): void {
  if (++count > MAX_TEXTS) {
    written = new WeakMap()
    count = 1
  }
  written.set(checks, made)
}
