import { expect, test } from 'vitest'
import { CHECKS } from '../../src/conformance/checks.ts'
import { CHECKABLE, everything, notPassed, runConformance } from '../support/checked.ts'
import { startOnPort } from '../support/port.ts'

test('Trunkline keeps every rule that can be seen from outside', async () => {
  const { url } = await startOnPort(CHECKABLE)
  const report = await runConformance(everything(url))
  expect(notPassed(report)).toStrictEqual([])
  expect(report.counts.passed).toBe(CHECKS.length)
})
