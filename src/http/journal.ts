import type { JournalEntry } from '../contract/journal.ts'
import { exactTime } from '../domain/clock.ts'
import type { Entry } from '../domain/journal.ts'

/** An entry as the control plane shows it. */
export function toJournalEntry(entry: Entry): JournalEntry {
  const { id, at, operationId, request, response, fault } = entry
  const { status, headers } = response
  const body = bodyOf(entry)
  return {
    id,
    receivedAt: exactTime(at),
    operationId,
    request: { ...request, ...(request.body === undefined ? undefined : { body: request.body }) },
    response: { status, headers, ...(body === undefined ? undefined : { body }) },
    fault,
  }
}

function bodyOf({ response }: Entry): unknown {
  return response.body === '' ? undefined : JSON.parse(response.body)
}
