import type { Assumptions } from '../contract/assumptions.ts'
import type { Simulator } from '../domain/simulator.ts'
import type { World } from '../domain/world.ts'
import type { Bindings } from './world.ts'

/** What the handlers work with. */
export interface Services {
  simulator: Simulator
  assumptions: Assumptions
  /** The API keys that are let in; null lets in every non-empty key. */
  apiKeys: ReadonlySet<string> | null
  /** Saves a world that changed since it was saved last; null where worlds live in memory only. */
  save: ((world: World) => Promise<void> | undefined) | null
  /** Told about every error that nobody foresaw. */
  logError: (error: unknown) => void
}

/** What a request carries besides itself. */
export interface Env {
  Bindings: Bindings
}
