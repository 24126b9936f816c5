import type { RequestPattern } from '../contract/request-pattern.ts'
import { SimulatorError } from '../domain/errors.ts'
import type { Entry } from '../domain/journal.ts'
import { recordedRequest } from './journal.ts'
import { type Mismatch, mismatches, nearMisses } from './request-pattern.ts'

/** How many requests are to fit; at least one when nothing is said. */
export interface Expected {
  exactly?: number | undefined
  atLeast?: number | undefined
  atMost?: number | undefined
}

/** A request that fits almost. */
export interface NearMiss {
  id: string
  method: string
  path: string
  distance: number
  mismatches: Mismatch[]
}

/** The entries that fit a pattern, oldest first. */
export function matching(entries: Entry[], pattern: RequestPattern): Entry[] {
  return entries.filter((entry) => mismatches(pattern, recordedRequest(entry)).length === 0)
}

/**
 * Whether as many requests fit a pattern as should; if not, why, and which came near where too few fit.
 * @param forgotten how many requests the journal holds no longer
 * @throws SimulatorError conflict when these might be too many
 */
export function verify(
  entries: Entry[],
  pattern: RequestPattern,
  expected: Expected,
  forgotten: number,
): { count: number } | { count: number; detail: string; nearMisses: NearMiss[] } {
  const found = matching(entries, pattern)
  const count = found.length
  const { exactly, atLeast = exactly ?? (expected.atMost === undefined ? 1 : 0) } = expected
  const { atMost = exactly ?? Number.POSITIVE_INFINITY } = expected
  if (count >= atLeast && count <= atMost) {
    if (forgotten === 0 || atMost === Number.POSITIVE_INFINITY) return { count }
    const why = `the journal has forgotten ${forgotten} requests, which may fit too ((see --journal-size))`
    throw new SimulatorError('conflict', `Cannot verify that no more were made: ${why}.`)
  }
  const isTooFew = count < atLeast
  const wanted = exactly ?? (isTooFew ? `at least ${atLeast}` : `at most ${atMost}`)
  const which = isTooFew ? '' : ` ((they are ${idsOf(found)}))`
  return {
    count,
    detail: `Cannot verify the requests: ${count} of ${entries.length} fit, and ${wanted} should${which}.`,
    nearMisses: isTooFew ? nearMissesIn(entries, pattern) : [],
  }
}

const MAX_IDS = 10

function idsOf(entries: Entry[]): string {
  const ids = entries.slice(0, MAX_IDS).map(({ id }) => id)
  return ids.join(', ') + (entries.length > MAX_IDS ? ' and others' : '')
}

function nearMissesIn(entries: Entry[], pattern: RequestPattern): NearMiss[] {
  const newestFirst = entries.map((it) => ({ id: it.id, ...recordedRequest(it) })).reverse()
  return nearMisses(pattern, newestFirst).map(({ request, distance, mismatches }) => ({
    id: request.id,
    method: request.method,
    path: request.path,
    distance,
    mismatches,
  }))
}
