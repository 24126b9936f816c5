import fc from 'fast-check'
import { test } from 'vitest'
import { fuzz } from '../support/fuzz.ts'
import { play, type Step } from '../support/fuzz-sequence.ts'
import { STEPS } from './steps.ts'

const MAX_STEPS = 40
/** Without a provider most steps have nothing to be about, and what has happened shows in a verification. */
const ALWAYS = ['create', 'import', 'read', 'verify']
const BEGINNING: Step[] = [0, 0, 1].map((world, a) => ({ do: 'create', world, key: a, a, b: a }))

/** Each sequence does a few kinds of things, because under a scenario, say, little can be told of the rest. */
const sequence = fc.subarray(Object.keys(STEPS), { minLength: 2, maxLength: 10 }).chain((some) =>
  fc.array(stepOf([...ALWAYS, ...some]), {
    minLength: 1,
    maxLength: MAX_STEPS,
    size: 'max',
  }),
)

function stepOf(names: string[]): fc.Arbitrary<Step> {
  const members = {
    do: fc.constantFrom(...names),
    world: fc.constantFrom(0, 0, 1),
    key: fc.nat(2),
    a: fc.nat(7),
    b: fc.nat(7),
  }
  return fc.record(members, { noNullPrototype: true })
}

test('whatever is asked in whatever order, every world stays whole and keeps its secrets', async () => {
  await fuzz(
    'sequences',
    15,
    fc.asyncProperty(sequence, (steps) => play(STEPS, [...BEGINNING, ...steps])),
  )
})
