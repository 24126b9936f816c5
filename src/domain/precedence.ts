import type { Scenario, TwilioScript, VerificationScript } from '../contract/scenario.ts'
import { steeringOf } from './steering.ts'
import type { World } from './world.ts'

/** One way of steering and what it has to say: README, "What wins". */
export interface Source {
  /** Its row in that table; 1 is the strongest. */
  rank: 1 | 2 | 3 | 4 | 5
  /** What a user calls it. */
  by: string
  verification?: VerificationScript | undefined
  twilio?: TwilioScript[] | undefined
}

/** What a provider was told apart from its token: by the request that made it, or by the control plane. */
export type ProviderScript = Source & { rank: 1 | 3 }

/** What steered one thing, and what would have if it were stronger. */
export interface Decision {
  about: string
  won: Ranked
  lost: Ranked[]
}

type Ranked = Pick<Source, 'rank' | 'by'>

/** Who is steered: a pair of credentials, or a provider with what was said of it. */
export interface Steered {
  authToken: string
  script?: ProviderScript | null
}

/** Everything that steers, strongest first. What is not there says nothing. */
export function sourcesFor(world: World, { authToken, script }: Steered): readonly Source[] {
  const { preferred } = world.exchange
  const token = sourceOfToken(authToken)
  // The usual case: nothing steers, and nothing is made.
  if (!preferred && !token && !script && !world.scenario) return NONE
  const sources: Source[] = []
  const asked = preferred && sourceOfScenario(preferred, 1)
  if (asked) sources.push(asked)
  // In the create itself the two are one.
  if (script?.rank === 1 && script.by !== asked?.by) sources.push(script)
  if (token) sources.push(token)
  if (script?.rank === 3) sources.push(script)
  if (world.scenario) sources.push(sourceOfScenario(world.scenario, world.scenarioIsOwn ? 4 : 5))
  return sources
}

/** What a scenario says, as the row of the table that it came by. */
export function sourceOfScenario<Rank extends Source['rank']>(
  scenario: Scenario,
  rank: Rank,
): Source & { rank: Rank } {
  const { name, verification, twilio } = scenario
  return {
    rank,
    by: rank === 1 ? `Prefer: scenario=${name}` : `scenario ${name}`,
    verification,
    twilio,
  }
}

/**
 * The first source that speaks about a thing has the word; who was heard and who was not goes on record.
 * @param speaks what a source says about it; undefined is nothing
 */
export function decide<T>(
  world: World,
  about: string,
  sources: readonly Source[],
  speaks: (source: Source) => T | undefined,
): { says: T; by: string } | undefined {
  if (sources.length === 0) return undefined
  const speakers = sources.filter((source) => speaks(source) !== undefined)
  const [winner, ...losers] = speakers
  const says = winner && speaks(winner)
  if (!winner || says === undefined) return undefined
  world.exchange.decisions.push({ about, won: ranked(winner), lost: losers.map(ranked) })
  return { says, by: winner.by }
}

const NONE: readonly Source[] = []

const ranked = ({ rank, by }: Source): Ranked => ({ rank, by })

/** A token that steers speaks about Twilio even when it says only that all is well there. */
function sourceOfToken(authToken: string): Source | null {
  const steering = steeringOf(authToken)
  const source: Source = { rank: 2, by: 'authToken', twilio: [] }
  switch (steering?.kind) {
    case undefined:
      return null
    case 'pending':
      return { ...source, verification: { outcome: 'pending' } }
    case 'twilio-error':
      return { ...source, twilio: [{ operation: steering.operation, error: steering.code }] }
    case 'checks': {
      const { checks, reads } = steering
      const progression = { mode: 'manual', times: reads + 1 } as const
      return { ...source, verification: reads > 0 ? { checks, progression } : { checks } }
    }
  }
}
