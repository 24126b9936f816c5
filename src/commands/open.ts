import { createSimulator, type Options, type Simulator } from '../index.ts'
import { loadConfig } from '../load.ts'
import { createLog } from '../log.ts'
import type { SimulatorFlags } from './flags.ts'
import { wholeNumber } from './number.ts'

/** A simulator, and where it answers. */
export interface Opened {
  simulator: Simulator
  url: string
  port: number
  /** What the control plane demands, from a flag or the configuration file. */
  adminToken: string | undefined
}

/**
 * Opens the simulator that the flags describe, in a process that does nothing else. Its log goes to stderr.
 * @throws InputError, RangeError for a flag, or Error with `code` `EADDRINUSE`
 */
export async function open(flags: SimulatorFlags): Promise<Opened> {
  const log = createLog(flags.log, (text) => process.stderr.write(text))
  process.once('exit', log.flush)
  // Who closes the pipe wants no log; that is no reason to stop serving.
  process.stderr.on('error', () => {})
  const options = await optionsOf(flags)
  const simulator = await createSimulator(options, {
    logError: log.error,
    logRequest: log.request,
    ownsProcess: true,
  })
  const { url, port } = await simulator.listen({
    port: wholeNumber('--port', flags.port, 65_535),
    host: flags.host,
  })
  return { simulator, url, port, adminToken: options.adminToken }
}

/** Flags win over the configuration file. */
async function optionsOf({
  config,
  seed,
  apiKey,
  journalSize,
  ...flags
}: SimulatorFlags): Promise<Options> {
  const options: Options = config === undefined ? {} : await loadConfig(config)
  if (seed !== undefined) options.seed = wholeNumber('--seed', seed, Number.MAX_SAFE_INTEGER)
  if (apiKey !== undefined) options.apiKeys = apiKey
  if (flags.fixture !== undefined) options.fixture = flags.fixture
  if (flags.scenario !== undefined) options.scenario = flags.scenario
  if (flags.clock !== undefined) options.clock = flags.clock
  if (flags.now !== undefined) options.now = flags.now
  if (flags.data !== undefined) options.data = flags.data
  if (flags.adminToken !== undefined) options.adminToken = flags.adminToken
  if (flags.allowedHost !== undefined) options.allowedHosts = flags.allowedHost
  if (flags.plain !== undefined) options.plain = flags.plain
  if (journalSize !== undefined) {
    options.journalSize = wholeNumber('--journal-size', journalSize, 1_000_000)
  }
  return options
}
