import { expect, test } from 'vitest'
import type { z } from 'zod'
import { exampleNames, exampleOf } from '../../src/contract/examples.ts'
import { ProblemDetails } from '../../src/contract/problem.ts'
import { sample } from '../../src/contract/providers.ts'
import { routes } from '../../src/contract/routes.ts'
import type { Fixture, Options } from '../../src/index.ts'
import { AUTH_TOKEN, PROVIDERS, type Sent, startInProcess, validBody } from '../support/client.ts'
import { committed } from './committed.ts'

type OperationId = keyof typeof routes

/** What is only there to be asked for. */
const NEVER_BY_ITSELF = [
  'forbidden',
  'rate-limited',
  'service-fault',
  'bad-gateway',
  'overloaded',
  'gateway-timeout',
]

const PROVIDER = `${PROVIDERS}/${sample.id}`
const NUMBERS = ['+14155550100', '+14155550101']

type KnownProvider = NonNullable<Fixture['providers']>[number]

/** A world that knows the provider of the examples, with these numbers. */
function known(phoneNumbers: string[] = [], rest: Partial<KnownProvider> = {}): Options {
  const { id, accountSid, name } = sample
  const inventory = phoneNumbers.map((phoneNumber) => ({ phoneNumber }))
  return {
    fixture: {
      accounts: [{ accountSid, authToken: AUTH_TOKEN, phoneNumbers: inventory }],
      providers: [{ id, accountSid, name, phoneNumbers, ...rest }],
    },
  }
}

const body = { ...validBody, name: sample.name }
const switching = { supportsCallTransfer: true }
const steered = (code: number) => ({ ...body, authToken: `${code}`.padStart(32, '0') })

const pending = known([], { verification: 'pending' })
const warning = known(NUMBERS, { atTwilio: { detached: NUMBERS.slice(1) } })
const failed = known(NUMBERS, { atTwilio: { trunk: 'missing' } })
const closed = known([], { atTwilio: { account: 'closed' } })
const during = (scenario: string): Options => ({ ...known(), scenario })
const refusedAs = (refusedCredentials: 401 | 422 | 502): Options => ({
  assumptions: { refusedCredentials },
})
const immediately: Options = {
  scenario: {
    name: 'at-once',
    description: 'The create itself verifies.',
    verification: { progression: { mode: 'immediate' } },
  },
}

/** What makes Trunkline answer an example: a request, and the options that it meets. */
type Real = Sent & { path?: string; options?: Options }
type Row = [status: number, name: string, real: Real]

const anywhere = (request: Real): Row[] => [
  [401, 'api-key-refused', { ...request, options: { apiKeys: ['another'] } }],
  [401, 'api-key-missing', { ...request, key: null }],
]
const withBody: Row[] = [
  [400, 'body-missing', { body: '' }],
  [400, 'malformed-json', { body: '{' }],
  [413, 'body-too-large', { body: ' '.repeat(1024 * 1024 + 1) }],
  [415, 'not-json', { body, headers: { 'Content-Type': 'text/plain' } }],
]
const onProvider = (request: Real): Row[] => [
  [200, 'pending', { ...request, options: pending }],
  [200, 'verified', { ...request, options: known() }],
  [200, 'warning', { ...request, options: warning }],
  [200, 'failed', { ...request, options: failed }],
  [404, 'provider-not-found', request],
]

const creates: Row[] = [
  ...anywhere({ body }),
  ...withBody,
  [200, 'pending', { body, options: { assumptions: { createStatus: 200 } } }],
  [201, 'pending', { body }],
  [201, 'verified', { body, options: immediately }],
  [400, 'validation', { body: { accountSid: 'AC123', name: ' ' } }],
  [400, 'credentials-refused', { body: steered(20003) }],
  [400, 'twilio-limit', { body: steered(21244) }],
  [401, 'credentials-refused', { body: steered(20003), options: refusedAs(401) }],
  [422, 'credentials-refused', { body: steered(20003), options: refusedAs(422) }],
  [500, 'fault-of-ours', { body: steered(21243) }],
  [502, 'twilio-down', { body: steered(20503) }],
  [502, 'twilio-unusable', { body: steered(21248) }],
  [502, 'credentials-refused', { body: steered(20003), options: refusedAs(502) }],
  [503, 'twilio-busy', { body: steered(20429) }],
  [504, 'twilio-timeout', { body, options: { scenario: 'twilio-timeout' } }],
]

