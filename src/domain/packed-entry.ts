import type { Entry, Sent } from './journal.ts'

/** Stands between the parts of an entry: it is in no URL, no header and no JSON. */
const NUL = '\0'
/** Stands between the names and values of headers. */
const LF = '\n'

/** What most requests have nothing of. */
type Rest = Pick<Entry, 'decisions' | 'draws' | 'twilioCalls'> & Pick<Sent, 'problems'>

/** An entry as one text. JSON for all of it would be a tenth of what a read takes. */
export function packed(entry: Entry): string {
  const { sent, responseHeaders } = entry
  let answered = ''
  for (const name in responseHeaders) answered += name + LF + responseHeaders[name] + LF
  return [
    entry.id,
    entry.at,
    entry.clockMode,
    entry.operationId ?? '',
    entry.method,
    sent.path,
    sent.query,
    sent.headers.join(LF),
    sent.json ?? '',
    entry.status,
    answered,
    entry.fault ?? '',
    entry.isForced ? 'forced' : '',
    rest(entry),
    entry.responseBody,
  ].join(NUL)
}

function rest({ sent: { problems }, decisions, draws, twilioCalls }: Entry): string {
  const count = problems.length + decisions.length + draws.length + twilioCalls.length
  return count === 0
    ? ''
    : JSON.stringify({ problems, decisions, draws, twilioCalls } satisfies Rest)
}

/** The entry that was packed. */
export function unpacked(text: string): Entry {
  const parts = text.split(NUL)
  const part = (index: number) => parts[index] ?? ''
  const { problems, ...done } = restOf(part(13))
  return {
    id: part(0),
    at: Number(part(1)),
    clockMode: part(2) as Entry['clockMode'],
    operationId: part(3) || null,
    method: part(4),
    sent: {
      path: part(5),
      query: part(6),
      headers: part(7) === '' ? [] : part(7).split(LF),
      json: part(8) || undefined,
      problems,
    },
    status: Number(part(9)),
    responseHeaders: headersOf(part(10)),
    fault: (part(11) || null) as Entry['fault'],
    isForced: part(12) !== '',
    ...done,
    responseBody: parts.slice(14).join(NUL),
  }
}

function restOf(text: string): Rest {
  return text === ''
    ? { problems: [], decisions: [], draws: [], twilioCalls: [] }
    : JSON.parse(text)
}

function headersOf(text: string): Record<string, string> {
  const lines = text.split(LF)
  const headers: Record<string, string> = {}
  for (let index = 0; index + 1 < lines.length; index += 2) {
    headers[lines[index] ?? ''] = lines[index + 1] ?? ''
  }
  return headers
}
