import type { Entry } from './journal.ts'
import type { TwilioCall } from './twilio/client.ts'

/** Stands between the parts of an entry: it is in no URL, no header and no JSON. */
const NUL = '\0'

/** Where the headers of the request begin. */
const FIRST_HEADER = 15
/** How many parts a call at Twilio has. */
const CALL_SIZE = 5

/**
 * An entry as one text, but for the body of its answer, which comes behind it: a copy of both would take longer than the
 * rest. So would JSON.
 */
export function packed(entry: Entry): { text: string; body: string } {
  const { sent, responseHeaders, responseBody } = entry
  const parts: (string | number)[] = [
    entry.id,
    entry.at,
    entry.clockMode,
    entry.operationId ?? '',
    entry.method,
    sent.path,
    sent.query,
    sent.json ?? '',
    entry.status,
    entry.fault ?? '',
    entry.isForced ? 'forced' : '',
    jsonOf(sent.problems),
    jsonOf(entry.decisions),
    jsonOf(entry.draws),
    sent.headers.length,
    ...sent.headers,
  ]
  for (const name in responseHeaders) parts.push(name, responseHeaders[name] ?? '')
  // No header has an empty name: it ends them.
  parts.push('', entry.twilioCalls.length)
  for (const { operation, method, path, status, code } of entry.twilioCalls) {
    parts.push(operation, method, path, status ?? '', code ?? '')
  }
  parts.push('')
  return { text: parts.join(NUL), body: responseBody }
}

/** Most requests have none, and a text may hold what stands between the parts. */
function jsonOf(list: readonly unknown[]): string {
  return list.length === 0 ? '' : JSON.stringify(list)
}

/** The entry that was packed, from its text and its body. */
export function unpacked(text: string): Entry {
  const parts = text.split(NUL)
  const part = (index: number) => parts[index] ?? ''
  const list = (index: number) => (part(index) === '' ? [] : JSON.parse(part(index)))
  const answered = FIRST_HEADER + Number(part(FIRST_HEADER - 1))
  const responseHeaders: Record<string, string> = {}
  let end = answered
  for (; part(end) !== ''; end += 2) responseHeaders[part(end)] = part(end + 1)
  const calls = end + 2
  const body = calls + Number(part(calls - 1)) * CALL_SIZE
  return {
    id: part(0),
    at: Number(part(1)),
    clockMode: part(2) as Entry['clockMode'],
    operationId: part(3) || null,
    method: part(4),
    sent: {
      path: part(5),
      query: part(6),
      headers: parts.slice(FIRST_HEADER, answered),
      json: part(7) || undefined,
      problems: list(11),
    },
    status: Number(part(8)),
    responseHeaders,
    fault: (part(9) || null) as Entry['fault'],
    isForced: part(10) !== '',
    decisions: list(12),
    draws: list(13),
    twilioCalls: callsIn(parts.slice(calls, body)),
    responseBody: parts.slice(body).join(NUL),
  }
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
