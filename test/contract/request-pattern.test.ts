import { OpenAPIHono } from '@hono/zod-openapi'
import { expect, test } from 'vitest'
import {
  BodyPattern,
  JsonPathMatcher,
  RequestPattern,
  ValueMatcher,
} from '../../src/contract/request-pattern.ts'

/** Examples of WireMock's documentation: request matching and verifying. */
const documented = [
  {
    urlPath: '/everything',
    method: 'ANY',
    headers: { Accept: { contains: 'xml' } },
    queryParameters: { search_term: { equalTo: 'WireMock' } },
  },
  { urlPath: '/your/url' },
  { urlPathPattern: '/your/([a-z]*)' },
  { headers: { 'Content-Type': { equalTo: 'application/json' } } },
  { headers: { 'Content-Type': { equalTo: 'application/json', caseInsensitive: true } } },
  { queryParameters: { search_term: { matches: '^(.*)wiremock([A-Za-z]+)$' } } },
  { queryParameters: { search_term: { doesNotMatch: '^(.*)wiremock([A-Za-z]+)$' } } },
  { headers: { 'X-Absent': { absent: true } }, queryParameters: { search_term: { absent: true } } },
  { bodyPatterns: [{ equalToJson: { total_results: 4 } }] },
  { bodyPatterns: [{ equalToJson: '{ "total_results": 4 }' }] },
  {
    bodyPatterns: [
      {
        equalToJson: '{ "total_results": 4  }',
        ignoreArrayOrder: true,
        ignoreExtraElements: true,
      },
    ],
  },
  { bodyPatterns: [{ equalToJson: { id: placeholder('any-string') } }] },
  { bodyPatterns: [{ matchesJsonPath: '$.name' }] },
  { bodyPatterns: [{ matchesJsonPath: "$.things[?(@.name == 'RequiredThing')]" }] },
  { bodyPatterns: [{ matchesJsonPath: { expression: '$..todoItem', contains: 'wash' } }] },
  {
    bodyPatterns: [{ matchesJsonPath: { expression: '$.outer', equalToJson: '{ "inner": 42 }' } }],
  },
  { method: 'POST', headers: { 'Content-Type': { matches: '.*/xml' } } },
]

const accepted = [
  {},
  { headers: {}, queryParameters: {}, bodyPatterns: [] },
  { headers: { a: { matches: String.raw`\d{4}-\p{L}+` } } },
  { headers: { a: { matches: 'x'.repeat(1000) } } },
  { bodyPatterns: [{ equalToJson: null }] },
  { bodyPatterns: [{ equalToJson: '"a text"' }] },
  { bodyPatterns: [{ equalToJson: JSON.parse(nested(32)) }] },
  { bodyPatterns: [{ equalToJson: { id: `${placeholder('regex')}[a-z]+` } }] },
  { bodyPatterns: [{ equalToJson: { id: '#{json-unit.ignore}' } }] },
  {
    bodyPatterns: [
      {
        matchesJsonPath: {
          expression: '$.list',
          equalToJson: '[]',
          ignoreArrayOrder: true,
          ignoreExtraElements: true,
        },
      },
    ],
  },
  { bodyPatterns: [{ matchesJsonPath: { expression: '$', absent: true } }] },
]

test.each([...documented, ...accepted])('accepts %j, and changes nothing', (pattern) => {
  expect(RequestPattern.parse(pattern)).toStrictEqual(pattern)
})

test('a header may be named like a member of every object', () => {
  const headers = { constructor: { equalTo: 'x' }, toString: { absent: true } }
  const parsed = RequestPattern.parse({ headers })
  expect(Object.entries(parsed.headers ?? {})).toEqual(Object.entries(headers))
})

const EXPRESSION = 'must be a regular expression of JavaScript:'
const JSON_PATH = 'must be a JSONPath of RFC 9535: it cannot be read from character'
const ONE_OPERATOR = 'takes exactly one of equalTo, contains, matches, doesNotMatch, absent'
const ONE_SUB_OPERATOR = `${ONE_OPERATOR}, equalToJson`
const ONE_BODY_OPERATOR = 'takes exactly one of equalToJson, matchesJsonPath'

