import { nounOf } from '../contract/rules/ledger.ts'
import type { Report, Result } from './report.ts'

/**
 * The report as JUnit XML: a suite for every noun, a case for every rule. A broken rule is a failure. One that differs from
 * a guess is a case that passed and says so in `system-out`, as it does not fail a run.
 */
export function toJunit({ url, results }: Report): string {
  const nouns = [...new Set(results.map((it) => nounOf(it.rule)))]
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escaped(`trunkline conformance ${url}`)}" ${totals(results)}>`,
    ...nouns.flatMap((noun) =>
      suite(
        noun,
        results.filter((it) => nounOf(it.rule) === noun),
      ),
    ),
    '</testsuites>',
    '',
  ].join('\n')
}

function suite(noun: string, results: Result[]): string[] {
  return [
    `  <testsuite name="${escaped(noun)}" ${totals(results)}>`,
    ...results.flatMap(testCase),
    '  </testsuite>',
  ]
}

function testCase(result: Result): string[] {
  const { rule, class: kind, says } = result
  const inside = insideOf(result)
  const head = `    <testcase classname="${escaped(kind)}" name="${escaped(`${rule}: ${says}`)}"`
  return inside === undefined ? [`${head}/>`] : [`${head}>`, `      ${inside}`, '    </testcase>']
}

function insideOf({ result, expected, observed, reason }: Result): string | undefined {
  const seen = escaped(`expected: ${expected}; observed: ${observed}`)
  switch (result) {
    case 'passed':
      return undefined
    case 'skipped':
      return `<skipped message="${escaped(reason ?? '')}"/>`
    case 'broken':
      return `<failure type="broken" message="${seen}"/>`
    case 'differs':
      return `<system-out>differs from our guess: ${seen}</system-out>`
  }
}

function totals(results: Result[]): string {
  const count = (result: Result['result']) => results.filter((it) => it.result === result).length
  return `tests="${results.length}" failures="${count('broken')}" errors="0" skipped="${count('skipped')}"`
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** For text and attributes. What XML 1.0 has no way to write is replaced: control characters and halves of a pair. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"']/g, (it) => ENTITIES[it] ?? it)
}
