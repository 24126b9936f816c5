import { LEDGER, type RuleId } from './rules/ledger.ts'
import type { FidelityClass, LedgerRule } from './rules/rule.ts'

export type { FidelityClass }

/** The mark of a rule of the ledger; stands beside the definition that it speaks of. */
export type RuleMark<Id extends string = RuleId> = {
  'x-fidelity': {
    rule: Id
    class: FidelityClass
    /** What it rests on, as the ledger has it. */
    source: string
  }
}

/** What follows is this rule of the ledger, which says how much it rests on. */
export const rule = (id: RuleId): RuleMark => markOf(id, LEDGER[id])

/** The mark of a rule of any ledger. */
export const markOf = <Id extends string>(
  id: Id,
  { class: kind, source }: LedgerRule,
): RuleMark<Id> => ({ 'x-fidelity': { rule: id, class: kind, source } })
