import type { Assumptions } from '../contract/assumptions.ts'
import type { Answer } from './answer.ts'

/** What a check saw beside what the rule says, both in words. No secret stands in either. */
export interface Finding {
  holds: boolean
  expected: string
  observed: string
  /** The setting of Trunkline under which it would do the same. */
  learned?: Partial<Assumptions>
}

/** Why a check could not look. */
export class Unseen extends Error {
  override name = 'Unseen'
}

/** Whether an answer has one of these statuses. */
export function answered(answer: Answer, ...statuses: number[]): Finding {
  return {
    holds: statuses.includes(answer.status),
    expected: `status ${statuses.join(' or ')}`,
    observed: told(answer),
  }
}

/** Whether a request was accepted, with whatever status says so. */
export function accepted(answer: Answer): Finding {
  return { holds: isSuccess(answer), expected: 'a status of success', observed: told(answer) }
}

/** Whether a request was refused as a mistake of the client, with whatever status says so. */
export function refused(answer: Answer, what = 'the request'): Finding {
  return {
    holds: answer.status >= 400 && answer.status < 500,
    expected: `${what} is refused`,
    observed: told(answer),
  }
}

/**
 * Whether force did what was refused without.
 * @throws Unseen where it was done without
 */
export function forcedAfter(refusal: Answer, forced: Answer): Finding {
  if (isSuccess(refusal)) throw new Unseen('it was done without force')
  return accepted(forced)
}

/** Whether a value is this one. Only for values that are no secrets. */
export function equal(what: string, observed: unknown, expected: unknown): Finding {
  return {
    holds: shown(observed) === shown(expected),
    expected: `${what} ${shown(expected)}`,
    observed: `${what} ${shown(observed)}`,
  }
}

/**
 * Whether a value is as it should be.
 * @param expected how it should be, in words
 */
export function holds(what: string, observed: unknown, expected: string, does: boolean): Finding {
  return { holds: does, expected: `${what} ${expected}`, observed: `${what} ${shown(observed)}` }
}

/** Whether all of it holds: the first that does not, else what was looked at last. */
export function all(first: Finding, ...rest: Finding[]): Finding {
  return [first, ...rest].find((it) => !it.holds) ?? rest.at(-1) ?? first
}

/** Whether an answer is one of success. */
export function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300
}

function told({ method, path, status }: Answer): string {
  return `${method} ${path} answered ${status}`
}

function shown(value: unknown): string {
  return value === undefined ? '(absent)' : JSON.stringify(value)
}