const gets: Row[] = [
  ...anywhere({}),
  ...onProvider({}),
  [400, 'validation', { path: `${PROVIDERS}/7` }],
]

const updates: Row[] = [
  ...anywhere({ body }),
  ...withBody,
  ...onProvider({ body: {} }),
  [400, 'validation', { body: { name: 'a'.repeat(101), supportsCallTransfer: 'yes' } }],
  [409, 'trunk-missing', { body: switching, options: failed }],
  [409, 'credentials-refused', { body: switching, options: closed }],
  [502, 'twilio-down', { body: switching, options: during('twilio-down') }],
  [503, 'twilio-busy', { body: switching, options: during('rate-limited') }],
  [504, 'twilio-timeout', { body: switching, options: during('twilio-timeout') }],
]

const of = (id: OperationId, rows: Row[]) => rows.map((row) => [id, ...row] as const)
const reals = [
  ...of('createTwilioProvider', creates),
  ...of('getTwilioProvider', gets),
  ...of('updateTwilioProvider', updates),
]

const operations = Object.entries(routes) as [OperationId, (typeof routes)[OperationId]][]
const responses = operations.flatMap(([id, definition]) =>
  Object.entries<Declared>(definition.responses).map(
    ([status, response]) => [id, Number(status), definition, response] as const,
  ),
)
const examples = responses.flatMap(([id, status, definition, response]) =>
  exampleNames(definition, status).map(
    (name) => [id, status, name, exampleOf(definition, status, name), response] as const,
  ),
)

interface Declared {
  content?: Record<string, { schema: z.ZodType }>
}

test.each(responses)(
  '%s %i has a body with an example, unless it is a 204',
  (_, status, ...rest) => {
    const [definition, { content }] = rest
    const hasBody = status !== 204
    expect([content !== undefined, exampleNames(definition, status).length > 0]).toEqual([
      hasBody,
      hasBody,
    ])
  },
)

test.each(examples)('the example %s %i %s is just what its schema gives back', (...example) => {
  const [, , , value, { content = {} }] = example
  const [declared] = Object.values(content)
  expect(declared?.schema.parse(value)).toStrictEqual(value)
})

test.each(examples.filter(([, status]) => status >= 400))(
  'the example %s %i %s has the status that it stands under',
  (_, status, __, value) => {
    expect(value).toMatchObject({ status })
  },
)

test.each(responses)('openapi.json shows the examples of %s %i in their order', (id, status) => {
  const shown = Object.values(committed.paths)
    .flatMap((methods) => Object.values(methods))
    .find((it) => it.operationId === id)?.responses[status]?.content
  const [content] = Object.values(shown ?? {})
  const declared = examples.filter(([it, at]) => it === id && at === status)
  expect(Object.entries(content?.examples ?? {})).toEqual(
    declared.map(([, , name, value]) => [name, { value }]),
  )
})

test('no example shows the auth token of the request', () => {
  expect(JSON.stringify(examples.map(([, , , value]) => value))).not.toContain(AUTH_TOKEN)
})

test.each([
  ['createTwilioProvider', 200, 'pending'],
  ['createTwilioProvider', 201, 'pending'],
  ['getTwilioProvider', 200, 'verified'],
  ['updateTwilioProvider', 200, 'verified'],
  ['createTwilioProvider', 400, 'validation'],
  ['getTwilioProvider', 400, 'validation'],
  ['updateTwilioProvider', 400, 'validation'],
  ['updateAuthToken', 400, 'validation'],
  ['importPhoneNumbers', 200, 'imported'],
  ['verifyProvider', 200, 'verified'],
  ['listSipPhoneNumbers', 200, 'numbers'],
  ['deleteSipPhoneNumber', 409, 'in-use'],
  ['deleteSipCredential', 409, 'in-use'],
] as const)('the default of %s %i is %s', (id, status, name) => {
  const value = exampleOf(routes[id], status)
  expect(exampleNames(routes[id], status)[0]).toBe(name)
  expect(value).toBe(exampleOf(routes[id], status, name))
  expect(value).toBeDefined()
})

