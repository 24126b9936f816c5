import { expect, test } from 'vitest'
import { PROVIDERS, type Sent, startInProcess, validBody } from '../support/client.ts'

const UNKNOWN = `${PROVIDERS}/3c90c3cc-0d44-4b50-8888-8dd25736052a`
const MALFORMED_ID = `${PROVIDERS}/not-a-uuid`
const PLAIN = { headers: { 'Content-Type': 'text/plain' } }
const NO_KEY = { key: null }
const OVERSIZED = new Uint8Array(1024 * 1024 + 1).fill(0x20)
const BAD_NAME = { name: 'x'.repeat(101) }
const TWILIO_IS_DOWN = '00000000000000000000000000020503'

type Asked = [method: string, path: string, sent?: Sent]

/** `both` breaks two rules and gets the answer of the first; `second` breaks only the other. */
const PAIRS: { pair: string; both: Asked; second: Asked; answers: [number, number] }[] = [
  {
    pair: 'an unknown path beats a missing key',
    both: ['GET', '/api/v1/providers/nobody/here', NO_KEY],
    second: ['GET', UNKNOWN, NO_KEY],
    answers: [404, 401],
  },
  {
    pair: 'an unknown path beats a wrong content type',
    both: ['POST', '/api/v1/nothing', { ...PLAIN, body: validBody }],
    second: ['POST', PROVIDERS, { ...PLAIN, body: validBody }],
    answers: [404, 415],
  },
  {
    pair: 'a wrong method beats a missing key',
    both: ['PATCH', PROVIDERS, { ...NO_KEY, body: validBody }],
    second: ['POST', PROVIDERS, { ...NO_KEY, body: validBody }],
    answers: [405, 401],
  },
  {
    pair: 'a wrong method beats a wrong content type',
    both: ['DELETE', UNKNOWN, { ...PLAIN, body: '{}' }],
    second: ['PUT', UNKNOWN, { ...PLAIN, body: '{}' }],
    answers: [405, 415],
  },
  {
    pair: 'a wrong method beats a malformed id',
    both: ['POST', MALFORMED_ID, { body: {} }],
    second: ['PUT', MALFORMED_ID, { body: {} }],
    answers: [405, 400],
  },
  {
    pair: 'a missing key beats a wrong content type',
    both: ['POST', PROVIDERS, { ...NO_KEY, ...PLAIN, body: validBody }],
    second: ['POST', PROVIDERS, { ...PLAIN, body: validBody }],
    answers: [401, 415],
  },
  {
    pair: 'a missing key beats a body over the limit',
    both: ['POST', PROVIDERS, { ...NO_KEY, body: OVERSIZED }],
    second: ['POST', PROVIDERS, { body: OVERSIZED }],
    answers: [401, 413],
  },
  {
    pair: 'a missing key beats a bad body',
    both: ['POST', PROVIDERS, { ...NO_KEY, body: {} }],
    second: ['POST', PROVIDERS, { body: {} }],
    answers: [401, 400],
  },
  {
    pair: 'a missing key beats a malformed id',
    both: ['GET', MALFORMED_ID, NO_KEY],
    second: ['GET', MALFORMED_ID],
    answers: [401, 400],
  },
  {
    pair: 'a missing key beats an unknown provider',
    both: ['GET', UNKNOWN, NO_KEY],
    second: ['GET', UNKNOWN],
    answers: [401, 404],
  },
  {
    pair: 'a wrong content type beats a body over the limit',
    both: ['POST', PROVIDERS, { ...PLAIN, body: OVERSIZED }],
    second: ['POST', PROVIDERS, { body: OVERSIZED }],
    answers: [415, 413],
  },
  {
    pair: 'a wrong content type beats a bad body',
    both: ['POST', PROVIDERS, { ...PLAIN, body: '{' }],
    second: ['POST', PROVIDERS, { body: '{' }],
    answers: [415, 400],
  },
  {
    pair: 'a wrong content type beats a malformed id',
    both: ['PUT', MALFORMED_ID, { ...PLAIN, body: '{}' }],
    second: ['PUT', MALFORMED_ID, { body: '{}' }],
    answers: [415, 400],
  },
  {
    pair: 'a wrong content type beats an unknown provider',
    both: ['PUT', UNKNOWN, { ...PLAIN, body: '{}' }],
    second: ['PUT', UNKNOWN, { body: '{}' }],
    answers: [415, 404],
  },
  {
    pair: 'a body over the limit beats a malformed id',
    both: ['PUT', MALFORMED_ID, { body: OVERSIZED }],
    second: ['PUT', MALFORMED_ID, { body: '{}' }],
    answers: [413, 400],
  },
  {
    pair: 'a body over the limit beats an unknown provider',
    both: ['PUT', UNKNOWN, { body: OVERSIZED }],
    second: ['PUT', UNKNOWN, { body: '{}' }],
    answers: [413, 404],
  },
  {
    pair: 'a bad body beats an unknown provider',
    both: ['PUT', UNKNOWN, { body: BAD_NAME }],
    second: ['PUT', UNKNOWN, { body: {} }],
    answers: [400, 404],
  },
  {
    pair: 'a bad body beats what Twilio says',
    both: ['POST', PROVIDERS, { body: { ...validBody, ...BAD_NAME, authToken: TWILIO_IS_DOWN } }],
    second: ['POST', PROVIDERS, { body: { ...validBody, authToken: TWILIO_IS_DOWN } }],
    answers: [400, 502],
  },
]

