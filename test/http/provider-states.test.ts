import { expect, test } from 'vitest'
import { PROVIDER_STATES } from '../../src/http/provider-states.ts'
import type { Options } from '../../src/index.ts'
import {
  ACCOUNT_SID,
  type Client,
  PROVIDERS,
  startInProcess,
  validBody,
} from '../support/client.ts'
import { temporaryDirectory } from '../support/process.ts'

const SETUP = '/__admin/pact/provider-states'
const VERIFIED = 'a verified provider exists'
const ID = '3c90c3cc-0d44-4b50-8888-8dd25736052a'
const OTHER_ID = '4d01d4dd-1e55-4c61-9999-9ee36847163b'

/** A simulator that is told its states as a verifier of Pact tells them. */
async function start(options?: Options) {
  const started = await startInProcess(options)
  const post = (body: unknown) => started.send('POST', SETUP, { key: null, body })
  return {
    ...started,
    post,
    async setUp(state: string, params: object = {}) {
      const { status, body, text } = await post({ action: 'setup', params, state })
      expect(status, text).toBe(200)
      return body
    },
    tearDown: (state: string) => post({ action: 'teardown', params: {}, state }),
    exported: () => started.simulator.control.exportState(),
  }
}

const read = (id: string) => (it: Client) => it.get(id)
const create = (it: Client) => it.create()
const BAD_CREDENTIALS = { scenario: 'bad-credentials' }

const STATES = [
  ['no providers exist', { fixture: 'every-status' }, read(idOf('2')), 404, {}],
  ['a pending provider exists', {}, read(idOf('1')), 200, { verificationStatus: 'pending' }],
  [VERIFIED, {}, read(idOf('2')), 200, { verificationStatus: 'verified', phoneNumberCount: 1 }],
  ['a provider with a warning exists', {}, read(idOf('3')), 200, { verificationStatus: 'warning' }],
  ['a failed provider exists', {}, read(idOf('4')), 200, { verificationStatus: 'failed' }],
  ['all is well at Twilio', BAD_CREDENTIALS, create, 201, {}],
  ['Twilio refuses the credentials', {}, create, 400, { title: 'Bad Request' }],
  ['Twilio limits the rate', {}, create, 503, {}],
  ['Twilio is down', {}, create, 502, {}],
  ['Twilio does not answer', {}, create, 504, {}],
] as const

test.each(STATES)('%s', async (state, options, send, status, body) => {
  const simulator = await start(options)
  await simulator.setUp(state)
  const answer = await send(simulator)
  expect(answer.status, answer.text).toBe(status)
  expect(answer.body).toMatchObject(body)
})

test('every state stands in that table', () => {
  expect(STATES.map(([state]) => state)).toEqual([...PROVIDER_STATES.keys()])
})

test('a provider that is pending stays so', async () => {
  const { setUp, get } = await start()
  const { id } = await setUp('a pending provider exists')
  await get(id)
  expect((await get(id)).body).toMatchObject({
    verificationStatus: 'pending',
    lastVerifiedAt: null,
  })
})

test('the parameters say what the provider is, and come back as values for generators', async () => {
  const { setUp, get } = await start()
  const params = {
    id: ID,
    accountSid: ACCOUNT_SID,
    name: 'EU trunk',
    region: 'ie1',
    supportsCallTransfer: true,
  }
  expect(await setUp(VERIFIED, params)).toStrictEqual(params)
  expect((await get(ID)).body).toMatchObject({ ...params, verificationStatus: 'verified' })
})

test('without parameters the values are the defaults', async () => {
  const { setUp } = await start()
  expect(await setUp(VERIFIED)).toStrictEqual({
    id: idOf('2'),
    accountSid: `AC${'2'.repeat(32)}`,
    name: 'Main account',
    region: 'us1',
    supportsCallTransfer: false,
  })
})

test('an id in capitals is the same id', async () => {
  const { setUp } = await start()
  expect(await setUp(VERIFIED, { id: ID.toUpperCase() })).toMatchObject({ id: ID })
})

test.each([
  { state: '', params: {}, action: 'setup' },
  { state: '', params: {}, action: 'teardown' },
  {},
])('an interaction without a state gets the world at its start: %j', async (body) => {
  const { post, exported, create } = await start()
  const before = await exported()
  await create()
  const { status, body: values } = await post(body)
  expect([status, values]).toEqual([200, {}])
  expect(await exported()).toStrictEqual(before)
})

