// The bench: `npm run bench`. See README.md for what it measures and how to read it.

import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { judge } from './goals.mjs'
import { startLoad } from './load.mjs'
import { measureFetch } from './measures/fetch.mjs'
import { measureInstall } from './measures/install.mjs'
import { measureMemory } from './measures/memory.mjs'
import { measureProviders } from './measures/providers.mjs'
import { measureStartup } from './measures/startup.mjs'
import { measureThroughput } from './measures/throughput.mjs'
import { connections } from './operations.mjs'
import { readOptions, usage } from './options.mjs'
import { report } from './report.mjs'
import { stopServers, trunklineCli } from './server.mjs'

const options = parse(process.argv.slice(2))
if (options.help) {
  console.log(usage)
  process.exit(0)
}
if (options.servers.includes('trunkline') && !existsSync(trunklineCli)) {
  console.error(
    'Cannot measure Trunkline: dist/cli.js is missing. Run `npm run build`, or leave it out with --only raw,hono,reference.',
  )
  process.exit(2)
}

const log = (line) => console.error(`  ${line}`)
const load = startLoad()
try {
  const results = { machine: machine(), mode: options.mode, ...(await measureAll()) }
  results.goals = judge(results)
  console.log(`Trunkline bench, ${options.mode} mode. ${results.machine}\n`)
  console.log(report(results))
  if (options.json) await writeFile(options.json, `${JSON.stringify(results, null, 2)}\n`)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
} finally {
  load.stop()
  stopServers()
}

/** The sections one after the other: side by side they would measure each other. */
async function measureAll() {
  const wants = (section) => options.sections.includes(section)
  const results = {}
  if (wants('startup')) results.startup = await measureStartup(options, log)
  if (wants('memory')) results.memory = await measureMemory(options, load, log)
  if (wants('throughput')) results.throughput = await measureThroughput(options, load, log)
  if (wants('providers')) results.providers = await measureGrowth()
  if (wants('fetch')) results.fetch = await measureFetch(options, log)
  if (wants('install')) results.install = await measureInstall()
  return results
}

// The reference is measured too, as a control: what a plain Map of that size costs is not Trunkline's doing.
async function measureGrowth() {
  const stores = options.servers.filter((name) => name === 'reference' || name === 'trunkline')
  const results = []
  for (const name of stores) {
    results.push(await measureProviders(name, options, load, log))
  }
  return results
}

function parse(args) {
  try {
    return readOptions(args)
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`)
    process.exit(2)
  }
}

function machine() {
  const processors = cpus()
  return `Node ${process.version}, ${processors.length} x ${processors[0]?.model ?? 'CPU'}, ${connections} connections.`
}
