import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

const USAGE = `npm run storm -- [--kills <count>] [--seed <number>] [--requests <count>]

Kills a server that often (50) and looks each time that nothing was lost; with --requests, sends that many requests and
looks that the memory does not grow, instead.`

const WHOLE = /^[1-9]\d{0,8}$/

const { values } = optionsOf()
const { kills = '50', seed = `${1 + (Date.now() % 1_000_000)}`, requests } = values
const wrong = Object.entries({ kills, seed, requests }).find(
  ([, value]) => value !== undefined && !WHOLE.test(value),
)
if (wrong) fail(`Cannot use --${wrong[0]} ${wrong[1]}: it must be a whole number from 1.`)

const [file, own] = requests
  ? ['test/load/memory.test.ts', { STORM_REQUESTS: requests }]
  : ['test/storage/storm.test.ts', { STORM_KILLS: kills, STORM_SEED: seed }]
if (!requests) console.log(`${kills} kills, seed ${seed}`)
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', file, '--disable-console-intercept'],
  { stdio: 'inherit', env: { ...process.env, ...own } },
)
process.exitCode = status ?? 1

function optionsOf() {
  try {
    const text = { type: 'string' }
    return parseArgs({ options: { kills: text, seed: text, requests: text } })
  } catch (error) {
    return fail(error.message)
  }
}

function fail(message) {
  console.error(`${message}\n\n${USAGE}`)
  process.exit(2)
}
