import fc from 'fast-check'
import { vi } from 'vitest'

const { FUZZ_MINUTES, FUZZ_SEED } = process.env

/** The seed of the short mode, so that a test which passes today passes tomorrow. */
const SHORT_SEED = 20_250_101
const firstSeed = FUZZ_SEED === undefined ? SHORT_SEED : Number(FUZZ_SEED)
const minutes = Number(FUZZ_MINUTES ?? 0)

/** A counterexample takes longer to shrink than to find. */
const GRACE_MINUTES = 5
vi.setConfig({ testTimeout: (minutes + GRACE_MINUTES) * 60_000 })

/**
 * Looks for a counterexample: so many runs from a fixed seed; or, where `FUZZ_MINUTES` says so, as many times as fit,
 * each with a seed of its own, from `FUZZ_SEED` up.
 * @throws Error with the seed, the path and the shrunk counterexample
 */
export async function fuzz<T>(
  name: string,
  numRuns: number,
  property: fc.IAsyncProperty<T>,
): Promise<void> {
  const end = Date.now() + minutes * 60_000
  let seed = firstSeed
  do await check(property, seed++, numRuns)
  while (Date.now() < end)
  const runs = (seed - firstSeed) * numRuns
  if (minutes > 0) console.log(`${name}: ${runs} runs, seeds ${firstSeed} to ${seed - 1}${told()}`)
}

async function check<T>(
  property: fc.IAsyncProperty<T>,
  seed: number,
  numRuns: number,
): Promise<void> {
  const details = await fc.check(property, { seed, numRuns })
  if (!details.failed) return
  const again = `Again: npm run fuzz -- --seed ${seed}`
  throw new Error(`${fc.defaultReportMessage(details)}\n${again}`, {
    cause: details.errorInstance,
  })
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
