import { z } from '@hono/zod-openapi'
import { ExpectedJson } from './expected-json.ts'
import { JsonPath } from './json-path.ts'
import { RegularExpression } from './regular-expression.ts'

/** What a matcher asks of a text. */
export const OPERATORS = ['equalTo', 'contains', 'matches', 'doesNotMatch', 'absent'] as const

const operators = {
  equalTo: z.string().optional().meta({ description: 'The whole value.' }),
  caseInsensitive: z
    .boolean()
    .optional()
    .meta({ description: 'Whether `equalTo` takes capitals and small letters for the same.' }),
  contains: z.string().optional().meta({ description: 'A part of the value.' }),
  matches: RegularExpression.optional().meta({
    description:
      'A regular expression (JavaScript, Unicode mode) that matches the whole value. `.` stands for line breaks too.',
    example: '.*/json',
  }),
  doesNotMatch: RegularExpression.optional().meta({
    description: 'A regular expression that does not match the whole value. No value is no match.',
  }),
  absent: z.literal(true).optional().meta({ description: 'There is no value.' }),
}

const jsonOperators = {
  equalToJson: ExpectedJson.optional().meta({
    description:
      'JSON, or a text that holds JSON. The order of members never matters. Placeholders of JsonUnit such as `#{json-unit.any-string}` (or with `$`) stand for values. Secrets are recorded as `[redacted]`.',
    example: { name: 'EU trunk', authToken: '#{json-unit.ignore}' },
  }),
  ignoreArrayOrder: z
    .boolean()
    .optional()
    .meta({ description: 'Whether `equalToJson` takes the elements of arrays in any order.' }),
  ignoreExtraElements: z.boolean().optional().meta({
    description:
      'Whether `equalToJson` lets objects have more members and arrays more elements (without `ignoreArrayOrder`, at their end).',
  }),
}

/** What a header, a query parameter or a value in the body has to be. */
export const ValueMatcher = z
  .strictObject(operators)
  .superRefine((matcher, context) => takesOne(matcher, OPERATORS, context))
  .meta({
    id: 'ValueMatcher',
    description: 'What a value has to be: exactly one operator.',
    example: { contains: 'json' },
    ...oneOf(OPERATORS),
  })

const SUB_OPERATORS = [...OPERATORS, 'equalToJson'] as const

export const JsonPathMatcher = z
  .strictObject({
    expression: JsonPath.meta({ description: 'A JSONPath (RFC 9535).', example: '$..name' }),
    ...operators,
    ...jsonOperators,
  })
  .superRefine((matcher, context) => takesOne(matcher, SUB_OPERATORS, context))
  .meta({
    id: 'JsonPathMatcher',
    description:
      'A JSONPath and exactly one operator for what it finds. One of several values is enough; what is not a text is compared as JSON text.',
    example: { expression: '$.name', contains: 'trunk' },
    ...oneOf(SUB_OPERATORS),
  })

const BODY_OPERATORS = ['equalToJson', 'matchesJsonPath'] as const

export const BodyPattern = z
  .strictObject({
    ...jsonOperators,
    matchesJsonPath: z.union([JsonPath, JsonPathMatcher]).optional().meta({
      description:
        'A JSONPath (RFC 9535) that finds something: a value other than null, `{}` and `[]`, or any at all where it can lead to several places. Or one with an operator for what it finds.',
      example: "$.things[?(@.name == 'RequiredThing')]",
    }),
  })
  .superRefine((pattern, context) => takesOne(pattern, BODY_OPERATORS, context))
  .meta({
    id: 'BodyPattern',
    description: 'What the JSON body has to be: exactly one operator.',
    example: { equalToJson: { region: 'us1' }, ignoreExtraElements: true },
    ...oneOf(BODY_OPERATORS),
  })

const METHODS = [
  'ANY',
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
] as const

/** Which recorded requests are meant, in WireMock's words. A member that is absent lets every request through. */
export const RequestPattern = z
  .strictObject({
    method: z.enum(METHODS).optional().meta({
      description: 'The method; `ANY`, the default, is every method.',
      example: 'POST',
    }),
    urlPath: z
      .string()
      .regex(/^\/[^?#]*$/, 'must be a path: it begins with / and has no query')
      .optional()
      .meta({ description: 'The whole path, without query.', example: '/api/v1/providers/twilio' }),
    urlPathPattern: RegularExpression.optional().meta({
      description: 'A regular expression that matches the whole path, without query.',
      example: '/api/v1/providers/[^/]+',
    }),
    queryParameters: matchersByName('parameter')
      .optional()
      .meta({ description: 'By name. One of several values of a parameter is enough.' }),
    headers: matchersByName('header')
      .optional()
      .meta({ description: 'By name, in capitals or small letters.' }),
    bodyPatterns: z
      .array(BodyPattern)
      .optional()
      .meta({ description: 'All of them have to match.' }),
  })
  .superRefine((pattern, context) => {
    if (pattern.urlPath === undefined || pattern.urlPathPattern === undefined) return
    const message = 'stands beside `urlPath`: one of the two is enough'
    context.addIssue({ code: 'custom', path: ['urlPathPattern'], message })
  })
  .meta({
    id: 'RequestPattern',
    description:
      'Which recorded requests are meant. A member that is absent lets every request through.',
    not: named('urlPath', 'urlPathPattern'),
    example: {
      method: 'POST',
      urlPath: '/api/v1/providers/twilio',
      headers: { 'Content-Type': { contains: 'json' } },
      bodyPatterns: [{ matchesJsonPath: { expression: '$.region', equalTo: 'us1' } }],
    },
  })

export type ValueMatcher = z.output<typeof ValueMatcher>
export type JsonPathMatcher = z.output<typeof JsonPathMatcher>
export type BodyPattern = z.output<typeof BodyPattern>
export type RequestPattern = z.output<typeof RequestPattern>

/** zod leaves a name `__proto__` out without a word, and the pattern would match more than it says. */
function matchersByName(what: string) {
  return z.preprocess(
    (matchers, context) => {
      if (Object.hasOwn(Object(matchers), '__proto__')) {
        const message = `is no name of a ${what} that can be asked for`
        context.addIssue({ code: 'custom', path: ['__proto__'], message })
      }
      return matchers
    },
    z.record(z.string(), ValueMatcher),
  )
}

/** Options, and the operator that each belongs to. */
const OPTIONS = [
  ['caseInsensitive', 'equalTo'],
  ['ignoreArrayOrder', 'equalToJson'],
  ['ignoreExtraElements', 'equalToJson'],
] as const

type Names = readonly string[]

function takesOne(matcher: object, names: Names, context: z.RefinementCtx): void {
  const given = new Map(Object.entries(matcher).filter(([, value]) => value !== undefined))
  const refuse = (path: string[], message: string) => {
    context.addIssue({ code: 'custom', path, message })
  }
  if (names.filter((name) => given.has(name)).length !== 1) {
    refuse([], `takes exactly one of ${names.join(', ')}`)
  }
  for (const [option, operator] of OPTIONS) {
    if (given.has(option) && !given.has(operator)) refuse([option], `is for \`${operator}\` only`)
  }
}

/** The same rule for the OpenAPI document. */
function oneOf(names: Names) {
  return { oneOf: names.map((name) => named(name)) }
}

/** An object that has these members; linters want to see a required member among the properties. */
function named(...names: string[]) {
  return { required: names, properties: Object.fromEntries(names.map((name) => [name, {}])) }
}
