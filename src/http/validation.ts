import type { z } from '@hono/zod-openapi'
import type { Assumptions } from '../contract/assumptions.ts'
import type { EntryProblem } from '../domain/journal.ts'
import { pointer, problemsByPlace } from './pointer.ts'
import type { Errors } from './problem.ts'

type Issue = z.core.$ZodRawIssue
type ErrorKeys = Assumptions['errorKeys']

/** What a schema says of a value: the value, or what is wrong with it. */
export type Validated<T> = { data: T } | Invalid

/** What is wrong with a part of a request: as the answer says it, and by place. */
export interface Invalid {
  errors: Errors
  problems: EntryProblem[]
}

/** Checks path parameters. A bad one is named as it stands in the path. */
export function validateParams(
  schema: z.ZodObject,
  params: Record<string, string>,
): Validated<unknown> {
  return validate(schema, params, ({ path }) => {
    const name = String(path?.[0])
    return { pointer: '/path', key: name, message: `The value '${params[name]}' is not valid.` }
  })
}

/** Checks a body. Keys and messages are those of ASP.NET Core: the service shows its signs. */
export function validateBody(
  schema: z.ZodType,
  body: unknown,
  keys: ErrorKeys,
): Validated<unknown> {
  return validate(schema, body, (issue) => {
    const [key, message] = describe(body, issue, keys)
    return { pointer: `/body${pointer(issue.path ?? [])}`, key, message }
  })
}

/** Checks a body of the control plane. Keys are JSON pointers, and messages name the rule. */
export function validateControlBody(schema: z.ZodType, body: unknown): Validated<unknown> {
  const { data, error } = schema.safeParse(body)
  if (!error) return { data }
  const errors: Errors = {}
  for (const { pointer, message } of problemsByPlace(error.issues)) {
    errors[pointer] = [...(errors[pointer] ?? []), message]
  }
  return { errors, problems: [] }
}

/** What an issue is called on the wire. */
type Describe = (issue: Issue) => { pointer: string; key: string; message: string }

/** `safeParse` without its error and zod's own messages: nobody reads them, and they are a fifth of a refused request. */
function validate(schema: z.ZodType, value: unknown, describe: Describe): Validated<unknown> {
  const result = schema._zod.run({ value, issues: [] }, { async: false })
  if (result instanceof Promise) throw new Error('Cannot validate: a schema is asynchronous')
  const { value: data, issues } = result
  return issues.length === 0 ? { data } : collect(issues, describe)
}

/** All that is wrong with a request, whatever part of it it is about. */
export function merge(...parts: Validated<unknown>[]): Invalid {
  const invalid = parts.filter((part) => 'errors' in part)
  return {
    errors: Object.assign({}, ...invalid.map((part) => part.errors)),
    problems: invalid.flatMap((part) => part.problems),
  }
}

/** Two issues of one member with the same message are one problem; a missing member is only missing. */
function collect(issues: Issue[], describe: Describe): Invalid {
  const errors: Errors = {}
  const problems: EntryProblem[] = []
  for (const issue of issues) {
    // zod goes on to measure what has a length, whatever its type.
    if (!isTypeIssue(issue) && issues.some((it) => isTypeIssue(it) && isAbout(it, issue))) continue
    const { pointer, key, message } = describe(issue)
    const messages = errors[key]
    if (!messages) errors[key] = [message]
    else if (!messages.includes(message)) messages.push(message)
    problems.push({ pointer, message })
  }
  return { errors, problems }
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
