import { expect, onTestFinished, test } from 'vitest'
import { createSimulator, type Simulator } from '../../src/index.ts'
import { PROVIDERS, validBody } from '../support/client.ts'
import { openSocket } from '../support/process.ts'

const ANY = '/api/v1/providers'
const headers = { Authorization: 'Bearer key', 'Content-Type': 'application/json' }

/** A simulator with a provider, of which no more is loaded than it takes to create one. */
async function withProvider(): Promise<{ simulator: Simulator; id: string }> {
  const simulator = await createSimulator()
  onTestFinished(() => simulator.close())
  const body = JSON.stringify(validBody)
  const made = await simulator.fetch(PROVIDERS, { method: 'POST', headers, body })
  const { id } = Object(await made.json())
  return { simulator, id }
}

test('in process: no read overtakes the delete before it, for which more is loaded', async () => {
  const { simulator, id } = await withProvider()
  const ask = (method: string, path: string) => simulator.fetch(path, { method, headers })

  const answers = await Promise.all([
    ask('DELETE', `${ANY}/${id}`),
    ask('GET', `${PROVIDERS}/${id}`),
    ask('GET', '/v1/Trunks'),
    ask('GET', `${PROVIDERS}/${id}`),
  ])

  expect(answers.map(({ status }) => status)).toEqual([204, 404, 401, 404])
})

test('over a port: nor does one that is sent in one go with it', async () => {
  const { simulator, id } = await withProvider()
  const { port } = await simulator.listen({ port: 0 })
  const socket = await openSocket(port)
  const head = (line: string) =>
    `${line} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer key\r\n`

  const requests = [
    head(`DELETE ${ANY}/${id}`),
    `${head(`GET ${PROVIDERS}/${id}`)}Connection: close\r\n`,
  ]
  socket.write(requests.map((it) => `${it}\r\n`).join(''))
  let text = ''
  for await (const chunk of socket) text += chunk

  expect(text.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 204', 'HTTP/1.1 404'])
})
