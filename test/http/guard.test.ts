import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { type GuardOptions, guardOf, needsAdminToken, type Refusal } from '../../src/http/guard.ts'
import { listen } from '../../src/listen.ts'
import { startInProcess } from '../support/client.ts'

const TOKEN = 'the-admin-token'
const OWN = 'http://127.0.0.1:4700'
const RESET = `${OWN}/__admin/reset`
const HEALTH = `${OWN}/__admin/health`

/** What a guard with these options says of a request. */
function ask(url: string, init: RequestInit = {}, options: Partial<GuardOptions> = {}) {
  const guard = guardOf({ host: '127.0.0.1', allowedHosts: [], adminToken: null, ...options })
  return guard(new Request(url, init))
}

function statusOf(refusal: Refusal | undefined): number | undefined {
  return refusal?.status
}

/** A port whose guard has these options, and what it answers to a request head: 200 where the guard lets it in. */
async function guardedPort(options: Partial<GuardOptions> = {}) {
  const guard = guardOf({ host: '127.0.0.1', allowedHosts: [], adminToken: null, ...options })
  const { port, close } = await listen(
    (request) => {
      const refusal = guard(request)
      return new Response(refusal?.detail ?? '', { status: statusOf(refusal) ?? 200 })
    },
    { host: '127.0.0.1', port: 0, replaceGlobals: false },
  )
  onTestFinished(close)
  return async (requestLine: string, ...headers: string[]): Promise<number> => {
    const socket = connect(port, '127.0.0.1').setEncoding('latin1')
    let answer = ''
    socket.on('data', (text) => {
      answer += text
    })
    const head = [requestLine, ...headers, 'Connection: close', '\r\n'].join('\r\n')
    socket.write(head, 'latin1')
    await once(socket, 'close')
    return Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])
  }
}

test.each([
  'localhost',
  'localhost:4700',
  'LocalHost:4700',
  'checkout.localhost:4700',
  'a.b.localhost',
  '127.0.0.1',
  '127.0.0.1:65535',
  '127.255.255.254:1',
  '[::1]',
  '[::1]:4700',
])('a port lets in Host: %s', async (host) => {
  const answerTo = await guardedPort()
  expect(await answerTo('GET / HTTP/1.1', `Host: ${host}`)).toBe(200)
})

test.each([
  'evil.com',
  'evil.com:4700',
  '127.0.0.1.evil.com',
  'localhost.evil.com',
  'evillocalhost',
  'evil-localhost:4700',
  'localhost.',
  '.localhost',
  'a..localhost',
  '128.0.0.1',
  '0.0.0.0',
  '127.0.0',
  '127.0.0.256',
  '127.0.0.1.1',
  '2130706433',
  '0x7f.0.0.1',
  '"localhost"',
  'mein-host',
])('a port answers 421 to Host: %s', async (host) => {
  const answerTo = await guardedPort()
  expect(await answerTo('GET / HTTP/1.1', `Host: ${host}`)).toBe(421)
})

test.each([
  '',
  '[::1].evil',
  '[::1]evil.com',
  '[::ffff:127.0.0.1]',
  'user:password@127.0.0.1',
  '127.0.0.1@evil.com',
  'localhost:',
  'localhost:port',
  'localhost:-1',
  'localhost:65536',
  'localhost:80:80',
  'localhost, evil.com',
  'localhost evil.com',
  'localhost/evil.com',
  'evil.com/localhost',
  'evil.com#localhost',
  'evil.com\\localhost',
  '%6cocalhost',
])('what is no host at all never reaches the guard: %s', async (host) => {
  const answerTo = await guardedPort()
  expect(await answerTo('GET / HTTP/1.1', `Host: ${host}`)).toBe(400)
})

test('a request without Host is let in only when its target says a host of ours', async () => {
  const answerTo = await guardedPort()
  expect(await answerTo('GET / HTTP/1.0')).toBe(400)
  expect(await answerTo('GET / HTTP/1.1')).toBe(400)
  expect(await answerTo('GET http://localhost/ HTTP/1.0')).toBe(200)
  expect(await answerTo('GET http://evil.com/ HTTP/1.0')).toBe(421)
})

