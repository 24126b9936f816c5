import { expect, onTestFinished, test } from 'vitest'
import { listen } from '../../src/listen.ts'
import { observed, wire } from '../support/listening.ts'

const SLOW = 200
const DRIBBLE_MILLIS = 100

/** A port that gives a client a second, and answers each request at once. */
async function impatient() {
  const port = await listen(async (request) => new Response(await request.text()), {
    host: '127.0.0.1',
    port: 0,
    replaceGlobals: false,
    timeouts: { headersTimeout: 1000, requestTimeout: 1000, connectionsCheckingInterval: 100 },
  })
  onTestFinished(() => port.close())
  return port
}

/** A client that sends a byte now and then, and never comes to an end. */
async function dribbling(port: number, beginning: string) {
  const connection = await observed(port)
  connection.socket.write(beginning)
  const timer = setInterval(() => connection.socket.write('a'), DRIBBLE_MILLIS)
  onTestFinished(() => clearInterval(timer))
  return { ...connection, closed: connection.closed.then(() => clearInterval(timer)) }
}

test.each([
  ['the headers', 'GET / HTTP/1.1\r\nHost: trunkline\r\nX-Slow: '],
  ['the body', wire('POST', '/', ['Content-Length: 100000'])],
])('clients that dribble %s are turned away, and others are served', async (_what, beginning) => {
  const { port, url } = await impatient()
  // Its connection is used again, so that this client is never slow itself.
  const served = [await (await fetch(url, { method: 'POST', body: 'served' })).text()]
  const slow = await Promise.all(Array.from({ length: SLOW }, () => dribbling(port, beginning)))
  let isOver = false
  const allClosed = Promise.all(slow.map(({ closed }) => closed)).then(() => {
    isOver = true
  })
  do {
    const response = await fetch(url, { method: 'POST', body: 'served' })
    served.push(await response.text())
  } while (!isOver)
  await allClosed

  expect(new Set(served)).toEqual(new Set(['served']))
  const answers = slow.map(({ seen }) => seen.text.split('\r\n')[0])
  expect(new Set(answers)).toEqual(new Set(['HTTP/1.1 408 Request Timeout']))
})

test('connections on which nothing is sent are closed too', async () => {
  const { port } = await impatient()
  const silent = await Promise.all(Array.from({ length: SLOW }, () => observed(port)))

  await Promise.all(silent.map(({ closed }) => closed))
  expect(silent.every(({ socket }) => socket.closed)).toBe(true)
})

test('a connection that waits for its answer may wait longer', async () => {
  let answer = (_response: Response) => {}
  const answered = new Promise<Response>((resolve) => {
    answer = resolve
  })
  const port = await listen(() => answered, {
    host: '127.0.0.1',
    port: 0,
    replaceGlobals: false,
    timeouts: { headersTimeout: 200, requestTimeout: 200, connectionsCheckingInterval: 20 },
  })
  onTestFinished(() => port.close())
  const waiting = await observed(port.port)
  waiting.socket.write(wire('GET', '/', ['Connection: close']))
  const slow = await dribbling(port.port, 'GET / HTTP/1.1\r\nX-Slow: ')
  // By then the one that waits has waited as long.
  await slow.closed
  answer(new Response('at last'))
  await waiting.closed

  expect(waiting.seen.text).toMatch(/^HTTP\/1\.1 200 OK\r\n.*at last$/s)
})
