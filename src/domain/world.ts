import type { ActiveFault } from '../contract/faults.ts'
import type { Scenario } from '../contract/scenario.ts'
import type { Settings } from '../contract/settings.ts'
import type { Agenda } from './agenda.ts'
import type { Agent } from './agents.ts'
import type { Clock } from './clock.ts'
import type { Decision } from './precedence.ts'
import type { Provider } from './providers.ts'
import type { SipCredential } from './sip-credentials.ts'
import type { SipPhoneNumber } from './sip-phone-numbers.ts'
import type { TwilioCall } from './twilio/client.ts'
import { emptyTwilio, type TwilioState } from './twilio/state.ts'

/** What the request in hand has done so far. */
export interface Exchange {
  /** What the clock of the world showed. */
  at: number
  /** The ids that were drawn, in order: the how-many-th, the kind and the natural key. */
  draws: string[]
  /** The conversation with the fake Twilio, in order. */
  twilioCalls: TwilioCall[]
  /** What was steered, in order. */
  decisions: Decision[]
  /** The scenario that the request itself asks for. */
  preferred: Scenario | null
}

/** One isolated universe: plain JSON data, so that it can be cloned, compared and saved. */
export interface World {
  id: string
  seed: number
  clock: Clock
  /** How often each kind of id was drawn for each natural key. */
  counters: Record<string, number>
  providers: Record<string, Provider>
  sipCredentials: Record<string, SipCredential>
  sipPhoneNumbers: Record<string, SipPhoneNumber>
  agents: readonly Agent[]
  twilio: TwilioState
  scenario: Scenario | null
  /** Whether this world was given its scenario, and did not begin with it. */
  scenarioIsOwn: boolean
  faults: ActiveFault[]
  settings: Settings
  agenda: Agenda
  /** Goes up with every change, so that a store knows what is not saved yet. */
  revision: number
  exchange: Exchange
}

/** What a world starts from. */
export interface WorldStart {
  seed: number
  clock: Clock
  scenario: Scenario | null
  settings: Settings
}

/** A world in which nothing has happened. */
export function emptyWorld(id: string, { seed, clock, scenario, settings }: WorldStart): World {
  return {
    id,
    seed,
    clock: { ...clock },
    counters: {},
    providers: {},
    sipCredentials: {},
    sipPhoneNumbers: {},
    agents: [],
    twilio: emptyTwilio(),
    scenario,
    scenarioIsOwn: false,
    faults: [],
    settings,
    agenda: [],
    revision: 0,
    exchange: newExchange(clock.now),
  }
}

/** Nothing done yet. */
export function newExchange(at: number): Exchange {
  return { at, draws: [], twilioCalls: [], decisions: [], preferred: null }
}

/** The time in this world, in milliseconds since 1970. */
export function now(world: World): number {
  return world.clock.now
}

/** Says that the world is not what it was. */
export function changed(world: World): void {
  world.revision += 1
}
