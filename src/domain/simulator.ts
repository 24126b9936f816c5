import type { Fixture } from '../contract/fixture.ts'
import { tick } from './clock.ts'
import { SimulatorError } from './errors.ts'
import { buildWorld } from './fixture.ts'
import { settle } from './verification.ts'
import { newExchange, type World, type WorldStart } from './world.ts'

/** What every world of a simulator starts from, and the wall that real clocks go by. */
export interface SimulatorStart extends WorldStart {
  fixture: Fixture
  wall: () => number
}

/** What a world may be called. A name becomes the name of a file and a part of a path. */
export const WORLD_NAME_RULE =
  'a name has 1 to 64 letters, digits, ".", "_" or "-", and is not "." or ".."'
const WORLD_NAME = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,64}$/
const MAX_WORLDS = 10_000

/** The worlds of one process, by name. A world is made on first use. */
export class Simulator {
  readonly #start: SimulatorStart
  readonly #worlds = new Map<string, World>()

  constructor(start: SimulatorStart, saved: World[] = []) {
    this.#start = start
    for (const world of saved) this.#worlds.set(world.id, world)
  }

  /**
   * The world of that name.
   * @throws SimulatorError world-name-invalid, too-many-worlds
   */
  world(id: string): World {
    const known = this.#worlds.get(id)
    if (known) return known
    if (!isWorldName(id)) {
      const message = `Cannot use world "${id}": ${WORLD_NAME_RULE}.`
      throw new SimulatorError('world-name-invalid', message)
    }
    if (this.#worlds.size >= MAX_WORLDS) {
      const why = `there are ${MAX_WORLDS} already ((use one of them, or start the simulator anew))`
      throw new SimulatorError('too-many-worlds', `Cannot make world ${id}: ${why}.`)
    }
    const world = buildWorld(id, this.#start, this.#start.fixture)
    this.#worlds.set(id, world)
    return world
  }

  /** The seed of a world, which it has before it is made. */
  seedOf(id: string): number {
    return this.#worlds.get(id)?.seed ?? this.#start.seed
  }

  /**
   * The world of that name, ready for a request: what is due by now is done, and nothing else has happened yet.
   * @throws SimulatorError world-name-invalid, too-many-worlds
   */
  enter(id: string): World {
    const world = this.world(id)
    tick(world.clock, this.#start.wall())
    settle(world)
    world.exchange = newExchange()
    return world
  }
}

/** Whether a world may be called that. */
export function isWorldName(name: string): boolean {
  return WORLD_NAME.test(name)
}
