import { matchesWhole } from '../contract/regular-expression.ts'
import { OPERATORS, type ValueMatcher } from '../contract/request-pattern.ts'
import { MATCH, miss, type Verdict } from './mismatch.ts'
import { pointer } from './pointer.ts'

/** A value that a matcher looks at: where it stands in the request, what is there, and what that is as a text. */
export interface Candidate {
  pointer: string
  actual: unknown
  text: string | undefined
}

/** Asks that one of the candidates is what the matcher at `at` (a JSON pointer) wants. There has to be one. */
export function matchAny(matcher: ValueMatcher, candidates: Candidate[], at: string): Verdict {
  const operator = OPERATORS.find((it) => matcher[it] !== undefined)
  if (!operator || candidates.some(({ text }) => holds(matcher, text))) return MATCH
  const pattern = at + pointer([operator])
  return miss(
    ...candidates.map((it) => ({
      pointer: it.pointer,
      pattern,
      expected: matcher[operator],
      actual: it.actual,
    })),
  )
}

function holds(matcher: ValueMatcher, text: string | undefined): boolean {
  const { equalTo, contains, matches, doesNotMatch, absent } = matcher
  if (absent) return text === undefined
  if (doesNotMatch !== undefined) return text === undefined || !matchesWhole(doesNotMatch, text)
  if (text === undefined) return false
  if (equalTo !== undefined) return fold(matcher, equalTo) === fold(matcher, text)
  if (contains !== undefined) return text.includes(contains)
  return matches === undefined || matchesWhole(matches, text)
}

function fold({ caseInsensitive }: ValueMatcher, text: string): string {
  return caseInsensitive ? text.toLowerCase() : text
}
