/** One place where a request is not what a pattern asks for. */
export interface Mismatch {
  /**
   * JSON pointer into the recorded request, where a query parameter is `/query/name`. A missing element of an array that
   * may be in any order is `-`, the place behind the last one.
   */
  pointer: string
  /** JSON pointer into the pattern; JSON that stands in a text counts as part of it. */
  pattern: string
  /** What the pattern has there; undefined where only the request has something. */
  expected: unknown
  /** What the request has there; undefined where it has nothing. */
  actual: unknown
}

/** How a request stands to one part of a pattern. */
export interface Verdict {
  mismatches: Mismatch[]
  /** How much of the part does not match: 0 is nothing, 1 all. */
  share: number
}

export const MATCH: Verdict = { mismatches: [], share: 0 }

/** A part that has to match as a whole and does not. */
export function miss(...mismatches: Mismatch[]): Verdict {
  return { mismatches, share: 1 }
}
