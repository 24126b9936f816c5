import { z } from '@hono/zod-openapi'
import {
  compile,
  JSONPathError,
  type JSONPathQuery,
  JSONPathRecursionLimitError,
  type JSONValue,
  jsonpath,
} from 'json-p3'

const { IndexSelector, NameSelector } = jsonpath.selectors

/** The parser calls itself for every parenthesis: longer expressions could exhaust the stack. */
const MAX_LENGTH = 1000
/** A third one takes seconds on a body of a kilobyte. */
const MAX_DESCENTS = 2

/**
 * A JSONPath as RFC 9535 defines it. What WireMock's Jayway reads in another way:
 * - a filter looks at the elements of an array or the members of an object, not at the object itself, so that
 *   `$.things[?(@.name == 'x')]` finds nothing in `{ "things": { "name": "x" } }`; only at the very top, where every
 *   example of WireMock has it, `$[?(@.name == 'x')]` looks at the object too;
 * - `@.n == '2'` is false for the number 2: types are not converted;
 * - `..` may stand in it twice: each one more multiplies the places to look at;
 * - `=~`, `in`, `size()` and the like do not exist: `match()`, `search()`, `length()`, `count()` and `value()` do.
 */
export const JsonPath = z
  .string()
  .max(MAX_LENGTH, { abort: true })
  .superRefine((expression, context) => {
    const at = faultIn(expression)
    if (at === undefined) {
      if (expression.split('..').length - 1 <= MAX_DESCENTS) return
      const message = `must not hold ".." more than ${MAX_DESCENTS} times`
      context.addIssue({ code: 'custom', message })
      return
    }
    const message = `must be a JSONPath of RFC 9535: it cannot be read from character ${at + 1} on`
    context.addIssue({ code: 'custom', message })
  })

/** Names and indexes on the way to a place in a JSON value. */
export type Path = (string | number)[]

/** A value that a JSONPath leads to. */
export interface Found {
  location: Path
  value: unknown
}

export interface Finding {
  found: Found[]
  /** The one place that a definite JSONPath (`$.a[0].b`) leads to, whether something is there or not. */
  place: Path | undefined
}

/**
 * Follows a JSONPath through a JSON value; undefined is no value, and nothing is found. `..` finds nothing in a value
 * that is nested deeper than 48 levels.
 * @throws JSONPathError when the expression breaks the rules of `JsonPath`
 */
export function findByPath(expression: string, value: unknown): Finding {
  const query = compile(expression)
  const isAboutTop = /^\s*\$\s*\[\s*\?/.test(expression) && !Array.isArray(value)
  const found = isJson(value) ? follow(query, value) : []
  if (isAboutTop && isJson(value)) {
    const top = follow(query, [value]).map((it) => ({ ...it, location: it.location.slice(1) }))
    found.unshift(...top)
  }
  return {
    found,
    place: query.singularQuery() ? (found[0]?.location ?? placeOf(query)) : undefined,
  }
}

function follow(query: JSONPathQuery, value: JSONValue): Found[] {
  try {
    return query.query(value).nodes.map(({ location, value }) => ({ location, value }))
  } catch (error) {
    if (error instanceof JSONPathRecursionLimitError) return []
    throw error
  }
}

/** An index from the end of an array that is too short is `-`, the place behind its last element. */
function placeOf({ segments }: JSONPathQuery): Path {
  return segments.flatMap(({ selectors: [selector] }) => {
    if (selector instanceof NameSelector) return [selector.name]
    if (selector instanceof IndexSelector) return [selector.index < 0 ? '-' : selector.index]
    return []
  })
}

const isJson = (value: unknown): value is JSONValue => value !== undefined

/** The place (from 0) from where on the expression makes no sense. It is not quoted: it may hold a secret. */
function faultIn(expression: string): number | undefined {
  try {
    compile(expression)
    return undefined
  } catch (error) {
    if (error instanceof JSONPathError) return error.token.index
    throw error
  }
}
