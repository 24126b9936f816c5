import type { z } from '@hono/zod-openapi'
import type { Assumptions } from '../contract/assumptions.ts'
import type { Errors } from './problem.ts'

type Issue = z.core.$ZodIssue
type ErrorKeys = Assumptions['errorKeys']

/** What a schema says of a value: the value, or what is wrong with it. */
export type Validated<T> = { data: T } | { errors: Errors }

/** Checks path parameters. A bad one is named as it stands in the path. */
export function validateParams<S extends z.ZodObject>(
  schema: S,
  params: Record<string, string>,
): Validated<z.output<S>> {
  const result = schema.safeParse(params)
  if (result.success) return { data: result.data }
  return {
    errors: collect(result.error.issues, ({ path }) => {
      const name = String(path[0])
      return [name, `The value '${params[name]}' is not valid.`]
    }),
  }
}

/** Checks a body. Keys and messages are those of ASP.NET Core: the service shows its signs. */
export function validateBody<S extends z.ZodObject>(
  schema: S,
  body: unknown,
  keys: ErrorKeys,
): Validated<z.output<S>> {
  const result = schema.safeParse(body)
  if (result.success) return { data: result.data }
  return { errors: collect(result.error.issues, (issue) => describe(body, issue, keys)) }
}

/** All errors of a request, whatever part of it they are about. */
export function merge(...parts: Validated<unknown>[]): Errors {
  return Object.assign({}, ...parts.map((part) => ('errors' in part ? part.errors : {})))
}

/** Two issues of one member with the same message are one problem; a missing member is only missing. */
function collect(issues: Issue[], describe: (issue: Issue) => [key: string, message: string]) {
  const errors: Errors = {}
  for (const issue of issues) {
    const [key, message] = describe(issue)
    const messages = errors[key] ?? []
    if (!messages.includes(message)) errors[key] = [...messages, message]
  }
  return errors
}

function describe(body: unknown, issue: Issue, keys: ErrorKeys): [key: string, message: string] {
  const member = issue.path[0]
  if (typeof member !== 'string') return ['$', 'The JSON value is not an object. Path: $.']
  const property = member.charAt(0).toUpperCase() + member.slice(1)
  const key = keys === 'pascal' ? property : member
  if (isMissing(Reflect.get(Object(body), member), issue)) {
    return [key, `The ${property} field is required.`]
  }
  switch (issue.code) {
    case 'invalid_type':
      return [
        `$.${member}`,
        `The JSON value could not be converted to ${issue.expected}. Path: $.${member}.`,
      ]
    case 'too_big':
      return [
        key,
        `The field ${property} must be a string with a maximum length of ${issue.maximum}.`,
      ]
    case 'invalid_format':
      return [
        key,
        `The field ${property} must match the regular expression '${issue.pattern?.slice(1, -1)}'.`,
      ]
    default:
      return [key, `The field ${property} is invalid.`]
  }
}

/** `[Required]` refuses an absent, null or blank text; a member that is not required has no rule that a blank breaks. */
function isMissing(value: unknown, { code, ...issue }: Issue): boolean {
  if (value === undefined) return true
  const isWrongType = code === 'invalid_type'
  if (value === null) return isWrongType && 'expected' in issue && issue.expected === 'string'
  const isBlank = typeof value === 'string' && value.trim() === ''
  return isBlank && !isWrongType && code !== 'too_big'
}
