import { expect, onTestFinished, test } from 'vitest'
import { createSimulator } from '../../src/index.ts'
import { openSocket } from '../support/process.ts'

const LIST = '/api/v1/providers'
const head = (line: string, ...headers: string[]) =>
  [`${line} HTTP/1.1`, 'Host: 127.0.0.1', 'Authorization: Bearer key', ...headers, '\r\n'].join(
    '\r\n',
  )

test.each([
  ['at once', []],
  ['late', ['Prefer: delay=200']],
])(
  'nothing behind an upgrade that is answered %s is taken for a request, and its connection is closed',
  async (_, headers) => {
    const simulator = await createSimulator({ clock: 'real' })
    const { port, url } = await simulator.listen({ port: 0 })
    onTestFinished(() => simulator.close())
    const socket = await openSocket(port)
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk
    })
    // It may be closed before all is sent.
    socket.on('error', () => {})
    const closed = new Promise((resolve) => socket.once('close', resolve))
    const isRead = async () => (await fetch(`${url}/__admin/health`)).text()

    const upgrade = head(`GET ${LIST}`, 'Connection: Upgrade', 'Upgrade: websocket', ...headers)
    // Of what comes together with the head, Node forgets the rest; and what comes next is a request to it.
    socket.write(`${upgrade}half of a fra`)
    await isRead()
    socket.write(head('GET /api/v1/smuggled'))
    await isRead()
    await closed

    expect(text.match(/HTTP\/1.1 \d+|^Connection: .*$/gm)).toEqual([
      'HTTP/1.1 200',
      'Connection: close',
    ])
    const requests = await simulator.control.requests()
    expect(requests.map(({ request }) => request.path)).toEqual([LIST])
  },
)
