import type {
  CheckName,
  CheckStatus,
  VerificationCheck,
  VerificationStatus,
} from '../contract/providers.ts'
import type { Progression } from '../contract/scenario.ts'
import { isDue, schedule, takeDue } from './agenda.ts'
import { type Finding, findingOf, lookAtTwilio } from './checks.ts'
import { isoTime } from './clock.ts'
import type { Provider } from './providers.ts'
import { CHECK_NAMES, steeringOf } from './steering.ts'
import { changed, now, type World } from './world.ts'

/** What the last verification of a provider said, and when the next one is due. */
export interface Verification {
  /** As the API shows them; null until the first verification. Never changed, only replaced. */
  checks: VerificationCheck[] | null
  lastVerifiedAt: number | null
  /** The first verification runs on this read from now; null when it does not wait for reads. */
  dueOnRead: number | null
  /** The next verification runs at this instant; null when it does not wait for the clock. */
  dueAt: number | null
}

const HOUR = 3_600_000
const DEFAULT_PROGRESSION: Progression = { mode: 'manual', times: 1 }

/** The overall status. It is always derived, never kept. */
export function verificationStatus({ checks }: Verification): VerificationStatus {
  if (checks === null) return 'pending'
  if (checks.some((check) => check.status === 'failed')) return 'failed'
  return checks.some((check) => check.status === 'warning') ? 'warning' : 'verified'
}

/** Says when the first verification of a new provider is due, and runs it if that is now. */
export function startVerification(world: World, provider: Provider): void {
  const progression = progressionFor(world, provider)
  switch (progression?.mode) {
    case 'immediate':
      verify(world, provider)
      break
    case 'time':
      dueAt(world, provider, now(world) + progression.seconds * 1000)
      break
    case 'manual':
      provider.verification.dueOnRead = progression.times
  }
}

/** Counts a read of the provider: the one that the first verification waits for runs it. */
export function countRead(world: World, provider: Provider): void {
  const { verification } = provider
  if (verification.dueOnRead === null) return
  verification.dueOnRead -= 1
  changed(world)
  if (verification.dueOnRead <= 0) verify(world, provider)
}

/**
 * Runs the four checks now; the next verification is due in an hour.
 * When Twilio cannot be asked at all, nothing is known to be wrong: what was said before stays said.
 */
export function verify(world: World, provider: Provider): void {
  const { verification } = provider
  const checks = runChecks(world, provider)
  if (checks) {
    verification.checks = checks
    verification.lastVerifiedAt = now(world)
    verification.dueOnRead = null
  } else if (verification.dueOnRead !== null) {
    verification.dueOnRead = 1
  }
  dueAt(world, provider, now(world) + HOUR)
  changed(world)
}

/**
 * Runs every verification that is due by now, in the order of time, each at its own instant.
 * Nothing else happens between two requests, so of the hourly runs of one provider only the last is needed.
 */
export function settle(world: World): void {
  const { clock, agenda } = world
  const end = clock.now
  if (!isDue(agenda, end)) return
  const hasRun = new Set<string>()
  for (let item = takeDue(agenda, end); item; item = takeDue(agenda, end)) {
    for (const id of item.providerIds) {
      const provider = world.providers[id]
      if (provider?.verification.dueAt !== item.at) continue
      const isHourly = hasRun.has(id) || provider.verification.lastVerifiedAt !== null
      const hours = isHourly ? wholeHours(end - item.at) : 0
      if (hours > 0) {
        dueAt(world, provider, item.at + hours)
      } else {
        clock.now = item.at
        verify(world, provider)
        hasRun.add(id)
      }
    }
  }
  clock.now = end
}

const wholeHours = (duration: number): number => duration - (duration % HOUR)

function dueAt(world: World, provider: Provider, at: number): void {
  if (provider.verification.dueAt === at) return
  provider.verification.dueAt = at
  schedule(world.agenda, at, provider.id)
}

/** The token speaks first, then the scenario; null is "never". */
function progressionFor(world: World, provider: Provider): Progression | null {
  const steering = steeringOf(provider.authToken)
  const scenario = world.scenario?.verification
  if (steering?.kind === 'pending') return null
  if (steering?.kind === 'checks' && steering.reads > 0) {
    return { mode: 'manual', times: steering.reads + 1 }
  }
  if (steering?.kind !== 'checks' && scenario?.outcome === 'pending') return null
  return scenario?.progression ?? DEFAULT_PROGRESSION
}

/** The four checks as they are now: steered, or else asked from Twilio; null when it cannot be asked. */
function runChecks(world: World, provider: Provider): VerificationCheck[] | null {
  const { statuses, by } = steeredStatuses(world, provider)
  const isSteered = CHECK_NAMES.every((name) => statuses[name])
  const found: Partial<Record<CheckName, Finding>> | null = isSteered
    ? {}
    : lookAtTwilio(world, provider)
  if (!found) return null
  const timestamp = isoTime(now(world))
  return CHECK_NAMES.flatMap((checkName) => {
    const status = statuses[checkName]
    const finding = status ? findingOf(checkName, status, { steeredBy: by }) : found[checkName]
    if (!finding) return []
    const { message, details } = finding
    return [{ checkName, message, status: finding.status, timestamp, details }]
  })
}

type CheckStatuses = Record<CheckName, CheckStatus>

/** What is to be said of which check, whatever Twilio says: the token speaks first, then the scenario. */
function steeredStatuses(
  world: World,
  provider: Provider,
): { statuses: Partial<CheckStatuses>; by: string } {
  const steering = steeringOf(provider.authToken)
  if (steering?.kind === 'checks') return { statuses: steering.checks, by: 'authToken' }
  const { outcome, checks = {} } = world.scenario?.verification ?? {}
  const statuses = outcome && outcome !== 'pending' ? STATUSES_OF[outcome] : checks
  return { statuses, by: `scenario ${world.scenario?.name}` }
}

const PASSED = {
  Credentials: 'passed',
  Trunk: 'passed',
  'Credential List': 'passed',
  'Phone Numbers': 'passed',
} satisfies CheckStatuses

/** The checks behind an outcome: the documented causes. */
const STATUSES_OF: Record<'verified' | 'warning' | 'failed', CheckStatuses> = {
  verified: PASSED,
  warning: { ...PASSED, 'Phone Numbers': 'warning' },
  failed: { ...PASSED, Trunk: 'failed' },
}
