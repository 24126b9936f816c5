import { describe, expect, onTestFinished, test } from 'vitest'
import { connectSimulator, createSimulator } from '../../src/index.ts'
import { validBody } from '../support/client.ts'
import { refusalOf, steeredWays } from '../support/steered.ts'

const EVERY_STATUS = '22222222-2222-4222-8222-222222222222'

describe.each(steeredWays)('$way', ({ start }) => {
  test('a server begins with the world default', async () => {
    const { control } = await start({ seed: 7, now: '2030-01-02T03:04:05Z' })

    expect(await control.worlds()).toEqual([
      { id: 'default', seed: 7, now: '2030-01-02T03:04:05.000Z', providers: 0, requests: 0 },
    ])
  })

  test('worlds are listed in the order of their making, with what they hold', async () => {
    const { control, world } = await start()
    await world('z').create()
    await control.createWorld({ id: 'a' })
    await world('a').control.advance('PT1H')

    expect(
      (await control.worlds()).map(({ id, now, providers, requests }) => [
        id,
        now,
        providers,
        requests,
      ]),
    ).toEqual([
      ['default', '2025-01-01T00:00:00.000Z', 0, 0],
      ['z', '2025-01-01T00:00:00.000Z', 1, 1],
      ['a', '2025-01-01T01:00:00.000Z', 0, 0],
    ])
  })

  test('a new world begins as the default one did', async () => {
    const { control, get, world } = await start({ fixture: 'every-status' })
    await control.createWorld({ id: 'new' })

    expect((await world('new').get(EVERY_STATUS)).text).toBe((await get(EVERY_STATUS)).text)
  })

  test('a world with another seed is what a server of that seed is', async () => {
    const { control, world } = await start({ fixture: 'every-status' })
    const other = await start({ fixture: 'every-status', seed: 2 })
    await control.createWorld({ id: 'second', seed: 2 })
    const second = world('second')

    expect([
      (await second.get(EVERY_STATUS)).text,
      (await second.create()).text,
      (await second.control.version()).seed,
    ]).toEqual([(await other.get(EVERY_STATUS)).text, (await other.create()).text, 2])
  })

  test('a reset keeps the seed of its world, for the ids of the fixture too', async () => {
    const { control, world } = await start({ fixture: 'every-status' })
    await control.createWorld({ id: 'second', seed: 2 })
    const second = world('second')
    const before = (await second.get(EVERY_STATUS)).text
    await second.control.reset()

    expect((await second.get(EVERY_STATUS)).text).toBe(before)
  })

  test('a world that is there is not made again, and stays as it is', async () => {
    const { control, create, get } = await start()
    const { id } = (await create()).body

    const { status, message } = await refusalOf(control.createWorld({ id: 'default', seed: 2 }))

    expect([status, message]).toEqual([409, 'Cannot make world default: it is there already.'])
    expect((await get(id)).status).toBe(200)
  })

  test('a fork goes on from where its origin is, and neither sees the other', async () => {
    const { control, create, get, update, world } = await start()
    const { id } = (await create()).body
    await control.advance('PT30M')
    await control.createWorld({ id: 'fork', from: 'default' })
    const fork = world('fork')
    await update(id, { name: 'Here' })

    expect([(await fork.get(id)).body.name, (await get(id)).body.name]).toEqual(['Main', 'Here'])
    expect((await fork.create()).text).toBe((await create()).text)
    expect((await fork.control.clock()).now).toBe('2025-01-01T00:30:00.000Z')
  })

  test('a fork takes steering along, and no journal and no snapshot', async () => {
    const { control, create, world } = await start()
    await create()
    await control.setScenario('warning')
    await control.addFault({ name: 'busy', status: 503 })
    await control.setSettings({ fixedDelay: 5 })
    await control.takeSnapshot('kept')
    await control.createWorld({ id: 'fork', from: 'default' })
    const fork = world('fork').control

    expect([
      (await fork.scenario()).scenario?.name,
      (await fork.faults()).map(({ name }) => name),
      (await fork.settings()).fixedDelay,
      await fork.requests(),
      await fork.snapshots(),
    ]).toEqual(['warning', ['busy'], 5, [], []])
  })

  test('a fork with another seed draws other ids and serves the same clients', async () => {
    const { control, create, get, world } = await start()
    const { id } = (await create()).body
    await control.createWorld({ id: 'fork', from: 'default', seed: 2 })
    const fork = world('fork')

    expect((await fork.get(id)).text).toBe((await get(id)).text)
    expect((await fork.create()).body.id).not.toBe((await create()).body.id)
  })

  test('a world made from a snapshot is what the world was then', async () => {
    const { control, create, update, world } = await start()
    const { id } = (await create()).body
    await control.takeSnapshot('before')
    await update(id, { name: 'After' })
    await control.createWorld({ id: 'copy', from: 'before' })

    expect((await world('copy').get(id)).body.name).toBe('Main')
  })

  test('of a snapshot and a world of one name the snapshot is copied', async () => {
    const { control, create, world } = await start()
    const { id } = (await create()).body
    await control.takeSnapshot('both')
    await world('both').create({ ...validBody, name: 'Other' })
    await control.createWorld({ id: 'copy', from: 'both' })

    expect((await world('copy').get(id)).status).toBe(200)
  })

  test('a snapshot of another world is no origin', async () => {
    const { control, world } = await start()
    await world('other').control.takeSnapshot('theirs')

    const { status, message } = await refusalOf(control.createWorld({ id: 'x', from: 'theirs' }))

    expect([status, message]).toEqual([
      404,
      'Cannot copy theirs: theirs is no snapshot of world default and no world.',
    ])
    expect((await control.worlds()).map(({ id }) => id)).toEqual(['default', 'other'])
  })

  test('a dropped world begins anew', async () => {
    const { control, create, world } = await start()
    const doomed = world('doomed')
    const { id } = (await doomed.create()).body
    await doomed.control.takeSnapshot('kept')

    expect(await control.dropWorld('doomed')).toMatchObject({
      id: 'doomed',
      providers: 1,
      requests: 1,
    })
    expect((await control.worlds()).map((it) => it.id)).toEqual(['default'])
    expect((await doomed.get(id)).status).toBe(404)
    expect(await doomed.control.snapshots()).toEqual([])
    expect((await doomed.create()).text).toBe((await create()).text)
  })

  test('a world that was never made cannot be dropped', async () => {
    const { control } = await start()

    const { status, message } = await refusalOf(control.dropWorld('never'))

    expect([status, message]).toEqual([404, 'Cannot drop world never: no such world.'])
    expect((await control.worlds()).map(({ id }) => id)).toEqual(['default'])
  })

  test.each(['', '.', '..', 'a/b', 'a b', 'é', 'x'.repeat(65)])(
    'no world is made with the name "%s"',
    async (id) => {
      const { control } = await start()

      const { status, problem } = await refusalOf(control.createWorld({ id }))

      expect([status, Object.keys(problem.errors ?? {})]).toEqual([400, ['/id']])
      expect(await control.worlds()).toHaveLength(1)
    },
  )

  test('a seed that is none is refused', async () => {
    const { control } = await start()

    const { problem } = await refusalOf(control.createWorld({ id: 'x', seed: -1 }))

    expect(Object.keys(problem.errors ?? {})).toEqual(['/seed'])
  })

  test('a real clock is listed as it is now', async () => {
    const { control, world } = await start({ clock: 'real' })
    await world('other').control.clock()
    const [, before] = await control.worlds()
    while (Date.now() <= Date.parse(before?.now ?? ''));
    const [, after] = await control.worlds()

    expect(Date.parse(after?.now ?? '')).toBeGreaterThan(Date.parse(before?.now ?? ''))
  })
})

