import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The directory of the project. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** A linter is a process of its own, and the machine may be busy. */
export const patient = { timeout: 120_000 }

/** The rules of Redocly that the file breaks, warnings too. Its exit code counts errors only. */
export async function redocly(file: string) {
  const config = join(root, 'redocly.yaml')
  const { exitCode, stdout } = await run(
    'redocly',
    'lint',
    file,
    '--config',
    config,
    '--format=json',
  )
  const { problems, totals } = JSON.parse(stdout)
  return { exitCode, rules: named(problems, 'ruleId'), ignored: totals.ignored }
}

/** The rules of Spectral that the file breaks, hints too. */
export async function spectral(file: string) {
  const ruleset = join(root, '.spectral.yaml')
  const strict = ['--fail-severity=hint', '--quiet', '--format=json']
  const { exitCode, stdout } = await run('spectral', 'lint', file, '--ruleset', ruleset, ...strict)
  return { exitCode, rules: named(JSON.parse(stdout), 'code') }
}

function named(findings: Record<string, string>[], member: string) {
  return [...new Set(findings.map((it) => it[member]))].sort()
}

interface Ended {
  exitCode: number
  stdout: string
}

/** Runs a linter of the project to its end. It calls nobody: no telemetry, no look for updates. */
function run(tool: string, ...args: string[]): Promise<Ended> {
  const path = join(root, 'node_modules', '.bin', tool)
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  return new Promise((resolve, reject) => {
    execFile(path, args, { cwd: root, env, maxBuffer: 2 ** 26 }, (error, stdout) => {
      if (error && typeof error.code !== 'number') reject(error)
      else resolve({ exitCode: Number(error?.code ?? 0), stdout })
    })
  })
}
