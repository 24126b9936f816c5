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
export function jsonText(body: unknown): string | null {
  if (body === undefined) return null
  const members: object = Object(body)
  const checks: unknown = 'verificationDetails' in members && members.verificationDetails
  if (!Array.isArray(checks)) return JSON.stringify(body)
  const last = written.get(checks)
  if (last && isSame(last.body, members)) return last.text
  const checksText = last?.checks ?? JSON.stringify(checks)
  const text = withChecks(members, checksText)
  if (last) Object.assign(last, { body: members, text })
  else remember(checks, { checks: checksText, body: members, text })
  return text
}

function withChecks(body: object, checks: string): string {
  const text = JSON.stringify({ ...body, verificationDetails: null })
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
