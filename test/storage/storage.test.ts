import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DataFile } from 'lowdb/node'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { World } from '../../src/domain/world.ts'
import type { Options } from '../../src/index.ts'
import { openStorage } from '../../src/storage.ts'
import { clientOf, startInProcess, validBody } from '../support/client.ts'
import { temporaryDirectory } from '../support/process.ts'
import { newWorld } from '../support/world.ts'

beforeEach(() => {
  vi.stubEnv('TRUNKLINE_KEY', undefined)
  onTestFinished(() => void vi.unstubAllEnvs())
})

test('makes the data directory, and those above it', async () => {
  const data = join(temporaryDirectory(), 'not/there/yet')
  const { create } = await startInProcess({ data })
  await create()
  expect(readdirSync(data).sort()).toStrictEqual([
    'default.json',
    'trunkline.key',
    'trunkline.lock',
  ])
})

test('keeps each world in a file of its name', async () => {
  const data = temporaryDirectory()
  const { simulator, create } = await startInProcess({ data })
  await create()
  await clientOf(simulator.world('Team_1.test-2').fetch).create()
  expect(worldFiles(data)).toStrictEqual(['Team_1.test-2.json', 'default.json'])
})

test('a restart serves the same providers', async () => {
  const data = temporaryDirectory()
  const before = await startInProcess({ data })
  const { body } = await before.create()
  await before.update(body.id, { name: 'Renamed', region: 'de1', supportsCallTransfer: true })
  const read = await before.get(body.id)
  const after = await startInProcess({ data })
  expect((await after.get(body.id)).text).toBe(read.text)
})

test('a restart serves every world from its own file', async () => {
  const data = temporaryDirectory()
  const before = await startInProcess({ data })
  const other = clientOf(before.simulator.world('other').fetch)
  const { body } = await other.create()
  const { simulator, get } = await startInProcess({ data })
  const found = await clientOf(simulator.world('other').fetch).get(body.id)
  expect([found.status, (await get(body.id)).status]).toStrictEqual([200, 404])
})

test('a restart draws the ids that would have come next', async () => {
  const data = temporaryDirectory()
  await (await startInProcess({ data })).create()
  const restarted = await (await startInProcess({ data })).create()
  const { create } = await startInProcess()
  await create()
  expect(restarted.text).toBe((await create()).text)
})

test('a restart counts on the reads that a verification waits for', async () => {
  const data = temporaryDirectory()
  const threeReads = `${'0'.repeat(26)}210000`
  const before = await startInProcess({ data })
  const { body } = await before.create({ ...validBody, authToken: threeReads })
  const first = await before.get(body.id)
  const { get } = await startInProcess({ data })
  const rest = [await get(body.id), await get(body.id)]
  const statuses = [first, ...rest].map((answer) => answer.body.verificationStatus)
  expect(statuses).toStrictEqual(['pending', 'pending', 'verified'])
})

test('a restart keeps the seed and the clock of the world', async () => {
  const data = temporaryDirectory()
  const options: Options = { seed: 5, now: '2030-01-02T03:04:05Z', scenario: 'verified' }
  await (await startInProcess({ data, ...options })).create()
  const restarted = await startInProcess({ data, seed: 6, now: '2031-01-01T00:00:00Z' })
  const second = await restarted.create()
  const { create } = await startInProcess(options)
  await create()
  expect(second.text).toBe((await create()).text)
})

test('a restart knows the auth token of an account', async () => {
  const data = temporaryDirectory()
  await (await startInProcess({ data })).create()
  const { create } = await startInProcess({ data })
  const answer = await create({ ...validBody, authToken: 'f'.repeat(32) })
  expect(answer.status).toBe(400)
})

test('a restart still makes up phone numbers for new accounts', async () => {
  const data = temporaryDirectory()
  await (await startInProcess({ data, fixture: withNumbers(2) })).create()
  const { create } = await startInProcess({ data })
  const answer = await create({ ...validBody, accountSid: `AC${'b'.repeat(32)}` })
  expect(answer.status).toBe(201)
})

function withNumbers(phoneNumbersPerAccount: number) {
  return { phoneNumbersPerAccount, accounts: [], providers: [] }
}

test('a scenario applies to a world that was saved without one', async () => {
  const data = temporaryDirectory()
  await (await startInProcess({ data })).create()
  const { create } = await startInProcess({ data, scenario: 'twilio-down' })
  expect((await create()).status).toBe(502)
})

test('a scenario replaces the one that a world was saved with', async () => {
  const data = temporaryDirectory()
  await (await startInProcess({ data, scenario: 'twilio-timeout' })).create()
  const { create } = await startInProcess({ data, scenario: 'verified' })
  expect((await create()).body.verificationStatus).toBe('verified')
})

test('a world that was never asked for has no file', async () => {
  const data = temporaryDirectory()
  await startInProcess({ data, fixture: 'every-status' })
  expect(worldFiles(data)).toStrictEqual([])
})

test('has a change on disk before it answers', async () => {
  const data = temporaryDirectory()
  const { create } = await startInProcess({ data })
  const { body } = await create()
  expect(worldIn(data).providers).toHaveProperty(body.id)
})

