import { expect, test } from 'vitest'
import type { SettingsChange } from '../../src/contract/settings.ts'
import { nextDelay } from '../../src/domain/delay.ts'
import { changeSettings } from '../../src/domain/settings.ts'
import type { World } from '../../src/domain/world.ts'
import { newWorld, SETTINGS } from '../support/world.ts'

function worldWith(change: SettingsChange, seed = 1): World {
  const world = newWorld({ seed })
  changeSettings(world, change)
  return world
}

const delays = (world: World, count: number) =>
  Array.from({ length: count }, () => nextDelay(world))

const mean = (numbers: number[]) => numbers.reduce((sum, it) => sum + it, 0) / numbers.length

test('by default an answer takes no time', () => {
  expect(delays(newWorld(), 3)).toEqual([0, 0, 0])
})

test('a fixed delay is the same every time, and draws nothing', () => {
  const world = worldWith({ fixedDelay: 250 })

  expect([delays(world, 3), world.counters]).toEqual([[250, 250, 250], {}])
})

const UNIFORM = { type: 'uniform', lower: 100, upper: 199 } as const
const LOGNORMAL = { type: 'lognormal', median: 80, sigma: 0.5 } as const

test.each([UNIFORM, LOGNORMAL])('the delays of $type come from the seed', (delayDistribution) => {
  const [one, same, other] = [1, 1, 2].map((seed) =>
    delays(worldWith({ delayDistribution }, seed), 50),
  )

  expect(same).toEqual(one)
  expect(other).not.toEqual(one)
})

test('uniform delays reach both ends and nothing beyond, each about as often', () => {
  const world = worldWith({ delayDistribution: { type: 'uniform', lower: 1, upper: 4 } })
  const drawn = delays(world, 4000)
  const counts = [1, 2, 3, 4].map((millis) => drawn.filter((it) => it === millis).length)

  expect(counts.reduce((sum, it) => sum + it)).toBe(4000)
  // Five standard deviations.
  expect(counts.filter((count) => Math.abs(count - 1000) > 137)).toEqual([])
})

test('a uniform delay between a number and itself is that number', () => {
  expect(delays(worldWith({ delayDistribution: { ...UNIFORM, upper: 100 } }), 3)).toEqual([
    100, 100, 100,
  ])
})

test('lognormal delays lie around their median, as wide as sigma says', () => {
  const logs = delays(worldWith({ delayDistribution: { ...LOGNORMAL, median: 10_000 } }), 4000).map(
    (millis) => Math.log(millis / 10_000),
  )

  expect(Math.abs(mean(logs))).toBeLessThan(0.04)
  expect(Math.sqrt(mean(logs.map((it) => it ** 2)))).toBeCloseTo(0.5, 1)
})

test('a lognormal delay without sigma is the median', () => {
  expect(delays(worldWith({ delayDistribution: { ...LOGNORMAL, sigma: 0 } }), 3)).toEqual([
    80, 80, 80,
  ])
})

test('a lognormal delay is a whole number and never longer than a day', () => {
  const world = worldWith({
    delayDistribution: { type: 'lognormal', median: 86_400_000, sigma: 5 },
  })
  const drawn = delays(world, 200)

  expect(drawn.every(Number.isInteger)).toBe(true)
  expect(Math.max(...drawn)).toBe(86_400_000)
})

test('a distribution comes on top of a fixed delay', () => {
  const alone = delays(worldWith({ delayDistribution: UNIFORM }), 10)
  const both = delays(worldWith({ delayDistribution: UNIFORM, fixedDelay: 1000 }), 10)

  expect(both).toEqual(alone.map((it) => it + 1000))
})

test('what is given of the settings changes, what is absent stays, and null takes away', () => {
  const world = newWorld()
  changeSettings(world, { fixedDelay: 5, assumptions: { errorKeys: 'camel' } })
  changeSettings(world, { delayDistribution: UNIFORM, assumptions: { createStatus: 200 } })
  const set = world.settings
  changeSettings(world, { fixedDelay: null, delayDistribution: null })

  expect([set, world.settings]).toEqual([
    {
      fixedDelay: 5,
      delayDistribution: UNIFORM,
      assumptions: { createStatus: 200, errorKeys: 'camel', refusedCredentials: 400 },
    },
    { ...set, fixedDelay: null, delayDistribution: null },
  ])
})

test('the settings of one world are not those of another', () => {
  const [one, other] = [newWorld(), newWorld()]
  changeSettings(one, { fixedDelay: 5, assumptions: { errorKeys: 'camel' } })

  expect(other.settings).toEqual(SETTINGS)
})
