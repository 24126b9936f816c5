import type { WorldState } from '../contract/state.ts'
import { digest } from './ids.ts'
import { isSteeringToken } from './steering.ts'
import { newExchange, type World } from './world.ts'

const FORMAT = 'trunkline-state-2'

/** A copy of everything that is in a world, but for its name. */
export function stateOf(world: World): WorldState {
  const { id: _id, revision: _revision, exchange: _exchange, ...state } = world
  return structuredClone({ format: FORMAT, ...state })
}

/** A world of that name with a copy of that state. */
export function worldFrom(id: string, revision: number, state: WorldState): World {
  const { format: _format, ...rest } = structuredClone(state)
  return { id, revision, exchange: newExchange(rest.clock.now), ...rest }
}

/** A state without its secrets: each is replaced by a digest that still tells it from another. Steering tokens stay. */
export function withoutSecrets(state: WorldState): WorldState {
  const { providers, sipCredentials, twilio } = state
  return {
    ...state,
    providers: mapped(providers, (it) => ({ ...it, authToken: standIn(it.authToken) })),
    sipCredentials: mapped(sipCredentials, (it) => ({
      ...it,
      authPassword: it.authPassword && standIn(it.authPassword),
    })),
    twilio: {
      ...twilio,
      accounts: mapped(twilio.accounts, (it) => ({
        ...it,
        authToken: it.authToken && standIn(it.authToken),
        secondaryAuthToken: it.secondaryAuthToken && standIn(it.secondaryAuthToken),
      })),
    },
  }
}

/** Whether two tokens are the same, where either may have gone through an export. */
export function isSameToken(one: string, other: string): boolean {
  return one === other || standIn(one) === standIn(other)
}

const STAND_IN = 'sha256:'

function standIn(secret: string): string {
  if (secret.startsWith(STAND_IN) || isSteeringToken(secret)) return secret
  return STAND_IN + digest(0, `secret ${secret}`)
}

function mapped<T>(record: Record<string, T>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
