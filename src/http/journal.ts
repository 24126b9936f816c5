import type { JournalEntry } from '../contract/journal.ts'
import { exactTime } from '../domain/clock.ts'
import type { Entry, EntryProblem } from '../domain/journal.ts'
import {
  redactedAnswer,
  redactedHeaders,
  redactedJson,
  redactedPart,
  redactedQuery,
  redactedText,
} from './redact.ts'

/** A request as patterns look at it. Its secrets are gone. */
export interface RecordedRequest {
  /** In capitals. */
  method: string
  /** Inside the world, without the query. */
  path: string
  /** Without `?`; empty where there was none. */
  query: string
  /** By lower-case name; several headers of one name are one value. */
  headers: Record<string, string>
  /** The JSON of the body; undefined when there is none, or none that can be kept. */
  body: unknown
}

/** The request of an entry. */
export function recordedRequest({ method, sent }: Entry): RecordedRequest {
  const { path, query, headers, json } = sent
  return {
    method,
    path: redactedPart(path),
    query: redactedQuery(query),
    headers: byName(redactedHeaders(headers)),
    body: json === undefined ? undefined : redactedJson(JSON.parse(json)),
  }
}

/** What was wrong with the request of an entry. Its secrets are gone. */
export function recordedProblems({ sent }: Entry): EntryProblem[] {
  return sent.problems.map(({ pointer, message }) => ({
    pointer: redactedText(pointer),
    message: redactedText(message),
  }))
}

/** An entry as the control plane shows it. */
export function toJournalEntry(entry: Entry): JournalEntry {
  const { id, at, operationId, fault, status, responseHeaders, responseBody } = entry
  const { body, ...request } = recordedRequest(entry)
  return {
    id,
    receivedAt: exactTime(at),
    operationId,
    request: { ...request, ...(body === undefined ? undefined : { body }) },
    response: {
      status,
      headers: responseHeaders,
      ...(responseBody === '' ? undefined : { body: redactedAnswer(JSON.parse(responseBody)) }),
    },
    fault,
  }
}

function byName(headers: readonly string[]): Record<string, string> {
  const merged = new Headers()
  for (let index = 0; index < headers.length; index += 2) {
    merged.append(headers[index] ?? '', headers[index + 1] ?? '')
  }
  return Object.fromEntries(merged)
}
