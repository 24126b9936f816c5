import { expect, test } from 'vitest'
import { CHECKS } from '../src/conformance/checks.ts'
import { LEDGER } from '../src/contract/rules/ledger.ts'
import { TWILIO_LEDGER } from '../src/contract/rules/twilio-ledger.ts'
import { WHOLE_LEDGER, wholeLedger } from '../src/contract/rules/whole-ledger.ts'
import { fidelityPage } from './support/fidelity-page.ts'
import { CHECKED, PROOFS, rulesNamedIn } from './support/proofs.ts'

const ids: string[] = wholeLedger.map(([id]) => id)

test('every rule has a proof: a check, or a test that names it', () => {
  const proved = new Set([...CHECKED, ...PROOFS.map((it) => it.rule)])
  expect(ids.filter((id) => !proved.has(id))).toStrictEqual([])
})

test('every rule that a test names is one', () => {
  expect(PROOFS.filter((it) => !(it.rule in WHOLE_LEDGER))).toStrictEqual([])
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

test.each(wholeLedger)('%s has an id and a sentence of the right form', (id, { says, source }) => {
  expect(id).toMatch(/^[a-z]+(-[a-z]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/)
  expect(says).toMatch(/^[A-Z0-9`].*\.$/s)
  expect(source).toMatch(/\w$|\w`$/)
})

test('the noun of a rule tells the surface that it is about', () => {
  const isOfTwilio = (id: string) => id.startsWith('twilio-')
  expect(Object.keys(TWILIO_LEDGER).filter((id) => !isOfTwilio(id))).toStrictEqual([])
  expect(Object.keys(LEDGER).filter(isOfTwilio)).toStrictEqual([])
  expect(Object.keys(WHOLE_LEDGER)).toHaveLength(
    Object.keys(LEDGER).length + Object.keys(TWILIO_LEDGER).length,
  )
})

test('no two rules say the same of one noun', () => {
  const sentences = wholeLedger.map(([id, { says }]) => `${id.split('/')[0]}: ${says}`)
  expect(new Set(sentences).size).toBe(sentences.length)
})

// `npm run docs` writes the page.
test('docs/fidelity.md is what the ledger, the checks and the tests give', async () => {
  await expect(fidelityPage()).toMatchFileSnapshot('../docs/fidelity.md')
})
