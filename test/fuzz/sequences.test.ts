import fc from 'fast-check'
import { test } from 'vitest'
import { fuzz } from '../support/fuzz.ts'
import { play, type Step } from '../support/fuzz-sequence.ts'
import { STEPS } from './steps.ts'

const MAX_STEPS = 40
/** Without a provider most steps have nothing to be about, and under a scenario little can be said. */
const OFTEN = ['import', 'import', 'verify', 'verify', 'read', 'control.clearScenario']
const names = [...Array<string>(8).fill('create'), ...OFTEN, ...Object.keys(STEPS)]

const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom(...names),
  world: fc.nat(1),
  key: fc.nat(2),
  a: fc.nat(7),
  b: fc.nat(7),
})

test('whatever is asked in whatever order, every world stays whole and keeps its secrets', async () => {
  const sequences = fc.array(step, { minLength: 1, maxLength: MAX_STEPS, size: 'max' })
  await fuzz(
    'sequences',
    { runs: 20 },
    fc.asyncProperty(sequences, (sequence) => play(STEPS, sequence)),
  )
})
