import type { RuleId } from '../contract/rules/ledger.ts'
import type { Finding } from './finding.ts'
import type { Target } from './target.ts'

/** What a run may be given beyond an API key: leave to make things, a Twilio account, a number of it, an agent. */
export type Thing = 'writes' | 'account' | 'number' | 'agent'

/** What a check needs of that, by the shortest name. A check that needs nothing cannot change anything. */
export const NEEDS = {
  nothing: [],
  writes: ['writes'],
  agent: ['writes', 'agent'],
  account: ['writes', 'account'],
  number: ['writes', 'account', 'number'],
  'number and agent': ['writes', 'account', 'number', 'agent'],
} as const satisfies Record<string, Thing[]>

export type Need = keyof typeof NEEDS

/** How a rule shows from outside. */
export interface Check {
  rule: RuleId
  needs: Need
  /** @throws Unseen where it cannot be looked at */
  run(target: Target): Promise<Finding>
}

/** A check of a rule. */
export const check = (rule: RuleId, needs: Need, run: Check['run']): Check => ({ rule, needs, run })
