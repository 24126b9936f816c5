import { once } from 'node:events'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createSimulator } from '../../src/index.ts'
import { openSocket } from '../support/process.ts'

const BEARER = 'Authorization: Bearer key'
const BASIC = `Authorization: Basic ${btoa(`AC${'a'.repeat(32)}:${'a'.repeat(32)}`)}`

test.each([
  ['BlackBox', '/api/v1/providers/twilio', 'application/json', [BEARER, 'Content-Length: 99']],
  [
    'BlackBox',
    '/api/v1/providers/twilio',
    'application/json',
    [BEARER, 'Transfer-Encoding: chunked'],
  ],
  ['Twilio', '/v1/Trunks', 'application/x-www-form-urlencoded', [BASIC, 'Content-Length: 99']],
])(
  '%s: a client that goes away within its body is a bad request, and no fault of ours',
  async (_side, path, type, headers) => {
    const logError = vi.fn()
    const simulator = await createSimulator({}, { logError })
    const { port } = await simulator.listen({ port: 0 })
    onTestFinished(() => simulator.close())
    const socket = await openSocket(port)

    const lines = [`POST ${path} HTTP/1.1`, 'Host: 127.0.0.1', `Content-Type: ${type}`, ...headers]
    socket.write(`${lines.join('\r\n')}\r\nExpect: 100-continue\r\n\r\n`)
    await once(socket, 'data')
    socket.destroy()

    await vi.waitFor(async () => expect(await simulator.control.requests()).toHaveLength(1))
    const [{ response } = {}] = await simulator.control.requests()
    expect(response?.status).toBe(400)
    expect(logError).not.toHaveBeenCalled()
  },
)
