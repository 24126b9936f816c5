import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { createSimulator } from '../../src/index.ts'
import { openSocket } from '../support/process.ts'

const head = (line: string, ...headers: string[]) =>
  [`${line} HTTP/1.1`, 'Host: 127.0.0.1', 'Authorization: Bearer key', ...headers, '\r\n'].join(
    '\r\n',
  )

test('nothing behind an upgrade that is not made is taken for a request, and its connection is closed', async () => {
  const simulator = await createSimulator()
  const { port } = await simulator.listen({ port: 0 })
  onTestFinished(() => simulator.close())
  const list = '/api/v1/providers'
  await simulator.fetch(list, { headers: { Authorization: 'Bearer key' } })
  await simulator.control.clearRequests()
  const socket = await openSocket(port)
  socket.setNoDelay()
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk
  })
  // It may be closed before all is sent.
  socket.on('error', () => {})
  const closed = once(socket, 'close')

  const bytes = [
    head(`GET ${list}`, 'Connection: Upgrade', 'Upgrade: websocket'),
    `${head('POST /api/v1/providers/twilio', 'Transfer-Encoding : chunked')}0\r\n\r\n`,
    head('GET /api/v1/smuggled'),
  ].join('')
  for (let at = 0; at < bytes.length; at += 7) {
    if (socket.writable) await new Promise((sent) => socket.write(bytes.slice(at, at + 7), sent))
  }
  await closed

  expect(text.match(/HTTP\/1.1 \d+|^Connection: .*$/gm)).toEqual([
    'HTTP/1.1 200',
    'Connection: close',
  ])
  const requests = await simulator.control.requests()
  expect(requests.map(({ request }) => request.path)).toEqual([list])
})
