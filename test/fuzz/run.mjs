// The long mode: npm run fuzz -- --minutes 10 [--seed n]
import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { parseArgs } from 'node:util'

const USAGE = 'Usage: npm run fuzz -- [--minutes 10] [--seed n]'
const MAX_SEED = 2 ** 31 - 1

const { minutes, seed } = options()
console.log(`Fuzzing for ${minutes} minutes from seed ${seed}`)
const files = readdirSync('test/fuzz').filter((name) => name.endsWith('.test.ts'))
const vitest = ['node_modules/vitest/vitest.mjs', 'run', 'test/fuzz', '--disableConsoleIntercept']
const { status } = spawnSync(
  process.execPath,
  // All at once, however few cores there are, so that it takes the minutes that were asked for.
  [...vitest, `--maxWorkers=${files.length}`],
  {
    stdio: 'inherit',
    env: { ...process.env, FUZZ_MINUTES: `${minutes}`, FUZZ_SEED: `${seed}` },
  },
)
process.exitCode = status ?? 1

function options() {
  try {
    const { values } = parseArgs({
      options: {
        minutes: { type: 'string', default: '10' },
        seed: { type: 'string', default: `${randomInt(MAX_SEED)}` },
      },
    })
    const [minutes, seed] = [Number(values.minutes), Number(values.seed)]
    if (!(minutes > 0)) throw new Error('--minutes takes a number above 0')
    if (!Number.isInteger(seed)) throw new Error('--seed takes a whole number')
    return { minutes, seed }
  } catch (error) {
    console.error(`Cannot fuzz: ${error.message}\n${USAGE}`)
    process.exit(2)
  }
}