test.each(PAIRS)('$pair', async ({ both, second, answers }) => {
  const { send } = await startInProcess()

  expect([(await send(...both)).status, (await send(...second)).status]).toEqual(answers)
})

test.each([
  { method: 'PUT', path: PROVIDERS, allow: 'DELETE, GET, HEAD, OPTIONS, POST' },
  { method: 'PATCH', path: PROVIDERS, allow: 'DELETE, GET, HEAD, OPTIONS, POST' },
  { method: 'PUT', path: '/api/v1/providers', allow: 'GET, HEAD, OPTIONS' },
  { method: 'POST', path: UNKNOWN, allow: 'GET, HEAD, OPTIONS, PUT' },
  { method: 'PATCH', path: UNKNOWN, allow: 'GET, HEAD, OPTIONS, PUT' },
  { method: 'DELETE', path: UNKNOWN, allow: 'GET, HEAD, OPTIONS, PUT' },
  { method: 'POST', path: '/__admin/health', allow: 'GET, HEAD, OPTIONS' },
])('$method $path answers 405 and says what is allowed', async ({ method, path, allow }) => {
  const { send } = await startInProcess()

  const { status, headers } = await send(method, path)

  expect([status, headers.get('Allow')]).toEqual([405, allow])
})

test.each(['GET', 'DELETE'])(
  'to %s of any provider the word twilio is a malformed id',
  async (method) => {
    const { send } = await startInProcess()

    const { status, body } = await send(method, PROVIDERS)

    expect([status, body.errors]).toEqual([400, { id: ["The value 'twilio' is not valid."] }])
  },
)

test.each([
  ['/api/v1/provider'],
  ['/api/v1/providers/twilio/'],
  ['/api/v1/Providers/twilio'],
  [`${UNKNOWN}/more`],
  ['/api/v2/providers/twilio'],
])('no path %s', async (path) => {
  const { send } = await startInProcess()

  expect((await send('PUT', path, { body: {} })).status).toBe(404)
})

test.each([
  ['a bad member', BAD_NAME, ['id', 'Name']],
  ['a member of the wrong type', { region: 1 }, ['id', '$.region']],
  ['malformed JSON', '{', ['id', '$']],
  ['an empty body', '', ['id', '']],
])('a malformed id and %s are told together', async (_what, body, keys) => {
  const { send } = await startInProcess()

  const answer = await send('PUT', MALFORMED_ID, { body })

  expect(Object.keys(answer.body.errors)).toEqual(keys)
})

test("another organisation's provider beats a conflict at Twilio", async () => {
  const { create, update } = await startInProcess({ scenario: 'trunk-missing' })
  const { id } = (await create()).body

  const theirs = await update(id, { supportsCallTransfer: true }, { key: 'another-key' })
  const ours = await update(id, { supportsCallTransfer: true })

  expect([theirs.status, ours.status]).toEqual([404, 409])
})

test('a bad body beats a conflict at Twilio', async () => {
  const { create, update } = await startInProcess({ scenario: 'trunk-missing' })
  const { id } = (await create()).body

  const bad = await update(id, { ...BAD_NAME, supportsCallTransfer: true })
  const good = await update(id, { supportsCallTransfer: true })

  expect([bad.status, good.status]).toEqual([400, 409])
})
