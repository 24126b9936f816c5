import { once } from 'node:events'
import { isBuiltin } from 'node:module'
import { createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { expect, onTestFinished, test, vi } from 'vitest'
import { Fixture, type FixtureInput } from '../src/contract/fixture.ts'
import {
  connectSimulator,
  createSimulator,
  InputError,
  type Scenario,
  type Simulator,
  steeringOf,
  steeringToken,
} from '../src/index.ts'
import {
  ACCOUNT_SID,
  AUTH_TOKEN,
  type Client,
  clientOf,
  PROVIDERS,
  startInProcess,
  validBody,
} from './support/client.ts'
import { staticImports } from './support/modules.ts'
import { beginCreate, openSocket, takenPort, untilRefused } from './support/process.ts'

const ID = 'abcdef01-2345-4678-89ab-cdef01234567'

test('without options it is seed 1, the default fixture and a clock frozen at the start of 2025', async () => {
  const spelled = await startInProcess({
    seed: 1,
    fixture: 'default',
    clock: 'frozen',
    now: '2025-01-01T00:00:00Z',
    apiKeys: [],
    assumptions: { createStatus: 201, errorKeys: 'pascal', refusedCredentials: 400 },
  })
  expect(await talk(await startInProcess())).toStrictEqual(await talk(spelled))
})

test('a default create answers 201 and is verified on the first read, in 2025', async () => {
  const { create, get } = await startInProcess()
  const { status, body } = await create()
  const read = await get(body.id)
  expect([status, read.body.lastVerifiedAt]).toStrictEqual([201, '2025-01-01T00:00:00Z'])
})

async function talk({ create, get }: Client): Promise<string[]> {
  const created = await create()
  return [created.text, (await get(created.body.id)).text, (await create({})).text]
}

test('a real clock moves with the machine', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2030, 0, 1) })
  onTestFinished(() => void vi.useRealTimers())
  const { create, get } = await startInProcess({ clock: 'real' })
  const { body } = await create()
  vi.setSystemTime(Date.UTC(2030, 0, 1, 0, 0, 7))
  expect((await get(body.id)).body.lastVerifiedAt).toBe('2030-01-01T00:00:07Z')
})

test('a real clock that starts at another time moves on from there', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2030, 0, 1) })
  onTestFinished(() => void vi.useRealTimers())
  const { create, get } = await startInProcess({ clock: 'real', now: '1999-12-31T23:59:58Z' })
  const { body } = await create()
  vi.setSystemTime(Date.UTC(2030, 0, 1, 0, 0, 7))
  expect((await get(body.id)).body.lastVerifiedAt).toBe('2000-01-01T00:00:05Z')
})

test('takes a fixture as an object', async () => {
  const { get } = await startInProcess({ fixture: fixtureWith([provider(ID)]) })
  expect((await get(ID)).body.name).toBe('Fixed')
})

test('takes a scenario as an object', async () => {
  const scenario: Scenario = {
    name: 'limit',
    description: 'No more trunks.',
    twilio: [{ operation: 'CreateTrunk', error: 21244 }],
  }
  const { create } = await startInProcess({ scenario })
  expect((await create()).body.detail).toContain('21244')
})

test('makes up phone numbers where a fixture asks for them', async () => {
  const fixture = { phoneNumbersPerAccount: 3, accounts: [], providers: [] }
  const { create } = await startInProcess({ fixture })
  expect((await create()).status).toBe(201)
})

test('finds a provider whose id the fixture writes in capitals', async () => {
  const { get } = await startInProcess({ fixture: fixtureWith([provider(ID.toUpperCase())]) })
  expect((await get(ID)).status).toBe(200)
})

test('refuses a fixture that breaks the rules of Twilio', async () => {
  const providers = [provider(ID), provider(ID.replace('abcdef', '012345'))]
  const fixture = fixtureWith(providers, 'Trial')
  await expect(createSimulator({ fixture })).rejects.toThrow(InputError)
})

type FixtureProvider = NonNullable<FixtureInput['providers']>[number]