test('has a read that changed something on disk before it answers', async () => {
  const data = temporaryDirectory()
  const { create, get } = await startInProcess({ data })
  const { body } = await create()
  await get(body.id)
  expect(worldIn(data).providers[body.id]?.verification.dueOnRead).toBe(null)
})

/** What is on disk at this very moment. */
function worldIn(data: string): World {
  return JSON.parse(readFileSync(join(data, 'default.json'), 'utf8')).world
}

test('writes nothing for a request that changes nothing', async () => {
  const { create, get } = await startInProcess({ data: temporaryDirectory() })
  const { body } = await create()
  await get(body.id)
  const { write } = watchWrites()
  await get(body.id)
  expect(write).not.toHaveBeenCalled()
})

test('has nothing to save in a world that is saved', async () => {
  const storage = await openStorage(temporaryDirectory())
  const world = newWorld()
  await storage.save(world)
  expect(storage.save(world)).toBe(undefined)
})

test('saves that come during a write share the next one', async () => {
  const { write, started } = watchWrites()
  const storage = await openStorage(temporaryDirectory())
  const world = newWorld()
  const saves = [storage.save(world)]
  await started
  for (let revision = 1; revision <= 50; revision++) {
    world.revision = revision
    saves.push(storage.save(world))
  }
  await Promise.all(saves)
  expect(write).toHaveBeenCalledTimes(2)
})

test('a save that comes during a write resolves when its own change is on disk', async () => {
  const directory = temporaryDirectory()
  const { started } = watchWrites()
  const storage = await openStorage(directory)
  const world = newWorld()
  const first = storage.save(world)
  await started
  world.revision = 2
  await storage.save(world)
  await first
  expect(JSON.parse(readFileSync(join(directory, 'test.json'), 'utf8')).world.revision).toBe(2)
})

test('a save without a change waits for the write that is under way', async () => {
  const directory = temporaryDirectory()
  const { started } = watchWrites()
  const storage = await openStorage(directory)
  const world = newWorld()
  const first = storage.save(world)
  await started
  await storage.save(world)
  expect(existsSync(join(directory, 'test.json'))).toBe(true)
  await first
})

/** Counts the writes of world files, and says when the first has begun. */
function watchWrites() {
  const original = DataFile.prototype.write
  const write = vi.spyOn(DataFile.prototype, 'write')
  onTestFinished(() => write.mockRestore())
  const started = new Promise<void>((resolve) => {
    write.mockImplementationOnce(function (this: DataFile<unknown>, data) {
      resolve()
      return original.call(this, data)
    })
  })
  return { write, started }
}

test('a save that failed is tried again by the next one', async () => {
  const directory = join(temporaryDirectory(), 'data')
  const storage = await openStorage(directory)
  const world = newWorld()
  rmSync(directory, { recursive: true })
  await expect(storage.save(world)).rejects.toThrow('ENOENT')
  await openStorage(directory)
  await storage.save(world)
  expect(existsSync(join(directory, 'test.json'))).toBe(true)
})

test('a change that cannot be saved is answered with 500 and logged', async () => {
  const data = join(temporaryDirectory(), 'data')
  const logged: unknown[] = []
  const { create } = await startInProcess({ data }, { logError: (error) => logged.push(error) })
  rmSync(data, { recursive: true })
  expect((await create()).status).toBe(500)
  expect(logged).toStrictEqual([expect.objectContaining({ code: 'ENOENT' })])
})

test('a change that cannot be saved is on record once, as it was answered', async () => {
  const data = join(temporaryDirectory(), 'data')
  const { simulator, create } = await startInProcess({ data }, { logError: () => {} })
  rmSync(data, { recursive: true })
  await create()
  mkdirSync(data)
  const entries = await simulator.control.requests()
  expect(entries.map(({ id, response }) => [id, response?.status])).toStrictEqual([['1', 500]])
})

test('a file can be read as a whole at any time while it is written', async () => {
  const data = temporaryDirectory()
  const { create } = await startInProcess({ data })
  await create()
  let isWriting = true
  const reader = async () => {
    const sizes = new Set<number>()
    while (isWriting) sizes.add(await providersOnDisk(data))
    return sizes
  }
  const reading = reader()
  for (let index = 0; index < 50; index++) await create()
  isWriting = false
  expect((await reading).size).toBeGreaterThan(1)
})

async function providersOnDisk(data: string): Promise<number> {
  const { world } = JSON.parse(await readFile(join(data, 'default.json'), 'utf8'))
  return Object.keys(world.providers).length
}

test('who has the file open keeps the old world, whole', async () => {
  const data = temporaryDirectory()
  const { create } = await startInProcess({ data })
  await create()
  const path = join(data, 'default.json')
  const before = readFileSync(path, 'utf8')
  const file = await open(path)
  await create()
  const seen = await file.readFile('utf8')
  await file.close()
  expect(seen).toBe(before)
})

test('a temporary file that a crash has left behind does no harm', async () => {
  const data = temporaryDirectory()
  const { body } = await (await startInProcess({ data })).create()
  writeFileSync(join(data, '.default.json.tmp'), '{"format":"trunkline-world-1","wor')
  const { create, get } = await startInProcess({ data })
  await create()
  expect((await get(body.id)).status).toBe(200)
})

function worldFiles(data: string): string[] {
  return readdirSync(data)
    .filter((name) => name.endsWith('.json'))
    .sort()
}