test.each([
  'A verified provider exists',
  `${VERIFIED} `,
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'x'.repeat(100_000),
])('an unknown state is answered with the known ones: %.30s', async (state) => {
  const { post } = await start()
  for (const action of ['setup', 'teardown']) {
    const { status, body } = await post({ state, action })
    expect([status, Object.keys(body.errors)]).toEqual([400, ['/state']])
    for (const name of PROVIDER_STATES.keys()) expect(body.errors['/state'][0]).toContain(name)
  }
})

test.each([
  [VERIFIED, { id: 5 }, '/params/id'],
  [VERIFIED, { id: 'provider-1' }, '/params/id'],
  [VERIFIED, { id: null }, '/params/id'],
  [VERIFIED, { accountSid: 'AC123' }, '/params/accountSid'],
  [VERIFIED, { accountSid: `AC${'A'.repeat(32)}` }, '/params/accountSid'],
  [VERIFIED, { accountSid: ['AC'] }, '/params/accountSid'],
  [VERIFIED, { name: '' }, '/params/name'],
  [VERIFIED, { name: 'x'.repeat(101) }, '/params/name'],
  [VERIFIED, { name: { toString: 1 } }, '/params/name'],
  [VERIFIED, { region: null }, '/params/region'],
  [VERIFIED, { supportsCallTransfer: 'yes' }, '/params/supportsCallTransfer'],
  [VERIFIED, { verification: 'pending' }, '/params/verification'],
  [VERIFIED, { phoneNumbers: ['+14155550100'] }, '/params/phoneNumbers'],
  [VERIFIED, { constructor: 1 }, '/params/constructor'],
  [VERIFIED, { 'a/b': 1 }, '/params/a~1b'],
  ['no providers exist', { id: ID }, '/params/id'],
  ['Twilio is down', { id: ID }, '/params/id'],
  ['', { id: ID }, '/params/id'],
])('%s with the parameters %j: %s is named', async (state, params, pointer) => {
  const { post, exported } = await start()
  const before = await exported()
  const { status, body } = await post({ state, params })
  expect([status, Object.keys(body.errors)]).toEqual([400, [pointer]])
  expect(body.detail).toContain('the parameters that it takes: ')
  expect(await exported()).toStrictEqual(before)
})

test('every bad parameter is named at once', async () => {
  const { post } = await start()
  const { body } = await post({ state: VERIFIED, params: { id: 5, name: '', nickname: 'x' } })
  expect(Object.keys(body.errors)).toEqual(['/params/id', '/params/name', '/params/nickname'])
  expect(body.detail).toContain('id, accountSid, name, region, supportsCallTransfer')
})

test('a parameter __proto__ changes nothing', async () => {
  const { send, get } = await start()
  const params = `{"__proto__":{"id":"${ID}","name":"polluted"}}`
  const { status } = await send('POST', SETUP, {
    body: `{"state":"${VERIFIED}","params":${params}}`,
  })
  expect([status, (await get(ID)).status]).toEqual([200, 404])
  expect((await get(idOf('2'))).body.name).toBe('Main account')
})

test.each([
  [{ state: 5 }, '/state'],
  [{ state: null }, '/state'],
  [{ state: [VERIFIED] }, '/state'],
  [{ state: VERIFIED, params: [] }, '/params'],
  [{ state: VERIFIED, params: null }, '/params'],
  [{ state: VERIFIED, params: 'id' }, '/params'],
  [{ state: VERIFIED, action: 'begin' }, '/action'],
  [[], ''],
  ['"a verified provider exists"', ''],
])('the body %j is refused at %j', async (sent, pointer) => {
  const { post } = await start()
  const { status, body } = await post(sent)
  expect([status, Object.keys(body.errors)]).toEqual([400, [pointer]])
})

test('members that other verifiers add are of no interest', async () => {
  const { post } = await start()
  const body = { consumer: 'Dashboard', state: VERIFIED, states: [VERIFIED], params: {} }
  expect((await post(body)).status).toBe(200)
})

test.each([...PROVIDER_STATES.keys()])('%s, twice in a row, is the same as once', async (state) => {
  const { setUp, exported } = await start()
  const values = await setUp(state)
  const once = await exported()
  for (let time = 0; time < 5; time++) expect(await setUp(state)).toStrictEqual(values)
  expect(await exported()).toStrictEqual(once)
})