test('the host of a whole URL as the target counts, and not the Host header', async () => {
  const answerTo = await guardedPort()
  expect(await answerTo('GET http://evil.com/ HTTP/1.1', 'Host: localhost')).toBe(421)
  expect(await answerTo('GET http://localhost/ HTTP/1.1', 'Host: evil.com')).toBe(200)
  expect(await answerTo('GET http://user:secret@localhost/ HTTP/1.1', 'Host: localhost')).toBe(421)
})

test('a path that looks like a host is a path', async () => {
  const answerTo = await guardedPort()
  expect(await answerTo('GET //localhost/ HTTP/1.1', 'Host: evil.com')).toBe(421)
  expect(await answerTo('GET //evil.com/ HTTP/1.1', 'Host: localhost')).toBe(200)
})

test.each([
  ['::1', '[::ffff:127.0.0.1]'],
  ['::1', '[::2]'],
  ['::1', '[::]'],
])('a port on %s answers 421 to the host %s', (host, asked) => {
  expect(ask(`http://${asked}:4700/`, {}, { host })).toMatchObject({ status: 421 })
})

test.each([
  ['192.168.1.7', 'http://192.168.1.7:4700/'],
  ['0.0.0.0', 'http://0.0.0.0/'],
  ['fe80::1', 'http://[fe80::1]:4700/'],
  ['FE80:0::1', 'http://[fe80::1]/'],
  ['Build-Box', 'http://build-box:4700/'],
])('a port on %s lets in its own address', (host, url) => {
  expect(ask(url, {}, { host })).toBeUndefined()
})

test.each([
  ['192.168.1.7', 'http://192.168.1.8/'],
  ['192.168.1.7', 'http://192.168.1.7.evil.com/'],
  ['0.0.0.0', 'http://192.168.1.7/'],
  ['', 'http://evil.com/'],
])('a port on %s answers 421 to %s', (host, url) => {
  expect(ask(url, {}, { host })).toMatchObject({ status: 421 })
})

test.each([
  ['trunkline.test', 'http://trunkline.test:4700/', undefined],
  ['Trunkline.TEST', 'http://trunkline.test/', undefined],
  ['trunkline.test', 'http://a.trunkline.test/', 421],
  ['trunkline.test', 'http://trunkline.test.evil.com/', 421],
  ['trunkline.test', 'http://trunkline.test./', 421],
  ['trunkline.test:4700', 'http://trunkline.test:4700/', undefined],
  ['trunkline.test:4700', 'http://trunkline.test:4701/', 421],
  ['trunkline.test:4700', 'http://trunkline.test/', 421],
  ['trunkline.test:80', 'http://trunkline.test/', undefined],
  ['my_service', 'http://my_service:4700/', undefined],
  ['192.168.1.7:4700', 'http://192.168.1.7:4700/', undefined],
  ['[fe80::1]:4700', 'http://[fe80::1]:4700/', undefined],
  ['*', 'http://evil.com/', undefined],
])('with --allowed-host %s, %s gets %s', (allowed, url, status) => {
  expect(statusOf(ask(url, {}, { allowedHosts: ['other', allowed] }))).toBe(status)
})

test('loopback names are let in beside an allowed host', () => {
  expect(ask(`${OWN}/`, {}, { allowedHosts: ['trunkline.test'] })).toBeUndefined()
})

test.each(['', 'http://trunkline.test', 'trunkline.test/', '*.test', 'a b', 'a:port', 'me@a'])(
  'the allowed host "%s" is refused',
  (allowed) => {
    expect(() => ask(`${OWN}/`, {}, { allowedHosts: [allowed] })).toThrow(
      new RangeError(
        `Cannot allow host "${allowed}": it takes a name or address, with or without a port, or * for any.`,
      ),
    )
  },
)

