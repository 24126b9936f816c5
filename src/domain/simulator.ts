import type { ClockChange } from '../contract/clock.ts'
import type { Fixture } from '../contract/fixture.ts'
import type { WorldState } from '../contract/state.ts'
import type { NewWorld, ResetScope } from '../contract/worlds.ts'
import { isDue } from './agenda.ts'
import { advance, freeze, instantOf, isInReach, millisOf, resume, tick } from './clock.ts'
import { SimulatorError } from './errors.ts'
import { faultsOf } from './faults.ts'
import { buildWorld, putState } from './fixture.ts'
import { Journal } from './journal.ts'
import { setScenario } from './scenario.ts'
import { stateOf, worldFrom } from './state.ts'
import { nextVerification, settle } from './verification.ts'
import { changed, newExchange, type World, type WorldStart } from './world.ts'
import { isWorldName, WORLD_NAME_RULE } from './world-name.ts'

/** What every world of a simulator starts from, and the wall that real clocks go by. */
export interface SimulatorStart extends WorldStart {
  fixture: Fixture
  wall: () => number
  /** How many requests the journal of a world holds. */
  journalSize: number
}

const MAX_WORLDS = 10_000
/** Each is a copy of a whole world in memory. */
const MAX_SNAPSHOTS = 100

/** A world, and what is kept beside it. */
interface Place {
  world: World
  /** Null until the first request. */
  journal: Journal | null
  snapshots: Map<string, WorldState> | null
  /** How many requests there had been at the last setup of a provider state; negative where some were forgotten. */
  atSetup: number
}

/** A world that was dropped. */
interface Dropped {
  world: World
  /** Undoes the drop, unless another world has the name by now. */
  takeBack(): void
}

const FORGOTTEN = -1

/** The worlds of one process, by name. A world is made on first use. */
export class Simulator {
  readonly #start: SimulatorStart
  readonly #places = new Map<string, Place>()

  constructor(start: SimulatorStart, saved: World[] = []) {
    this.#start = start
    for (const world of saved) this.#settleIn(world).atSetup = FORGOTTEN
  }

  /**
   * The world of that name.
   * @throws SimulatorError world-name-invalid, too-many-worlds
   */
  world(id: string): World {
    return this.#place(id).world
  }