function fixtureWith(providers: FixtureProvider[], type: 'Full' | 'Trial' = 'Full'): Fixture {
  const account = { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, type }
  return Fixture.parse({ accounts: [account], providers })
}

function provider(id: string): FixtureProvider {
  return { id, accountSid: ACCOUNT_SID, name: 'Fixed' }
}

test.each<[string, object]>([
  ['/seed', { seed: -1 }],
  ['/seed', { seed: 1.5 }],
  ['/seed', { seed: '1' }],
  ['/clock', { clock: 'slow' }],
  ['/now', { now: 'noon' }],
  ['/apiKeys/1', { apiKeys: ['a', ''] }],
  ['/data', { data: '' }],
  ['/assumptions/errorKeys', { assumptions: { errorKeys: 'kebab' } }],
  ['/fixture/accounts/0/accountSid', { fixture: { accounts: [{ accountSid: 'AC1' }] } }],
  ['/fixture/phoneNumbersPerAccount', { fixture: { phoneNumbersPerAccount: -1 } }],
  ['/scenario/description', { scenario: { name: 'mine' } }],
  [
    '/scenario/twilio/0/error',
    { scenario: { name: 'a', description: 'b', twilio: [{ operation: '*', error: 1 }] } },
  ],
])('points at %s of the options %j', async (pointer, options) => {
  const error = await createSimulator(options).catch((it) => it)
  expect(error).toBeInstanceOf(InputError)
  expect(error.message).toMatch(new RegExp(`^Cannot load options:(\n.*)*\n {2}${pointer}: `))
})

test('names an option that there is not', async () => {
  const options: object = { prot: 4700 }
  const error = await createSimulator(options).catch((it) => it)
  expect(error).toBeInstanceOf(InputError)
  expect(error.message).toContain('/prot')
})

test('names every wrong option at once', async () => {
  const options: object = { seed: -1, clock: 'slow' }
  const error = await createSimulator(options).catch((it) => it)
  expect(error.message).toMatch(/\/seed: .*\n {2}\/clock: /)
})

test('refuses a fixture that has no such name', async () => {
  await expect(createSimulator({ fixture: 'none' })).rejects.toThrow(InputError)
})

test('refuses a scenario that has no such name', async () => {
  await expect(createSimulator({ scenario: 'none' })).rejects.toThrow(InputError)
})

test.each([
  '',
  '.',
  '..',
  'a/b',
  '../a',
  'a\\b',
  'a b',
  'a\n',
  'a\0',
  '%2e%2e',
  'wörld',
  '世界',
  'a'.repeat(65),
])('refuses %j as the name of a world', async (name) => {
  const simulator = await createSimulator()
  expect(() => simulator.world(name)).toThrow(RangeError)
})

test.each(['a', '...', '.hidden', 'Team_1.test-2', 'a'.repeat(64), '__proto__', 'constructor'])(
  'takes %j as the name of a world',
  async (name) => {
    const simulator = await createSimulator()
    const { create, get } = clientOf(simulator.world(name).fetch)
    const { body } = await create()
    expect((await get(body.id)).status).toBe(200)
  },
)

test('a world knows nothing of another', async () => {
  const { simulator, create } = await startInProcess()
  const { body } = await create()
  const { get } = clientOf(simulator.world('other').fetch)
  expect((await get(body.id)).status).toBe(404)
})

test('a world answers the same bytes under any name', async () => {
  const { simulator, create } = await startInProcess()
  const other = clientOf(simulator.world('other').fetch)
  expect((await other.create()).text).toBe((await create()).text)
})

test('the same name is the same world', async () => {
  const { simulator } = await startInProcess()
  const { body } = await clientOf(simulator.world('a').world('b').fetch).create()
  expect((await clientOf(simulator.world('b').fetch).get(body.id)).status).toBe(200)
})

test('two simulators share nothing', async () => {
  const { body } = await (await startInProcess()).create()
  const { get } = await startInProcess()
  expect((await get(body.id)).status).toBe(404)
})

