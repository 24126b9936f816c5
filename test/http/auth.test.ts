import { expect, test } from 'vitest'
import { PROVIDERS, startInProcess, validBody } from '../support/client.ts'

const UNKNOWN = '3c90c3cc-0d44-4b50-8888-8dd25736052a'

test.each([
  ['no Authorization header', {}],
  ['another scheme', { Authorization: 'Basic dXNlcjpwYXNz' }],
  ['the scheme alone', { Authorization: 'Bearer' }],
  ['an empty key', { Authorization: 'Bearer ' }],
  ['a key of blanks', { Authorization: 'Bearer    ' }],
  ['a key without a scheme', { Authorization: 'test-key' }],
  ['a scheme glued to the key', { Authorization: 'Bearertest-key' }],
  ['two keys', { Authorization: 'Bearer one two' }],
  ['an empty header', { Authorization: '' }],
  ['the key in another header', { 'X-Api-Key': 'test-key' }],
])('%s answers 401 and names the scheme', async (_what, headers) => {
  const { send } = await startInProcess()

  const answer = await send('GET', `${PROVIDERS}/${UNKNOWN}`, {
    key: null,
    headers: headers as Record<string, string>,
  })

  expect([answer.status, answer.headers.get('WWW-Authenticate')]).toEqual([401, 'Bearer'])
})

test.each([
  ['POST', PROVIDERS, validBody],
  ['GET', `${PROVIDERS}/${UNKNOWN}`, undefined],
  ['PUT', `${PROVIDERS}/${UNKNOWN}`, {}],
])('%s %s wants a key', async (method, path, body) => {
  const { send } = await startInProcess()

  expect((await send(method, path, { key: null, body })).status).toBe(401)
})

test.each(['Bearer', 'bearer', 'BEARER', 'bEaReR'])(
  'the scheme may be spelt %s',
  async (scheme) => {
    const { create, send } = await startInProcess()
    const { id } = (await create(validBody, { key: 'some-key' })).body

    const answer = await send('GET', `${PROVIDERS}/${id}`, {
      key: null,
      headers: { Authorization: `${scheme} some-key` },
    })

    expect(answer.status).toBe(200)
  },
)

test.each(['k', 'x'.repeat(4000), 'sk_live-1.2~3+4/5==', '0'])(
  'any key will do: %.20s',
  async (key) => {
    const { create } = await startInProcess()

    expect((await create(validBody, { key })).status).toBe(201)
  },
)

test.each([
  ['first', 201],
  ['second', 201],
  ['third', 401],
  ['First', 401],
  ['firs', 401],
  ['first,second', 401],
  ['toString', 401],
])('with the keys first and second, the key %s answers %i', async (key, status) => {
  const { create } = await startInProcess({ apiKeys: ['first', 'second'] })

  expect((await create(validBody, { key })).status).toBe(status)
})

test('a key that is not accepted is told the scheme', async () => {
  const { create } = await startInProcess({ apiKeys: ['first'] })

  const { headers } = await create(validBody, { key: 'other' })

  expect(headers.get('WWW-Authenticate')).toBe('Bearer')
})

test('a refused key creates nothing', async () => {
  const refusing = await startInProcess({ apiKeys: ['first'] })
  const fresh = await startInProcess()

  await refusing.create(validBody, { key: 'other' })

  const { text } = await refusing.create(validBody, { key: 'first' })
  expect(text).toBe((await fresh.create()).text)
})

test.each([
  ['GET', undefined],
  ['PUT', { name: 'Mine now' }],
])("%s of another organisation's provider answers as if it never was", async (method, body) => {
  const shared = await startInProcess()
  const { id } = (await shared.create(validBody, { key: 'owner' })).body
  const empty = await startInProcess()

  const theirs = await shared.send(method, `${PROVIDERS}/${id}`, { key: 'stranger', body })
  const nobodys = await empty.send(method, `${PROVIDERS}/${id}`, { key: 'stranger', body })

  expect([theirs.status, theirs.text]).toEqual([404, nobodys.text])
})

test("another organisation's update changes nothing [authentication/organisation]", async () => {
  const { create, update, get } = await startInProcess()
  const { id } = (await create(validBody, { key: 'owner' })).body

  await update(id, { name: 'Mine now', supportsCallTransfer: true }, { key: 'stranger' })

  const { name, supportsCallTransfer } = (await get(id, { key: 'owner' })).body
  expect({ name, supportsCallTransfer }).toEqual({ name: 'Main', supportsCallTransfer: false })
})

test("another organisation's read does not count as a read", async () => {
  const { create, get } = await startInProcess()
  const authToken = '00000000000000000000000000110000'
  const { id } = (await create({ ...validBody, authToken }, { key: 'owner' })).body

  await get(id, { key: 'stranger' })

  expect((await get(id, { key: 'owner' })).body.verificationStatus).toBe('pending')
})

test('two organisations may connect the same account under the same name', async () => {
  const { create } = await startInProcess()

  const ours = await create(validBody, { key: 'one' })
  const theirs = await create(validBody, { key: 'two' })

  expect([theirs.status, theirs.body.id === ours.body.id]).toEqual([201, false])
})

test.each([
  ['a success', 'POST', PROVIDERS, validBody, 201],
  ['a bad body', 'POST', PROVIDERS, {}, 400],
  ['an unknown provider', 'GET', `${PROVIDERS}/${UNKNOWN}`, undefined, 404],
  ['a wrong method', 'PATCH', PROVIDERS, {}, 405],
  ['an unknown path', 'GET', '/nowhere', undefined, 404],
])('the key appears nowhere in the answer to %s', async (_what, method, path, body, status) => {
  const { send } = await startInProcess()
  const key = 'canary-9d1f7c'

  const answer = await send(method, path, { key, body })

  expect([answer.status, JSON.stringify([answer.text, ...answer.headers])]).toEqual([
    status,
    expect.not.stringContaining(key),
  ])
})

test('a refused key appears nowhere in the answer', async () => {
  const { create } = await startInProcess({ apiKeys: ['another-key'] })

  const { text, headers } = await create(validBody, { key: 'canary-9d1f7c' })

  expect(JSON.stringify([text, ...headers])).not.toContain('canary-9d1f7c')
})
