import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Options } from '../../src/index.ts'
import { type Client, PROVIDERS, startInProcess } from '../support/client.ts'
import { run, serve, takenPort, temporaryDirectory } from '../support/process.ts'

const FIXED_ID = '11111111-1111-4111-8111-111111111111'

const FLAGS = [
  ['--seed', '7'],
  ['--fixture', 'every-status'],
  ['--scenario', 'warning'],
  ['--now', '2031-05-06T07:08:09+02:00'],
].flat()

/** The options that these flags stand for. */
const OPTIONS: Options = {
  seed: 7,
  fixture: 'every-status',
  scenario: 'warning',
  now: '2031-05-06T07:08:09+02:00',
}

const OTHERS: Options = {
  seed: 8,
  fixture: 'default',
  scenario: 'failed',
  now: '2032-01-01T00:00:00Z',
}

test('a flag does what the option of createSimulator does', async () => {
  expect(await seen(await serve(FLAGS))).toStrictEqual(await seen(await startInProcess(OPTIONS)))
})

test('a TRUNKLINE_ variable does what its flag does', async () => {
  const served = await serve([], { env: variables(OPTIONS) })
  expect(await seen(served)).toStrictEqual(await seen(await startInProcess(OPTIONS)))
})

test('a configuration file does what the flags do', async () => {
  const served = await serve(['--config', configFile({ ...OPTIONS, apiKeys: ['test-key'] })])
  expect(await seen(served)).toStrictEqual(await seen(await startInProcess(OPTIONS)))
})

test('a configuration file may hold the scenario itself', async () => {
  const verification = { outcome: 'warning' as const }
  const options = { scenario: { name: 'mine', description: 'It warns.', verification } }
  const served = await serve(['--config', configFile(options)])
  expect(await seen(served)).toStrictEqual(await seen(await startInProcess(options)))
})

test('a flag wins over its variable', async () => {
  const served = await serve(FLAGS, { env: variables(OTHERS) })
  expect(await seen(served)).toStrictEqual(await seen(await startInProcess(OPTIONS)))
})

test('a flag wins over the configuration file', async () => {
  const config = configFile({ ...OTHERS, apiKeys: ['no-key'] })
  const served = await serve(['--config', config, ...FLAGS, '--api-key', 'test-key'])
  expect(await seen(served)).toStrictEqual(await seen(await startInProcess(OPTIONS)))
})

test('a variable wins over the configuration file', async () => {
  const served = await serve(['--config', configFile(OTHERS)], { env: variables(OPTIONS) })
  expect(await seen(served)).toStrictEqual(await seen(await startInProcess(OPTIONS)))
})

function variables(options: Options): NodeJS.ProcessEnv {
  const entries = Object.entries(options)
  return Object.fromEntries(
    entries.map(([name, value]) => [`TRUNKLINE_${name.toUpperCase()}`, `${value}`]),
  )
}

/** What a client sees of the seed, the fixture, the scenario and the clock. */
async function seen({ create, get }: Client): Promise<string[]> {
  const created = await create()
  const read = await get(created.body.id)
  const fixed = await get(FIXED_ID)
  return [created.text, read.text, fixed.text]
}

test('--clock frozen wins over TRUNKLINE_CLOCK', async () => {
  const served = await serve(['--clock', 'frozen'], { env: { TRUNKLINE_CLOCK: 'real' } })
  expect(await verifiedAt(served)).toBe('2025-01-01T00:00:00Z')
})

test('--clock frozen wins over the configuration file', async () => {
  const served = await serve(['--config', configFile({ clock: 'real' }), '--clock', 'frozen'])
  expect(await verifiedAt(served)).toBe('2025-01-01T00:00:00Z')
})

test.each<[string, string[], NodeJS.ProcessEnv]>([
  ['--clock', ['--clock', 'real'], {}],
  ['TRUNKLINE_CLOCK', [], { TRUNKLINE_CLOCK: 'real' }],
])('%s real shows the time of the machine', async (_, args, env) => {
  const before = wholeSeconds(Date.now())
  const time = Date.parse(await verifiedAt(await serve(args, { env })))
  expect(time).toBeGreaterThanOrEqual(before)
  expect(time).toBeLessThanOrEqual(Date.now())
})

test('--clock real runs on from --now', async () => {
  const served = await serve(['--clock', 'real', '--now', '2031-05-06T07:08:09Z'])
  const before = Date.parse('2031-05-06T07:08:09Z')
  const time = Date.parse(await verifiedAt(served))
  expect(time - before).toBeGreaterThanOrEqual(0)
  expect(time - before).toBeLessThan(60_000)
})

async function verifiedAt({ create, get }: Client): Promise<string> {
  const { body } = await create()
  return (await get(body.id)).body.lastVerifiedAt
}

function wholeSeconds(millis: number): number {
  return millis - (millis % 1000)
}

test('lets in any API key without --api-key', async () => {
  expect(await statuses(await serve())).toStrictEqual([404, 404, 404])
})

test('lets in every key of a repeated --api-key and no other', async () => {
  const served = await serve(['--api-key', 'one', '--api-key', 'two'])
  expect(await statuses(served)).toStrictEqual([404, 404, 401])
})