test('of two states about one provider the last is true', async () => {
  const { setUp, get } = await start()
  await setUp(VERIFIED, { id: ID, accountSid: ACCOUNT_SID })
  await setUp('a failed provider exists', { id: ID, name: 'Other' })
  expect((await get(ID)).body).toMatchObject({ name: 'Other', verificationStatus: 'failed' })
})

test('a state takes the place of a provider of the start', async () => {
  const { setUp, get } = await start({ fixture: 'every-status' })
  await setUp('a provider with a warning exists', { id: idOf('2'), name: 'Mine' })
  const { body } = await get(idOf('2'))
  expect(body).toMatchObject({ name: 'Mine', verificationStatus: 'warning', phoneNumberCount: 1 })
  expect((await get(idOf('1'))).status).toBe(200)
})

test('the states of one interaction add up, whatever their order', async () => {
  for (const states of [
    [VERIFIED, 'Twilio is down', 'a failed provider exists'],
    ['a failed provider exists', 'Twilio is down', VERIFIED],
  ]) {
    const { setUp, get, create } = await start()
    for (const state of states) await setUp(state)
    expect((await get(idOf('2'))).body.verificationStatus).toBe('verified')
    expect((await get(idOf('4'))).body.verificationStatus).toBe('failed')
    expect((await create()).status).toBe(502)
  }
})

test('where no provider exists Twilio knows no account', async () => {
  const { setUp, create, exported } = await start({
    fixture: {
      phoneNumbersPerAccount: 1,
      accounts: [{ accountSid: ACCOUNT_SID, authToken: 'f'.repeat(32) }],
    },
  })
  await setUp('no providers exist')
  expect((await create()).status).toBe(201)
  expect(Object.keys((await exported()).twilio.phoneNumbers)).toHaveLength(1)
})

test('providers of one account keep their own phone numbers', async () => {
  const { setUp, get, simulator } = await start()
  await setUp(VERIFIED, { id: ID, accountSid: ACCOUNT_SID })
  await setUp('a provider with a warning exists', { id: OTHER_ID, accountSid: ACCOUNT_SID })
  await simulator.control.advance('PT1H')
  const statuses = [(await get(ID)).body, (await get(OTHER_ID)).body].map(
    (it) => `${it.verificationStatus} ${it.phoneNumberCount}`,
  )
  expect(statuses).toEqual(['verified 1', 'warning 1'])
})

test.each([...PROVIDER_STATES.keys()].filter((name) => name.endsWith('exists')))(
  '%s, and its account takes whatever token a create sends',
  async (state) => {
    const { setUp, create } = await start()
    await setUp(state, { accountSid: ACCOUNT_SID })
    const { status, text } = await create({ ...validBody, authToken: 'f'.repeat(32) })
    expect(status, text).toBe(201)
  },
)

test('an account of the start keeps its token', async () => {
  const accounts = [{ accountSid: ACCOUNT_SID, authToken: validBody.authToken }]
  const { setUp, create, get } = await start({ fixture: { accounts } })
  await setUp(VERIFIED, { id: ID, accountSid: ACCOUNT_SID })
  expect((await get(ID)).body.verificationStatus).toBe('verified')
  expect((await create({ ...validBody, authToken: 'f'.repeat(32) })).status).toBe(400)
  expect((await create()).status).toBe(201)
})

const withAccount = (account: object, provider: object): Options => ({
  fixture: {
    accounts: [{ accountSid: ACCOUNT_SID, authToken: validBody.authToken, ...account }],
    providers: [{ id: ID, accountSid: ACCOUNT_SID, name: 'There', ...provider }],
  },
})

test.each([
  ['closed', withAccount({}, { atTwilio: { account: 'closed' } }), '20003'],
  ['suspended', withAccount({}, { atTwilio: { account: 'suspended' } }), '20403'],
  ['full', withAccount({ type: 'Trial' }, {}), '21244'],
])('an account that is %s is refused by its name', async (_what, options, code) => {
  const { post, exported } = await start(options)
  const before = await exported()
  const { status, body } = await post({ state: VERIFIED, params: { accountSid: ACCOUNT_SID } })
  expect([status, body.detail]).toEqual([400, `Cannot set up "${VERIFIED}": Twilio refuses it.`])
  expect(body.errors).toEqual({ '/params/accountSid': [expect.stringContaining(code)] })
  expect(await exported()).toStrictEqual(before)
})

