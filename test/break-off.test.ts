import { once } from 'node:events'
import { expect, test } from 'vitest'
import { FaultKind } from '../src/contract/faults.ts'
import { ANSWER, broken, exchange, listening, observed, wire } from './support/listening.ts'

const GARBAGE = 'this is no HTTP, and no chunk either'
const ALIVE = 'Connection: keep-alive\r\nKeep-Alive: timeout=5\r\n'
const HEAD = 'HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n'
const BODY = Buffer.from(ANSWER.body)

const ENDING: [FaultKind, text: string, ending: string][] = [
  ['CONNECTION_RESET_BY_PEER', '', 'ECONNRESET'],
  ['EMPTY_RESPONSE', '', 'FIN'],
  ['RANDOM_DATA_THEN_CLOSE', GARBAGE, 'FIN'],
  [
    'MALFORMED_RESPONSE_CHUNK',
    `${HEAD}Transfer-Encoding: chunked\r\n${ALIVE}\r\n${GARBAGE}`,
    'FIN',
  ],
  [
    'TRUNCATED_BODY',
    `${HEAD}Content-Length: ${BODY.length}\r\n${ALIVE}\r\n${BODY.subarray(0, BODY.length / 2)}`,
    'FIN',
  ],
]

test.each(ENDING)('%s sends these bytes and ends the connection', async (fault, text, ending) => {
  const { port } = await listening(() => broken(fault))
  expect(await exchange(port, wire('GET'))).toStrictEqual({ text, ending })
})

test('MALFORMED_JSON sends a whole answer that holds half of the JSON, and the connection lives on', async () => {
  const { port } = await listening(() => broken('MALFORMED_JSON'))
  const half = '{"name":"Main",'
  const answer = `${HEAD}Content-Length: ${half.length}\r\n${ALIVE}\r\n${half}`
  const { socket, seen } = await observed(port)
  for (const times of [1, 2]) {
    socket.write(wire('GET'))
    await once(socket, 'data')
    expect(seen).toStrictEqual({ text: answer.repeat(times), ending: undefined })
  }
})

test('TIMEOUT sends nothing and keeps the connection until the client ends it', async () => {
  const { port } = await listening(({ url }) =>
    url.endsWith('/other') ? new Response() : broken('TIMEOUT'),
  )
  const { socket, seen, closed } = await observed(port)
  socket.write(wire('GET'))
  await exchange(port, wire('GET', '/other', ['Connection: close']))
  expect(seen).toStrictEqual({ text: '', ending: undefined })
  socket.end()
  await closed
  expect(seen.text).toBe('')
})

test('an answer without a body goes out whole, because nothing of it can break', async () => {
  for (const fault of ['MALFORMED_JSON', 'TRUNCATED_BODY', 'MALFORMED_RESPONSE_CHUNK'] as const) {
    const { port } = await listening(() => broken(fault, ''))
    const { text } = await exchange(port, wire('HEAD', '/', ['Connection: close']))
    expect(text).toBe(`${HEAD}Connection: close\r\n\r\n`)
  }
})

test('a length that the answer itself states does not stand in the way', async () => {
  const headers = { 'content-length': `${BODY.length}` }
  const { port } = await listening(({ url }) => {
    const { fault, response } = broken(FaultKind.parse(url.split('/').at(-1)))
    return Object.assign(broken(fault), { response: { ...response, headers } })
  })
  const lengths = async (fault: FaultKind) => {
    const { text } = await exchange(port, wire('GET', `/${fault}`, ['Connection: close']))
    return text.match(/(?<=content-length: )\d+/gi)
  }
  expect(await lengths('MALFORMED_JSON')).toStrictEqual(['15'])
  expect(await lengths('TRUNCATED_BODY')).toStrictEqual([`${BODY.length}`])
  expect(await lengths('MALFORMED_RESPONSE_CHUNK')).toBe(null)
})

test('a fault strikes when the request has come in as a whole', async () => {
  const { port } = await listening(({ method }) =>
    method === 'POST' ? broken('EMPTY_RESPONSE') : new Response(),
  )
  const { socket, seen, closed } = await observed(port)
  socket.write(wire('POST', '/', ['Content-Length: 4', 'Expect: 100-continue']))
  await once(socket, 'data')
  await exchange(port, wire('GET', '/', ['Connection: close']))
  expect(seen.ending).toBe(undefined)
  socket.write('1234')
  await closed
  expect(seen).toStrictEqual({ text: 'HTTP/1.1 100 Continue\r\n\r\n', ending: 'FIN' })
})

test('a body that was read half-way does not hold a fault up', async () => {
  const { port } = await listening(async ({ body }) => {
    await body?.getReader().read()
    return broken('EMPTY_RESPONSE')
  })
  const body = 'x'.repeat(1024 * 1024)
  const sent = wire('POST', '/', [`Content-Length: ${body.length}`]) + body
  expect(await exchange(port, sent)).toStrictEqual({ text: '', ending: 'FIN' })
})

test('a fault waits for the answers before it on its connection', async () => {
  let answerFirst = (_: Response) => {}
  const first = new Promise<Response>((resolve) => {
    answerFirst = resolve
  })
  const { port } = await listening(({ url }) => {
    if (url.endsWith('/first')) return first
    answerFirst(new Response('first'))
    return broken('RANDOM_DATA_THEN_CLOSE')
  })
  const { text } = await exchange(port, wire('GET', '/first') + wire('GET', '/second'))
  expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  expect(text.split('\r\n\r\n')[1]).toBe(`first${GARBAGE}`)
})

test.each(FaultKind.options)('%s on a client that has left does no harm', async (fault) => {
  const { port, url } = await listening(async (request) => {
    if (request.url.endsWith('/other')) return new Response('served')
    const left = once(request.signal, 'abort')
    taken()
    await left
    gone()
    return broken(fault)
  })
  let taken = () => {}
  let gone = () => {}
  const isTaken = new Promise<void>((resolve) => {
    taken = resolve
  })
  const isGone = new Promise<void>((resolve) => {
    gone = resolve
  })
  const { socket } = await observed(port)
  socket.write(wire('GET'))
  await isTaken
  socket.destroy()
  await isGone
  expect(await (await fetch(`${url}/other`)).text()).toBe('served')
})