// No answer shows these two kinds yet, so they stand here by hand.
test.each([
  [403, 'rfc9110#section-15.5.4', 'Forbidden'],
  [429, 'rfc6585#section-4', 'Too Many Requests'],
])('every example of %i links to %s', (status, section, title) => {
  const kinds = examples
    .filter(([, it]) => it === status)
    .map(([, , , value]) => ProblemDetails.parse(value))
    .map((problem) => [problem.type, problem.title])
  const kind = [`https://tools.ietf.org/html/${section}`, title]
  expect(kinds).toEqual(operations.map(() => kind))
})

test.each([
  ['createTwilioProvider', 200, 'verificationStatus'],
  ['createTwilioProvider', 201, 'verificationStatus'],
  ['getTwilioProvider', 200, 'verificationStatus'],
  ['updateTwilioProvider', 200, 'verificationStatus'],
  ['updateAuthToken', 200, 'verificationStatus'],
  ['getProvider', 200, 'verificationStatus'],
  ['verifyProvider', 200, 'status'],
] as const)(
  '%s %i has an example for every status of a verification, each of that name',
  (id, status, member) => {
    const names = exampleNames(routes[id], status)
    expect(names.toSorted()).toEqual(['failed', 'pending', 'verified', 'warning'])
    for (const name of names) {
      expect(exampleOf(routes[id], status, name)).toMatchObject({ [member]: name })
    }
  },
)

test.each([
  ['a name that no example has', 200, 'broken'],
  ['a name of an example of another status', 200, 'validation'],
  ['a name that every object knows', 200, 'constructor'],
  ['the name of the prototype', 200, '__proto__'],
  ['no name', 200, ''],
  ['a status that is not declared', 418, 'pending'],
  ['the default of a status that is not declared', 418, undefined],
])('%s finds no example', (_, status, name) => {
  expect(exampleOf(routes.getTwilioProvider, status, name)).toBeUndefined()
})

test.each([
  ['a status that is not declared', 'getTwilioProvider', 201],
  ['an answer without a body', 'deleteProvider', 204],
] as const)('%s has no examples', (_, id, status) => {
  expect(exampleNames(routes[id], status)).toEqual([])
  expect(exampleOf(routes[id], status)).toBeUndefined()
})

test.each(reals)('%s %i %s is what Trunkline really answers', async (id, status, name, real) => {
  const { path = id === 'createTwilioProvider' ? PROVIDERS : PROVIDER, options, ...sent } = real
  const { send } = await startInProcess(options)

  const answer = await send(routes[id].method.toUpperCase(), path, sent)

  const value = JSON.stringify(exampleOf(routes[id], status, name))
  expect([answer.status, untraced(answer.text)]).toEqual([status, untraced(value)])
})

test('what Trunkline never answers like this is only there to be asked for', () => {
  const answered = reals.map(([id, status, name]) => exampleOf(routes[id], status, name))
  const served = new Set<OperationId>(reals.map(([id]) => id))
  const others = examples.filter(([id, , , value]) => served.has(id) && !answered.includes(value))
  const names = others.map(([, , name]) => name)
  expect(new Set(names)).toEqual(new Set(NEVER_BY_ITSELF))
})

test('the 503 of a get comes by itself where there are too many worlds', async () => {
  const { get, simulator } = await startInProcess()
  // The world `default` is there already.
  for (let made = 1; made < 10_000; made++) expect(simulator.world(`w${made}`).seed).toBe(1)

  const answer = await get(sample.id, { headers: { 'X-Mock-World': 'one-more' } })

  expect(answer.status).toBe(503)
})

/** Every trace id of the examples is the same one. */
function untraced(text: string): string {
  return text.replace(/"traceId":"[^"]*"/, '"traceId":""')
}