test('a URL may name the world that is connected to, and another is asked for from there', async () => {
  const simulator = await createSimulator()
  const { url } = await simulator.listen({ port: 0 })
  onTestFinished(() => simulator.close())
  const checkout = connectSimulator(`${url}/__w/checkout/`)
  await checkout.control.advance('PT1H')
  await checkout.world('other').control.advance('PT2H')

  const worlds = await connectSimulator(url).control.worlds()

  expect(worlds.map(({ id, now }) => [id, now.slice(11, 13)])).toEqual([
    ['default', '00'],
    ['checkout', '01'],
    ['other', '02'],
  ])
  expect([checkout.url, checkout.world('other').url]).toEqual([
    `${url}/__w/checkout`,
    `${url}/__w/other`,
  ])
})

test.each(['', '..', 'a/b', 'x'.repeat(65)])('nobody connects to the world "%s"', (name) => {
  expect(() => connectSimulator('http://127.0.0.1:4700').world(name)).toThrow(RangeError)
})

test.each(['', 'localhost', 'localhost:4700', 'nothing at all', 'http://'])(
  'nobody connects to "%s", and the way out is told',
  (url) => {
    const connect = () => connectSimulator(url)

    expect(connect).toThrow(TypeError)
    expect(connect).toThrow(
      `Cannot connect to "${url}": it is no HTTP URL. Write it like http://127.0.0.1:4700.`,
    )
  },
)

test('a URL that is none is told without its credentials', () => {
  expect(() => connectSimulator('user:hunter2@localhost')).toThrow('connect to "…@localhost"')
})
