import { Options as OptionsFormat } from '../contract/options.ts'
import { createSimulator, type Options, type Simulator } from '../index.ts'
import { loadConfig } from '../load.ts'
import { createLog } from '../log.ts'
import { type SimulatorFlags, unusable } from './flags.ts'
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
  refuseUnusable(flags)
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

/** @throws RangeError for a text that no option can be: it names the flag, as the format cannot */
function refuseUnusable({ now, ...flags }: SimulatorFlags): void {
  if (now !== undefined && !OptionsFormat.shape.now.safeParse(now).success) {
    throw unusable('--now', now, 'an ISO 8601 time with its zone, such as 2025-01-01T00:00:00Z')
  }
  const takes: [string, string | string[] | undefined, string][] = [
    ['--fixture', flags.fixture, 'the name of a fixture, or the path of its file'],
    ['--scenario', flags.scenario, 'the name of a scenario, or the path of its file'],
    ['--config', flags.config, 'the path of a file'],
    ['--data', flags.data, 'the path of a directory'],
    ['--admin-token', flags.adminToken, 'a text that is not empty'],
    ['--api-key', flags.apiKey, 'a text that is not empty'],
    ['--allowed-host', flags.allowedHost, 'a text that is not empty'],
  ]
  for (const [flag, value, what] of takes) {
    if ([value].flat().includes('')) throw unusable(flag, '', what)
  }
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
