import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { exampleNames, exampleOf } from '../../../src/contract/examples.ts'
import { TWILIO_LEDGER } from '../../../src/contract/rules/twilio-ledger.ts'
import { twilioDocument } from '../../../src/contract/twilio/document.ts'
import { twilioRoutes } from '../../../src/contract/twilio/routes.ts'
import { TwilioError, type TwilioErrorCode } from '../../../src/domain/twilio/errors.ts'
import { patient, redocly, spectral } from '../../support/linters.ts'
import { marksOf } from '../../support/marks.ts'
import { FIELDS, OPERATIONS, PAGE_FIELDS } from './fields.table.ts'

interface Declared {
  description: string
  content?: { 'application/json': { schema: z.ZodType } }
}

type Forceable = Parameters<typeof exampleOf>[0]

/** Codes that only the wire knows: no rule of the model answers them. */
const ONLY_ON_THE_WIRE = [20413, 20502, 20504]

const definitions = Object.entries(twilioRoutes)
const responses = definitions.flatMap(([id, definition]) =>
  Object.entries<Declared>(definition.responses).map(([status, { content }]) => ({
    id,
    status: Number(status),
    definition: definition as Forceable,
    schema: content?.['application/json'].schema,
  })),
)
const examples = responses.flatMap(({ id, status, definition, schema }) =>
  schema
    ? exampleNames(definition, status).map((name) => ({
        id,
        status,
        name,
        schema,
        value: exampleOf(definition, status, name),
      }))
    : [],
)
const successes = examples.filter(({ status }) => status < 300)
const problems = examples.filter(({ status }) => status >= 400)

const Fidelity = marksOf(TWILIO_LEDGER)

/** What a rule that says "documented" may name: pages of Twilio, one of its help articles, its OpenAPI documents. */
const PAGES = [
  'help article 51034176439707',
  'twilio-oai',
  'twilio-oai twilio_accounts_v1.json',
  'twilio-oai twilio_api_v2010.json',
  'twilio-oai twilio_trunking_v1.json',
  'twilio.com/docs/api/rest/request',
  'twilio.com/docs/api/rest/response',
  'twilio.com/docs/iam/api/account',
  'twilio.com/docs/iam/api/subaccounts',
  'twilio.com/docs/iam/test-credentials',
  'twilio.com/docs/sip-trunking/api/originationurl-resource',
  'twilio.com/docs/sip-trunking/api/phonenumber-resource',
  'twilio.com/docs/sip-trunking/api/trunk-resource',
  'twilio.com/docs/voice/sip/api/sip-credential-resource',
  'twilio.com/docs/voice/sip/api/sip-credentiallist-resource',
]

test('every operation stands where the documents of Twilio have it', () => {
  expect(definitions.map(([id, it]) => [id, it.operationId, it.method, it.path]).sort()).toEqual(
    Object.entries(OPERATIONS)
      .map(([id, [method, path]]) => [id, id, method, path])
      .sort(),
  )
})

test.each(Object.entries(OPERATIONS))(
  '%s succeeds as the documents say [twilio-answers/status-200] [twilio-answers/status-201]',
  (id, [, , status]) => {
    const declared = responses.filter((it) => it.id === id && it.status < 400)

    expect(declared.map((it) => it.status)).toEqual([status])
    expect(declared[0]?.schema === undefined).toBe(status === 204)
  },
)

test.each(successes)('$id shows the members of the table, in its order', ({ id, value }) => {
  const [, , , resource, key] = OPERATIONS[id] ?? []
  const shown: object[] = []
  if (key === undefined) shown.push(Object(value))
  else {
    const { [key]: items, meta, ...rest } = Object(value)
    shown.push(...items)
    const [fields, page] = meta ? [PAGE_FIELDS.meta, meta] : [PAGE_FIELDS.flat, rest]
    expect(Object.keys(page)).toEqual(fields)
  }

  expect(shown.map((it) => Object.keys(it))).toEqual([FIELDS[resource ?? 'account']])
})

test.each(definitions)('the examples of %s are what their schemas allow', (id) => {
  const own = examples.filter((it) => it.id === id)
  for (const { schema, value } of own) expect(schema.parse(value)).toStrictEqual(value)
})

test.each(successes)('$id takes no member more and none less', ({ schema, value }) => {
  const whole = Object(value)
  expect(schema.safeParse({ ...whole, more: 1 }).success).toBe(false)
  for (const name of Object.keys(whole)) {
    const { [name]: _gone, ...rest } = whole
    expect(schema.safeParse(rest).success, name).toBe(false)
  }
})

