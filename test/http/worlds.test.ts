import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { clientOf, PROVIDERS, startInProcess, validBody } from '../support/client.ts'
import { startOnPort } from '../support/port.ts'

test('a prefix of the path names a world of its own', async () => {
  const { create, send } = await startInProcess()
  const { body } = await create()
  expect((await send('GET', `/__w/checkout${PROVIDERS}/${body.id}`)).status).toBe(404)
  expect((await send('GET', `/__w/default${PROVIDERS}/${body.id}`)).status).toBe(200)
})

test('a header names a world of its own', async () => {
  const { create, get } = await startInProcess()
  const headers = { 'X-Mock-World': 'checkout' }
  const { body } = await create(validBody, { headers })
  expect((await get(body.id)).status).toBe(404)
  expect((await get(body.id, { headers })).status).toBe(200)
})

test('the prefix wins over the header', async () => {
  const { send } = await startInProcess()
  const headers = { 'X-Mock-World': 'b' }
  const { body } = await send('POST', `/__w/a${PROVIDERS}`, { body: validBody, headers })
  expect((await send('GET', `/__w/a${PROVIDERS}/${body.id}`)).status).toBe(200)
  expect((await send('GET', `/__w/b${PROVIDERS}/${body.id}`)).status).toBe(404)
})

test('what a program calls a world is the same world over the port', async () => {
  const { simulator, send } = await startInProcess()
  const { body } = await clientOf(simulator.world('checkout').fetch).create()
  expect((await send('GET', `/__w/checkout${PROVIDERS}/${body.id}`)).status).toBe(200)
})

test('Location stays in the world', async () => {
  const { send } = await startInProcess()
  const { headers, body } = await send('POST', `/__w/checkout${PROVIDERS}`, { body: validBody })
  expect(headers.get('Location')).toBe(`/__w/checkout${PROVIDERS}/${body.id}`)
})

test.each(['GET', 'DELETE', 'OPTIONS'])('%s of the root of a world is no path', async (method) => {
  const { send } = await startInProcess()
  for (const path of ['/__w/checkout', '/__w/checkout/', '/__w/']) {
    expect([path, (await send(method, path)).status]).toEqual([path, 404])
  }
})

test('a wrong method is told what is allowed there, in any world', async () => {
  const { send } = await startInProcess()
  const { status, headers } = await send('PUT', `/__w/checkout${PROVIDERS}`)
  expect([status, headers.get('Allow')]).toEqual([405, 'DELETE, GET, HEAD, OPTIONS, POST'])
})

test.each(['a%20b', 'caf%C3%A9', '..%2Fdata', 'x'.repeat(65), '~'])(
  'the name %s is refused with the rule',
  async (name) => {
    const { send } = await startInProcess()
    const { status, body } = await send('POST', `/__w/${name}${PROVIDERS}`, { body: validBody })
    expect([status, body.title]).toEqual([400, 'Bad Request'])
    expect(body.detail).toContain('a name has 1 to 64 letters, digits')
  },
)

test('200 worlds, driven at once over one port, answer the same bytes', {
  timeout: 60_000,
}, async () => {
  const { url } = await startOnPort()
  const names = Array.from({ length: 200 }, (_, index) => `test-${index}.${'x'.repeat(index % 40)}`)
  const transcripts = await Promise.all(names.map((name) => transcript(`${url}/__w/${name}`)))
  expect(new Set(transcripts).size).toBe(1)
})

/** A digest of every status and body of a short life: create, read, refuse, fail, update, read. */
async function transcript(base: string): Promise<string> {
  const hash = createHash('sha256')
  async function send(method: string, path: string, body?: object): Promise<{ id: string }> {
    const response = await fetch(`${base}${PROVIDERS}${path}`, {
      method,
      headers: { Authorization: 'Bearer key', 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    hash.update(`${response.status} ${text}\n`)
    return JSON.parse(text)
  }
  const { id } = await send('POST', '', validBody)
  await send('GET', `/${id}`)
  await send('POST', '', { ...validBody, name: '' })
  await send('POST', '', { ...validBody, authToken: `${'0'.repeat(27)}20003` })
  await send('PUT', `/${id}`, { supportsCallTransfer: true })
  await send('GET', `/${id}`)
  return hash.digest('hex')
}
