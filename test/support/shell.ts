import { execFile, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'
import { CLI, temporaryDirectory } from './process.ts'
import { ROOT } from './project.ts'

/** What stands for the port of the server in a snippet. */
const USUAL_URL = 'http://127.0.0.1:4700'

/** A shell in which a person pastes one snippet after the other. */
export interface Shell {
  /** Starts a server in the place of the last one; resolves with its ready line. */
  start(command: string): Promise<string>
  /** Runs commands to their end; resolves with what they print. */
  paste(text: string): Promise<string>
}

/**
 * Opens a shell in a folder of its own. As a person's does, it keeps its variables from snippet to snippet (those in capitals
 * whose values are texts of one line) and the server that was started last.
 */
export function openShell(): Shell {
  const cwd = temporaryDirectory()
  const env = withNpx(cwd)
  let url = ''
  let variables = ''
  let stop = () => {}
  onTestFinished(() => stop())

  return {
    async start(command) {
      stop()
      // Only the clone has that script.
      const isNpm = command.startsWith('npm start')
      const server = spawn('bash', ['-c', `exec ${command.replace(/^npm /, 'npm --silent ')}`], {
        cwd: isNpm ? ROOT : cwd,
        env: { ...env, PORT: '0' },
        detached: true,
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      stop = () => process.kill(-(server.pid ?? 0), 'SIGTERM')
      const ready = await new Promise<string>((resolve) => {
        server.stdout.once('data', (bytes) => resolve(String(bytes)))
      })
      url = ready.trim().split(' ').at(-1) ?? ''
      return ready.replace(url, USUAL_URL)
    },

    async paste(text) {
      const script = `${variables}\n${text}`.replaceAll(USUAL_URL, url)
      const printed = await bash(script, { cwd, env: { ...env, TRUNKLINE_URL: url } })
      variables += [...text.matchAll(/^[A-Z]+=(?!.*\$\().*$/gm)]
        .map(([line]) => `${line}\n`)
        .join('')
      return printed.replaceAll(url, USUAL_URL)
    },
  }
}

/**
 * Runs a script to its end.
 * @throws Error with what it printed, where one of its commands fails
 */
export async function bash(
  script: string,
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<string> {
  const { stdout } = await promisify(execFile)(
    'bash',
    ['-c', `set -euo pipefail\n${script}`],
    options,
  )
  return stdout
}

/** The variables of this process, and an `npx` that runs the command line as it was built: here nothing is installed. */
export function withNpx(folder: string): NodeJS.ProcessEnv {
  const bin = join(folder, '.bin')
  mkdirSync(bin)
  const script = `[ "$1" = trunkline ] || exit 127\nshift\nexec '${process.execPath}' '${CLI}' "$@"`
  writeFileSync(join(bin, 'npx'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(bin, 'npx'), 0o755)
  return { ...process.env, PATH: `${bin}:${process.env.PATH}` }
}
