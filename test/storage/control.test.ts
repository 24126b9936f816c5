import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DataFile } from 'lowdb/node'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { World } from '../../src/domain/world.ts'
import type { Options } from '../../src/index.ts'
import { openStorage } from '../../src/storage.ts'
import { validBody } from '../support/client.ts'
import { temporaryDirectory } from '../support/process.ts'
import { type Steered, steeredInProcess, steeredWays } from '../support/steered.ts'
import { newWorld } from '../support/world.ts'

const ID = '3c90c3cc-0d44-4b50-8888-8dd25736052a'

beforeEach(() => {
  vi.stubEnv('TRUNKLINE_KEY', undefined)
  onTestFinished(() => void vi.unstubAllEnvs())
})

const worldFiles = (data: string) =>
  readdirSync(data)
    .filter((name) => name.endsWith('.json'))
    .sort()

const worldIn = (data: string, name = 'default'): World =>
  JSON.parse(readFileSync(join(data, `${name}.json`), 'utf8')).world

const STORM = {
  name: 'storm',
  description: 'Reads fail.',
  faults: [{ match: { method: 'GET' as const }, skip: 1, status: 503 }],
}

/** Each way of the control plane to change a world, and where the change can be seen. */
const CHANGES: [
  string,
  (steered: Steered) => Promise<unknown>,
  (steered: Steered) => Promise<unknown>,
][] = [
  ['a clock that is frozen', ({ control }) => control.freeze('2030-01-01T00:00:00.007Z'), clockOf],
  ['a clock that is moved on', ({ control }) => control.advance('P1DT1.005S'), clockOf],
  ['a scenario that is set by name', ({ control }) => control.setScenario('warning'), scenarioOf],
  ['a scenario in full', ({ control }) => control.setScenario(STORM), scenarioOf],
  ['a fault', ({ control }) => control.addFault({ status: 503, retryAfter: 5 }), faultsOf],
  [
    'what a fault of a scenario has struck',
    async ({ control, get }) => {
      await control.setScenario(STORM)
      for (let read = 0; read < 3; read++) await get(ID)
    },
    faultsOf,
  ],
  [
    'what a fault has let through',
    async ({ control, send }) => {
      await control.addFault({ skip: 5, status: 503 })
      await send('GET', `/api/v1/providers/twilio/${ID}`, { key: null })
    },
    faultsOf,
  ],
  ['settings', ({ control }) => control.setSettings({ fixedDelay: 5 }), settingsOf],
  [
    'a script of a provider',
    async ({ control, create }) => {
      const { id } = (await create()).body
      await control.setVerification(id, { outcome: 'failed' })
    },
    stateOf,
  ],
  [
    'a world that was imported',
    async ({ control, world }) => {
      await world('other').create()
      await control.importState(await world('other').control.exportState())
    },
    stateOf,
  ],
  [
    'a world that was put back to a snapshot',
    async ({ control, create }) => {
      await create()
      await control.takeSnapshot('one')
      await create()
      await control.restoreSnapshot('one')
    },
    stateOf,
  ],
  [
    'a world that was reset',
    async ({ control, create }) => {
      await create()
      await control.advance('PT1H')
      await control.reset()
    },
    stateOf,
  ],
  [
    'a fork with a seed of its own',
    async ({ control, create }) => {
      await create()
      await control.createWorld({ id: 'fork', from: 'default', seed: 9 })
    },
    ({ world }) => stateOf(world('fork')),
  ],
  [
    'a world that was made and never used',
    ({ control }) => control.createWorld({ id: 'empty', seed: 9 }),
    async ({ control }) => (await control.worlds()).find(({ id }) => id === 'empty'),
  ],
]

function clockOf({ control }: Steered) {
  return control.clock()
}
function scenarioOf({ control }: Steered) {
  return control.scenario()
}
function faultsOf({ control }: Steered) {
  return control.faults()
}
function settingsOf({ control }: Steered) {
  return control.settings()
}
function stateOf({ control }: Steered) {
  return control.exportState()
}

