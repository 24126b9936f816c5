import { z } from '@hono/zod-openapi'
import { RegularExpression } from './regular-expression.ts'

/** As deep as a body may be. */
const MAX_DEPTH = 32

/** Placeholders of JsonUnit, which compares JSON for WireMock, with what each stands for. */
const PLACEHOLDERS = [
  /** Any value. */
  'ignore',
  /** Any value, or none. */
  'ignore-element',
  'any-string',
  'any-number',
  'any-boolean',
  'any-array',
  /** A text that the regular expression behind it matches as a whole. */
  'regex',
] as const

export interface Placeholder {
  name: (typeof PLACEHOLDERS)[number]
  /** What stands behind it: the expression of a `regex`, and nothing else. */
  rest: string
}

const PLACEHOLDER = /^[$#]\{json-unit\.([^}]*)\}(.*)$/s

/** The placeholder that a value inside expected JSON is, such as `#{json-unit.any-string}`, or with `$`. */
export function placeholderOf(expected: unknown): Placeholder | undefined {
  if (typeof expected !== 'string') return undefined
  const [, name, rest = ''] = PLACEHOLDER.exec(expected) ?? []
  const known = PLACEHOLDERS.find((it) => it === name)
  return known && { name: known, rest }
}

/** JSON to compare with: a value, or a text that holds one (so that a text stands in quotes of its own). */
export const ExpectedJson = z.unknown().superRefine((expected, context) => {
  if (expected === undefined) return
  for (const problem of problemsOf(expected)) context.addIssue({ code: 'custom', ...problem })
})

/** The value that is expected. */
export function jsonOf(expected: unknown): unknown {
  return typeof expected === 'string' ? JSON.parse(expected) : expected
}

interface Problem {
  path: (string | number)[]
  message: string
}

function problemsOf(expected: unknown): Problem[] {
  try {
    return problemsIn(jsonOf(expected), [])
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return [{ path: [], message: 'must be JSON, or a text that holds JSON' }]
  }
}

function problemsIn(value: unknown, path: Problem['path']): Problem[] {
  if (typeof value === 'string') return problemsOfText(value).map((message) => ({ path, message }))
  if (typeof value !== 'object' || value === null) return []
  if (path.length === MAX_DEPTH) {
    return [{ path, message: `must be nested no deeper than ${MAX_DEPTH} levels` }]
  }
  if (Array.isArray(value)) return value.flatMap((it, at) => problemsIn(it, [...path, at]))
  return Object.entries(value).flatMap(([key, it]) => problemsIn(it, [...path, key]))
}

function problemsOfText(text: string): string[] {
  if (!PLACEHOLDER.test(text)) return []
  const placeholder = placeholderOf(text)
  if (placeholder?.name === 'regex') {
    const { error } = RegularExpression.safeParse(placeholder.rest)
    return error ? error.issues.map(({ message }) => message) : []
  }
  if (placeholder?.rest === '') return []
  return [`must be one of the placeholders ${PLACEHOLDERS.join(', ')}, with nothing behind it`]
}
