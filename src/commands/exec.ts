import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:os'
import { isatty } from 'node:tty'
import type { SimulatorFlags } from './flags.ts'
import { open } from './open.ts'

/** What a shell answers for a command that it cannot start. */
const EXIT = { notExecutable: 126, notFound: 127 }

/**
 * Runs a command, its name first, beside a simulator that ends with it. `TRUNKLINE_URL` tells the command where, and
 * `TRUNKLINE_ADMIN_TOKEN` what its control plane demands.
 * @param environment the other variables of the command
 * @returns what to exit with: what the command did, 128+n where signal n ended it, 126 or 127 where it cannot be started
 * @throws InputError, RangeError for a flag, or Error with `code` `EADDRINUSE`
 */
export async function exec(
  command: string[],
  flags: SimulatorFlags,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const { simulator, url, adminToken } = await open(flags)
  const code = await run(command, {
    ...environment,
    TRUNKLINE_URL: url,
    ...(adminToken !== undefined && { TRUNKLINE_ADMIN_TOKEN: adminToken }),
  })
  await simulator.close()
  return code
}

async function run([name = '', ...args]: string[], env: NodeJS.ProcessEnv): Promise<number> {
  try {
    const child = spawn(name, args, { stdio: 'inherit', env })
    const ended = codeOf(child)
    passSignals(child)
    await once(child, 'spawn')
    // It is an error too when a signal may not be passed on, as to sudo; the command goes on.
    child.on('error', () => {})
    return await ended
  } catch (error) {
    return reportUnstarted(name, error)
  }
}

function codeOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      resolve(signal === null ? (code ?? 0) : 128 + constants.signals[signal])
    })
  })
}

/**
 * What asks this process to end asks the command; the simulator answers it to its last request. A terminal has sent its
 * Ctrl-C to the command already, and at a second one many commands stop without cleaning up.
 */
function passSignals(child: ChildProcess): void {
  const atTerminal = [0, 1, 2].some((descriptor) => isatty(descriptor))
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  process.on('SIGINT', () => atTerminal || child.kill('SIGINT'))
}

function reportUnstarted(name: string, error: unknown): number {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'ENOENT' || name === '') {
    console.error(
      `Cannot run ${name || "''"}: there is no such command. No shell is involved: for one, run sh -c '…'.`,
    )
    return EXIT.notFound
  }
  const why = error instanceof Error && code !== 'EACCES' ? error.message : 'it is not executable'
  console.error(`Cannot run ${name}: ${why}.`)
  return EXIT.notExecutable
}