test('who gives up while the body is read leaves no timer of a late answer', async () => {
  onTestFinished(() => void vi.restoreAllMocks())
  const set = vi.spyOn(globalThis, 'setTimeout')
  const { simulator } = await startInProcess({ clock: 'real' })
  const patience = new AbortController()
  const answer = simulator.fetch(PROVIDERS, {
    method: 'POST',
    headers: {
      Authorization: 'Bearer test-key',
      'Content-Type': 'application/json',
      Prefer: 'delay=86400000',
    },
    body: '{}',
    signal: patience.signal,
  })
  patience.abort()
  await expect(answer).rejects.toThrow('abort')
  await vi.waitUntil(async () => (await simulator.control.requests()).length === 1)
  await new Promise((next) => setImmediate(next))
  expect(set.mock.calls.filter(([, millis]) => millis === 86_400_000)).toStrictEqual([])
})

test('a port serves what fetch serves', async () => {
  const { simulator, create } = await startInProcess()
  const { body } = await create()
  const { url } = await opened(simulator)
  expect((await clientOf(fetch, url).get(body.id)).status).toBe(200)
})

test('says which port it has picked', async () => {
  const { url, port } = await opened(await createSimulator())
  expect(url).toBe(`http://127.0.0.1:${port}`)
})

test('a port serves the world that it was opened from', async () => {
  const { simulator, get } = await startInProcess()
  const { url } = await opened(simulator.world('other'))
  const { body } = await clientOf(fetch, url).create()
  expect((await get(body.id)).status).toBe(404)
})

test('two ports of one world serve the same providers', async () => {
  const simulator = await createSimulator()
  const [one, other] = [await opened(simulator), await opened(simulator)]
  const { body } = await clientOf(fetch, one.url).create()
  expect((await clientOf(fetch, other.url).get(body.id)).status).toBe(200)
})

const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === '::1'),
)

test.runIf(hasIpv6)('brackets an IPv6 address in the URL', async () => {
  const { url, port } = await opened(await createSimulator(), '::1')
  expect(url).toBe(`http://[::1]:${port}`)
  expect((await fetch(`${url}/__admin/health`)).status).toBe(200)
})

