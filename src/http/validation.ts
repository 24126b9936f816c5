import type { z } from '@hono/zod-openapi'
import type { EntryProblem } from '../domain/journal.ts'
import { pointer, problemsByPlace } from './pointer.ts'
import type { Errors } from './problem.ts'
import { describeInBody, describeInQuery, type ErrorKeys, notValid } from './validation-messages.ts'

type Issue = z.core.$ZodRawIssue

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
    return { pointer: `/path${pointer([name])}`, key: name, message: notValid(params[name]) }
  })
}

/** Checks a query. A bad parameter is named as it stands there. */
export function validateQuery(
  schema: z.ZodObject,
  query: Record<string, string>,
): Validated<unknown> {
  return validate(schema, query, (issue) => {
    const name = String(issue.path?.[0])
    const message = describeInQuery(name, query[name], issue, schema.shape[name])
    return { pointer: `/query${pointer([name])}`, key: name, message }
  })
}

/** Checks a body. Keys and messages are those of ASP.NET Core: the service shows its signs. */
export function validateBody(
  schema: z.ZodType,
  body: unknown,
  keys: ErrorKeys,
): Validated<unknown> {
  return validate(schema, body, (issue) => {
    const [key, message] = describeInBody(issue, keys)
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
  const [only] = invalid
  if (only && invalid.length === 1) return only
  return {
    errors: Object.assign({}, ...invalid.map((part) => part.errors)),
    problems: invalid.flatMap((part) => part.problems),
  }
}

/** Two issues of one place with the same message are one problem; what has another type is only that. */
function collect(issues: Issue[], describe: Describe): Invalid {
  const errors: Errors = {}
  const problems: EntryProblem[] = []
  let mistyped: Issue | undefined
  for (const issue of issues) {
    if (issue.code === 'invalid_type') mistyped = issue
    // zod goes on to measure what has a length, whatever its type.
    else if (mistyped && isAbout(mistyped, issue)) continue
    const { pointer, key, message } = describe(issue)
    const messages = errors[key]
    if (messages?.includes(message)) continue
    if (messages) messages.push(message)
    else errors[key] = [message]
    problems.push({ pointer, message })
  }
  return { errors, problems }
}

/** Whether two issues are about the same value. zod tells all about a value in one go, its type first. */
function isAbout({ path: one = [] }: Issue, { path: other = [] }: Issue): boolean {
  return one.length === other.length && one.every((key, index) => key === other[index])
}
