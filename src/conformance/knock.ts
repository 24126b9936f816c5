import type { Answer, Json } from './answer.ts'
import { isSuccess, Unseen } from './finding.ts'
import { shown } from './secrets.ts'
import { CREDENTIALS, NUMBERS, type Target, TWILIO } from './target.ts'
import { createdCredential, createdProvider, listed } from './things.ts'

/**
 * Asks whether the API is there, and takes the API key.
 * @throws RangeError where it does not
 */
export async function knock(target: Target): Promise<void> {
  const answer = await answerOf(target, list(target, CREDENTIALS), 'nobody answers there')
  if (answer.status === 401 || answer.status === 403) {
    throw misuse(target, `it refuses the API key with ${answer.status}. See --token.`)
  }
  expectAvailable(target, answer)
  // An API that has lost one of its lists is still an API.
  if (!isElsewhere(answer) || !isElsewhere(await list(target, NUMBERS))) return
  const what = `nothing there answers as the API: ${told(target, answer)}`
  throw misuse(target, `${what}. Give the base URL without /api/v1.`)
}

/**
 * Makes what every check that may write needs, and so finds out whether the service takes the Twilio account, and
 * whether that has the number. A refusal that does not tell of them is left to the checks.
 * @throws RangeError where it does not, or is not available
 */
export async function tryWrites(target: Target): Promise<void> {
  const { account, importNumber } = target.access
  const create = account ? createdProvider(target) : createdCredential(target)
  const answer = await answerOf(target, create, 'it does not answer a create')
  if (answer.status === 403) {
    const what = `it lets the API key make nothing: ${told(target, answer)}`
    throw misuse(target, `${what}. See --token.`)
  }
  if (account && refusesAccount(answer)) {
    const what = `it refuses the Twilio account: ${told(target, answer)}`
    throw misuse(target, `${what}. See --account-sid and --auth-token.`)
  }
  expectAvailable(target, answer)
  if (account && importNumber && isSuccess(answer)) {
    await expectNumber(target, `${TWILIO}/${answer.body.id}/available-numbers`, importNumber)
  }
}

/** @throws RangeError where the account has no such number */
async function expectNumber(target: Target, path: string, sid: string): Promise<void> {
  const numbers = await listed(target, path).catch((error: unknown): Json[] => {
    if (error instanceof Unseen) return []
    throw error
  })
  // A list of nothing may be the fault of the service.
  if (numbers.length === 0 || numbers.some((it) => it.phoneNumberSid === sid)) return
  throw misuse(target, `the Twilio account has no number ${sid}. See --import-number.`)
}

const list = ({ send }: Target, path: string) => send('GET', `${path}?take=1`)

/** @throws RangeError where there is none */
function answerOf(target: Target, answer: Promise<Answer>, otherwise: string): Promise<Answer> {
  return answer.catch((error: unknown) => {
    const { cause } = Object(error)
    const why = cause instanceof Error ? cause.message : String(error)
    throw misuse(target, `${otherwise} (${why}).`)
  })
}

/** @throws RangeError */
function expectAvailable(target: Target, answer: Answer): void {
  if (![502, 503, 504].includes(answer.status)) return
  const what = `it is not available now: ${told(target, answer)}`
  throw misuse(target, `${what}. Try again later.`)
}

/** Whether an answer is no API's: nothing is there, it is somewhere else, or it is a page for people. */
function isElsewhere(answer: Answer): boolean {
  const { status, text } = answer
  return (
    status === 404 || (status >= 300 && status < 400) || (isSuccess(answer) && /^\s*</.test(text))
  )
}

const CREDENTIALS_SAID = /authenticat|credential|unauthori[sz]ed|auth ?token|\b20(003|008|403)\b/i
const TWILIO_SAID = /twilio\D*\b2\d{4}\b/i

/**
 * Whether a refusal is about the account, and not about the shape of the request. No 401 is about the API key, which
 * was taken before.
 */
function refusesAccount({ status, body }: Answer): boolean {
  const detail = String(body.detail)
  if (status === 401) return true
  if (status === 502) return CREDENTIALS_SAID.test(detail)
  const isRefusal = (status === 400 || status === 422) && body.errors === undefined
  return isRefusal && (CREDENTIALS_SAID.test(detail) || TWILIO_SAID.test(detail))
}

/** What came back, with what it says, on one line. */
function told({ access }: Target, { method, path, status, body }: Answer): string {
  const detail = typeof body.detail === 'string' ? body.detail.replace(/[\s\p{Cc}]+/gu, ' ') : ''
  const quoted = detail === '' ? '' : ` (${shown(detail.replace(/\.$/, ''), access)})`
  return `${method} ${path} answered ${status}${quoted}`
}

function misuse({ access }: Target, why: string): RangeError {
  return new RangeError(`Cannot check ${access.url}: ${why}`)
}
