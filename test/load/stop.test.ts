import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { wire } from '../support/listening.ts'
import {
  beginCreate,
  openSocket,
  serve,
  temporaryDirectory,
  untilRefused,
} from '../support/process.ts'

const UNDER_WAY = 50
/** More than the buffers of a connection hold. */
const BULK = 40
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
  const fixture = join(temporaryDirectory(), 'fixture.json')
  const agents = Array.from({ length: BULK }, (_, n) => ({
    id: `${n}`,
    name: 'x'.repeat(BULK_BYTES),
  }))
  writeFileSync(fixture, JSON.stringify({ agents }))
  const { port, kill, ended } = await serve(['--fixture', fixture])
  const socket = await openSocket(port)
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  socket.write(wire('GET', '/__admin/state').replace('trunkline', 'localhost'))
  await once(socket, 'data')
  socket.pause()
  kill('SIGTERM')
  await untilRefused(port)
  socket.resume()
  await once(socket, 'close')

  const [head = '', text = ''] = `${Buffer.concat(chunks)}`.split('\r\n\r\n')
  expect(head).toMatch(/^HTTP\/1\.1 200 OK/)
  expect(JSON.parse(text).agents).toEqual(agents)
  expect((await ended).code).toBe(143)
})
