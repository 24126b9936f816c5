import { once } from 'node:events'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { dirname, join, relative } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Answer, type Client, PROVIDERS } from '../support/client.ts'
import { CLI, freePort, serve, temporaryDirectory } from '../support/process.ts'

const VERIFIED_ID = '22222222-2222-4222-8222-222222222222'

test('says where it listens', async () => {
  const port = await freePort()
  const { ready } = await serve(['--port', `${port}`])
  expect(ready).toBe(`Trunkline listening on http://127.0.0.1:${port}\n`)
})

test('picks a free port for --port 0', async () => {
  const { url, send } = await serve(['--port', '0'])
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/)
  expect((await send('GET', '/__admin/health')).status).toBe(200)
})

test('prints nothing on stdout after the ready line', async () => {
  const { ready, create, stop } = await serve()
  await create()
  expect((await stop()).stdout).toBe(ready)
})

test('prints the ready line as one JSON object with --json', async () => {
  const { ready, port, pid } = await serve(['--json', '--seed', '7'])
  expect(ready.indexOf('\n')).toBe(ready.length - 1)
  const url = `http://127.0.0.1:${port}`
  expect(JSON.parse(ready)).toStrictEqual({ event: 'ready', url, port, seed: 7, pid })
})

test('says seed 1 in the JSON ready line when none is given', async () => {
  const { ready } = await serve(['--json'])
  expect(JSON.parse(ready)).toHaveProperty('seed', 1)
})

test('says the seed of the configuration file in the JSON ready line', async () => {
  const path = join(temporaryDirectory(), 'config.json')
  writeFileSync(path, '{"seed":7}')
  const { ready } = await serve(['--json', '--config', path])
  expect(JSON.parse(ready)).toHaveProperty('seed', 7)
})

test('two processes with the same arguments answer the same bytes', async () => {
  const args = ['--seed', '3', '--fixture', 'every-status', '--api-key', 'test-key']
  const [one, other] = await Promise.all([serve(args), serve(args)])
  expect(await conversation(one)).toStrictEqual(await conversation(other))
})

test('another seed answers other bytes', async () => {
  const [one, other] = await Promise.all([serve(['--seed', '3']), serve(['--seed', '4'])])
  expect((await one.create()).text).not.toBe((await other.create()).text)
})

test('finds its own fixtures from any working directory', async () => {
  const { get } = await serve(['--fixture', 'every-status'], { cwd: temporaryDirectory() })
  expect((await get(VERIFIED_ID)).status).toBe(200)
})

test('looks for files from the working directory', async () => {
  const cwd = temporaryDirectory()
  mkdirSync(join(cwd, 'mine'))
  writeFileSync(
    join(cwd, 'mine/refuse.json'),
    '{"name":"mine","description":"refuses","twilio":[{"operation":"FetchAccount","error":20003}]}',
  )
  const { create } = await serve(['--scenario', 'mine/refuse.json'], { cwd })
  expect((await create()).status).toBe(400)
})

test('runs through a relative symbolic link, as npm makes one', async () => {
  const bin = temporaryDirectory()
  const script = join(bin, 'trunkline')
  symlinkSync(relative(bin, CLI), script)
  const { get } = await serve(['--fixture', 'every-status'], { script, cwd: dirname(bin) })
  expect((await get(VERIFIED_ID)).status).toBe(200)
})

test('goes on when nobody reads its log any more', async () => {
  const { closeLog, send, stop } = await serve()
  closeLog()
  // Longer than the log waits before it writes.
  const end = performance.now() + 300
  while (performance.now() < end) await send('GET', '/__admin/health')
  expect((await stop()).code).toBe(143)
})

test('connects to no proxy that the environment names', async () => {
  let connections = 0
  const proxy = createServer().on('connection', () => {
    connections += 1
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  onTestFinished(() => void proxy.close())
  const address = proxy.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const env = { HTTP_PROXY: url, http_proxy: url, HTTPS_PROXY: url, ALL_PROXY: url }
  const { create, stop } = await serve([], { env: { ...env, NODE_USE_ENV_PROXY: '1' } })
  expect((await create()).status).toBe(201)
  await stop()
  expect(connections).toBe(0)
})

/** Everything that a server says in a row of requests, but the time of day that HTTP itself adds. */
async function conversation({ send, create, update }: Client) {
  const created = await create()
  return [
    created,
    await update(created.body.id, { name: 'Renamed', supportsCallTransfer: true }),
    await send('GET', `${PROVIDERS}/${created.body.id}`),
    await send('GET', `${PROVIDERS}/${VERIFIED_ID}`),
    await create({ name: 7 }),
    await send('GET', `${PROVIDERS}/none`),
    await send('GET', PROVIDERS),
    await send('GET', '/nowhere'),
    await create(undefined, { key: 'another-key' }),
  ].map(withoutDate)
}

function withoutDate({ headers, ...answer }: Answer) {
  return { ...answer, headers: [...headers].filter(([name]) => name !== 'date') }
}
