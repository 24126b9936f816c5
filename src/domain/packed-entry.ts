import type { Entry } from './journal.ts'
import type { TwilioCall } from './twilio/client.ts'

/** Stands between the parts of an entry: it is in no URL, no header and no JSON. */
const NUL = '\0'

/** Stands for the number of the request where an answer tells it, as no header can: what else it says is often the same. */
const OWN_ID = '\u0001'
/** So is where a thing was made, which stands among what was asked. */
const LOCATION = 'Location'
const LOCATION_PART = 11

/** Where the calls at Twilio begin, and how many parts one has. */
const FIRST_CALL = LOCATION_PART + 1
const CALL_SIZE = 5

const joined = (parts: readonly string[]): string => parts.join(NUL)

/** How each list of `packed` becomes one text. What is wrong with a request may quote anything. */
export const TEXTS_OF = [joined, joined, joined, JSON.stringify, joined] as const

/**
 * An entry without its number and its time as lists of texts: what was asked and what came of it, the headers of the
 * request, those of the answer, what was wrong, and the body of the answer. Many requests have most of them in common.
 */
export function packed(entry: Entry): readonly (readonly string[])[] {
  const { id, sent, responseHeaders } = entry
  const asked = [
    entry.operationId ?? '',
    entry.method,
    sent.path,
    sent.query,
    sent.json ?? '',
    `${entry.status}`,
    entry.clockMode,
    entry.fault ?? '',
    entry.isForced ? 'forced' : '',
    jsonOf(entry.decisions),
    jsonOf(entry.draws),
    responseHeaders[LOCATION] ?? '',
  ]
  for (const { operation, method, path, status, code } of entry.twilioCalls) {
    asked.push(operation, method, path, `${status ?? ''}`, `${code ?? ''}`)
  }
  const answered: string[] = []
  for (const name in responseHeaders) {
    const value = responseHeaders[name] ?? ''
    if (name === LOCATION) answered.push(name, '')
    else answered.push(name, value === id ? OWN_ID : value)
  }
  const problems: string[] = []
  for (const { pointer, message } of sent.problems) problems.push(pointer, message)
  return [asked, sent.headers, answered, problems, [entry.responseBody]]
}

/** Most requests have none, and a text may hold what stands between the parts. */
function jsonOf(list: readonly unknown[]): string {
  return list.length === 0 ? '' : JSON.stringify(list)
}

/** The entry that was packed, from its number, its time and the text of each list. */
export function unpacked(id: string, at: number, texts: readonly string[]): Entry {
  const [asked = '', headers = '', answered = '', problems = '[]', responseBody = ''] = texts
  const parts = partsOf(asked)
  const part = (index: number) => parts[index] ?? ''
  const shown = (name: string, value: string) => {
    if (name === LOCATION) return part(LOCATION_PART)
    return value === OWN_ID ? id : value
  }
  const list = (index: number) => (part(index) === '' ? [] : JSON.parse(part(index)))
  return {
    id,
    at,
    operationId: part(0) || null,
    method: part(1),
    sent: {
      path: part(2),
      query: part(3),
      headers: partsOf(headers),
      json: part(4) || undefined,
      problems: pairs(JSON.parse(problems)).map(([pointer, message]) => ({ pointer, message })),
    },
    status: Number(part(5)),
    clockMode: part(6) as Entry['clockMode'],
    responseHeaders: Object.fromEntries(
      pairs(partsOf(answered)).map(([name, value]) => [name, shown(name, value)]),
    ),
    fault: (part(7) || null) as Entry['fault'],
    isForced: part(8) !== '',
    decisions: list(9),
    draws: list(10),
    twilioCalls: callsIn(parts.slice(FIRST_CALL)),
    responseBody,
  }
}

function partsOf(text: string): string[] {
  return text === '' ? [] : text.split(NUL)
}

function pairs(texts: readonly string[]): [string, string][] {
  return Array.from({ length: texts.length / 2 }, (_, index) => [
    texts[index * 2] ?? '',
    texts[index * 2 + 1] ?? '',
  ])
}

function callsIn(parts: readonly string[]): TwilioCall[] {
  return Array.from({ length: parts.length / CALL_SIZE }, (_, index) => {
    const [operation, method, path = '', status, code] = parts.slice(index * CALL_SIZE)
    return {
      operation: operation as TwilioCall['operation'],
      method: method as TwilioCall['method'],
      path,
      status: status ? Number(status) : null,
      code: code ? (Number(code) as TwilioCall['code']) : null,
    }
  })
}