test('lets in only the key of TRUNKLINE_API_KEY', async () => {
  const served = await serve([], { env: { TRUNKLINE_API_KEY: 'two' } })
  expect(await statuses(served)).toStrictEqual([401, 404, 401])
})

test('--api-key wins over TRUNKLINE_API_KEY', async () => {
  const served = await serve(['--api-key', 'one'], { env: { TRUNKLINE_API_KEY: 'two' } })
  expect(await statuses(served)).toStrictEqual([404, 401, 401])
})

async function statuses({ get }: Client): Promise<number[]> {
  const answers = ['one', 'two', 'three'].map((key) => get(FIXED_ID, { key }))
  return (await Promise.all(answers)).map(({ status }) => status)
}

test.each<[string, string[], NodeJS.ProcessEnv]>([
  ['--data', ['--data', 'worlds'], {}],
  ['TRUNKLINE_DATA', [], { TRUNKLINE_DATA: 'worlds' }],
  ['--data rather than TRUNKLINE_DATA', ['--data', 'worlds'], { TRUNKLINE_DATA: 'elsewhere' }],
])('keeps worlds in the directory of %s', async (_, args, env) => {
  const cwd = temporaryDirectory()
  const { create } = await serve(args, { env, cwd })
  await create()
  expect(existsSync(join(cwd, 'worlds/default.json'))).toBe(true)
})

test.each<[string, string[], NodeJS.ProcessEnv]>([
  ['--host', ['--host', 'localhost'], { TRUNKLINE_HOST: '127.0.0.1', HOST: '127.0.0.1' }],
  ['TRUNKLINE_HOST', [], { TRUNKLINE_HOST: 'localhost', HOST: '127.0.0.1' }],
  ['HOST', [], { HOST: 'localhost' }],
])('binds the address of %s', async (_, args, env) => {
  const { ready, port } = await serve(args, { env })
  expect(ready).toBe(`Trunkline listening on http://localhost:${port}\n`)
})

test.each([
  ['PORT', (port: string) => ({ PORT: port })],
  ['TRUNKLINE_PORT', (port: string) => ({ PORT: '0', TRUNKLINE_PORT: port })],
])('asks for the port of %s', async (_, env) => {
  const port = `${await takenPort()}`
  expect((await run(['start'], { env: env(port) })).stderr).toContain(port)
})

test('--port wins over TRUNKLINE_PORT', async () => {
  const taken = await takenPort()
  const { port } = await serve(['--port', '0'], { env: { TRUNKLINE_PORT: `${taken}` } })
  expect(port).not.toBe(taken)
})

test('TRUNKLINE_JSON does what --json does', async () => {
  const { ready } = await serve([], { env: { TRUNKLINE_JSON: 'true' } })
  expect(ready).toMatch(/^\{"event":"ready",/)
})

const logged = { event: 'request', method: 'GET', path: `${PROVIDERS}/${FIXED_ID}`, status: 404 }

test.each<[string, string[], NodeJS.ProcessEnv, string]>([
  ['nothing asks for anything', [], {}, `404 GET ${PROVIDERS}/${FIXED_ID}\n`],
  ['--log json', ['--log', 'json'], {}, `${JSON.stringify(logged)}\n`],
  ['TRUNKLINE_LOG json', [], { TRUNKLINE_LOG: 'json' }, `${JSON.stringify(logged)}\n`],
  [
    '--log json, TRUNKLINE_LOG silent',
    ['--log', 'json'],
    { TRUNKLINE_LOG: 'silent' },
    `${JSON.stringify(logged)}\n`,
  ],
  ['--log silent', ['--log', 'silent'], {}, ''],
])('writes one request to stderr as it should where %s', async (_, args, env, stderr) => {
  const { get, stop } = await serve(args, { env })
  await get(FIXED_ID)
  expect((await stop()).stderr).toBe(stderr)
})

test('TRUNKLINE_CONFIG does what --config does', async () => {
  const served = await serve([], { env: { TRUNKLINE_CONFIG: configFile(OPTIONS) } })
  expect(await seen(served)).toStrictEqual(await seen(await startInProcess(OPTIONS)))
})

test('--config wins over TRUNKLINE_CONFIG', async () => {
  const env = { TRUNKLINE_CONFIG: configFile(OTHERS) }
  const served = await serve(['--config', configFile(OPTIONS)], { env })
  expect(await seen(served)).toStrictEqual(await seen(await startInProcess(OPTIONS)))
})

test('takes API keys from the configuration file', async () => {
  const served = await serve(['--config', configFile({ apiKeys: ['one', 'two'] })])
  expect(await statuses(served)).toStrictEqual([404, 404, 401])
})

test('takes assumptions from the configuration file', async () => {
  const assumptions: Options['assumptions'] = { createStatus: 200, errorKeys: 'camel' }
  const { create } = await serve(['--config', configFile({ assumptions })])
  expect((await create()).status).toBe(200)
  expect((await create({})).body.errors).toHaveProperty('accountSid')
})

function configFile(options: Options): string {
  const path = join(temporaryDirectory(), 'config.json')
  writeFileSync(path, JSON.stringify(options))
  return path
}
