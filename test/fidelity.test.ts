import { expect, test } from 'vitest'
import { CHECKS } from '../src/conformance/checks.ts'
import { LEDGER, ledger } from '../src/contract/rules/ledger.ts'
import { fidelityPage } from './support/fidelity-page.ts'
import { CHECKED, PROOFS, rulesNamedIn } from './support/proofs.ts'

const ids: string[] = ledger.map(([id]) => id)

test('every rule has a proof: a check, or a test that names it', () => {
  const proved = new Set([...CHECKED, ...PROOFS.map((it) => it.rule)])
  expect(ids.filter((id) => !proved.has(id))).toStrictEqual([])
})

test('every rule that a test names is one', () => {
  expect(PROOFS.filter((it) => !(it.rule in LEDGER))).toStrictEqual([])
})

test('a rule has one check at most', () => {
  expect(CHECKS).toHaveLength(CHECKED.size)
})

test('the end of a title may name rules, and nothing else does', () => {
  const title = "test('is so [create/trunk]', () => {"
  const two = 'test.each(ROWS)("%s [create/trunk] [no/such-rule]", ([name]) => {'
  const none = "expect(list[0]).toBe('a [b]'); const text = '[create/trunk] is so'"
  expect([title, two, none].map(rulesNamedIn)).toStrictEqual([
    ['create/trunk'],
    ['create/trunk', 'no/such-rule'],
    [],
  ])
})

test.each(ledger)('%s has an id and a sentence of the right form', (id, { says, source }) => {
  expect(id).toMatch(/^[a-z]+(-[a-z]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/)
  expect(says).toMatch(/^[A-Z0-9`].*\.$/s)
  expect(source).toMatch(/\w$|\w`$/)
})

test('no two rules say the same of one noun', () => {
  const sentences = ledger.map(([id, { says }]) => `${id.split('/')[0]}: ${says}`)
  expect(new Set(sentences).size).toBe(sentences.length)
})

// `npm run docs` writes the page.
test('docs/fidelity.md is what the ledger, the checks and the tests give', async () => {
  await expect(fidelityPage()).toMatchFileSnapshot('../docs/fidelity.md')
})
