import type { RuleId } from './rules/ledger.ts'

export type { FidelityClass } from './rules/rule.ts'

/**
 * The mark of a rule of the ledger; stands beside the definition that it speaks of. Documents say beside it what the
 * rule rests on: a start does without the ledger.
 */
export type RuleMark<Id extends string = RuleId> = { 'x-fidelity': { rule: Id } }

/** What follows is this rule of the ledger. */
export const rule = (id: RuleId): RuleMark => markOf(id)

/** The mark of a rule of any ledger. */
export const markOf = <Id extends string>(id: Id): RuleMark<Id> => ({ 'x-fidelity': { rule: id } })
