import type { Assumptions } from '../contract/assumptions.ts'
import { LEDGER } from '../contract/rules/ledger.ts'
import { type Check, NEEDS, type Need, type Thing } from './check.ts'
import { CHECKS } from './checks.ts'
import { type Finding, Unseen } from './finding.ts'
import { knock, tryWrites } from './knock.ts'
import type { Report, Result } from './report.ts'
import { shown } from './secrets.ts'
import { type Access, openTarget, type Target } from './target.ts'

/**
 * Runs the checks against a server, one after the other, and removes what they made, also after a failure.
 * @param stop when it is aborted, no more checks are made
 * @throws RangeError where nothing can be checked: no API answers, it is not available, or it refuses the API key, the
 * Twilio account or its number
 */
export async function runConformance(access: Access, stop?: AbortSignal): Promise<Report> {
  const target = openTarget(access)
  await knock(target)
  const cleanUp = async () => (await target.cleanUp()).map((path) => shown(path, access))
  const results: Result[] = []
  const learned: Partial<Assumptions> = {}
  try {
    if (access.allowWrites && !stop?.aborted) await tryWrites(target)
    for (const check of CHECKS) {
      const missing = stop?.aborted ? 'the run was interrupted' : missingFor(check.needs, access)
      const seen = missing === undefined ? await look(check, target) : missing
      if (typeof seen !== 'string') Object.assign(learned, seen.learned)
      results.push(resultOf(check, seen, access))
    }
  } catch (error) {
    throw naming(await cleanUp(), error)
  }
  const leftBehind = await cleanUp()
  return { url: access.url, counts: countsOf(results), results, learned, leftBehind }
}

/** The error that ended a run, with what is left of the run. */
function naming(leftBehind: string[], error: unknown): unknown {
  if (leftBehind.length === 0 || !(error instanceof Error)) return error
  error.message += ` Left behind, please remove: ${leftBehind.join(', ')}`
  return error
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

function countsOf(results: Result[]): Report['counts'] {
  const counts = { passed: 0, broken: 0, differs: 0, skipped: 0 }
  for (const { result } of results) counts[result]++
  return counts
}
