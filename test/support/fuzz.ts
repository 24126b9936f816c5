import fc from 'fast-check'
import { vi } from 'vitest'

const { FUZZ_MINUTES, FUZZ_SEED } = process.env

/** The seed of the short mode, so that a test which passes today passes tomorrow. */
const SHORT_SEED = 20_250_101
const seed = FUZZ_SEED === undefined ? SHORT_SEED : Number(FUZZ_SEED)
const millis = FUZZ_MINUTES === undefined ? null : Number(FUZZ_MINUTES) * 60_000

const GRACE_MILLIS = 60_000
vi.setConfig({ testTimeout: (millis ?? 0) + GRACE_MILLIS })

/** How much of a fuzz test is run. */
interface Effort {
  /** How many runs in the short mode, which is that of `npm test`. */
  runs: number
}

/**
 * Looks for a counterexample: a bounded number of runs from a fixed seed; or, where `FUZZ_MINUTES` says so, as many as
 * fit, from the seed `FUZZ_SEED`.
 * @throws Error with the seed, the path and the shrunk counterexample
 */
export async function fuzz<T>(
  name: string,
  { runs }: Effort,
  property: fc.IAsyncProperty<T>,
): Promise<void> {
  const isLong = millis !== null
  const details = await fc.check(property, {
    seed,
    ...(isLong
      ? { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: millis }
      : { numRuns: runs }),
    markInterruptAsFailure: false,
  })
  if (isLong) console.log(`${name}: ${details.numRuns} runs, seed ${seed}${told()}`)
  if (!details.failed) return
  throw new Error(fc.defaultReportMessage(details), { cause: details.errorInstance })
}

const counts = new Map<string, number>()

/** Counts something that the long mode tells at its end. */
export function count(what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1)
}

function told(): string {
  const all = [...counts].sort(([one], [other]) => one.localeCompare(other))
  return all.map(([what, times]) => `\n  ${what}: ${times}`).join('')
}
