import { constants } from 'node:os'
import { createSimulator, type Options, type Simulator } from '../index.ts'
import { loadConfig } from '../load.ts'
import { createLog, type LogFormat } from '../log.ts'
import { wholeNumber } from './number.ts'

/** The flags of `trunkline start`, as text. */
export interface StartFlags {
  port: string
  host: string
  seed?: string
  fixture?: string
  scenario?: string
  clock?: 'frozen' | 'real'
  now?: string
  data?: string
  apiKey?: string[]
  config?: string
  log: LogFormat
  json?: boolean
}

/**
 * Serves until SIGINT or SIGTERM. The one line on stdout says where, as soon as the port accepts connections.
 * @throws InputError, or Error with `code` `EADDRINUSE`
 */
export async function start(flags: StartFlags): Promise<void> {
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
  const { url, port } = await simulator.listen({ port: portOf(flags.port), host: flags.host })
  stopOnSignals(simulator)
  const ready = { event: 'ready', url, port, seed: simulator.seed, pid: process.pid }
  process.stdout.write(
    flags.json ? `${JSON.stringify(ready)}\n` : `Trunkline listening on ${url}\n`,
  )
}

/** Flags win over the configuration file. */
async function optionsOf({ config, seed, apiKey, ...flags }: StartFlags): Promise<Options> {
  const options: Options = config === undefined ? {} : await loadConfig(config)
  if (seed !== undefined) options.seed = wholeNumber('--seed', seed, Number.MAX_SAFE_INTEGER)
  if (apiKey !== undefined) options.apiKeys = apiKey
  if (flags.fixture !== undefined) options.fixture = flags.fixture
  if (flags.scenario !== undefined) options.scenario = flags.scenario
  if (flags.clock !== undefined) options.clock = flags.clock
  if (flags.now !== undefined) options.now = flags.now
  if (flags.data !== undefined) options.data = flags.data
  return options
}

function portOf(text: string): number {
  return wholeNumber('--port', text, 65_535)
}

/** A second signal does not wait any longer. */
function stopOnSignals(simulator: Simulator): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const code = 128 + constants.signals[signal]
    process.once(signal, async () => {
      process.once(signal, () => process.exit(code))
      await simulator.close()
      process.exit(code)
    })
  }
}
