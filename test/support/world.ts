import type { z } from 'zod'
import { Assumptions } from '../../src/contract/assumptions.ts'
import type { Fixture } from '../../src/contract/fixture.ts'
import { Fixture as FixtureSchema } from '../../src/contract/fixture.ts'
import type { Scenario } from '../../src/contract/scenario.ts'
import type { Settings } from '../../src/contract/settings.ts'
import { DEFAULT_NOW, tick } from '../../src/domain/clock.ts'
import { buildWorld } from '../../src/domain/fixture.ts'
import { settle } from '../../src/domain/verification.ts'
import type { World } from '../../src/domain/world.ts'

/** How a world answers unless told otherwise. */
export const SETTINGS: Settings = {
  fixedDelay: null,
  delayDistribution: null,
  assumptions: Assumptions.parse({}),
}

interface Start {
  seed?: number
  scenario?: Partial<Scenario>
  fixture?: z.input<typeof FixtureSchema>
}

/** A fresh world with a frozen clock, for tests of the domain. */
export function newWorld({ seed = 1, scenario, fixture = {} }: Start = {}): World {
  const parsed: Fixture = FixtureSchema.parse(fixture)
  const clock = { mode: 'frozen' as const, now: DEFAULT_NOW, offset: 0 }
  const whole = scenario ? { name: 'test', description: 'of a test', ...scenario } : null
  return buildWorld('test', { seed, clock, scenario: whole, settings: SETTINGS }, parsed)
}

/** Moves the clock of a world on, and does what is due by then. */
export function advance(world: World, millis: number): void {
  tick(Object.assign(world.clock, { mode: 'real' }), world.clock.now + millis)
  world.clock.mode = 'frozen'
  settle(world)
}