test('a refused host is named, with the way out', async () => {
  const { detail } = ask('http://evil.com:4700/') ?? {}
  expect(detail).toContain('Cannot answer for host "evil.com:4700":')
  expect(detail).toContain('`--allowed-host`')
})

test('a refused host is named without credentials and not at any length', async () => {
  const guard = guardOf({ host: '127.0.0.1', allowedHosts: [], adminToken: null })
  // Fetch takes no such URL; a request over the port may carry one.
  const url = `http://user:secret@${'x'.repeat(5000)}/`
  const { detail = '' } = guard(Object.create(new Request(OWN), { url: { value: url } })) ?? {}
  expect(detail).toContain('"xxx')
  expect(detail).not.toContain('secret')
  expect(detail.length).toBeLessThan(250)
})

test('a host that was let in opens nothing for the next request', () => {
  const guard = guardOf({ host: '127.0.0.1', allowedHosts: [], adminToken: null })
  const statuses = [
    `${OWN}/`,
    `${OWN}.evil.com/`,
    'http://127.0.0.1:47000/',
    'http://evil.com/',
    'http://127.0.0.1:470.evil.com/',
    `${OWN}/again`,
  ].map((url) => statusOf(guard(Object.create(new Request(OWN), { url: { value: url } }))))
  expect(statuses).toStrictEqual([undefined, 421, undefined, 421, 421, undefined])
})

test.each([
  ['no token', {}],
  ['an empty token', { 'X-Admin-Token': '' }],
  ['another token', { 'X-Admin-Token': 'the-admin-tokem' }],
  ['a beginning of it', { 'X-Admin-Token': 'the-admin' }],
  ['more than it', { 'X-Admin-Token': `${TOKEN}s` }],
  ['another letter case', { 'X-Admin-Token': TOKEN.toUpperCase() }],
  ['it elsewhere', { Authorization: `Bearer ${TOKEN}` }],
])('%s answers 401 where one is asked for, and tells it to nobody', (_what, headers) => {
  const refusal = ask(RESET, { method: 'POST', headers }, { adminToken: TOKEN })
  expect(refusal).toMatchObject({ status: 401, headers: { 'WWW-Authenticate': 'X-Admin-Token' } })
  expect(refusal?.detail).toContain('`X-Admin-Token`')
  expect(JSON.stringify(refusal)).not.toContain(TOKEN)
})

test('the admin token opens the control plane', () => {
  const headers = { 'X-Admin-Token': TOKEN }
  expect(ask(RESET, { method: 'POST', headers }, { adminToken: TOKEN })).toBeUndefined()
})

test('the control plane is open where no token is asked for', () => {
  expect(ask(RESET, { method: 'POST' })).toBeUndefined()
})

test('everything but the control plane wants no admin token', () => {
  const paths = ['/', '/openapi.json', '/api/v1/providers/twilio', '/docs?next=/__admin/reset']
  const refusals = paths.map((path) => ask(OWN + path, {}, { adminToken: TOKEN }))
  expect(refusals).toStrictEqual([undefined, undefined, undefined, undefined])
})

test.each([
  ['GET', HEALTH, undefined],
  ['HEAD', HEALTH, undefined],
  ['GET', `${OWN}/__w/checkout/__admin/health`, undefined],
  ['POST', HEALTH, 401],
  ['OPTIONS', HEALTH, 401],
  ['GET', `${HEALTH}/`, 401],
  ['GET', `${OWN}/__admin/state`, 401],
  ['GET', `${OWN}/__admin`, 401],
  ['GET', 'http://evil.com/__admin/health', 421],
])('%s %s without the admin token gets %s', (method, url, status) => {
  expect(statusOf(ask(url, { method }, { adminToken: TOKEN }))).toBe(status)
})

