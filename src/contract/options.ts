import { z } from 'zod'
import { Assumptions } from './assumptions.ts'
import { Fixture } from './fixture.ts'
import { Scenario } from './scenario.ts'

/** What `createSimulator` takes, and what a `--config` file holds. Everything has a default. */
export const Options = z.strictObject({
  /** Every id is drawn from it. */
  seed: z.int().min(0).default(1),
  /** The starting world: a shipped name, the path of a JSON file, or the fixture itself. */
  fixture: z.union([z.string().min(1), Fixture]).default('default'),
  /** The scenario that is on from the start: a shipped name, the path of a JSON file, or the scenario itself. */
  scenario: z.union([z.string().min(1), Scenario]).optional(),
  /** Whether the clock stands still or follows the machine's. */
  clock: z.enum(['frozen', 'real']).default('frozen'),
  /** What the clock shows at the start: a frozen one 2025-01-01T00:00:00Z, a real one the machine's time. */
  now: z.iso.datetime({ offset: true }).optional(),
  /** The API keys that are let in; none given lets in every non-empty key. */
  apiKeys: z.array(z.string().min(1)).default([]),
  /** A directory to keep worlds in; without it they live in memory. */
  data: z.string().min(1).optional(),
  assumptions: Assumptions.prefault({}),
  /** Whether answers go without `X-Mock-Request-Id` and `X-Mock-World`. */
  plain: z.boolean().default(false),
  /** How many requests the journal of a world holds; the oldest go first. */
  journalSize: z.int().min(0).max(1_000_000).default(1000),
  /** What the control plane demands as `X-Admin-Token`; needed to bind an address beyond loopback. */
  adminToken: z.string().min(1).optional(),
  /** Names in `Host` that a port serves besides loopback and its own address. */
  allowedHosts: z.array(z.string().min(1)).default([]),
})

export type Options = z.input<typeof Options>
