import { describe, expect, test } from 'vitest'
import { validBody } from '../support/client.ts'
import { live } from '../support/life.ts'
import { type Steered, steeredInProcess, steeredOnPort, steeredWays } from '../support/steered.ts'

/** Does everything to a world that may be done to one, over and over. */
function storm({ control, create, get, world }: Steered, name: string): () => Promise<void> {
  let round = 0
  return async () => {
    round += 1
    await control.setScenario(round % 2 ? 'twilio-down' : 'warning')
    await control.addFault({ name: 'rare', probability: 0.5, status: 500 })
    await control.setSettings({ fixedDelay: 1000, assumptions: { errorKeys: 'camel' } })
    await create({ ...validBody, name: `Round ${round}` })
    await get('x', { headers: { Prefer: 'code=429' } })
    await control.advance('P1D')
    await control.takeSnapshot('here')
    await control.createWorld({ id: `fork-${round}`, from: name, seed: round })
    await world(`fork-${round}`).create()
    await control.importState(await world(`fork-${round}`).control.exportState())
    await control.restoreSnapshot('here')
    await control.freeze('2040-01-01T00:00:00Z')
    await control.clearRequests()
    await control.providerState({ state: 'Twilio is down', action: 'setup' })
    if (round % 3 === 0) await control.reset()
    if (round % 5 === 0) await control.dropWorld(name)
  }
}

describe.each(steeredWays)('$way', ({ start }) => {
  test('whatever is done to one world changes no byte of another', async () => {
    const alone = await live((await start()).world('calm'))
    const { world } = await start()

    const disturbed = await live(world('calm'), storm(world('stormy'), 'stormy'))

    expect(disturbed).toBe(alone)
  })

  test('the name of a world changes no byte', async () => {
    const { world } = await start()
    const names = ['default', 'a', 'Z.z_z-9', 'x'.repeat(64), 'providers', '__admin']

    const lives = []
    for (const name of names) lives.push(await live(world(name)))

    expect(new Set(lives).size).toBe(1)
  })
})

test('a port tells the same as no port', async () => {
  expect(await live(await steeredOnPort())).toBe(await live(await steeredInProcess()))
})

test('200 worlds that live at once on one port tell the same as one alone', {
  timeout: 120_000,
}, async () => {
  const { world } = await steeredOnPort()
  const names = Array.from({ length: 200 }, (_, index) => `world-${index}`)

  const lives = await Promise.all(names.map((name) => live(world(name))))

  expect([...new Set(lives)]).toEqual([await live(await steeredInProcess())])
})
