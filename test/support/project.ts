import { execFile } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Ended, run, temporaryDirectory } from './process.ts'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** A project of somebody who tests with the package as it was built. */
export interface Project {
  folder: string
  /** Runs Vitest in it. */
  vitest(args?: string[], env?: NodeJS.ProcessEnv): Promise<Ended>
  /** Runs the test runner of Playwright in it. */
  playwright(args?: string[], env?: NodeJS.ProcessEnv): Promise<Ended>
}

/** Makes a project of those files, which is gone after the test. */
export function newProject(files: Record<string, string>): Project {
  const folder = temporaryDirectory()
  for (const [path, text] of Object.entries({ 'package.json': '{ "type": "module" }', ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  link(ROOT, folder, 'trunkline')
  for (const name of ['vitest', 'msw', '@playwright', 'twilio']) {
    link(join(ROOT, 'node_modules', name), folder, name)
  }
  const node = (script: string, args: string[], env: NodeJS.ProcessEnv = {}) =>
    run(args, {
      script: join(ROOT, 'node_modules', script),
      cwd: folder,
      env: { NO_COLOR: '1', HOME: folder, ...env },
    })
  return {
    folder,
    vitest: (args = [], env) => node('vitest/vitest.mjs', ['run', ...args], env),
    playwright: (args = [], env) => node('@playwright/test/cli.js', ['test', ...args], env),
  }
}

/** Runs npm with the settings of whoever runs the tests, to find their registry. */
export async function npm(args: string[], cwd: string): Promise<string> {
  const { stdout } = await promisify(execFile)('npm', args, { cwd })
  return stdout
}

/** Installs packages, or the tarball of one, into a folder that has a `package.json`. */
export async function npmInstall(folder: string, ...packages: string[]): Promise<void> {
  await npm(['install', '--prefix', folder, '--no-audit', '--no-fund', ...packages], folder)
}

function link(target: string, folder: string, name: string): void {
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  symlinkSync(target, join(folder, 'node_modules', name))
}
