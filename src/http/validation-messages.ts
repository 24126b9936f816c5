import { z } from '@hono/zod-openapi'
import type { Assumptions } from '../contract/assumptions.ts'

type Issue = z.core.$ZodRawIssue

/** How the members of a body are spelled in `errors`. */
export type ErrorKeys = Assumptions['errorKeys']

/**
 * What an issue of a body is called in `errors`, in ASP.NET Core's words. What its serializer cannot read has a JSON path
 * as its key; what breaks a rule has the name of a property. No body is deeper than a list in a member.
 */
export function describeInBody(issue: Issue, keys: ErrorKeys): [key: string, message: string] {
  const [member, index] = issue.path ?? []
  if (typeof member !== 'string') return ['$', 'The JSON value is not an object. Path: $.']
  const place = index === undefined ? member : `${member}[${String(index)}]`
  const type = unreadAs(issue)
  if (type !== undefined) {
    const path = `$.${place}`
    return [path, `The JSON value could not be converted to ${type}. Path: ${path}.`]
  }
  const property = place.charAt(0).toUpperCase() + place.slice(1)
  const key = keys === 'pascal' ? property : place
  return [key, isMissing(issue) ? required(property) : breach(property, issue)]
}

/**
 * What an issue of a query is called, in ASP.NET Core's words.
 * @param text what was sent; undefined where nothing was
 * @param schema the schema of the parameter, which has the bounds of a number
 */
export function describeInQuery(
  name: string,
  text: string | undefined,
  issue: Issue,
  schema: unknown,
): string {
  if (text === undefined) return required(name)
  if (unreadAs(issue) !== undefined) return notValid(text)
  if (text.trim() === '') return required(name)
  const number = numberIn(schema)
  if (!number) return breach(name, issue)
  return `The field ${name} must be between ${number.minValue} and ${number.maxValue}.`
}

/** What is said of a text in the path or the query that is not of its type. */
export const notValid = (text: string | undefined): string => `The value '${text}' is not valid.`

const required = (name: string): string => `The ${name} field is required.`

/** The type that a value cannot be read as: a rule is not even looked at. Undefined where its type is right. */
function unreadAs(issue: Issue): string | undefined {
  const { input } = issue
  if (input === undefined) return undefined
  switch (issue.code) {
    case 'invalid_type':
      if (input === null && isReference(issue.expected)) return undefined
      return issue.inst instanceof z.ZodGUID ? 'uuid' : issue.expected
    case 'invalid_format':
      return issue.format === 'guid' ? 'uuid' : undefined
    case 'invalid_value':
      return `one of ${issue.values.join(', ')}`
    default:
      return undefined
  }
}

/** A type of .NET that can hold null: the serializer reads it, and `[Required]` refuses it. */
const isReference = (type: string): boolean => type === 'string' || type === 'array'

/** `[Required]` refuses an absent, null or blank text; a member that is not required has no rule that a blank breaks. */
function isMissing({ input, code }: Issue): boolean {
  if (input === undefined || input === null) return true
  return typeof input === 'string' && input.trim() === '' && code !== 'too_big'
}

/** What a value of the right type breaks. */
function breach(name: string, issue: Issue): string {
  switch (issue.code) {
    case 'too_small':
      return `The field ${name} must be a string or array type with a minimum length of '${issue.minimum}'.`
    case 'too_big':
      return issue.origin === 'array'
        ? `The field ${name} must be a string or array type with a maximum length of '${issue.maximum}'.`
        : `The field ${name} must be a string with a maximum length of ${issue.maximum}.`
    case 'invalid_format':
      return `The field ${name} must match the regular expression '${issue.pattern?.slice(1, -1)}'.`
    default:
      return `The field ${name} is invalid.`
  }
}

/** The schema of a number: it may stand under a default, and behind what reads the text. */
function numberIn(schema: unknown): z.ZodNumber | undefined {
  if (schema instanceof z.ZodNumber) return schema
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) {
    return numberIn(schema.def.innerType)
  }
  return schema instanceof z.ZodPipe ? numberIn(schema.def.out) : undefined
}
