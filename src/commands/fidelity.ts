import { nounOf } from '../contract/rules/ledger.ts'
import type { FidelityClass } from '../contract/rules/rule.ts'
import { wholeLedger } from '../contract/rules/whole-ledger.ts'

/** The flags of `trunkline fidelity`. */
export interface FidelityFlags {
  class?: FidelityClass
  json?: boolean
}

/** Prints the ledger: every rule, and how much it rests on. `--json` prints what `GET /__admin/fidelity` answers. */
export function fidelity({ class: kind, json }: FidelityFlags): void {
  const rules = wholeLedger.filter(([, rule]) => kind === undefined || rule.class === kind)
  // Who closes the pipe, as `head` does, has seen enough.
  process.stdout.on('error', () => process.exit(0))
  process.stdout.write(json ? toJson(rules) : toText(rules))
}

function toJson(rules: typeof wholeLedger): string {
  const all = rules.map(([rule, { class: kind, says, source }]) => ({
    rule,
    says,
    fidelity: { class: kind, source },
  }))
  return `${JSON.stringify(all, null, 2)}\n`
}

function toText(rules: typeof wholeLedger): string {
  let noun = ''
  const lines = rules.flatMap(([id, { class: kind, says, source }]) => {
    const isNew = nounOf(id) !== noun
    noun = nounOf(id)
    return [...(isNew ? ['', noun] : []), `  ${id} (${kind}: ${source})`, `    ${says}`]
  })
  return `${lines.join('\n').trimStart()}\n`
}
