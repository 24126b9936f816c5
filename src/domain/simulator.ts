import type { Fixture } from '../contract/fixture.ts'
import { tick } from './clock.ts'
import { buildWorld } from './fixture.ts'
import { settle } from './verification.ts'
import { newExchange, type World, type WorldStart } from './world.ts'

/** What every world of a simulator starts from, and the wall that real clocks go by. */
export interface SimulatorStart extends WorldStart {
  fixture: Fixture
  wall: () => number
}

/** The worlds of one process, by name. A world is made on first use. */
export class Simulator {
  readonly #start: SimulatorStart
  readonly #worlds = new Map<string, World>()

  constructor(start: SimulatorStart, saved: World[] = []) {
    this.#start = start
    for (const world of saved) this.#worlds.set(world.id, world)
  }

  /** The world of that name. */
  world(id: string): World {
    const known = this.#worlds.get(id)
    if (known) return known
    const world = buildWorld(id, this.#start, this.#start.fixture)
    this.#worlds.set(id, world)
    return world
  }

  /** The world of that name, ready for a request: what is due by now is done, and nothing else has happened yet. */
  enter(id: string): World {
    const world = this.world(id)
    tick(world.clock, this.#start.wall())
    settle(world)
    world.exchange = newExchange()
    return world
  }
}
