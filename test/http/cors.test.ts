import { expect, test } from 'vitest'
import { PROVIDERS, type Sent, startInProcess, validBody } from '../support/client.ts'
import { startOnPort } from '../support/port.ts'

const UNKNOWN = `${PROVIDERS}/3c90c3cc-0d44-4b50-8888-8dd25736052a`
const ORIGIN = { Origin: 'https://app.example' }

test.each([
  [PROVIDERS, 'POST', 'DELETE,GET,HEAD,OPTIONS,POST'],
  [UNKNOWN, 'GET', 'GET,HEAD,OPTIONS,PUT'],
  [UNKNOWN, 'PUT', 'GET,HEAD,OPTIONS,PUT'],
])('a preflight for %s with %s is granted', async (path, method, methods) => {
  const { send } = await startInProcess()

  const { status, headers } = await send('OPTIONS', path, {
    key: null,
    headers: {
      ...ORIGIN,
      'Access-Control-Request-Method': method,
      'Access-Control-Request-Headers': 'authorization,content-type',
    },
  })

  expect({
    status,
    origin: headers.get('Access-Control-Allow-Origin'),
    methods: headers.get('Access-Control-Allow-Methods'),
    headers: headers.get('Access-Control-Allow-Headers'),
  }).toEqual({ status: 204, origin: '*', methods, headers: 'authorization,content-type' })
})

test('a preflight does not grant a method that the path does not take', async () => {
  const { send } = await startInProcess()

  const { headers } = await send('OPTIONS', PROVIDERS, {
    key: null,
    headers: { ...ORIGIN, 'Access-Control-Request-Method': 'PATCH' },
  })

  expect(headers.get('Access-Control-Allow-Methods')).not.toContain('PATCH')
})

test('a preflight may be kept for a while', async () => {
  const { send } = await startInProcess()

  const { headers } = await send('OPTIONS', PROVIDERS, {
    key: null,
    headers: { ...ORIGIN, 'Access-Control-Request-Method': 'POST' },
  })

  expect(Number(headers.get('Access-Control-Max-Age'))).toBeGreaterThan(0)
})

test.each([
  ['a create', 'POST', PROVIDERS, { body: validBody }, 201],
  ['a bad body', 'POST', PROVIDERS, { body: {} }, 400],
  ['a missing key', 'GET', UNKNOWN, { key: null }, 401],
  ['an unknown provider', 'GET', UNKNOWN, {}, 404],
  ['an unknown path', 'GET', '/api/v1/nothing', {}, 404],
  ['a wrong method', 'DELETE', UNKNOWN, {}, 405],
  ['a wrong content type', 'PUT', UNKNOWN, {}, 415],
])('a page from anywhere may read the answer to %s', async (_what, method, path, sent, status) => {
  const { send } = await startInProcess()

  const answer = await send(method, path, { ...sent, headers: ORIGIN })

  expect([answer.status, answer.headers.get('Access-Control-Allow-Origin')]).toEqual([status, '*'])
})

test.each<[string, string, Sent]>([
  ['Location', 'POST', { body: validBody }],
  ['Allow', 'PUT', {}],
  ['WWW-Authenticate', 'POST', { key: null }],
])('a page may read the header %s where it stands', async (name, method, sent) => {
  const { send } = await startInProcess()

  const { headers } = await send(method, PROVIDERS, { ...sent, headers: ORIGIN })

  expect(headers.has(name)).toBe(true)
  expect(headers.get('Access-Control-Expose-Headers')?.split(', ')).toContain(name)
})

test('no answer lets a page send cookies', async () => {
  const { create } = await startInProcess()

  const { headers } = await create(validBody, { headers: ORIGIN })

  expect(headers.has('Access-Control-Allow-Credentials')).toBe(false)
})

test.each([
  [PROVIDERS, 'DELETE, GET, HEAD, OPTIONS, POST'],
  [UNKNOWN, 'GET, HEAD, OPTIONS, PUT'],
  ['/__admin/health', 'GET, HEAD, OPTIONS'],
])('OPTIONS of %s says what is allowed, to anybody', async (path, allow) => {
  const { send } = await startInProcess({ apiKeys: ['only-this'] })

  const { status, headers, text } = await send('OPTIONS', path, { key: null })

  expect([status, headers.get('Allow'), text]).toEqual([204, allow, ''])
})

test('OPTIONS of an unknown path answers 404', async () => {
  const { send } = await startInProcess()

  expect((await send('OPTIONS', '/api/v1/nothing')).status).toBe(404)
})

test.each([
  ['a provider', `${PROVIDERS}/{id}`, {}, 200],
  ['an unknown provider', UNKNOWN, {}, 404],
  ['a malformed id', `${PROVIDERS}/7`, {}, 400],
  ['a missing key', UNKNOWN, { key: null }, 401],
  ['a path without GET', `${PROVIDERS}/{id}/auth-token`, {}, 405],
  ['the health probe', '/__admin/health', {}, 200],
])('HEAD answers as GET does, without the body: %s', async (_what, template, sent, status) => {
  const { create, send } = await startInProcess()
  const path = template.replace('{id}', (await create()).body.id)

  const get = await send('GET', path, sent)
  const head = await send('HEAD', path, sent)

  // Each request has a number of its own.
  head.headers.delete('X-Mock-Request-Id')
  get.headers.delete('X-Mock-Request-Id')
  expect([head.status, [...head.headers], head.text]).toEqual([status, [...get.headers], ''])
})

test('HEAD over a port answers as GET does, without the body', async () => {
  const { create, send } = await startOnPort()
  const { id } = (await create()).body

  const head = await send('HEAD', `${PROVIDERS}/${id}`)

  expect([head.status, head.headers.get('Content-Type'), head.text]).toEqual([
    200,
    'application/json; charset=utf-8',
    '',
  ])
})

test('the health probe is open', async () => {
  const { send } = await startInProcess({ apiKeys: ['only-this'] })

  const { status, body } = await send('GET', '/__admin/health', { key: null })

  expect([status, body]).toEqual([200, { status: 'ok' }])
})

test.each([
  ['GET', '/__admin/health'],
  ['POST', '/__admin/health'],
  ['OPTIONS', '/__admin/health'],
  ['GET', '/__admin/nothing'],
])('no page from elsewhere may use the control plane: %s %s', async (method, path) => {
  const { send } = await startInProcess()

  const { headers } = await send(method, path, {
    headers: { ...ORIGIN, 'Access-Control-Request-Method': 'GET' },
  })

  expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([])
})
