import { ledger, nounOf } from '../../src/contract/rules/ledger.ts'
import type { FidelityClass } from '../../src/contract/rules/rule.ts'
import { CHECKED, PROOFS } from './proofs.ts'

const CLASSES: [FidelityClass, string][] = [
  ['documented', 'a page of the BlackBox documentation says so; the page is named'],
  ['inferred', 'no page says so, but documented facts lead there; the reason is given'],
  ['invented', 'nothing says so: a choice of the simulator'],
]

/** `docs/fidelity.md`, made of the ledger, the checks and the titles of the tests. */
export function fidelityPage(): string {
  const nouns = [...new Set(ledger.map(([id]) => nounOf(id)))]
  return [
    '# What every behaviour rests on',
    '',
    'Made by `npm run docs` from the ledger in `src/contract/rules`; a test fails where it is not what that gives.',
    'Each rule has a proof: a check that `trunkline conformance` runs against any server, or a test where nothing can be',
    'seen from outside (time, what happens at Twilio, steering).',
    '',
    '| Class | Rules | Meaning |',
    '|---|---:|---|',
    ...CLASSES.map(([kind, meaning]) => `| ${kind} | ${countOf(kind)} | ${meaning} |`),
    ...nouns.flatMap(chapter),
    '',
  ].join('\n')
}

const countOf = (kind: FidelityClass) => ledger.filter(([, it]) => it.class === kind).length

function chapter(noun: string): string[] {
  const rules = ledger.filter(([id]) => nounOf(id) === noun)
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
