import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CHECKS } from '../../src/conformance/checks.ts'
import { ROOT } from './project.ts'

/** A test whose title ends with the id of a rule, in square brackets. */
export interface Proof {
  rule: string
  /** Its file, from the root of the project. */
  file: string
}

/** The rules that are named at the end of a title in that text; a title may name several. */
export function rulesNamedIn(text: string): string[] {
  return [...text.matchAll(/((?: \[[a-z-]+\/[a-z0-9-]+\])+)['"`]/g)].flatMap(([, ids = '']) =>
    ids.slice(2, -1).split('] ['),
  )
}

/** The tests that prove what no check can see from outside. */
export const PROOFS: Proof[] = readdirSync(join(ROOT, 'test'), {
  recursive: true,
  encoding: 'utf8',
})
  .map((file) => `test/${file.replaceAll('\\', '/')}`)
  .filter((file) => file.endsWith('.test.ts') && file !== 'test/fidelity.test.ts')
  .sort()
  .flatMap((file) =>
    rulesNamedIn(readFileSync(join(ROOT, file), 'utf8')).map((rule) => ({ rule, file })),
  )

/** The rules that have a check; `test/conformance/trunkline.test.ts` runs them all. */
export const CHECKED = new Set<string>(CHECKS.map((it) => it.rule))
