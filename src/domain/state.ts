import type { WorldState } from '../contract/state.ts'
import { digest } from './ids.ts'
import { isSteeringToken } from './steering.ts'
import { withoutUserinfo } from './userinfo.ts'
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

/**
 * A state without its secrets: each is replaced by a digest that still tells it from another. Steering tokens stay.
 * Of credentials in a URL nothing is left.
 */
export function withoutSecrets(state: WorldState): WorldState {
  const { providers, sipCredentials, twilio } = state
  return cleaned({
    ...state,
    providers: mapped(providers, (it) => ({ ...it, authToken: tokenStandIn(it.authToken) })),
    sipCredentials: mapped(sipCredentials, (it) => ({
      ...it,
      authPassword: it.authPassword && standIn(it.authPassword),
    })),
    twilio: {
      ...twilio,
      accounts: mapped(twilio.accounts, (it) => ({
        ...it,
        authToken: it.authToken && tokenStandIn(it.authToken),
        secondaryAuthToken: it.secondaryAuthToken && tokenStandIn(it.secondaryAuthToken),
      })),
    },
  })
}

/** Whether two tokens are the same, where either may have gone through an export. */
export function isSameToken(one: string, other: string): boolean {
  return one === other || standIn(one) === standIn(other)
}

const STAND_IN = /^sha256:[0-9a-f]{64}$/

/** Whether a text only stands in for a secret that an export left out. */
export function isStandIn(secret: string): boolean {
  return STAND_IN.test(secret)
}

function standIn(secret: string): string {
  return isStandIn(secret) ? secret : `sha256:${digest(0, `secret ${secret}`)}`
}

function tokenStandIn(authToken: string): string {
  return isSteeringToken(authToken) ? authToken : standIn(authToken)
}

/** The same value, with no credentials in the URLs of its texts and names. */
function cleaned<T>(value: T): T
function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return withoutUserinfo(value)
  if (Array.isArray(value)) return value.map(cleaned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, it]) => [withoutUserinfo(name), cleaned(it)]),
  )
}

function mapped<T>(record: Record<string, T>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
