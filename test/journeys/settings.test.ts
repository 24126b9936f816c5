import { describe, expect, test } from 'vitest'
import { validBody } from '../support/client.ts'
import { refusalOf, type Steered, steeredWays } from '../support/steered.ts'

const ID = '3c90c3cc-0d44-4b50-8888-8dd25736052a'
const DEFAULT = {
  fixedDelay: null,
  delayDistribution: null,
  assumptions: { createStatus: 201, errorKeys: 'pascal', refusedCredentials: 400 },
}

/** How long each of so many answers takes, by the clock of the world. */
async function delaysOf({ control, get }: Steered, count: number): Promise<number[]> {
  const instants = [Date.parse((await control.clock()).now)]
  for (let read = 0; read < count; read++) {
    await get(ID)
    instants.push(Date.parse((await control.clock()).now))
  }
  return instants.slice(1).map((instant, index) => instant - (instants[index] ?? 0))
}

describe.each(steeredWays)('$way', ({ start }) => {
  test('a world begins with the settings of the start', async () => {
    const { control, world } = await start({ assumptions: { createStatus: 200 } })
    const own = { ...DEFAULT, assumptions: { ...DEFAULT.assumptions, createStatus: 200 } }

    expect([await control.settings(), await world('other').control.settings()]).toEqual([own, own])
  })

  test('what is given changes, and what is absent stays', async () => {
    const { control } = await start()
    await control.setSettings({ fixedDelay: 5 })
    const changed = await control.setSettings({ assumptions: { errorKeys: 'camel' } })

    expect(changed).toEqual({
      ...DEFAULT,
      fixedDelay: 5,
      assumptions: { ...DEFAULT.assumptions, errorKeys: 'camel' },
    })
    expect(await control.settings()).toEqual(changed)
    expect(await control.setSettings({})).toEqual(changed)
  })

  test('every answer takes a fixed delay, whatever it answers', async () => {
    const { control, create, get, send } = await start()
    await control.setSettings({ fixedDelay: 100 })
    await create()
    await get('x')
    await send('POST', '/api/v1/providers/twilio', { key: null })
    await get(ID, { headers: { Prefer: 'code=503' } })

    expect((await control.clock()).now).toBe('2025-01-01T00:00:00.400Z')
  })

  test('the control plane and what is no operation take no time', async () => {
    const { control, send } = await start()
    await control.setSettings({ fixedDelay: 100 })
    await send('GET', '/api/v1/nothing')
    await send('GET', '/__admin/health')

    expect((await control.clock()).now).toBe('2025-01-01T00:00:00.000Z')
  })

  test('a request that asks for a delay has that one', async () => {
    const { control, get } = await start()
    await control.setSettings({ fixedDelay: 100 })
    await get(ID, { headers: { Prefer: 'delay=7' } })
    await get(ID, { headers: { Prefer: 'delay=0' } })

    expect((await control.clock()).now).toBe('2025-01-01T00:00:00.007Z')
  })

  test.each([
    { type: 'uniform' as const, lower: 10, upper: 1000 },
    { type: 'lognormal' as const, median: 100, sigma: 0.5 },
  ])('the delays of $type come from the seed of the world', async (delayDistribution) => {
    const steered = await start({ seed: 3 })
    await steered.control.createWorld({ id: 'same' })
    await steered.control.createWorld({ id: 'other', seed: 4 })
    const worlds = [steered, steered.world('same'), steered.world('other')]
    for (const { control } of worlds) await control.setSettings({ delayDistribution })

    const [one, same, other] = [
      await delaysOf(steered, 8),
      await delaysOf(steered.world('same'), 8),
      await delaysOf(steered.world('other'), 8),
    ]

    expect(same).toEqual(one)
    expect(other).not.toEqual(one)
    expect(new Set(one).size).toBeGreaterThan(4)
  })

  test('null takes a delay away', async () => {
    const steered = await start()
    await steered.control.setSettings({
      fixedDelay: 5,
      delayDistribution: { type: 'uniform', lower: 1, upper: 2 },
    })
    await steered.control.setSettings({ fixedDelay: null, delayDistribution: null })

    expect(await delaysOf(steered, 2)).toEqual([0, 0])
  })

  test('what a create answers is a setting', async () => {
    const { control, create } = await start()
    await control.setSettings({ assumptions: { createStatus: 200 } })

    expect((await create()).status).toBe(200)
  })

  test('how errors name members is a setting', async () => {
    const { control, create } = await start()
    const pascal = Object.keys((await create({})).body.errors)
    await control.setSettings({ assumptions: { errorKeys: 'camel' } })

    expect([pascal, Object.keys((await create({})).body.errors)]).toEqual([
      ['AccountSid', 'AuthToken', 'Name'],
      ['accountSid', 'authToken', 'name'],
    ])
  })

  test.each([400, 401, 422, 502] as const)(
    'refused credentials answer %i where that is set',
    async (status) => {
      const { control, create } = await start()
      await control.setSettings({ assumptions: { refusedCredentials: status } })

      const authToken = '00000000000000000000000000020003'
      expect((await create({ ...validBody, authToken })).status).toBe(status)
    },
  )

  test('the settings of one world are not those of another', async () => {
    const { control, world, create } = await start()
    await world('other').control.setSettings({ fixedDelay: 5, assumptions: { createStatus: 200 } })

    expect([await control.settings(), (await create()).status]).toEqual([DEFAULT, 201])
  })

  test.each([
    [{ fixedDelay: -1 }, '/fixedDelay'],
    [{ fixedDelay: 0.5 }, '/fixedDelay'],
    [{ fixedDelay: 86_400_001 }, '/fixedDelay'],
    [{ fixedDelay: '5' }, '/fixedDelay'],
    [{ delayDistribution: { type: 'normal' } }, '/delayDistribution/type'],
    [{ delayDistribution: { type: 'uniform', lower: 5, upper: 1 } }, '/delayDistribution/upper'],
    [{ delayDistribution: { type: 'uniform', lower: 5 } }, '/delayDistribution/upper'],
    [
      { delayDistribution: { type: 'lognormal', median: 0, sigma: 1 } },
      '/delayDistribution/median',
    ],
    [{ delayDistribution: { type: 'lognormal', median: 1, sigma: 6 } }, '/delayDistribution/sigma'],
    [{ assumptions: { createStatus: 202 } }, '/assumptions/createStatus'],
    [{ assumptions: { errorKeys: 'kebab' } }, '/assumptions/errorKeys'],
    [{ assumptions: { refusedCredentials: 403 } }, '/assumptions/refusedCredentials'],
    [{ assumptions: { status: 200 } }, '/assumptions/status'],
    [{ delay: 5 }, '/delay'],
  ])('the settings %j are refused at %s and change nothing', async (change, place) => {
    const { control } = await start()

    const { status, problem } = await refusalOf(control.setSettings(change as never))

    expect([status, Object.keys(problem.errors ?? {})]).toEqual([400, [place]])
    expect(await control.settings()).toEqual(DEFAULT)
  })
})
