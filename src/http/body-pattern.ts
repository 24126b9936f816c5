import { jsonOf } from '../contract/expected-json.ts'
import { type Finding, type Found, findByPath, type Path } from '../contract/json-path.ts'
import type { BodyPattern, JsonPathMatcher } from '../contract/request-pattern.ts'
import { compareJson } from './json-difference.ts'
import { MATCH, miss, type Verdict } from './mismatch.ts'
import { pointer } from './pointer.ts'
import { type Candidate, matchAny } from './value-matcher.ts'

/** Asks that a body is what the pattern at `at` (a JSON pointer) wants. No body is undefined. */
export function matchBody(pattern: BodyPattern, body: unknown, at: string): Verdict {
  const { matchesJsonPath } = pattern
  if (matchesJsonPath === undefined) return matchJson(pattern, body, inBody, at)
  const place = `${at}/matchesJsonPath`
  if (typeof matchesJsonPath === 'string') return matchPresence(matchesJsonPath, body, place)
  const finding = findByPath(matchesJsonPath.expression, body)
  return matchesJsonPath.equalToJson === undefined
    ? matchFound(matchesJsonPath, finding, place)
    : matchFoundJson(matchesJsonPath, finding, place)
}

/** Where in the request a place in the compared value is. */
type Locate = (path: Path) => string

const inBody: Locate = (path) => pointer(['body', ...path])

type JsonMatcher = Pick<BodyPattern, 'equalToJson' | 'ignoreArrayOrder' | 'ignoreExtraElements'>

function matchJson(matcher: JsonMatcher, actual: unknown, locate: Locate, at: string): Verdict {
  const { differences, share } = compareJson(jsonOf(matcher.equalToJson), actual, matcher)
  const mismatches = differences.map(({ expectedAt, actualAt, ...values }) => ({
    pointer: locate(actualAt),
    pattern: at + pointer(['equalToJson', ...expectedAt]),
    ...values,
  }))
  return { mismatches, share }
}

/** One place has to hold something; of several it is enough that they are there. */
function matchPresence(expression: string, body: unknown, pattern: string): Verdict {
  const { place, found } = findByPath(expression, body)
  const [first] = found
  if (first && !(place && isEmpty(first.value))) return MATCH
  return miss({ pointer: inBody(place ?? []), pattern, expected: expression, actual: first?.value })
}

function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.keys(Object(value)).length === 0)
}

/** Several places are compared as one array, as Jayway finds them. */
function matchFoundJson(matcher: JsonPathMatcher, finding: Finding, at: string): Verdict {
  const { place, found } = finding
  if (place) return matchJson(matcher, found[0]?.value, (path) => inBody([...place, ...path]), at)
  const values = found.map(({ value }) => value)
  const locate: Locate = ([index, ...path]) => {
    const element = typeof index === 'number' ? found[index] : undefined
    return inBody(element ? [...element.location, ...path] : [])
  }
  return matchJson(matcher, values, locate, at)
}

/** Asks what is found, as texts. Where nothing is, only `absent` holds: in contrast to a header, not `doesNotMatch`. */
function matchFound(matcher: JsonPathMatcher, finding: Finding, at: string): Verdict {
  const candidates = valuesOf(finding).map(candidateOf)
  if (candidates.length > 0) return matchAny(matcher, candidates, at)
  const nothing = { pointer: inBody(finding.place ?? []), actual: finding.found[0]?.value }
  const { doesNotMatch } = matcher
  return doesNotMatch === undefined
    ? matchAny(matcher, [{ ...nothing, text: undefined }], at)
    : miss({ ...nothing, pattern: `${at}/doesNotMatch`, expected: doesNotMatch })
}

/** An array at a definite place stands for its elements, null for nothing. */
function valuesOf({ place, found }: Finding): Found[] {
  const [first] = found
  if (!place || !first) return found
  const { value } = first
  if (Array.isArray(value)) {
    return value.map((element, index) => ({ location: [...place, index], value: element }))
  }
  return value === null ? [] : found
}

function candidateOf({ location, value }: Found): Candidate {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return { pointer: inBody(location), actual: value, text }
}
