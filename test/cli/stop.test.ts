import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  beginCreate,
  openSocket,
  serve,
  temporaryDirectory,
  untilRefused,
} from '../support/process.ts'

/** Well under the five seconds after which a stop closes whatever is left. */
const SOON_MILLIS = 2500

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends an idle server with %i', async (signal, code) => {
  const { stop } = await serve()
  expect((await stop(signal)).code).toBe(code)
})

test.each(['SIGINT', 'SIGTERM'] as const)(
  'answers the request under way after %s',
  async (signal) => {
    const { port, kill } = await serve()
    const { finish } = await beginCreate(port)
    kill(signal)
    await untilRefused(port)
    expect(await finish()).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 201 Created\r\n/)
  },
)

test('ends as soon as the request under way is answered', async () => {
  const { port, kill, ended } = await serve()
  const { finish } = await beginCreate(port)
  kill('SIGTERM')
  await untilRefused(port)
  const begin = performance.now()
  await finish()
  expect((await ended).code).toBe(143)
  expect(performance.now() - begin).toBeLessThan(SOON_MILLIS)
})

test('logs the request that was under way', async () => {
  const { port, kill, ended } = await serve()
  const { finish } = await beginCreate(port)
  kill('SIGTERM')
  await untilRefused(port)
  await finish()
  expect((await ended).stderr).toBe('201 POST /api/v1/providers/twilio\n')
})

test('has the request that was under way on disk', async () => {
  const data = temporaryDirectory()
  const { port, kill, ended } = await serve(['--data', data])
  const { finish } = await beginCreate(port)
  kill('SIGTERM')
  await untilRefused(port)
  const answer = await finish()
  await ended
  const { world } = JSON.parse(readFileSync(join(data, 'default.json'), 'utf8'))
  expect(Object.keys(world.providers)).toStrictEqual([/"id":"([^"]+)"/.exec(answer)?.[1]])
})

test('does not wait for a kept-alive connection that is idle', async () => {
  const { port, stop } = await serve()
  const socket = await openSocket(port)
  socket.write(`GET /__admin/health HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`)
  await once(socket, 'data')
  const begin = performance.now()
  expect((await stop()).code).toBe(143)
  expect(performance.now() - begin).toBeLessThan(SOON_MILLIS)
})

test('does not wait for a connection on which nothing was ever sent', async () => {
  const { port, send, stop } = await serve()
  await openSocket(port)
  await send('GET', '/__admin/health')
  const begin = performance.now()
  expect((await stop()).code).toBe(143)
  expect(performance.now() - begin).toBeLessThan(SOON_MILLIS)
})

test('does not wait for anything after a second signal', async () => {
  const { port, kill, stop } = await serve()
  await beginCreate(port)
  kill('SIGINT')
  await untilRefused(port)
  const begin = performance.now()
  expect((await stop('SIGINT')).code).toBe(130)
  expect(performance.now() - begin).toBeLessThan(SOON_MILLIS)
})
