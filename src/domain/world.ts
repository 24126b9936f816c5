import type { Scenario } from '../contract/scenario.ts'
import type { Agenda } from './agenda.ts'
import type { Clock } from './clock.ts'
import type { Provider } from './providers.ts'
import type { SipCredential, SipPhoneNumber } from './sip.ts'
import type { TwilioCall } from './twilio/client.ts'
import { emptyTwilio, type TwilioState } from './twilio/state.ts'

/** What the request in hand has done so far. */
export interface Exchange {
  /** The counters of the ids that were drawn, in order. */
  draws: string[]
  /** The conversation with the fake Twilio, in order. */
  twilioCalls: TwilioCall[]
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
  twilio: TwilioState
  scenario: Scenario | null
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
}

/** A world in which nothing has happened. */
export function emptyWorld(id: string, { seed, clock, scenario }: WorldStart): World {
  return {
    id,
    seed,
    clock: { ...clock },
    counters: {},
    providers: {},
    sipCredentials: {},
    sipPhoneNumbers: {},
    twilio: emptyTwilio(),
    scenario,
    agenda: [],
    revision: 0,
    exchange: newExchange(),
  }
}

/** Nothing done yet. */
export function newExchange(): Exchange {
  return { draws: [], twilioCalls: [] }
}

/** The time in this world, in milliseconds since 1970. */
export function now(world: World): number {
  return world.clock.now
}

/** Says that the world is not what it was. */
export function changed(world: World): void {
  world.revision += 1
}
