import { expect, test } from 'vitest'
import { wholeLedger } from '../../src/contract/rules/whole-ledger.ts'
import { run } from '../support/process.ts'

test('prints every rule with its class, its source and its sentence', async () => {
  const { code, stdout, stderr } = await run(['fidelity'])
  expect({ code, stderr }).toStrictEqual({ code: 0, stderr: '' })
  for (const [id, { class: kind, says, source }] of wholeLedger) {
    expect(stdout).toContain(`  ${id} (${kind}: ${source})\n    ${says}\n`)
  }
})

test('--class keeps one class', async () => {
  const { stdout } = await run(['fidelity', '--class', 'invented', '--json'])
  const invented = wholeLedger.filter(([, rule]) => rule.class === 'invented').map(([id]) => id)
  expect(JSON.parse(stdout).map((it: { rule: string }) => it.rule)).toStrictEqual(invented)
})

test('a class that there is not ends with 2', async () => {
  expect((await run(['fidelity', '--class', 'guessed'])).code).toBe(2)
})
