import { openApiDocument } from '../contract/document.ts'
import type { Fidelity } from '../contract/fidelity.ts'
import type { Rule } from '../contract/journal.ts'
import { pointer } from './pointer.ts'

const MARK = 'x-fidelity'

let known: Rule[] | undefined

/** Every rule that `openapi.json` marks, by its place there. */
export function rules(): Rule[] {
  known ??= marked(openApiDocument(), [])
  return known
}

/** The rule at a place, or at the nearest place above that is marked. */
export function ruleAt(path: string[]): Rule | undefined {
  // The generator puts the mark of a parameter into its schema.
  const whole = path.at(-2) === 'parameters' ? [...path, 'schema'] : path
  for (let length = whole.length; length > 0; length--) {
    const place = `#${pointer(whole.slice(0, length))}`
    const rule = rules().find((it) => it.rule === place)
    if (rule) return rule
  }
  return undefined
}

function marked(value: unknown, path: string[]): Rule[] {
  if (typeof value !== 'object' || value === null) return []
  const own = MARK in value ? [ruleFrom(value, path)] : []
  const inner = Object.entries(value).flatMap(([key, it]) =>
    key === MARK ? [] : marked(it, [...path, key]),
  )
  return [...own, ...inner]
}

function ruleFrom(value: object & { [MARK]?: unknown }, path: string[]): Rule {
  const says = 'description' in value ? String(value.description) : ''
  return { rule: `#${pointer(path)}`, says, fidelity: value[MARK] as Fidelity }
}
