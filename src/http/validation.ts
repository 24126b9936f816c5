import type { z } from '@hono/zod-openapi'
import type { Assumptions } from '../contract/assumptions.ts'
import type { Errors } from './problem.ts'

type Issue = z.core.$ZodRawIssue
type ErrorKeys = Assumptions['errorKeys']

/** What a schema says of a value: the value, or what is wrong with it. */
export type Validated<T> = { data: T } | { errors: Errors }

/** Checks path parameters. A bad one is named as it stands in the path. */
export function validateParams(
  schema: z.ZodObject,
  params: Record<string, string>,
): Validated<unknown> {
  return validate(schema, params, ({ path }) => {
    const name = String(path?.[0])
    return [name, `The value '${params[name]}' is not valid.`]
  })
}

/** Checks a body. Keys and messages are those of ASP.NET Core: the service shows its signs. */
export function validateBody(
  schema: z.ZodObject,
  body: unknown,
  keys: ErrorKeys,
): Validated<unknown> {
  return validate(schema, body, (issue) => describe(body, issue, keys))
}

/** What an issue is called on the wire. */
type Describe = (issue: Issue) => [key: string, message: string]

/** `safeParse` without its error and zod's own messages: nobody reads them, and they are a fifth of a refused request. */
function validate(schema: z.ZodObject, value: unknown, describe: Describe): Validated<unknown> {
  const result = schema._zod.run({ value, issues: [] }, { async: false })
  if (result instanceof Promise) throw new Error('Cannot validate: a schema is asynchronous')
  const { value: data, issues } = result
  return issues.length === 0 ? { data } : { errors: collect(issues, describe) }
}

/** All errors of a request, whatever part of it they are about. */
export function merge(...parts: Validated<unknown>[]): Errors {
  return Object.assign({}, ...parts.map((part) => ('errors' in part ? part.errors : {})))
}

/** Two issues of one member with the same message are one problem; a missing member is only missing. */
function collect(issues: Issue[], describe: Describe): Errors {
  const errors: Errors = {}
  for (const issue of issues) {
    // zod goes on to measure what has a length, whatever its type.
    if (!isTypeIssue(issue) && issues.some((it) => isTypeIssue(it) && isAbout(it, issue))) continue
    const [key, message] = describe(issue)
    const messages = errors[key]
    if (!messages) errors[key] = [message]
    else if (!messages.includes(message)) messages.push(message)
  }
  return errors
}

const isTypeIssue = ({ code }: Issue): boolean => code === 'invalid_type'

const isAbout = (one: Issue, other: Issue): boolean => one.path?.[0] === other.path?.[0]

function describe(body: unknown, issue: Issue, keys: ErrorKeys): [key: string, message: string] {
  const member = issue.path?.[0]
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
function isMissing(value: unknown, issue: Issue): boolean {
  if (value === undefined) return true
  if (issue.code === 'invalid_type') return value === null && issue.expected === 'string'
  return typeof value === 'string' && value.trim() === '' && issue.code !== 'too_big'
}
