import { once } from 'node:events'
import http from 'node:http'
import { setupServer } from 'msw/node'
import { expect, onTestFinished, test, vi } from 'vitest'
import { connectSimulator } from '../../src/client.ts'
import type { FaultKind } from '../../src/contract/faults.ts'
import { type Answering, handlers } from '../../src/msw.ts'
import { clientOf, PROVIDERS, startInProcess, validBody } from '../support/client.ts'
import { startOnPort } from '../support/port.ts'

const ORIGIN = 'https://blackbox.dasha.ai'
const ID = 'abcdef01-2345-4678-89ab-cdef01234567'
const KEY = { Authorization: 'Bearer test-key' }

/** Mocks the API with the simulator until the test has finished; what is not its own is refused, and never sent. */
function mock(simulator: Answering, options?: { origin: string }) {
  const server = setupServer(...handlers(simulator, options))
  const unforeseen: unknown[] = []
  server.events.on('unhandledException', ({ error }) => unforeseen.push(error))
  server.listen({ onUnhandledRequest: 'error' })
  onTestFinished(() => server.close())
  return { ...clientOf(fetch, options?.origin ?? ORIGIN), unforeseen }
}

async function startMocked() {
  const { simulator } = await startInProcess()
  return { simulator, ...mock(simulator) }
}

/** How a call fails: the error and its cause. */
async function failure(call: () => unknown): Promise<unknown> {
  try {
    await call()
  } catch (error) {
    const { name, message, cause } = error as Error
    const { name: why, message: because, code } = Object(cause)
    return { name, message, why, because, code }
  }
  return undefined
}

test('a client of the real origin talks to the simulator', async () => {
  const { create, get, update, send, simulator } = await startMocked()
  const { status, headers, body } = await create()
  expect([status, headers.get('Location')]).toStrictEqual([201, `${PROVIDERS}/${body.id}`])
  expect((await get(body.id)).body.verificationStatus).toBe('verified')
  expect((await update(body.id, { name: 'Renamed' })).body.name).toBe('Renamed')
  expect((await send('GET', `${PROVIDERS}/${ID}?a=1`)).status).toBe(404)
  const [, , , last] = await simulator.control.requests()
  expect(last?.request.query).toBe('a=1')
})

test('HEAD has the headers and no body', async () => {
  const { create, send } = await startMocked()
  const { body } = await create()
  const head = await send('HEAD', `${PROVIDERS}/${body.id}`)
  expect([head.status, head.text]).toStrictEqual([200, ''])
  expect(head.headers.get('Content-Type')).toContain('application/json')
})

test('a body may be a stream', async () => {
  await startMocked()
  const body = new Blob([JSON.stringify(validBody)]).stream()
  const headers = { ...KEY, 'Content-Type': 'application/json' }
  const init = { method: 'POST', headers, body, duplex: 'half' as const }
  expect((await fetch(ORIGIN + PROVIDERS, init)).status).toBe(201)
})

test('a world may answer, and no other sees the request', async () => {
  const { simulator } = await startInProcess()
  const world = simulator.world('checkout')
  await mock(world).create()
  expect(await world.control.requests()).toHaveLength(1)
  expect(await simulator.control.requests()).toHaveLength(0)
})

test.each(['http://localhost:3000', 'http://[::1]:3000', 'https://blackbox.dasha.ai/'])(
  'the origin may be %s',
  async (origin) => {
    const { simulator } = await startInProcess()
    mock(simulator, { origin })
    const response = await fetch(new URL(PROVIDERS, origin), { headers: KEY })
    expect(response.status).toBe(400)
  },
)

test('what is no URL is no origin', async () => {
  const { simulator } = await startInProcess()
  expect(() => handlers(simulator, { origin: 'blackbox' })).toThrow(TypeError)
})

