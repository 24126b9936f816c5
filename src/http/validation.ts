import { z } from '@hono/zod-openapi'
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
    const message = messageInQuery(name, query[name], issue, schema.shape[name])
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
    return [key, required(property)]
  }
  if (issue.code === 'invalid_type') {
    return [
      `$.${member}`,
      `The JSON value could not be converted to ${issue.expected}. Path: $.${member}.`,
    ]
  }
  return [key, breach(property, issue)]
}

function messageInQuery(
  name: string,
  text: string | undefined,
  issue: Issue,
  schema: unknown,
): string {
  if (text === undefined) return required(name)
  if (issue.code === 'invalid_type' || issue.code === 'invalid_value') return notValid(text)
  if (text.trim() === '') return required(name)
  const number = numberIn(schema)
  if (!number) return breach(name, issue)
  return `The field ${name} must be between ${number.minValue} and ${number.maxValue}.`
}

/** The schema of a number: it may stand under a default, and behind what reads the text. */
function numberIn(schema: unknown): z.ZodNumber | undefined {
  if (schema instanceof z.ZodNumber) return schema
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) {
    return numberIn(schema.def.innerType)
  }
  return schema instanceof z.ZodPipe ? numberIn(schema.def.out) : undefined
}

const required = (name: string): string => `The ${name} field is required.`

const notValid = (text: string | undefined): string => `The value '${text}' is not valid.`

/** What a value of the right type breaks. */
function breach(name: string, issue: Issue): string {
  switch (issue.code) {
    case 'too_big':
      return `The field ${name} must be a string with a maximum length of ${issue.maximum}.`
    case 'invalid_format':
      return `The field ${name} must match the regular expression '${issue.pattern?.slice(1, -1)}'.`
    default:
      return `The field ${name} is invalid.`
  }
}

/** `[Required]` refuses an absent, null or blank text; a member that is not required has no rule that a blank breaks. */
function isMissing(value: unknown, issue: Issue): boolean {
  if (value === undefined) return true
  if (issue.code === 'invalid_type') return value === null && issue.expected === 'string'
  return typeof value === 'string' && value.trim() === '' && issue.code !== 'too_big'
}
