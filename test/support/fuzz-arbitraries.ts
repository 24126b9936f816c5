import fc from 'fast-check'
import { z } from 'zod'

const LONG = 5000
const DEEP = 40

/** Values that are seldom thought of. */
const ODD: readonly unknown[] = [
  null,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e',
  '__proto__',
  'constructor',
  'toString',
  '../..',
  'null',
  'x'.repeat(LONG),
  '𝒳'.repeat(100),
  0,
  -0,
  -1,
  1.5,
  1e21,
  1e308,
  Number.MAX_SAFE_INTEGER + 1,
  true,
  [],
  {},
  { __proto__: null, toString: 1 },
  JSON.parse('{"__proto__":{"polluted":true}}'),
  JSON.parse('['.repeat(DEEP) + ']'.repeat(DEEP)),
  ['toString', 'hasOwnProperty'],
]

/** A value that hardly any schema takes. */
export const odd: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...ODD) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3, noUnicodeString: false }) },
)

interface JsonSchema {
  $ref?: string
  $defs?: Record<string, JsonSchema>
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: boolean | JsonSchema
  items?: JsonSchema
  pattern?: string
  format?: string
  example?: unknown
  minimum?: number
  maximum?: number
}

/** Values that a schema takes, or that are wrong in a place or two. */
export function near(schema: z.ZodType): fc.Arbitrary<unknown> {
  const options = { io: 'input', unrepresentable: 'any' } as const
  const root = z.toJSONSchema(schema, options) as JsonSchema
  return nearTo(root, root.$defs ?? {}, 0)
}

type Definitions = Record<string, JsonSchema>
const MAX_DEPTH = 6

function nearTo(schema: JsonSchema, defs: Definitions, depth: number): fc.Arbitrary<unknown> {
  const right = depth > MAX_DEPTH ? fc.constant(null) : taken(schema, defs, depth + 1)
  return fc.oneof({ weight: 14, arbitrary: right }, { weight: 1, arbitrary: odd })
}

function taken(schema: JsonSchema, defs: Definitions, depth: number): fc.Arbitrary<unknown> {
  const { $ref, allOf, example } = schema
  const within = (it: JsonSchema) => nearTo(it, defs, depth)
  if ($ref !== undefined) return taken(defs[$ref.slice('#/$defs/'.length)] ?? {}, defs, depth)
  const [first, ...others] = schema.anyOf ?? schema.oneOf ?? []
  if (first) return fc.oneof(within(first), ...others.map(within))
  if (allOf?.[0]) return taken({ ...schema, allOf: [], ...allOf[0] }, defs, depth)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const own = ofType(schema, within)
  return example === undefined ? own : fc.oneof(own, fc.constant(example))
}

function ofType(
  schema: JsonSchema,
  within: (it: JsonSchema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties: more, items = {} } = schema
  switch ([schema.type].flat()[0]) {
    case 'string':
      return text(schema)
    case 'integer':
      return fc.oneof(fc.integer({ min: -1, max: 5 }), fc.integer())
    case 'number':
      return fc.oneof(fc.constantFrom(0, 0.5, 1), fc.double({ noNaN: true }))
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(within(items), { maxLength: 3 })
    case 'object': {
      const members = Object.fromEntries(
        Object.entries(properties).map(([name, it]) => [name, within(it)]),
      )
      const whole = fc.record(members, { requiredKeys: required })
      const partial = fc.record(members, { requiredKeys: [] })
      const known = fc.oneof({ weight: 5, arbitrary: whole }, { weight: 1, arbitrary: partial })
      if (typeof more !== 'object') return known
      return fc.dictionary(fc.string({ maxLength: 5 }), within(more), { maxKeys: 3 })
    }
    default:
      return odd
  }
}

const INSTANTS = ['2025-01-01T00:00:00Z', '2025-06-30T23:59:59.999+02:00', '9999-12-31T23:59:59Z']

function text({ pattern, format }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'date-time') return fc.constantFrom(...INSTANTS)
  if (format === 'uuid' || format === 'guid') return fc.uuid()
  const any = fc.string({ unit: 'grapheme', maxLength: 12 })
  if (pattern === undefined) return any
  try {
    return fc.stringMatching(new RegExp(pattern))
  } catch {
    // It looks ahead, which cannot be generated.
    return fc.constantFrom('one', 'two', 'PT1H', '/api/v1/*', '$.name')
  }
}

type Bytes = Uint8Array<ArrayBuffer>
const utf8 = new TextEncoder()

/** The JSON of a value, sometimes spoilt on its way. */
export function spoilt(value: fc.Arbitrary<unknown>): fc.Arbitrary<string | Bytes> {
  const json = value.map((it) => JSON.stringify(it) ?? '')
  const inject = (member: string) =>
    json.map((it) => (it.startsWith('{"') ? `{${member},${it.slice(1)}` : it))
  return fc.oneof(
    { weight: 12, arbitrary: json },
    { weight: 1, arbitrary: json.map((it) => `\ufeff${it}`) },
    { weight: 1, arbitrary: json.map((it) => it.slice(0, -1)) },
    { weight: 1, arbitrary: inject('"__proto__":{"polluted":true}') },
    { weight: 1, arbitrary: inject('"name":1,"name":"twice","constructor":{"prototype":{}}') },
    { weight: 1, arbitrary: json.map((it) => '['.repeat(100_000) + it) },
    { weight: 1, arbitrary: json.map((it) => '{"a":'.repeat(33) + it + '}'.repeat(33)) },
    { weight: 1, arbitrary: json.map((it) => new Uint8Array([...utf8.encode(it), 0xff, 0xc0])) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', ' ', 'null', '1e999', 'NaN', '"\\ud800"', "{'a':1}"),
    },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 30 }).map((it) => new Uint8Array(it)) },
  )
}

/** The form of a value's members, sometimes spoilt. */
export function spoiltForm(value: fc.Arbitrary<unknown>): fc.Arbitrary<string | Bytes> {
  const form = value.map((it) => {
    const params = new URLSearchParams()
    for (const [name, member] of Object.entries(Object(it)))
      params.append(name, `${asText(member)}`)
    return `${params}`
  })
  return fc.oneof(
    { weight: 8, arbitrary: form },
    { weight: 1, arbitrary: form.map((it) => `${it}&${it}`) },
    { weight: 1, arbitrary: form.map((it) => `__proto__=1&%ff=%zz&=&&${it}&toString`) },
    { weight: 1, arbitrary: fc.constant('a=1&'.repeat(50_000)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 30 }).map((it) => new Uint8Array(it)) },
  )
}

const asText = (value: unknown): unknown =>
  typeof value === 'object' ? JSON.stringify(value) : value

/** A segment of a path, or a value in a query, that leads nowhere. */
export const oddSegment: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '%00',
    '%2e%2e',
    '%2F..%2f',
    '%',
    '%zz',
    '%ff',
    '%ed%a0%80',
    '__proto__',
    'constructor',
    'toString',
    '.json',
    '%E2%80%AE',
    'x'.repeat(3000),
    '00000000-0000-0000-0000-000000000000',
    '{id}',
    '*',
    ';a=b',
    '%3Fa=b',
    '%23',
  ),
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
    .map((it) => encodeURI(it.replaceAll(/[/?#\\]/g, '_'))),
)