test.each([
  'https://example.org/',
  `http://blackbox.dasha.ai${PROVIDERS}`,
  `https://blackbox.dasha.ai:8443${PROVIDERS}`,
  `https://blackbox.dasha.ai.example.org${PROVIDERS}`,
  `https://blackboxxdasha.ai${PROVIDERS}`,
])('%s is left to others', async (url) => {
  const { simulator } = await startMocked()
  const report = vi.spyOn(console, 'error').mockReturnValue()
  onTestFinished(() => report.mockRestore())
  await expect(fetch(url)).rejects.toThrow('Cannot bypass a request')
  expect(await simulator.control.requests()).toHaveLength(0)
})

const BROKEN: FaultKind[] = [
  'CONNECTION_RESET_BY_PEER',
  'EMPTY_RESPONSE',
  'RANDOM_DATA_THEN_CLOSE',
  'TIMEOUT',
]

test.each(BROKEN)('%s fails as without MSW, cause included', async (fault) => {
  const { simulator } = await startMocked()
  await simulator.control.addFault({ name: 'broken', fault })
  const url = `${ORIGIN}${PROVIDERS}/${ID}`
  const mocked = await failure(() => fetch(url, { headers: KEY }))
  const direct = await failure(() => simulator.fetch(new Request(url, { headers: KEY })))
  expect(mocked).toMatchObject({ name: 'TypeError', message: 'fetch failed' })
  expect(mocked).toStrictEqual(direct)
})

test.each<[FaultKind, object]>([
  ['MALFORMED_RESPONSE_CHUNK', { message: 'terminated', code: 'HPE_INVALID_CHUNK_SIZE' }],
  ['TRUNCATED_BODY', { message: 'terminated', code: 'UND_ERR_SOCKET' }],
  ['MALFORMED_JSON', { name: 'SyntaxError' }],
])('%s answers, and its body cannot be read', async (fault, expected) => {
  const { simulator } = await startMocked()
  await simulator.control.addFault({ name: 'broken', fault })
  const response = await fetch(`${ORIGIN}${PROVIDERS}/${ID}`, { headers: KEY })
  expect(response.status).toBe(404)
  expect(await failure(() => response.json())).toMatchObject(expected)
})

test.each<[FaultKind, string]>([
  ['CONNECTION_RESET_BY_PEER', 'ECONNRESET'],
  ['EMPTY_RESPONSE', 'ECONNRESET'],
  ['RANDOM_DATA_THEN_CLOSE', 'HPE_INVALID_CONSTANT'],
])('a client on node:http is told %s by the code %s', async (fault, code) => {
  const { simulator } = await startInProcess()
  mock(simulator, { origin: 'http://localhost:3000' })
  await simulator.control.addFault({ name: 'broken', fault })
  const request = http.get(`http://localhost:3000${PROVIDERS}/${ID}`, { headers: KEY })
  expect(await once(request, 'error')).toMatchObject([{ code }])
})

test('an abort ends a request that has not been sent, and one that is under way', async () => {
  const { simulator, unforeseen } = await startMocked()
  await simulator.control.resume()
  await simulator.control.addFault({ name: 'silent', fault: 'TIMEOUT' })
  const send = (signal: AbortSignal) =>
    fetch(`${ORIGIN}${PROVIDERS}/${ID}`, { headers: KEY, signal })
  await expect(send(AbortSignal.abort())).rejects.toThrow(
    expect.objectContaining({ name: 'AbortError' }),
  )
  await expect(send(AbortSignal.timeout(50))).rejects.toThrow(
    expect.objectContaining({ name: 'TimeoutError' }),
  )
  expect(await simulator.control.requests()).toHaveLength(1)
  expect(unforeseen).toStrictEqual([])
})

test('a simulator elsewhere is steered and reached past the mock', async () => {
  const { url } = await startOnPort()
  const simulator = connectSimulator(url).world('checkout')
  const { create } = mock(simulator)
  await simulator.control.setScenario('twilio-down')
  expect((await create()).status).toBe(502)
  expect(await simulator.control.requests()).toHaveLength(1)
})
