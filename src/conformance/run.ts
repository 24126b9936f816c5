import type { Assumptions } from '../contract/assumptions.ts'
import { LEDGER } from '../contract/rules/ledger.ts'
import { type Check, NEEDS, type Need, type Thing } from './check.ts'
import { CHECKS } from './checks.ts'
import { type Finding, Unseen } from './finding.ts'
import type { Report, Result } from './report.ts'
import { type Access, CREDENTIALS, openTarget, type Target } from './target.ts'

/**
 * Runs the checks against a server, one after the other, and removes what they made, also after a failure.
 * @param stop when it is aborted, no more checks are made
 * @throws RangeError where nobody answers, or the API key is refused
 */
export async function runConformance(access: Access, stop?: AbortSignal): Promise<Report> {
  const target = openTarget(access)
  await knock(target)
  const results: Result[] = []
  const learned: Partial<Assumptions> = {}
  let leftBehind: string[] = []
  try {
    for (const check of CHECKS) {
      const missing = stop?.aborted ? 'the run was interrupted' : missingFor(check.needs, access)
      const seen = missing === undefined ? await look(check, target) : missing
      if (typeof seen !== 'string') Object.assign(learned, seen.learned)
      results.push(resultOf(check, seen, access))
    }
  } finally {
    leftBehind = (await target.cleanUp()).map((path) => shown(path, access))
  }
  return { url: access.url, counts: countsOf(results), results, learned, leftBehind }
}

/** @throws RangeError */
async function knock({ access, send }: Target): Promise<void> {
  const answer = await send('GET', `${CREDENTIALS}?take=1`).catch((error: unknown) => {
    const { cause } = Object(error)
    const why = cause instanceof Error ? cause.message : String(error)
    throw new RangeError(`Cannot check ${access.url}: nobody answers there (${why}).`)
  })
  if (answer.status !== 401 && answer.status !== 403) return
  throw new RangeError(
    `Cannot check ${access.url}: it refuses the API key with ${answer.status}. See --token.`,
  )
}

/** Why a check cannot be made with what there is; undefined where it can. */
function missingFor(needs: Need, access: Access): string | undefined {
  const missing = NEEDS[needs].find((it) => !HAS[it](access))
  return missing && WAYS_OUT[missing]
}

const HAS: Record<Thing, (access: Access) => boolean> = {
  writes: ({ allowWrites }) => allowWrites,
  account: ({ account }) => account !== undefined,
  number: ({ importNumber }) => importNumber !== undefined,
  agent: ({ agentId }) => agentId !== undefined,
}

const WAYS_OUT: Record<Thing, string> = {
  writes: 'it makes something: see --allow-writes',
  account: 'it needs a Twilio account: see --account-sid and --auth-token',
  number: 'it needs a number of the account: see --import-number',
  agent: 'it needs an agent: see --agent-id',
}

/** What a check saw, or why it saw nothing. */
async function look(check: Check, target: Target): Promise<Finding | string> {
  try {
    return await check.run(target)
  } catch (error) {
    if (error instanceof Unseen) return error.message
    if (!(error instanceof Error)) throw error
    const expected = 'an answer'
    return { holds: false, expected, observed: `no answer: ${error.message}` }
  }
}

function resultOf({ rule }: Check, seen: Finding | string, access: Access): Result {
  const { class: kind, says, source } = LEDGER[rule]
  const about = { rule, class: kind, says, source }
  if (typeof seen === 'string') return { ...about, result: 'skipped', reason: shown(seen, access) }
  const otherwise = kind === 'documented' ? 'broken' : 'differs'
  return {
    ...about,
    result: seen.holds ? 'passed' : otherwise,
    expected: shown(seen.expected, access),
    observed: shown(seen.observed, access),
  }
}

/** What a server sends back may hold what was sent. A secret that is cut would not be found, so the cut comes last. */
function shown(text: string, { token, account }: Access): string {
  const secrets = [token, account?.authToken ?? token]
  const without = secrets
    .flatMap((it) => [it, JSON.stringify(it).slice(1, -1), encodeURIComponent(it)])
    .reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text)
  return without.length > LONGEST ? `${without.slice(0, LONGEST)}…` : without
}

const LONGEST = 300

function countsOf(results: Result[]): Report['counts'] {
  const counts = { passed: 0, broken: 0, differs: 0, skipped: 0 }
  for (const { result } of results) counts[result]++
  return counts
}