const header = (matcher: unknown) => ({ headers: { 'X-A': matcher } })
const body = (pattern: unknown) => ({ bodyPatterns: [{ matchesJsonPath: '$' }, pattern] })

/** A pattern, and the place and the message of each problem. */
const refused: [what: string, pattern: unknown, problems: Record<string, string>][] = [
  ['nothing', null, { '': 'Invalid input: expected object, received null' }],
  ['an unknown member', { url: '/a' }, { '': 'Unrecognized key: "url"' }],
  ['a member __proto__', own('__proto__', 1), { '': 'Unrecognized key: "__proto__"' }],
  ['a method in small letters', { method: 'post' }, { method: expect.stringContaining('"ANY"') }],
  ['a method that is none', { method: 'GTE' }, { method: expect.stringContaining('"ANY"') }],
  [
    'a path with a query',
    { urlPath: '/a?b=c' },
    { urlPath: 'must be a path: it begins with / and has no query' },
  ],
  [
    'a path without slash',
    { urlPath: 'a' },
    { urlPath: 'must be a path: it begins with / and has no query' },
  ],
  [
    'both kinds of path',
    { urlPath: '/a', urlPathPattern: '/.*' },
    { urlPathPattern: 'stands beside `urlPath`: one of the two is enough' },
  ],
  [
    'an open group',
    { urlPathPattern: '/(' },
    { urlPathPattern: `${EXPRESSION} Unterminated group` },
  ],
  [
    'an expression that is whole only between other parentheses',
    { urlPathPattern: 'a)(b' },
    { urlPathPattern: `${EXPRESSION} Unmatched ')'` },
  ],
  [
    'a quotation that only Java knows',
    header({ matches: String.raw`\Qa.b\E` }),
    { 'headers.X-A.matches': `${EXPRESSION} Invalid escape` },
  ],
  [
    'a flag that only Java knows',
    header({ doesNotMatch: '(?i)json' }),
    { 'headers.X-A.doesNotMatch': `${EXPRESSION} Invalid group` },
  ],
  [
    'a long expression',
    header({ matches: '('.repeat(1001) }),
    { 'headers.X-A.matches': 'Too big: expected string to have <=1000 characters' },
  ],
  ['no operator', header({}), { 'headers.X-A': ONE_OPERATOR }],
  ['two operators', header({ equalTo: 'a', contains: 'a' }), { 'headers.X-A': ONE_OPERATOR }],
  [
    'an unknown operator',
    header({ startsWith: 'a' }),
    { 'headers.X-A': `Unrecognized key: "startsWith", ${ONE_OPERATOR}` },
  ],
  [
    'an operator of bodies for a header',
    header({ equalTo: 'a', equalToJson: 1 }),
    { 'headers.X-A': 'Unrecognized key: "equalToJson"' },
  ],
  [
    'a value that is no text',
    header({ equalTo: 1 }),
    { 'headers.X-A.equalTo': 'Invalid input: expected string, received number' },
  ],
  [
    'not absent',
    header({ absent: false }),
    { 'headers.X-A.absent': 'Invalid input: expected true' },
  ],
  [
    'an option without its operator',
    header({ contains: 'a', caseInsensitive: true }),
    { 'headers.X-A.caseInsensitive': 'is for `equalTo` only' },
  ],
  [
    'a header named __proto__',
    { headers: own('__proto__', { equalTo: 'a' }) },
    { 'headers.__proto__': 'is no name of a header that can be asked for' },
  ],
  [
    'a parameter named __proto__',
    { queryParameters: own('__proto__', { equalTo: 'a' }) },
    { 'queryParameters.__proto__': 'is no name of a parameter that can be asked for' },
  ],
  [
    'a wrong parameter',
    { queryParameters: { a: { matches: '[' } } },
    { 'queryParameters.a.matches': `${EXPRESSION} Unterminated character class` },
  ],
  ['no operator for the body', body({}), { 'bodyPatterns.1': ONE_BODY_OPERATOR }],
  [
    'two operators for the body',
    body({ equalToJson: 1, matchesJsonPath: '$.a' }),
    { 'bodyPatterns.1': ONE_BODY_OPERATOR },
  ],
  [
    'an option of JSON for a JSONPath',
    body({ matchesJsonPath: '$.a', ignoreExtraElements: true }),
    { 'bodyPatterns.1.ignoreExtraElements': 'is for `equalToJson` only' },
  ],
  [
    'a text that holds no JSON',
    body({ equalToJson: '{ "secret": ' }),
    { 'bodyPatterns.1.equalToJson': 'must be JSON, or a text that holds JSON' },
  ],
  [
    'deep JSON in a text',
    body({ equalToJson: nested(33) }),
    {
      [`bodyPatterns.1.equalToJson${'.0'.repeat(32)}`]: 'must be nested no deeper than 32 levels',
    },
  ],
  [
    'JSON that is far too deep',
    body({ equalToJson: nested(100_000) }),
    {
      [`bodyPatterns.1.equalToJson${'.0'.repeat(32)}`]: 'must be nested no deeper than 32 levels',
    },
  ],
  [
    'an unknown placeholder',
    body({ equalToJson: { a: [placeholder('any-thing')] } }),
    { 'bodyPatterns.1.equalToJson.a.0': expect.stringMatching(/^must be one of .*any-string/) },
  ],
  [
    'a placeholder and more',
    body({ equalToJson: { a: `${placeholder('any-string')}b` } }),
    { 'bodyPatterns.1.equalToJson.a': expect.stringMatching(/with nothing behind it$/) },
  ],
  [
    'a placeholder with an expression that is none',
    body({ equalToJson: `{ "a": "${placeholder('regex')}(" }` }),
    { 'bodyPatterns.1.equalToJson.a': `${EXPRESSION} Unterminated group` },
  ],
  [
    'an empty JSONPath',
    body({ matchesJsonPath: '' }),
    { 'bodyPatterns.1.matchesJsonPath': `${JSON_PATH} 1 on` },
  ],
  [
    'a JSONPath without root',
    body({ matchesJsonPath: 'name' }),
    { 'bodyPatterns.1.matchesJsonPath': `${JSON_PATH} 1 on` },
  ],
  [
    'an open filter',
    body({ matchesJsonPath: "$.list[?(@.x == 'y')" }),
    { 'bodyPatterns.1.matchesJsonPath': `${JSON_PATH} 21 on` },
  ],
  [
    "Jayway's regular expression",
    body({ matchesJsonPath: '$.things[?(@.name =~ /Required.*/i)]' }),
    { 'bodyPatterns.1.matchesJsonPath': `${JSON_PATH} 19 on` },
  ],
  [
    "Jayway's size",
    body({ matchesJsonPath: '$[?(@.things.size() == 2)]' }),
    { 'bodyPatterns.1.matchesJsonPath': `${JSON_PATH} 18 on` },
  ],
  [
    'an unknown function',
    body({ matchesJsonPath: '$[?foo(@.a)]' }),
    { 'bodyPatterns.1.matchesJsonPath': `${JSON_PATH} 4 on` },
  ],
  [
    'a long JSONPath',
    body({ matchesJsonPath: { expression: `$[?${'('.repeat(100_000)}`, absent: true } }),
    { 'bodyPatterns.1.matchesJsonPath': 'Invalid input' },
  ],
  [
    'a JSONPath of many parentheses',
    body({ matchesJsonPath: `$[?${'('.repeat(997)}` }),
    { 'bodyPatterns.1.matchesJsonPath': `${JSON_PATH} 1001 on` },
  ],
  [
    'a wrong JSONPath with an operator',
    body({ matchesJsonPath: { expression: '$.a[', equalTo: 'x' } }),
    { 'bodyPatterns.1.matchesJsonPath.expression': `${JSON_PATH} 5 on` },
  ],
  [
    'a JSONPath without operator',
    body({ matchesJsonPath: { expression: '$.a' } }),
    { 'bodyPatterns.1.matchesJsonPath': ONE_SUB_OPERATOR },
  ],
  [
    'a JSONPath with two operators',
    body({ matchesJsonPath: { expression: '$.a', equalTo: '1', equalToJson: 1 } }),
    { 'bodyPatterns.1.matchesJsonPath': ONE_SUB_OPERATOR },
  ],
  [
    'an expression that is none for what a JSONPath finds',
    body({ matchesJsonPath: { expression: '$.a', matches: '[' } }),
    { 'bodyPatterns.1.matchesJsonPath.matches': `${EXPRESSION} Unterminated character class` },
  ],
  [
    'several problems',
    { method: 'get', headers: { a: {}, b: { matches: '(' } } },
    {
      method: expect.stringContaining('"ANY"'),
      'headers.a': ONE_OPERATOR,
      'headers.b.matches': `${EXPRESSION} Unterminated group`,
    },
  ],
]