test.each(definitions)('the problems of %s are called by their codes', (id) => {
  for (const { name, status, value } of problems.filter((it) => it.id === id)) {
    const more_info = `https://www.twilio.com/docs/errors/${name}`
    expect(value).toMatchObject({ code: Number(name), status, more_info })
  }
})

test('the examples have the statuses and the texts of the model', () => {
  const own = new Map(problems.map(({ value }) => [Object(value).code, Object(value)]))
  const codes = [...own.keys()].filter((code) => !ONLY_ON_THE_WIRE.includes(code))
  // These three speak of a place in the request.
  const placed = [20001, 20002, 20404]
  for (const code of codes as TwilioErrorCode[]) {
    const { status, message } = new TwilioError(code)
    expect([code, own.get(code).status]).toEqual([code, status])
    if (!placed.includes(code)) expect(own.get(code).message).toBe(message)
  }
  expect(codes.length).toBeGreaterThan(20)
})

test.each(definitions)('%s can be asked for the errors of any service', (id) => {
  const statuses = responses.filter((it) => it.id === id).map(({ status }) => status)
  expect(statuses).toEqual(
    expect.arrayContaining([400, 401, 403, 404, 409, 429, 500, 502, 503, 504]),
  )
})

test('what a status means first is the same for every operation', () => {
  const defaults = responses.flatMap(({ definition, status }) =>
    [401, 404, 429, 500, 503].includes(status) ? [exampleNames(definition, status)[0]] : [],
  )
  expect([...new Set(defaults)].sort()).toEqual(['20003', '20404', '20429', '20500', '20503'])
})

test.each(definitions)('%s names the rules that it and its answers follow', (_, definition) => {
  for (const it of [definition, ...Object.values(definition.responses)]) {
    expect(Object.keys(TWILIO_LEDGER)).toContain(Object(it)['x-fidelity'].rule)
  }
})

test('every mark of the document names a rule of Twilio, and what that rests on', () => {
  expect(() => marksIn(twilioDocument())).not.toThrow()
  expect(marksIn(twilioDocument()).length).toBeGreaterThan(responses.length)
})

test('every code from 21000 on has a rule of its own', () => {
  const codes = definitions.flatMap(([, { responses }]) =>
    Object.entries(Object(responses)[400].content['application/json'].examples),
  )
  const ownless = codes.filter(([code, it]) => Number(code) >= 21_000 && !Object(it)['x-fidelity'])
  expect(codes.length).toBeGreaterThan(40)
  expect(ownless).toEqual([])
})

test('every rule that says "documented" names a page', () => {
  const sources = Object.values(TWILIO_LEDGER)
    .filter((it) => it.class === 'documented')
    .map(({ source }) => source)
    .filter((it) => !/^twilio\.com\/docs\/api\/errors\/2\d{4}$/.test(it))
  expect(PAGES).toEqual([...new Set(sources)].sort())
})

test('every component of the document says what it rests on', () => {
  const { schemas = {} } = twilioDocument().components
  const unmarked = Object.entries(schemas).filter(
    ([, schema]) => !Fidelity.safeParse(Object(schema)['x-fidelity']).success,
  )
  expect(unmarked.map(([name]) => name)).toEqual([])
})

test('no two schemas share a component id', () => {
  const { schemas = {} } = twilioDocument().components
  const ids = idsIn(twilioRoutes)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  expect(ids.sort()).toEqual(Object.keys(schemas).sort())
})

test('the linters find nothing in the document', patient, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'trunkline-twilio-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'openapi.json')
  await writeFile(file, JSON.stringify(twilioDocument()))

  expect(await redocly(file)).toEqual({ exitCode: 0, rules: [], ignored: 0 })
  expect(await spectral(file)).toEqual({ exitCode: 0, rules: [] })
})

/** Every mark of a document, wherever it stands. */
function marksIn(value: unknown): z.output<typeof Fidelity>[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]) =>
    key === 'x-fidelity' ? [Fidelity.parse(child)] : marksIn(child),
  )
}

/** The component ids of the schemas reachable from a value, one for every schema. */
function idsIn(value: unknown, seen = new Set<object>()): string[] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return []
  seen.add(value)
  const isSchema = value instanceof z.ZodType
  const id = isSchema ? value.meta()?.id : undefined
  const inside = Object.values(isSchema ? value.def : value).flatMap((it) => idsIn(it, seen))
  return [...(id === undefined ? [] : [id]), ...inside]
}
