import { expect, test } from 'vitest'
import { everything, rulesWith, runConformance } from '../support/checked.ts'
import { BROKEN, startWrongServer } from '../support/wrong-server.ts'

/** Guesses of ours that do not hold there, because something documented does not. */
const DIFFERING = [
  'affected-agents/uses',
  'errors/all-at-once',
  'provider/generic-same',
  'sip-credentials/in-use-named',
  'sip-phone-numbers/unique-409',
]

test('a wrong server is told every rule that it breaks, and no other', async () => {
  const { url } = await startWrongServer()
  const report = await runConformance(everything(url))
  expect(rulesWith(report, 'broken').sort()).toStrictEqual(BROKEN)
  expect(rulesWith(report, 'differs').sort()).toStrictEqual(DIFFERING)
  // What goes without force cannot show what force does.
  expect(rulesWith(report, 'skipped')).toStrictEqual(['sip-credentials/force'])
  expect(BROKEN.length).toBeGreaterThanOrEqual(15)
})

test('what a wrong server accepted and should have refused is removed too', async () => {
  const { url, simulator } = await startWrongServer()
  const report = await runConformance(everything(url))
  expect(report.leftBehind).toStrictEqual([])
  const { providers, sipCredentials, sipPhoneNumbers } = await simulator.control.exportState()
  expect({ providers, sipCredentials, sipPhoneNumbers }).toStrictEqual({
    providers: {},
    sipCredentials: {},
    sipPhoneNumbers: {},
  })
})
