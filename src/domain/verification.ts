import type {
  CheckName,
  CheckStatus,
  VerificationCheck,
  VerificationStatus,
} from '../contract/providers.ts'
import type { Progression, VerificationScript } from '../contract/scenario.ts'
import { type AgendaItem, isDue, schedule, takeDue } from './agenda.ts'
import { type Finding, findingOf, lookAtTwilio } from './checks.ts'
import { isoTime } from './clock.ts'
import {
  type Decision,
  decide,
  type ProviderScript,
  type Source,
  sourcesFor,
} from './precedence.ts'
import type { Provider } from './providers.ts'
import { CHECK_NAMES } from './steering.ts'
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
  /** Who chose what the last verification said. Never changed, only replaced. */
  decisions: readonly Decision[]
}

const UNSTEERED: readonly Decision[] = []

/** A provider that was never verified, and waits for nothing. */
export const NEVER_VERIFIED: Readonly<Verification> = {
  checks: null,
  lastVerifiedAt: null,
  dueOnRead: null,
  dueAt: null,
  decisions: UNSTEERED,
}

const HOUR = 3_600_000
const DEFAULT_PROGRESSION: Progression = { mode: 'manual', times: 1 }

/** The overall status. It is always derived, never kept. */
export function verificationStatus({ checks }: Verification): VerificationStatus {
  if (checks === null) return 'pending'
  if (checks.some((check) => check.status === 'failed')) return 'failed'
  return checks.some((check) => check.status === 'warning') ? 'warning' : 'verified'
}

/** Says when the next verification of a provider is due, and runs it if that is now. */
export function startVerification(world: World, provider: Provider): void {
  const progression = progressionFor(world, provider)
  switch (progression?.mode) {
    case 'immediate':
      verify(world, provider)
      break
    case 'time':
      provider.verification.dueOnRead = null
      dueAt(world, provider, now(world) + progression.seconds * 1000)
      break
    case 'manual':
      provider.verification.dueOnRead = progression.times
      provider.verification.dueAt = null
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
 * When Twilio cannot be asked at all, or nothing is to be said, what was said before stays said.
 */
export function verify(world: World, provider: Provider): void {
  const { verification } = provider
  const mark = world.exchange.decisions.length
  const checks = runChecks(world, provider, saidOf(world, sourcesFor(world, provider)))
  if (checks) {
    verification.checks = checks
    verification.decisions = decidedSince(world, mark)
    verification.lastVerifiedAt = now(world)
    verification.dueOnRead = null
  } else if (verification.dueOnRead !== null && verification.dueOnRead < 1) {
    verification.dueOnRead = 1
  }
  dueAt(world, provider, now(world) + HOUR)
  changed(world)
}

/**
 * Says what verification says of one provider: at once, or when its progression says. Null leaves it to Twilio again.
 * It takes the place of what was said before, also of what the request that made the provider preferred.
 * @returns the stronger source that has the word instead, if there is one; then nothing happens
 */
export function scriptVerification(
  world: World,
  provider: Provider,
  script: VerificationScript | null,
): string | null {
  const source: ProviderScript | null = script && {
    rank: 3,
    by: 'control plane',
    verification: script,
  }
  provider.script = source
  changed(world)
  const sources = sourcesFor(world, provider)
  const said = saidOf(world, sources)
  const { outcome, checks, progression } = script ?? {}
  const saysWhat = outcome !== undefined || checks !== undefined
  const word = saysWhat
    ? said
    : progression && decide(world, 'when verification runs', sources, progressionOf)
  if (source && word && word.by !== source.by) return word.by
  if (said?.says === 'pending') {
    // To say when leaves it to others what is said, and here that is nothing.
    if (saysWhat || !progression) forget(provider.verification)
  } else if (progression) startVerification(world, provider)
  else verify(world, provider)
  return null
}

/** Puts on record who chose what a provider shows, where that was chosen by an earlier request or by the clock. */
export function recallDecisions(world: World, { verification }: Provider): void {
  const { decisions, lastVerifiedAt } = verification
  const { exchange } = world
  for (const decision of decisions) {
    if (exchange.decisions.includes(decision)) continue
    const about = `${decision.about}, as at ${isoTime(lastVerifiedAt ?? 0)}`
    exchange.decisions.push({ ...decision, about })
  }
}

/** Most verifications are steered by nobody, and share the one empty list. */
function decidedSince({ exchange }: World, mark: number): readonly Decision[] {
  return exchange.decisions.length > mark ? exchange.decisions.slice(mark) : UNSTEERED
}

/** The provider as the request's own scenario shows it; nothing of that is kept. */
export function asPreferred(world: World, provider: Provider): Provider {
  const said = saidOf(world, sourcesFor(world, provider))
  if (said?.says === 'pending') {
    const verification = { ...provider.verification }
    forget(verification)
    return { ...provider, verification }
  }
  const checks = runChecks(world, provider, said)
  if (!checks) return provider
  const verification = { ...provider.verification, checks, lastVerifiedAt: now(world) }
  return { ...provider, verification }
}

function forget(verification: Verification): void {
  Object.assign(verification, NEVER_VERIFIED)
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

/** When the next verification is due by the clock; null when none is. */
export function nextVerification({ agenda, providers }: World): number | null {
  // A provider that was given another instant since still stands at the old one.
  const isMeant = ({ at, providerIds }: AgendaItem) =>
    providerIds.some((id) => providers[id]?.verification.dueAt === at)
  return agenda.find(isMeant)?.at ?? null
}

const wholeHours = (duration: number): number => duration - (duration % HOUR)

function dueAt(world: World, provider: Provider, at: number): void {
  if (provider.verification.dueAt === at) return
  provider.verification.dueAt = at
  schedule(world.agenda, at, provider.id)
}

/** When the first verification runs; null is "never". */
function progressionFor(world: World, provider: Provider): Progression | null {
  const sources = sourcesFor(world, provider)
  if (saidOf(world, sources)?.says === 'pending') return null
  const progression = decide(world, 'when verification runs', sources, progressionOf)
  return progression?.says ?? DEFAULT_PROGRESSION
}

/**
 * The four checks as they are now: steered, or else asked from Twilio; null when it cannot be asked, or when nothing is
 * to be said.
 */
function runChecks(
  world: World,
  provider: Provider,
  said: ReturnType<typeof saidOf>,
): VerificationCheck[] | null {
  if (said?.says === 'pending') return null
  const statuses = said?.says ?? {}
  const isSteered = CHECK_NAMES.every((name) => statuses[name])
  const found: Partial<Record<CheckName, Finding>> | null = isSteered
    ? {}
    : lookAtTwilio(world, provider)
  if (!found) return null
  const timestamp = isoTime(now(world))
  return CHECK_NAMES.flatMap((checkName) => {
    const status = statuses[checkName]
    const finding = status
      ? findingOf(checkName, status, { steeredBy: said?.by })
      : found[checkName]
    if (!finding) return []
    const { message, details } = finding
    return [{ checkName, message, status: finding.status, timestamp, details }]
  })
}

type CheckStatuses = Record<CheckName, CheckStatus>

/** What is to be said of which check, whatever Twilio says; `pending` is to say nothing. */
function saidOf(
  world: World,
  sources: readonly Source[],
): { says: Partial<CheckStatuses> | 'pending'; by: string } | undefined {
  return decide(world, 'what verification says', sources, ({ verification }) => {
    const { outcome, checks } = verification ?? {}
    if (outcome === undefined) return checks
    return outcome === 'pending' ? outcome : STATUSES_OF[outcome]
  })
}

const progressionOf = ({ verification }: Source): Progression | undefined =>
  verification?.progression

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
