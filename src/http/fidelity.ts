import type { Rule } from '../contract/journal.ts'
import { WHOLE_LEDGER, wholeLedger } from '../contract/rules/whole-ledger.ts'

/** The id of a rule of either surface. */
export type AnyRuleId = keyof typeof WHOLE_LEDGER

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

/** The rule that an OpenAPI document names at a place, or at the nearest place above that is marked. */
export function ruleAt(document: object, path: string[]): Rule | undefined {
  // The generator puts the mark of a parameter into its schema.
  const whole = path.at(-2) === 'parameters' ? [...path, 'schema'] : path
  return (
    ruleMarkedAt(document, whole) ??
    (path.length > 0 ? ruleAt(document, path.slice(0, -1)) : undefined)
  )
}

/** The rule that it names at that very place. */
export function ruleMarkedAt(document: object, path: string[]): Rule | undefined {
  const id: AnyRuleId | undefined = Object(Object(valueAt(document, path))[MARK]).rule
  return id && ruleOf(id)
}

/** What stands at a place of a document; undefined where there is nothing. */
export function valueAt(value: unknown, path: string[]): unknown {
  return path.reduce((inner: unknown, name) => Object(inner)[name], value)
}
