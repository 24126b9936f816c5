import { matchesWhole } from '../contract/regular-expression.ts'
import type { RequestPattern } from '../contract/request-pattern.ts'
import { matchBody } from './body-pattern.ts'
import type { RecordedRequest } from './journal.ts'
import { MATCH, type Mismatch, miss, type Verdict } from './mismatch.ts'
import { pointer } from './pointer.ts'
import { matchAny } from './value-matcher.ts'

export type { Mismatch, RecordedRequest }

export interface NearMiss<R extends RecordedRequest = RecordedRequest> {
  request: R
  distance: number
  mismatches: Mismatch[]
}

/** Everything in which the request is not what the pattern asks for: nothing when it matches. */
export function mismatches(pattern: RequestPattern, request: RecordedRequest): Mismatch[] {
  return partsOf(pattern, request).flatMap((part) => part.mismatches)
}

/**
 * The requests that come nearest to a pattern without matching it, the nearest first. Of two that are as near, the one
 * that comes first in `requests` does so here: pass the newest first.
 *
 * The distance is above 0 and at most 1, where nothing matches. It is the mean of how much of each part that the
 * pattern names is wrong. The path weighs 10, the method 3 and headers, query and body 1 each, as in WireMock. A wrong
 * path counts half, and more with every segment that differs (all of it for `urlPathPattern`): so a wrong path or
 * method is never nearer than whatever can be wrong with the rest. Headers, parameters and body patterns count by the
 * share of them that fails, `equalToJson` by the share of leaves that differ.
 */
export function nearMisses<R extends RecordedRequest>(
  pattern: RequestPattern,
  requests: readonly R[],
  limit = 3,
): NearMiss<R>[] {
  return requests
    .map((request) => nearMiss(pattern, request))
    .filter(({ mismatches }) => mismatches.length > 0)
    .sort((one, other) => one.distance - other.distance)
    .slice(0, limit)
}

function nearMiss<R extends RecordedRequest>(pattern: RequestPattern, request: R): NearMiss<R> {
  const parts = partsOf(pattern, request)
  const weight = sum(parts.map((part) => part.weight))
  return {
    request,
    distance: sum(parts.map((part) => part.weight * part.share)) / weight,
    mismatches: parts.flatMap((part) => part.mismatches),
  }
}

interface Part extends Verdict {
  weight: number
}

/** How the request stands to each part that the pattern names. */
function partsOf(pattern: RequestPattern, request: RecordedRequest): Part[] {
  const parts: [weight: number, verdicts: Verdict[]][] = [
    [10, pathVerdicts(pattern, request)],
    [3, methodVerdicts(pattern, request)],
    [1, headerVerdicts(pattern, request)],
    [1, queryVerdicts(pattern, request)],
    [1, bodyVerdicts(pattern, request)],
  ]
  return parts
    .filter(([, verdicts]) => verdicts.length > 0)
    .map(([weight, verdicts]) => ({
      weight,
      share: sum(verdicts.map((it) => it.share)) / verdicts.length,
      mismatches: verdicts.flatMap((it) => it.mismatches),
    }))
}

function pathVerdicts(pattern: RequestPattern, { path }: RecordedRequest): Verdict[] {
  const { urlPath, urlPathPattern } = pattern
  const at = { pointer: '/path', actual: path }
  const verdicts: Verdict[] = []
  if (urlPath !== undefined) {
    const mismatch = { ...at, pattern: '/urlPath', expected: urlPath }
    const share = 0.5 + differingSegments(urlPath, path) / 2
    verdicts.push(urlPath === path ? MATCH : { mismatches: [mismatch], share })
  }
  if (urlPathPattern !== undefined) {
    const mismatch = { ...at, pattern: '/urlPathPattern', expected: urlPathPattern }
    verdicts.push(matchesWhole(urlPathPattern, path) ? MATCH : miss(mismatch))
  }
  return verdicts
}

/** The share of segments that are not the same at the same place. */
function differingSegments(expected: string, actual: string): number {
  const [ours, theirs] = [expected.split('/'), actual.split('/')]
  const longer = ours.length > theirs.length ? ours : theirs
  return longer.filter((_, index) => ours[index] !== theirs[index]).length / longer.length
}

function methodVerdicts(pattern: RequestPattern, request: RecordedRequest): Verdict[] {
  const { method = 'ANY' } = pattern
  if (method === 'ANY') return []
  const mismatch = { pointer: '/method', pattern: '/method', expected: method }
  return [method === request.method ? MATCH : miss({ ...mismatch, actual: request.method })]
}

function headerVerdicts(pattern: RequestPattern, request: RecordedRequest): Verdict[] {
  return Object.entries(pattern.headers ?? {}).map(([name, matcher]) => {
    const key = name.toLowerCase()
    const text = Object.hasOwn(request.headers, key) ? request.headers[key] : undefined
    const candidate = { pointer: pointer(['headers', key]), actual: text, text }
    return matchAny(matcher, [candidate], pointer(['headers', name]))
  })
}

function queryVerdicts(pattern: RequestPattern, { query }: RecordedRequest): Verdict[] {
  const parameters = new URLSearchParams(query)
  return Object.entries(pattern.queryParameters ?? {}).map(([name, matcher]) => {
    const values = parameters.has(name) ? parameters.getAll(name) : [undefined]
    const place = pointer(['query', name])
    const candidates = values.map((text) => ({ pointer: place, actual: text, text }))
    return matchAny(matcher, candidates, pointer(['queryParameters', name]))
  })
}

function bodyVerdicts({ bodyPatterns = [] }: RequestPattern, { body }: RecordedRequest): Verdict[] {
  return bodyPatterns.map((it, index) => matchBody(it, body, pointer(['bodyPatterns', index])))
}

const sum = (numbers: number[]): number => numbers.reduce((total, it) => total + it, 0)
