import { constants } from 'node:os'
import type { Simulator } from '../index.ts'
import type { SimulatorFlags } from './flags.ts'
import { open } from './open.ts'

/** The flags of `trunkline start`, as text. */
export interface StartFlags extends SimulatorFlags {
  json?: boolean
}

/**
 * Serves until SIGINT or SIGTERM. The one line on stdout says where, as soon as the port accepts connections.
 * @throws InputError, or Error with `code` `EADDRINUSE`
 */
export async function start({ json, ...flags }: StartFlags): Promise<void> {
  const { simulator, url, port } = await open(flags)
  stopOnSignals(simulator)
  const ready = { event: 'ready', url, port, seed: simulator.seed, pid: process.pid }
  process.stdout.write(json ? `${JSON.stringify(ready)}\n` : `Trunkline listening on ${url}\n`)
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