test('refuses a port that somebody else has', async () => {
  const port = await takenPort()
  const simulator = await createSimulator()
  await expect(simulator.listen({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

test('can listen elsewhere after a port was taken', async () => {
  const simulator = await createSimulator()
  await simulator.listen({ port: await takenPort() }).catch(() => {})
  expect((await fetch(`${(await opened(simulator)).url}/__admin/health`)).status).toBe(200)
})

test('close lets nobody in on any port, from whatever world it is called', async () => {
  const simulator = await createSimulator()
  const one = await simulator.listen({ port: 0 })
  const other = await simulator.world('other').listen({ port: 0 })
  await simulator.world('third').close()
  for (const { url } of [one, other]) await expect(fetch(url)).rejects.toThrow('fetch failed')
})

test('close waits for the request under way', async () => {
  const simulator = await createSimulator()
  const { port } = await simulator.listen({ port: 0 })
  const { finish } = await beginCreate(port)
  const closing = simulator.close()
  await untilRefused(port)
  const answer = await finish()
  await closing
  expect(answer).toContain('HTTP/1.1 201 Created')
})

test('close does not wait for a kept-alive connection', async () => {
  const simulator = await createSimulator()
  const { port } = await simulator.listen({ port: 0 })
  const socket = await openSocket(port)
  socket.write(`GET /__admin/health HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`)
  await once(socket, 'data')
  const begin = performance.now()
  await simulator.close()
  expect(performance.now() - begin).toBeLessThan(2500)
})

test('close frees the port', async () => {
  const simulator = await createSimulator()
  const { port } = await simulator.listen({ port: 0 })
  await simulator.close()
  const server = createServer().listen(port, '127.0.0.1')
  onTestFinished(() => void server.close())
  await expect(once(server, 'listening')).resolves.toStrictEqual([])
})

test('closing one port leaves the other open', async () => {
  const simulator = await createSimulator()
  const one = await simulator.listen({ port: 0 })
  const other = await opened(simulator)
  await one.close()
  expect((await fetch(`${other.url}/__admin/health`)).status).toBe(200)
})

test('a closed simulator still answers in this process', async () => {
  const { simulator, create } = await startInProcess()
  await simulator.listen({ port: 0 })
  await simulator.close()
  expect((await create()).status).toBe(201)
})

test('close without a port, or twice, does no harm', async () => {
  const simulator = await createSimulator()
  await simulator.close()
  await simulator.listen({ port: 0 })
  await simulator.close()
  await expect(simulator.close()).resolves.toBe(undefined)
})

/** A port that is closed after the test. */
function opened(simulator: Simulator, host = '127.0.0.1') {
  onTestFinished(() => simulator.close())
  return simulator.listen({ port: 0, host })
}

test('tells the request hook what a port has answered, and nothing else of it', async () => {
  const logRequest = vi.fn()
  const simulator = await createSimulator({}, { logRequest })
  const { url } = await opened(simulator)
  await clientOf(fetch, url).send('POST', `${PROVIDERS}?token=hidden`, { body: validBody })
  expect(logRequest.mock.calls).toStrictEqual([[{ method: 'POST', path: PROVIDERS, status: 201 }]])
})

test('tells the request hook the path of each request, whatever came before', async () => {
  const logRequest = vi.fn()
  const { url } = await opened(await createSimulator({}, { logRequest }))
  const paths = ['/a', '/b', '/a?x=1', '/b', '/b']
  for (const path of paths) await fetch(url + path)

  const told = logRequest.mock.calls.map(([{ path }]) => path)
  expect(told).toStrictEqual(['/a', '/b', '/a', '/b', '/b'])
})

test('exports the maker and the reader of steering tokens, each the inverse of the other', () => {
  const token = `${'0'.repeat(26)}310201`
  const steering = steeringOf(token)
  expect(steering).not.toBe(null)
  expect(steering && steeringToken(steering)).toBe(token)
})

const FOREIGN =
  /\/(lowdb|steno|@faker-js|@hono\/node-server|commander)\/|^src\/(cli|load|listen|storage|secrets)\.ts$/

test('needs nothing of Node, of a disk or of a port until it is asked for one', async () => {
  const needed = await staticImports('src/index.ts')
  const foreign = needed.filter((path) => isBuiltin(path) || FOREIGN.test(path))
  expect(needed).toContain('src/http/app.ts')
  expect(foreign).toStrictEqual([])
})

test.each(['src/index.ts', 'src/commands/start.ts'])(
  'a start by way of %s does not wait for the definitions of the control plane',
  async (entry) => {
    const needed = await staticImports(entry)
    expect(needed).toContain('src/http/app.ts')
    expect(needed.filter((path) => /^src\/(contract|http)\/control/.test(path))).toStrictEqual([])
  },
)

test.each([
  ['a path', '/api/v1/providers/twilio'],
  ['a text', 'https://blackbox.dasha.ai/api/v1/providers/twilio'],
  ['a URL', new URL('http://other.test/api/v1/providers/twilio')],
  ['a request', new Request('http://other.test/api/v1/providers/twilio')],
])('fetch takes %s and what fetch takes besides', async (_what, input) => {
  const { fetch } = await createSimulator()

  const { status } = await fetch(input, {
    method: 'POST',
    headers: { Authorization: 'Bearer key', 'Content-Type': 'application/json' },
    body: JSON.stringify(validBody),
  })

  expect(status).toBe(201)
})

test('fetch of a connected simulator stays in its world', async () => {
  const simulator = await createSimulator()
  const { url } = await simulator.listen({ port: 0 })
  onTestFinished(() => simulator.close())
  const connected = connectSimulator(url).world('checkout')

  const { status } = await connected.fetch('/api/v1/providers/twilio', {
    method: 'POST',
    headers: { Authorization: 'Bearer key', 'Content-Type': 'application/json' },
    body: JSON.stringify(validBody),
  })

  expect(status).toBe(201)
  expect(await simulator.world('checkout').control.countRequests({})).toEqual({ count: 1 })
})
