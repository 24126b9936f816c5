import type { Assumptions } from '../contract/assumptions.ts'
import type { RuleId } from '../contract/rules/ledger.ts'
import type { FidelityClass } from '../contract/rules/rule.ts'

/**
 * What a check said. `broken`: the documentation says otherwise; `differs`: a rule that Trunkline inferred or invented
 * is not so; `skipped`: it was not looked at, and `reason` says why.
 */
export interface Result {
  rule: RuleId
  class: FidelityClass
  says: string
  source: string
  result: 'passed' | 'broken' | 'differs' | 'skipped'
  /** Absent where it was not looked at. */
  expected?: string
  observed?: string
  reason?: string
}

/** What a run found. No secret of the run stands in it. */
export interface Report {
  url: string
  counts: Record<Result['result'], number>
  results: Result[]
  /** The settings under which Trunkline would do the same, as far as they were seen. */
  learned: Partial<Assumptions>
  /** Paths of what was made and could not be removed. */
  leftBehind: string[]
}
