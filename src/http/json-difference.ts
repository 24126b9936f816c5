import { type Placeholder, placeholderOf } from '../contract/expected-json.ts'
import type { Path } from '../contract/json-path.ts'
import { matchesWhole } from '../contract/regular-expression.ts'
import { pairUp } from './pairing.ts'

/** Two values that differ, and where each stands or would stand. Undefined is what is not there. */
export interface Difference {
  expectedAt: Path
  actualAt: Path
  expected: unknown
  actual: unknown
}

/** WireMock's options of `equalToJson`. */
interface Options {
  ignoreArrayOrder?: boolean | undefined
  ignoreExtraElements?: boolean | undefined
}

interface Comparison {
  /** Every difference, each at its deepest place. */
  differences: Difference[]
  /** How many of the compared leaves differ, from 0 to 1. */
  share: number
}

interface Tally extends Options {
  differences: Difference[]
  same: number
  different: number
}

/** Compares JSON values as WireMock does, placeholders in `expected` included: numbers by value, members in any order. */
export function compareJson(expected: unknown, actual: unknown, options: Options): Comparison {
  const tally: Tally = { ...options, differences: [], same: 0, different: 0 }
  compare(tally, { expectedAt: [], actualAt: [], expected, actual })
  const { differences, same, different } = tally
  return { differences, share: differences.length === 0 ? 0 : different / (same + different) }
}

function compare(tally: Tally, pair: Difference): void {
  const { expected, actual } = pair
  const placeholder = placeholderOf(expected)
  if (placeholder ? accepts(placeholder, actual) : expected === actual) tally.same++
  else if (Array.isArray(expected) && Array.isArray(actual)) {
    const compareElements = tally.ignoreArrayOrder ? compareInAnyOrder : compareInOrder
    compareElements(tally, pair, expected, actual)
  } else if (isObject(expected) && isObject(actual)) compareMembers(tally, pair, expected, actual)
  else differ(tally, pair)
}

type Members = Record<string, unknown>

function compareMembers(tally: Tally, at: Difference, expected: Members, actual: Members): void {
  for (const key of Object.keys(expected)) {
    const pair = inside(at, key, expected[key], key, own(actual, key))
    if (Object.hasOwn(actual, key)) compare(tally, pair)
    else if (placeholderOf(expected[key])?.name !== 'ignore-element') differ(tally, pair)
  }
  if (tally.ignoreExtraElements) return
  for (const key of Object.keys(actual)) {
    if (!Object.hasOwn(expected, key)) differ(tally, inside(at, key, undefined, key, actual[key]))
  }
}

function compareInOrder(
  tally: Tally,
  at: Difference,
  expected: unknown[],
  actual: unknown[],
): void {
  for (const [index, element] of expected.entries()) {
    const pair = inside(at, index, element, index, actual[index])
    if (index < actual.length) compare(tally, pair)
    else differ(tally, pair)
  }
  if (tally.ignoreExtraElements) return
  for (const [index, element] of actual.entries()) {
    if (index >= expected.length) differ(tally, inside(at, index, undefined, index, element))
  }
}

/** An expected element and another one that are left over alone are taken for one that changed, as JsonUnit does. */
function compareInAnyOrder(
  tally: Tally,
  at: Difference,
  expected: unknown[],
  actual: unknown[],
): void {
  const partners = pairUp(expected.length, actual.length, (left, right) => {
    return compareJson(expected[left], actual[right], tally).differences.length === 0
  })
  const taken = new Set(partners)
  const missing = [...expected.keys()].filter((index) => partners[index] === undefined)
  const extra = [...actual.keys()].filter((index) => !taken.has(index))
  for (const [index, partner] of partners.entries()) {
    if (partner !== undefined) tally.same += leaves(expected[index])
  }
  const [one, ...more] = missing
  const [other, ...others] = extra
  if (one !== undefined && other !== undefined && more.length + others.length === 0) {
    compare(tally, inside(at, one, expected[one], other, actual[other]))
    return
  }
  for (const index of missing) {
    differ(tally, inside(at, index, expected[index], '-', undefined))
  }
  if (tally.ignoreExtraElements) return
  for (const index of extra) differ(tally, inside(at, '-', undefined, index, actual[index]))
}

function inside(
  at: Difference,
  expectedKey: string | number,
  expected: unknown,
  actualKey: string | number,
  actual: unknown,
): Difference {
  return {
    expectedAt: [...at.expectedAt, expectedKey],
    actualAt: [...at.actualAt, actualKey],
    expected,
    actual,
  }
}

function differ(tally: Tally, difference: Difference): void {
  tally.differences.push(difference)
  const { expected, actual } = difference
  tally.different += Math.max(leaves(expected), leaves(actual))
}

function accepts({ name, rest }: Placeholder, actual: unknown): boolean {
  switch (name) {
    case 'ignore':
    case 'ignore-element':
      return actual !== undefined
    case 'any-string':
      return typeof actual === 'string'
    case 'any-number':
      return typeof actual === 'number'
    case 'any-boolean':
      return typeof actual === 'boolean'
    case 'any-array':
      return Array.isArray(actual)
    case 'regex':
      return typeof actual === 'string' && matchesWhole(rest, actual)
  }
}

/** How many values that hold no others a value has. It keeps a list: a recorded body may be nested deeper than the stack. */
function leaves(value: unknown): number {
  const open = [value]
  let count = 0
  while (open.length > 0) {
    const next = open.pop()
    const inner = typeof next === 'object' && next !== null ? Object.values(next) : []
    if (inner.length === 0) count++
    for (const it of inner) open.push(it)
  }
  return count
}

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const own = (members: Members, key: string): unknown =>
  Object.hasOwn(members, key) ? members[key] : undefined