describe.each(steeredWays)('$way', ({ start }) => {
  test.each(CHANGES)('%s survives a restart', async (_what, change, look) => {
    const data = temporaryDirectory()
    const before = await start({ data })
    await change(before)
    const seen = await look(before)
    await before.close()

    expect(await look(await start({ data }))).toEqual(seen)
  })

  test('what is due in a world is due after a restart', async () => {
    const data = temporaryDirectory()
    const before = await start({ data })
    await before.control.setScenario('slow-verification')
    const { id } = (await before.create()).body
    await before.close()
    const { control, get } = await start({ data })
    await control.advance('next-event')

    expect((await get(id)).body.lastVerifiedAt).toBe('2025-01-01T00:01:00Z')
  })

  test('a scenario of the control plane survives a restart with one of the start', async () => {
    const data = temporaryDirectory()
    const options: Options = { data, scenario: 'twilio-down' }
    const before = await start(options)
    await before.control.clearScenario()
    await before.close()
    const { create, control } = await start(options)
    const cleared = (await create()).status
    await control.reset({ only: ['scenario'] })

    expect([cleared, (await create()).status]).toEqual([201, 502])
  })

  test('a restart with the same scenario of the start goes on counting', async () => {
    const data = temporaryDirectory()
    const scenario = { ...STORM, faults: [{ times: 1, status: 503 }] }
    const before = await start({ data, scenario })
    const first = (await before.get(ID)).status
    await before.close()
    const { get } = await start({ data, scenario })

    expect([first, (await get(ID)).status]).toEqual([503, 404])
  })

  test('a world that is dropped leaves no file and does not come back', async () => {
    const data = temporaryDirectory()
    const before = await start({ data })
    await before.create()
    await before.world('doomed').create()
    const files = worldFiles(data)
    await before.control.dropWorld('doomed')

    expect([files, worldFiles(data)]).toEqual([['default.json', 'doomed.json'], ['default.json']])
    await before.close()
    expect((await (await start({ data })).control.worlds()).map(({ id }) => id)).toEqual([
      'default',
    ])
  })

  test('a world that is dropped from within leaves no file', async () => {
    const data = temporaryDirectory()
    const { world } = await start({ data })
    const doomed = world('doomed')
    await doomed.create()
    await doomed.control.dropWorld('doomed')

    expect(worldFiles(data)).toEqual([])
  })

  test('a world that begins anew after it was dropped is kept', async () => {
    const data = temporaryDirectory()
    const { world, control } = await start({ data })
    const { id } = (await world('doomed').create()).body
    await control.dropWorld('doomed')
    await world('doomed').create()

    expect(Object.keys(worldIn(data, 'doomed').providers)).toEqual([id])
  })

  test('a world that begins anew while it is dropped is kept', async () => {
    const data = temporaryDirectory()
    const { world, control } = await start({ data })
    await world('doomed').create()
    // The first request loads the control plane: the drop would come after the creates.
    await control.worlds()
    await Promise.all([
      control.dropWorld('doomed'),
      ...Array.from({ length: 5 }, () => world('doomed').create()),
    ])
    const { providers } = await world('doomed').control.exportState()

    expect(Object.keys(worldIn(data, 'doomed').providers)).toEqual(Object.keys(providers))
  })

  test('a change is on disk before the control plane answers', async () => {
    const data = temporaryDirectory()
    const { control } = await start({ data })
    await control.setScenario('warning')

    expect(worldIn(data).scenario?.name).toBe('warning')
  })

  test('what a forced answer has counted is on disk before it leaves', async () => {
    const data = temporaryDirectory()
    const { control, get } = await start({ data })
    await control.addFault({ times: 1, status: 503 })
    await get(ID)

    expect(worldIn(data).faults[0]?.struck).toBe(1)
  })

  test('what only looks writes nothing', async () => {
    const data = temporaryDirectory()
    const { control, create, world } = await start({ data })
    const { id } = (await create()).body
    await world('other').create()
    const write = vi.spyOn(DataFile.prototype, 'write')
    onTestFinished(() => write.mockRestore())
    await control.health()
    await control.worlds()
    await control.clock()
    await control.requests()
    await control.explain('1')
    await control.exportState()
    await control.takeSnapshot('kept')
    await create(validBody, { headers: { Prefer: 'code=503' } })
    await world('never-used').control.clock()
    await control.version()

    expect([write.mock.calls.length, worldFiles(data), id]).toEqual([
      0,
      ['default.json', 'other.json'],
      expect.any(String),
    ])
  })
})

test('a change and the delay of its answer are one write', async () => {
  const { control, create } = await steeredInProcess({ data: temporaryDirectory() })
  await control.setSettings({ fixedDelay: 1000 })
  const write = vi.spyOn(DataFile.prototype, 'write')
  onTestFinished(() => write.mockRestore())
  await create()

  expect(write).toHaveBeenCalledOnce()
})

test('a world of the same name and age as one that was dropped is saved', async () => {
  const directory = temporaryDirectory()
  const storage = await openStorage(directory)
  const [dropped, anew] = [newWorld(), newWorld()]
  await storage.save(dropped)
  const forgotten = storage.forget('test')
  anew.seed = 7
  await storage.save(anew)
  await forgotten

  expect(worldIn(directory, 'test').seed).toBe(7)
})

test('a world that is forgotten while it is written is gone', async () => {
  const directory = temporaryDirectory()
  const storage = await openStorage(directory)
  const world = newWorld()
  const saving = storage.save(world)
  await storage.forget('test')
  await saving

  expect(worldFiles(directory)).toEqual([])
})

test('a world that was never saved can be forgotten', async () => {
  const storage = await openStorage(temporaryDirectory())

  await expect(storage.forget('nothing')).resolves.toBeUndefined()
})
