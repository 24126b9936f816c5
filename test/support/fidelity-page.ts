import { nounOf } from '../../src/contract/rules/ledger.ts'
import type { FidelityClass } from '../../src/contract/rules/rule.ts'
import { wholeLedger } from '../../src/contract/rules/whole-ledger.ts'
import { CHECKED, PROOFS } from './proofs.ts'

const CLASSES: [FidelityClass, string][] = [
  ['documented', 'a page of the documentation says so; the page is named'],
  ['inferred', 'no page says so, but documented facts lead there; the reason is given'],
  ['invented', 'nothing says so: a choice of the simulator'],
]

/** `docs/fidelity.md`, made of the ledger, the checks and the titles of the tests. */
export function fidelityPage(): string {
  const nouns = [...new Set(wholeLedger.map(([id]) => nounOf(id)))]
  return [
    '# What every behaviour rests on',
    '',
    'Made by `npm run docs` from the ledger in `src/contract/rules`; a test fails where it is not what that gives.',
    "The nouns that begin with `twilio-` are about Twilio's own API, as its clients see it; the others about BlackBox.",
    '',
    'Each rule has a proof: a check that `trunkline conformance` runs against any server of BlackBox, or a test where',
    'nothing can be seen from outside (time, what happens at Twilio, steering).',
    '',
    '| Class | BlackBox | Twilio | Meaning |',
    '|---|---:|---:|---|',
    ...CLASSES.map(
      ([kind, meaning]) =>
        `| ${kind} | ${countOf(kind, false)} | ${countOf(kind, true)} | ${meaning} |`,
    ),
    ...nouns.flatMap(chapter),
    '',
  ].join('\n')
}

const isOfTwilio = (id: string) => id.startsWith('twilio-')

const countOf = (kind: FidelityClass, ofTwilio: boolean) =>
  wholeLedger.filter(([id, it]) => it.class === kind && isOfTwilio(id) === ofTwilio).length

function chapter(noun: string): string[] {
  const rules = wholeLedger.filter(([id]) => nounOf(id) === noun)
  return [
    '',
    `## ${noun}`,
    '',
    '| Rule | Says | Class | Rests on | Proof |',
    '|---|---|---|---|---|',
    ...rules.map(
      ([id, { class: kind, says, source }]) =>
        `| \`${id}\` | ${cell(says)} | ${kind} | ${cell(source)} | ${proofOf(id)} |`,
    ),
  ]
}

function proofOf(id: string): string {
  const files = new Set(PROOFS.filter((it) => it.rule === id).map((it) => it.file))
  const tests = [...files].map((file) => `[${file.replace('test/', '')}](../${file})`)
  return [...(CHECKED.has(id) ? ['check'] : []), ...tests].join(', ')
}

const cell = (text: string) => text.replaceAll('|', '\\|')
