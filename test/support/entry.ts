import { DEFAULT_NOW } from '../../src/domain/clock.ts'
import type { Entry } from '../../src/domain/journal.ts'

/** An entry of the journal of which hardly anything is known. */
export function entryOf(own: Partial<Entry> = {}): Entry {
  return {
    id: '1',
    at: DEFAULT_NOW,
    clockMode: 'frozen',
    operationId: null,
    method: 'GET',
    sent: { path: '/', query: '', headers: [], json: undefined, problems: [] },
    status: 404,
    responseHeaders: {},
    responseBody: '',
    fault: null,
    decisions: [],
    isForced: false,
    draws: [],
    twilioCalls: [],
    ...own,
  }
}
