import { openApiDocument } from '../contract/document.ts'
import type { Rule } from '../contract/journal.ts'
import { WHOLE_LEDGER, wholeLedger } from '../contract/rules/whole-ledger.ts'

type AnyRuleId = keyof typeof WHOLE_LEDGER

const MARK = 'x-fidelity'

/** The whole ledger, as the control plane answers it. */
export function rules(): Rule[] {
  return wholeLedger.map(([id]) => ruleOf(id))
}

/** The rule of the ledger with that id. */
export function ruleOf(id: AnyRuleId): Rule {
  const { class: kind, says, source } = WHOLE_LEDGER[id]
  return { rule: id, says, fidelity: { class: kind, source } }
}

/** The rule that `openapi.json` names at a place, or at the nearest place above that is marked. */
export function ruleAt(path: string[]): Rule | undefined {
  // The generator puts the mark of a parameter into its schema.
  const whole = path.at(-2) === 'parameters' ? [...path, 'schema'] : path
  let value: unknown = openApiDocument()
  let nearest: AnyRuleId | undefined
  for (const name of whole) {
    value = Object(value)[name]
    nearest = Object(Object(value)[MARK]).rule ?? nearest
  }
  return nearest && ruleOf(nearest)
}
