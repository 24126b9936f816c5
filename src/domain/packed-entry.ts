import type { Entry, Sent } from './journal.ts'

/** Stands between the parts of an entry: it is in no URL, no header and no JSON. */
const NUL = '\0'

/** Where the headers of the request begin. */
const FIRST_HEADER = 13

/** What most requests have nothing of. */
type Rest = Pick<Entry, 'decisions' | 'draws' | 'twilioCalls'> & Pick<Sent, 'problems'>

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
    rest(entry),
    sent.headers.length,
    ...sent.headers,
  ]
  for (const name in responseHeaders) parts.push(name, responseHeaders[name] ?? '')
  // No header has an empty name: it ends them.
  parts.push('', '')
  return { text: parts.join(NUL), body: responseBody }
}

function rest({ sent: { problems }, decisions, draws, twilioCalls }: Entry): string {
  const count = problems.length + decisions.length + draws.length + twilioCalls.length
  return count === 0
    ? ''
    : JSON.stringify({ problems, decisions, draws, twilioCalls } satisfies Rest)
}

/** The entry that was packed, from its text and its body. */
export function unpacked(text: string): Entry {
  const parts = text.split(NUL)
  const part = (index: number) => parts[index] ?? ''
  const { problems, ...done } = restOf(part(11))
  const answered = FIRST_HEADER + Number(part(12))
  const responseHeaders: Record<string, string> = {}
  let end = answered
  for (; part(end) !== ''; end += 2) responseHeaders[part(end)] = part(end + 1)
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
      problems,
    },
    status: Number(part(8)),
    responseHeaders,
    fault: (part(9) || null) as Entry['fault'],
    isForced: part(10) !== '',
    ...done,
    responseBody: parts.slice(end + 1).join(NUL),
  }
}

function restOf(text: string): Rest {
  return text === ''
    ? { problems: [], decisions: [], draws: [], twilioCalls: [] }
    : JSON.parse(text)
}
