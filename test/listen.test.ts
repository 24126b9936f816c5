import { Agent, get } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import type { FaultKind } from '../src/contract/faults.ts'
import { broken, listening, observed, wire } from './support/listening.ts'
import { untilRefused } from './support/process.ts'

/** Well below the five seconds that a close waits for requests under way. */
const SOON = 2500

/** A promise, and what resolves it. */
function gate<Value = void>() {
  let open = (_value: Value) => {}
  const opened = new Promise<Value>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

/** The status of a GET, and from which port of the client it was sent. */
function sendFrom(agent: Agent, url: string) {
  return new Promise<{ status: number | undefined; from: number | undefined }>((resolve) => {
    let status: number | undefined
    let from: number | undefined
    get(url, { agent })
      .on('socket', (socket) => {
        const note = () => {
          from = socket.localPort
        }
        if (socket.connecting) socket.once('connect', note)
        else note()
      })
      .on('response', (incoming) => {
        status = incoming.statusCode
        incoming.on('error', () => {}).resume()
      })
      .on('error', () => {})
      .on('close', () => resolve({ status, from }))
  })
}

test.each([
  ['CONNECTION_RESET_BY_PEER', undefined],
  ['EMPTY_RESPONSE', undefined],
  ['RANDOM_DATA_THEN_CLOSE', undefined],
  ['MALFORMED_RESPONSE_CHUNK', 201],
  ['TRUNCATED_BODY', 201],
] satisfies [FaultKind, unknown][])(
  '%s takes the kept-alive connection with it, and the next request works',
  async (fault, status) => {
    const { url } = await listening((request) =>
      request.url.endsWith('/broken') ? broken(fault) : new Response('served'),
    )
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    onTestFinished(() => agent.destroy())
    const before = await sendFrom(agent, url)
    const struck = await sendFrom(agent, `${url}/broken`)
    const after = await sendFrom(agent, url)
    expect(struck).toStrictEqual({ status, from: before.from })
    expect(after.status).toBe(200)
    expect(after.from).not.toBe(before.from)
  },
)

test('an answer that is promised may be broken too', async () => {
  const { url } = await listening(async () => broken('EMPTY_RESPONSE'))
  await expect(fetch(url)).rejects.toThrow('fetch failed')
})

test('close ends a connection that a TIMEOUT keeps open at once', async () => {
  const taken = gate()
  const { port, close } = await listening(() => {
    setImmediate(taken.open)
    return broken('TIMEOUT')
  })
  const { socket, seen, closed } = await observed(port)
  socket.write(wire('GET'))
  await taken.opened
  const begin = performance.now()
  await Promise.all([close(), closed])
  expect(performance.now() - begin).toBeLessThan(SOON)
  expect(seen.text).toBe('')
})

test('close ends a connection that has sent nothing at once', async () => {
  const { url, port, close } = await listening(() => new Response('served'))
  const { closed } = await observed(port)
  // What came later is served, so the server has taken the connection.
  await fetch(url)
  const begin = performance.now()
  await Promise.all([close(), closed])
  expect(performance.now() - begin).toBeLessThan(SOON)
})

test('close does not wait for a TIMEOUT that strikes while it waits', async () => {
  const taken = gate()
  const answer = gate<ReturnType<typeof broken>>()
  const { port, close } = await listening(() => {
    taken.open()
    return answer.opened
  })
  const { socket } = await observed(port)
  socket.write(wire('GET'))
  await taken.opened
  const begin = performance.now()
  const closing = close()
  await untilRefused(port)
  answer.open(broken('TIMEOUT'))
  await closing
  expect(performance.now() - begin).toBeLessThan(SOON)
})