test('an id whose names are all taken at Twilio is refused by its name', async () => {
  const { setUp, post, exported } = await start()
  const like = (digit: string) => `${ID.slice(0, -1)}${digit}`
  for (const digit of ['1', '2', '3']) await setUp(VERIFIED, { id: like(digit) })
  const before = await exported()
  const { status, body } = await post({ state: VERIFIED, params: { id: like('4') } })
  expect([status, Object.keys(body.errors)]).toEqual([400, ['/params/id']])
  expect(await exported()).toStrictEqual(before)
})

test('a setup after a request begins with the world at its start', async () => {
  const { setUp, get, create, exported } = await start({ fixture: 'every-status' })
  const { id } = (await create()).body
  await setUp(VERIFIED, { id: ID })
  expect((await get(id)).status).toBe(404)
  await setUp('Twilio is down')
  const { providers, scenario } = await exported()
  expect(Object.keys(providers)).toEqual([...'123456789'].map(idOf))
  expect(scenario?.name).toBe('twilio-down')
})

test('and those that follow it add up', async () => {
  const { setUp, get, create } = await start()
  await create()
  await setUp(VERIFIED, { id: ID })
  await setUp(VERIFIED, { id: OTHER_ID })
  expect((await get(ID)).status).toBe(200)
})

test('a request that is refused counts as one', async () => {
  const { setUp, send, get } = await start()
  await setUp(VERIFIED, { id: ID })
  await send('GET', `${PROVIDERS}/${ID}`, { key: null })
  await setUp('no providers exist')
  expect((await get(ID)).status).toBe(404)
})

test('what the control plane did before the first setup stays', async () => {
  const { setUp, simulator, create } = await start()
  await simulator.control.setSettings({ assumptions: { createStatus: 200 } })
  await setUp('no providers exist')
  expect((await create()).status).toBe(200)
})

test('requests that the journal has forgotten count', async () => {
  const { setUp, simulator, get } = await start()
  await setUp(VERIFIED, { id: ID })
  await get(ID)
  await simulator.control.reset({ only: ['journal'] })
  await setUp('Twilio is down')
  expect((await get(ID)).status).toBe(404)
})

test('a world from the disk has a past', async () => {
  const data = temporaryDirectory()
  const first = await start({ data })
  await first.setUp(VERIFIED, { id: ID })
  await first.simulator.close()
  const second = await start({ data })
  await second.setUp('Twilio is down')
  expect((await second.get(ID)).status).toBe(404)
  await second.simulator.close()
})

test.each([...PROVIDER_STATES.keys()])('the teardown of %s puts the world back', async (state) => {
  const { setUp, tearDown, create, exported } = await start({ fixture: 'every-status' })
  const before = await exported()
  await setUp(state)
  await create()
  for (let time = 0; time < 2; time++) {
    const { status, body } = await tearDown(state)
    expect([status, body]).toEqual([200, {}])
    expect(await exported()).toStrictEqual(before)
  }
})

test('the journal goes on, so that one can read what an interaction did', async () => {
  const { setUp, tearDown, create, simulator } = await start()
  await setUp('Twilio is down')
  await create()
  await tearDown('Twilio is down')
  expect(await simulator.control.requests()).toHaveLength(1)
})

test('a state is of one world only', async () => {
  const { send } = await start()
  await send('POST', `/__w/pact${SETUP}`, { body: { state: VERIFIED } })
  expect((await send('GET', `/__w/pact${PROVIDERS}/${idOf('2')}`)).status).toBe(200)
  expect((await send('GET', `${PROVIDERS}/${idOf('2')}`)).status).toBe(404)
})

test('a steering token wins over a state', async () => {
  const { setUp, create } = await start()
  await setUp('Twilio is down')
  const { status } = await create({ ...validBody, authToken: '00000000000000000000000000010000' })
  expect(status).toBe(201)
})

/** As in the fixture `every-status`. */
function idOf(digit: string): string {
  const of = (length: number) => digit.repeat(length)
  return `${of(8)}-${of(4)}-4${of(3)}-8${of(3)}-${of(12)}`
}