test.each([
  ['its own origin', { Origin: OWN }, undefined],
  ['no origin', {}, undefined],
  ['another host', { Origin: 'http://evil.com' }, 403],
  ['another name of this machine', { Origin: 'http://localhost:4700' }, 403],
  ['another port', { Origin: 'http://127.0.0.1:5173' }, 403],
  ['another scheme', { Origin: 'https://127.0.0.1:4700' }, 403],
  ['no port', { Origin: 'http://127.0.0.1' }, 403],
  ['more than the origin', { Origin: `${OWN}.evil.com` }, 403],
  ['a sandboxed frame', { Origin: 'null' }, 403],
  ['an empty origin', { Origin: '' }, 403],
  ['a page of the same origin', { Origin: OWN, 'Sec-Fetch-Site': 'same-origin' }, undefined],
  ['the address bar', { 'Sec-Fetch-Site': 'none' }, undefined],
  ['a page of another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
  ['a page of the same site', { 'Sec-Fetch-Site': 'same-site' }, 403],
  ['a page that has the token', { Origin: 'http://evil.com', 'X-Admin-Token': TOKEN }, 403],
])('the control plane answers %s: %j gets %s', (_what, headers: object, status) => {
  const init = { method: 'POST', headers: { ...headers } }
  expect(statusOf(ask(RESET, init))).toBe(status)
})

test.each(['GET', 'OPTIONS'])('a page of another origin may not %s health either', (method) => {
  const headers = { Origin: 'http://evil.com' }
  expect(ask(HEALTH, { method, headers })).toMatchObject({ status: 403 })
})

test('a page of the default port is of the same origin', () => {
  const headers = { Origin: 'http://localhost' }
  expect(ask('http://localhost:80/__admin/reset', { method: 'POST', headers })).toBeUndefined()
})

test('a page from anywhere may use everything but the control plane', () => {
  const headers = { Origin: 'http://evil.com', 'Sec-Fetch-Site': 'cross-site' }
  expect(ask(`${OWN}/api/v1/providers/twilio`, { headers })).toBeUndefined()
})

test.each([
  '/__admin/health',
  '/__admin/health?x=%2F',
  '/__w/checkout/__admin/health',
  '/__w//__admin/health',
  '/%5F%5Fadmin/health',
  '/__%61dmin/health',
  '/__admin%2Fhealth',
  '/__admin/%68ealth',
  '/%5f_w/checkout/__admin/health',
  '/__w%2Fcheckout/__admin/health',
  '/__w/checkout%2F__admin/health',
  '/__w/a/__w/b/__admin/health',
  '/__w/__admin/health',
  '/__w/%5F%5Fadmin/__admin/health',
  '/%255F%255Fadmin/health',
  '/__ADMIN/health',
  '/__adminx/health',
  '//__admin/health',
  '/./__admin/health',
  '/x/../__admin/health',
  '/x/%2e%2e/__admin/health',
  '/x/..%2F__admin/health',
  '/__admin/../__admin/health',
  '/__admin;x/health',
  '/%zz/../__admin/health',
  '/%/__admin/health',
  '/api?/__admin/health',
])('%s is guarded if and only if it reaches the control plane', async (path) => {
  const headers = { Origin: 'http://evil.com' }
  const { simulator } = await startInProcess()
  const { status } = await simulator.fetch(new Request(OWN + path))
  const reaches = status !== 404
  expect(statusOf(ask(OWN + path, { headers }))).toBe(reaches ? 403 : undefined)
})

test.each(['127.0.0.1', '127.1.2.3', 'localhost', 'LOCALHOST', '::1', '0:0:0:0:0:0:0:1'])(
  'a port on %s needs no admin token',
  (host) => {
    expect(needsAdminToken(host)).toBe(false)
  },
)

test.each([
  '0.0.0.0',
  '::',
  '',
  '192.168.1.7',
  '10.127.0.1',
  '128.0.0.1',
  'fe80::1',
  '::2',
  '::ffff:192.168.1.7',
  'build-box',
  'localhost.evil.com',
  '127.0.0.1.evil.com',
])('a port on %s needs an admin token', (host) => {
  expect(needsAdminToken(host)).toBe(true)
})