test.each(refused)('refuses %s', (_what, pattern, problems) => {
  const messages: Record<string, string[]> = {}
  for (const { path, message } of RequestPattern.safeParse(pattern).error?.issues ?? []) {
    const place = path.join('.')
    messages[place] = [...(messages[place] ?? []), message]
  }
  const found = Object.entries(messages).map(([place, all]) => [place, all.join(', ')])
  expect(Object.fromEntries(found)).toEqual(problems)
})

test('a refusal quotes no part of an expression, which may hold a secret', () => {
  const secret = 'f00dfeed'
  const { error } = RequestPattern.safeParse({
    urlPathPattern: `${secret}(`,
    bodyPatterns: [
      { matchesJsonPath: `$[?@.authToken == '${secret}'` },
      { equalToJson: `{ "authToken": "${secret}"` },
      { equalToJson: { authToken: `${placeholder('regex')}${secret}(` } },
    ],
  })
  expect(error?.issues).toHaveLength(4)
  expect(String(error)).not.toContain(secret)
})

test.each([
  ['RequestPattern', RequestPattern],
  ['ValueMatcher', ValueMatcher],
  ['JsonPathMatcher', JsonPathMatcher],
  ['BodyPattern', BodyPattern],
])('%s accepts its own example', (_id, schema) => {
  const { example } = schema.meta() ?? {}
  expect(schema.parse(example)).toStrictEqual(example)
})

