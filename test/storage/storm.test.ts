import { expect, test } from 'vitest'
import { storm } from '../support/storm.ts'

/** `npm run storm` sets both. */
const KILLS = Number(process.env.STORM_KILLS ?? 3)
const SEED = Number(process.env.STORM_SEED ?? 1)
const MILLIS_PER_KILL = 20_000

test(
  'whenever it is killed, everything that was acknowledged is there, and nothing is half done',
  async () => {
    const tally = await storm({ kills: KILLS, seed: SEED })
    if (process.env.STORM_KILLS) console.log(JSON.stringify({ seed: SEED, ...tally }))

    expect(tally.kills).toBe(KILLS)
    expect(tally.acknowledged).toBeGreaterThan(KILLS)
  },
  KILLS * MILLIS_PER_KILL,
)