  /**
   * The world of that name, ready for a request: what is due by now is done, and nothing else has happened yet.
   * @throws SimulatorError world-name-invalid, too-many-worlds
   */
  enter(id: string): World {
    const world = this.world(id)
    tick(world.clock, this.#start.wall())
    if (isDue(world.agenda, world.clock.now)) {
      // The request before has no part in it, and its record is closed.
      world.exchange = newExchange(world.clock.now)
      settle(world)
    }
    world.exchange = newExchange(world.clock.now)
    return world
  }

  /** Whether a world is one of these, and was not dropped since. */
  holds(world: World): boolean {
    return this.#places.get(world.id)?.world === world
  }

  /** The one world that knows a Twilio account; `otherwise` where that does, or several do, or none. */
  worldKnowing(accountSid: string, otherwise: string): string {
    const knows = (id: string) =>
      this.#places.get(id)?.world.twilio.accounts[accountSid] !== undefined
    if (knows(otherwise)) return otherwise
    const [only, another] = [...this.#places.keys()].filter(knows)
    return only === undefined || another !== undefined ? otherwise : only
  }

  /** The seed of a world, which it has before it is made. */
  seedOf(id: string): number {
    return this.#places.get(id)?.world.seed ?? this.#start.seed
  }

  /** What the clock of a world shows, whether or not what is due by then has happened. */
  instantIn(id: string): number {
    const { clock } = this.world(id)
    tick(clock, this.#start.wall())
    return clock.now
  }

  /** Every world, in the order of their making. */
  worlds(): World[] {
    for (const id of this.#places.keys()) this.instantIn(id)
    return [...this.#places.values()].map(({ world }) => world)
  }

  /**
   * Makes a world: like any other, or a copy of a snapshot of `asked` or of another world.
   * @throws SimulatorError conflict, not-found, world-name-invalid, too-many-worlds
   */
  createWorld(asked: World, { id, from, seed }: NewWorld): World {
    if (this.#places.has(id)) {
      throw new SimulatorError('conflict', `Cannot make world ${id}: it is there already.`)
    }
    const origin = from === undefined ? null : this.#origin(asked, from)
    this.#expectRoomFor(id)
    const other = seed === undefined ? {} : { seed }
    const world = origin ? worldFrom(id, 0, { ...origin, ...other }) : this.#build(id, other)
    changed(world)
    return this.#settleIn(world).world
  }

  /** @throws SimulatorError not-found */
  dropWorld(id: string): Dropped {
    const place = this.#places.get(id)
    if (!place) throw new SimulatorError('not-found', `Cannot drop world ${id}: no such world.`)
    this.#places.delete(id)
    const takeBack = () => {
      if (!this.#places.has(id)) this.#places.set(id, place)
    }
    return { world: place.world, takeBack }
  }

  /**
   * Puts a world, or parts of it, back to its start: the fixture, clock, scenario and settings that every world begins
   * with. Its seed and its snapshots stay; of the faults those stay that the scenario brings.
   */
  reset(world: World, { only }: ResetScope): void {
    const has = (part: NonNullable<typeof only>[number]) => !only || only.includes(part)
    const { seed, clock } = world
    const fresh = this.#build(world.id, { seed, clock: has('clock') ? this.#start.clock : clock })
    tick(fresh.clock, this.#start.wall())
    if (has('state')) putState(world, fresh)
    if (has('clock')) world.clock = fresh.clock
    if (has('scenario')) setScenario(world, fresh.scenario, false)
    if (has('faults')) world.faults = faultsOf(world.scenario)
    if (has('settings')) world.settings = fresh.settings
    if (has('journal')) {
      const atSetup = this.hasServedSinceSetup(world) && !has('state') ? FORGOTTEN : 0
      Object.assign(this.#place(world.id), { journal: null, atSetup })
    }
    changed(world)
    settle(world)
  }

  /** Replaces everything that is in a world. */
  restore(world: World, state: WorldState): void {
    const { id, revision, exchange } = world
    Object.assign(world, worldFrom(id, revision, state), { exchange })
    changed(world)
    tick(world.clock, this.#start.wall())
    settle(world)
  }

  /** The journal of a world. */
  journal(id: string): Journal {
    const place = this.#place(id)
    place.journal ??= new Journal(this.#start.journalSize)
    return place.journal
  }

  /** How many requests the journal of a world holds. */
  journalled(id: string): number {
    return this.#places.get(id)?.journal?.size ?? 0
  }

  /** Remembers that a provider state is set up now. */
  noteSetup(world: World): void {
    this.#place(world.id).atSetup = this.journal(world.id).total
  }

  /** Whether the world has answered requests since a provider state was set up, or since its start; a saved one has. */
  hasServedSinceSetup(world: World): boolean {
    return this.journal(world.id).total > this.#place(world.id).atSetup
  }

  /** The snapshots of a world, by name, in the order of their taking. */
  snapshots(world: World): ReadonlyMap<string, WorldState> {
    return this.#place(world.id).snapshots ?? new Map()
  }

  /**
   * Keeps a copy of a world, in the place of an older one of that name.
   * @throws SimulatorError conflict when there are too many
   */
  takeSnapshot(world: World, name: string): WorldState {
    const place = this.#place(world.id)
    place.snapshots ??= new Map()
    if (place.snapshots.size >= MAX_SNAPSHOTS && !place.snapshots.has(name)) {
      const why = `the world has ${MAX_SNAPSHOTS} ((drop one with DELETE /__admin/snapshots/{name}))`
      throw new SimulatorError('conflict', `Cannot take snapshot ${name}: ${why}.`)
    }
    const state = stateOf(world)
    place.snapshots.delete(name)
    place.snapshots.set(name, state)
    return state
  }

  /** @throws SimulatorError not-found */
  restoreSnapshot(world: World, name: string): void {
    this.restore(world, this.#snapshot(world, name))
  }

  /** @throws SimulatorError not-found */
  dropSnapshot(world: World, name: string): WorldState {
    const state = this.#snapshot(world, name)
    this.#place(world.id).snapshots?.delete(name)
    return state
  }

  /**
   * Freezes, moves on, lets run or puts back the clock of a world; what is due by then happens.
   * @throws SimulatorError conflict when nothing is due that it could be moved to; invalid for an instant out of reach
   */
  setClock(world: World, change: ClockChange): void {
    const { clock } = world
    switch (change.action) {
      case 'freeze': {
        const instant = change.instant === undefined ? clock.now : instantOf(change.instant)
        expectInReach(instant, '/instant')
        freeze(clock, instant)
        break
      }
      case 'advance': {
        const millis = this.#millisTo(world, change.duration)
        expectInReach(clock.now + millis, '/duration')
        advance(clock, millis)
        break
      }
      case 'resume':
        resume(clock, this.#start.wall())
        break
      case 'reset':
        world.clock = { ...this.#start.clock }
        tick(world.clock, this.#start.wall())
    }
    changed(world)
    settle(world)
  }

  #millisTo(world: World, duration: string): number {
    if (duration !== 'next-event') return millisOf(duration)
    const next = nextVerification(world)
    if (next !== null) return next - world.clock.now
    throw new SimulatorError(
      'conflict',
      'Cannot advance to the next event: nothing is due by the clock.',
    )
  }

  #place(id: string): Place {
    const known = this.#places.get(id)
    if (known) return known
    this.#expectRoomFor(id)
    return this.#settleIn(this.#build(id, {}))
  }

  #settleIn(world: World): Place {
    const place = { world, journal: null, snapshots: null, atSetup: 0 }
    this.#places.set(world.id, place)
    return place
  }

  #build(id: string, other: Partial<WorldStart>): World {
    return buildWorld(id, { ...this.#start, ...other }, this.#start.fixture)
  }

  #expectRoomFor(id: string): void {
    if (!isWorldName(id)) {
      const message = `Cannot use world "${id}": ${WORLD_NAME_RULE}.`
      const errors = { world: [WORLD_NAME_RULE] }
      throw new SimulatorError('world-name-invalid', message, { errors })
    }
    if (this.#places.size >= MAX_WORLDS) {
      const why = `there are ${MAX_WORLDS} already ((drop one with DELETE /__admin/worlds/{id}, or use one of them))`
      throw new SimulatorError('too-many-worlds', `Cannot make world ${id}: ${why}.`)
    }
  }

  #origin(asked: World, from: string): WorldState {
    const snapshot = this.snapshots(asked).get(from)
    if (snapshot) return snapshot
    const place = this.#places.get(from)
    if (place) return stateOf(place.world)
    const why = `${from} is no snapshot of world ${asked.id} and no world`
    throw new SimulatorError('not-found', `Cannot copy ${from}: ${why}.`)
  }

  #snapshot(world: World, name: string): WorldState {
    const state = this.snapshots(world).get(name)
    if (state) return state
    const known = [...this.snapshots(world).keys()].join(', ') || 'there is none'
    throw new SimulatorError(
      'not-found',
      `Cannot find snapshot ${name}: no such snapshot ((${known})).`,
    )
  }
}

function expectInReach(instant: number, place: string): void {
  if (isInReach(instant)) return
  throw new SimulatorError('invalid', 'Cannot set the clock: see `errors`.', {
    errors: { [place]: ['must not lead out of the years 0 to 9998'] },
  })
}
