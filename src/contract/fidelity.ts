import { LEDGER, type RuleId } from './rules/ledger.ts'
import type { FidelityClass } from './rules/rule.ts'

export type { FidelityClass }

/** Where a behaviour comes from; stands as `x-fidelity` beside the definition that it speaks of. */
export interface Fidelity {
  class: FidelityClass
  /** A page of the BlackBox documentation (last part of its path), or the reason for the conclusion. */
  source: string
}

type Mark = { 'x-fidelity': Fidelity }

/** The mark of a rule of the ledger. Everything in `openapi.json` has one of these. */
export type RuleMark = { 'x-fidelity': Fidelity & { rule: RuleId } }

/** What follows is this rule of the ledger, which says how much it rests on. */
export function rule(id: RuleId): RuleMark {
  const { class: kind, source } = LEDGER[id]
  return { 'x-fidelity': { rule: id, class: kind, source } }
}

/** Of another surface: the documentation says so, on the page named. */
export const documented = (page: string): Mark => mark('documented', page)

/** Of another surface: no page says so, but documented facts lead there. */
export const inferred = (reason: string): Mark => mark('inferred', reason)

/** Of another surface: nothing says so; a choice of the simulator. */
export const invented = (reason: string): Mark => mark('invented', reason)

const mark = (kind: FidelityClass, source: string): Mark => ({
  'x-fidelity': { class: kind, source },
})
