import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PROVIDERS } from '../support/client.ts'
import { observed, wire } from '../support/listening.ts'
import { beginCreate, serve, temporaryDirectory, untilRefused } from '../support/process.ts'

const UNDER_WAY = 50
const BULK = 20
const BULK_BYTES = 400_000

test('a stop gives every request that was taken up its whole answer, and each is on disk', async () => {
  const data = temporaryDirectory()
  const { port, kill, ended } = await serve(['--data', data])
  const begun = await Promise.all(Array.from({ length: UNDER_WAY }, () => beginCreate(port)))
  kill('SIGTERM')
  await untilRefused(port)
  const answers = await Promise.all(begun.map(({ finish }) => finish()))
  const ids = answers.map((answer) => {
    const [, head = '', body = ''] = answer.split('\r\n\r\n')
    expect(head).toMatch(/^HTTP\/1\.1 201 Created/)
    expect(head.toLowerCase()).toContain(`content-length: ${Buffer.byteLength(body)}`)
    return JSON.parse(body).id
  })

  expect((await ended).code).toBe(143)
  const { world } = JSON.parse(readFileSync(join(data, 'default.json'), 'utf8'))
  expect(ids.sort()).toEqual(Object.keys(world.providers).sort())
  expect(new Set(ids).size).toBe(UNDER_WAY)
})

test('a stop lets a client read the whole of a long answer that it has begun to read', async () => {
  const { port, send, kill, ended } = await serve()
  const body = { name: 'x'.repeat(BULK_BYTES) }
  for (let n = 0; n < BULK; n++) await send('POST', PROVIDERS, { body })
  const { socket, seen, closed } = await observed(port)
  const begun = new Promise<void>((resolve) => {
    socket.once('data', () => {
      socket.pause()
      resolve()
    })
  })
  socket.write(wire('GET', '/__admin/requests', []).replace('Host: trunkline', 'Host: localhost'))
  await begun
  kill('SIGTERM')
  await untilRefused(port)
  socket.resume()
  await closed

  const [head = '', text = ''] = seen.text.split('\r\n\r\n')
  expect(head).toMatch(/^HTTP\/1\.1 200 OK/)
  expect(JSON.parse(text)).toHaveLength(BULK)
  expect((await ended).code).toBe(143)
})
