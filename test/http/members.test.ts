import { expect, test } from 'vitest'
import { ACCOUNT_SID, AUTH_TOKEN, PROVIDERS, startInProcess, validBody } from '../support/client.ts'

const MEMBERS = [
  'name',
  'providerType',
  'accountSid',
  'id',
  'verificationStatus',
  'lastVerifiedAt',
  'phoneNumberCount',
  'verificationDetails',
  'trunkSid',
  'terminationUri',
  'region',
  'supportsCallTransfer',
]

test('an unknown member of a create is ignored', async () => {
  const known = await startInProcess()
  const more = await startInProcess()

  const { text } = await more.create({ ...validBody, colour: 'red', id: '0', region2: [1] })

  expect(text).toBe((await known.create()).text)
})

test('members with names of Object.prototype do no harm', async () => {
  const { send } = await startInProcess()
  const before = Object.getOwnPropertyNames(Object.prototype)
  const evil =
    '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":"x","hasOwnProperty":1'

  const body = `{${evil},${JSON.stringify(validBody).slice(1)}`
  const answer = await send('POST', PROVIDERS, { body })

  expect([answer.status, Object.getOwnPropertyNames(Object.prototype), 'polluted' in {}]).toEqual([
    201,
    before,
    false,
  ])
})

test('a __proto__ member gives a create nothing', async () => {
  const { send } = await startInProcess()
  const body = `{"__proto__":${JSON.stringify(validBody)}}`

  const answer = await send('POST', PROVIDERS, { body })

  expect(answer.body.errors).toEqual({
    AccountSid: ['The AccountSid field is required.'],
    AuthToken: ['The AuthToken field is required.'],
    Name: ['The Name field is required.'],
  })
})

test('a __proto__ member gives an update nothing', async () => {
  const { create, update } = await startInProcess()
  const created = (await create()).body

  const answer = await update(
    created.id,
    '{"__proto__":{"name":"Evil"},"constructor":{"name":"Evil"}}',
  )

  expect(answer.body).toEqual(created)
})

test('a request with members of Object.prototype leaves other requests as they were', async () => {
  const quiet = await startInProcess()
  const attacked = await startInProcess()
  await attacked.send('POST', PROVIDERS, {
    body: '{"__proto__":{"region":"evil","supportsCallTransfer":true},"toString":null}',
  })

  expect((await attacked.create()).text).toBe((await quiet.create()).text)
})

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  'a provider may be called %s, twice',
  async (name) => {
    const { create } = await startInProcess()

    const first = (await create({ ...validBody, name })).body
    const second = (await create({ ...validBody, name })).body

    expect([first.name, second.name, first.id === second.id]).toEqual([name, name, false])
  },
)

test('names that are no well-formed Unicode get ids of their own', async () => {
  const { create } = await startInProcess()

  const ids = []
  for (const name of ['\ud83d', '\ud83e', '\ufffd']) {
    ids.push((await create({ ...validBody, name })).body.id)
  }

  expect(new Set(ids).size).toBe(3)
})

test.each([
  ['name', '"name":"First","name":"Last"', { name: 'Last' }],
  ['a bad value, then a good one', '"region":7,"region":"ie1"', { region: 'ie1' }],
])('of a member that stands twice the last one counts: %s', async (_what, members, expected) => {
  const { create, update } = await startInProcess()
  const { id } = (await create()).body

  const { body } = await update(id, `{${members}}`)

  expect(body).toMatchObject(expected)
})

test('of a member that stands twice a bad last one is refused', async () => {
  const { create, update } = await startInProcess()
  const { id } = (await create()).body

  const { body } = await update(id, '{"region":"ie1","region":7}')

  expect(Object.keys(body.errors)).toEqual(['$.region'])
})

test('create, get and update answer all twelve members in the documented order', async () => {
  const { create, get, update } = await startInProcess()
  const created = await create()

  const read = await get(created.body.id)
  const updated = await update(created.body.id, { name: 'New' })

  expect([created, read, updated].map(({ body }) => Object.keys(body))).toEqual([
    MEMBERS,
    MEMBERS,
    MEMBERS,
  ])
})

test('the order of the members of a request makes no difference', async () => {
  const one = await startInProcess()
  const other = await startInProcess()

  const { text } = await one.create({
    name: 'Main',
    authToken: AUTH_TOKEN,
    accountSid: ACCOUNT_SID,
  })

  expect(text).toBe(
    (await other.create({ accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, name: 'Main' })).text,
  )
})

test('a check has its five members in the documented order', async () => {
  const { create, get } = await startInProcess()
  const { id } = (await create()).body

  const { verificationDetails } = (await get(id)).body

  expect(Object.keys(verificationDetails[0])).toEqual([
    'checkName',
    'message',
    'status',
    'timestamp',
    'details',
  ])
})