test('the OpenAPI document says what the schema checks', () => {
  const app = new OpenAPIHono()
  app.openAPIRegistry.register('RequestPattern', RequestPattern)
  const info = { title: 'Patterns', version: '1' }
  const { components } = app.getOpenAPI31Document({ openapi: '3.1.0', info })
  expect(components?.schemas).toMatchObject({
    RequestPattern: {
      additionalProperties: false,
      not: {
        required: ['urlPath', 'urlPathPattern'],
        properties: { urlPath: {}, urlPathPattern: {} },
      },
      properties: {
        headers: { additionalProperties: { $ref: '#/components/schemas/ValueMatcher' } },
        queryParameters: { additionalProperties: { $ref: '#/components/schemas/ValueMatcher' } },
        bodyPatterns: { items: { $ref: '#/components/schemas/BodyPattern' } },
      },
    },
    ValueMatcher: {
      oneOf: ['equalTo', 'contains', 'matches', 'doesNotMatch', 'absent'].map((name) => ({
        required: [name],
        properties: { [name]: {} },
      })),
    },
    BodyPattern: {
      properties: {
        matchesJsonPath: {
          anyOf: [
            { type: 'string', maxLength: 1000 },
            { $ref: '#/components/schemas/JsonPathMatcher' },
          ],
        },
      },
    },
    JsonPathMatcher: { required: ['expression'], additionalProperties: false },
  })
})

function placeholder(name: string): string {
  return `\${json-unit.${name}}`
}

/** Arrays in arrays, as JSON. */
function nested(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels)
}

/** An object with a member of its own of that name, as JSON.parse makes it. */
function own(name: string, value: unknown): unknown {
  return JSON.parse(`{ "${name}": ${JSON.stringify(value)} }`)
}
