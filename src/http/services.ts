import type { Scenario } from '../contract/scenario.ts'
import type { Simulator } from '../domain/simulator.ts'
import type { World } from '../domain/world.ts'
import type { Bindings } from './world.ts'

/** What the handlers work with. */
export interface Services {
  simulator: Simulator
  /** The API keys that are let in; null lets in every non-empty key. */
  apiKeys: ReadonlySet<string> | null
  /** Saves a world that changed since it was saved last; null where worlds live in memory only. */
  save: ((world: World) => Promise<void> | undefined) | null
  /** Forgets what was saved of a world; null where worlds live in memory only. */
  forget: ((id: string) => Promise<void>) | null
  /** The scenarios that can be asked for by name. */
  scenarios: () => Promise<Scenario[]>
  /** The version of the package. */
  version: () => Promise<string>
  /** Whether answers go without the headers that only a simulator sends. */
  plain: boolean
  /** Told about every error that nobody foresaw. */
  logError: (error: unknown) => void
}

/** A request and what is known of it: what an answer is made for. Every context of Hono is one. */
export interface Asked {
  env: Bindings
  req: { raw: Request; method: string; url: string }
}

/** What a request carries besides itself. */
export interface Env {
  Bindings: Bindings
}
