import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { text } from './committed.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const CREATE = '/api/v1/providers/twilio'

// A linter is a process of its own, and the machine may be busy.
const patient = { timeout: 120_000 }

test('the recommended rules of Redocly find nothing', patient, async () => {
  expect(await redocly(join(root, 'openapi.json'))).toEqual({ exitCode: 0, rules: [], ignored: 0 })
})

test('the OpenAPI rules of Spectral find nothing, not even a hint', patient, async () => {
  expect(await spectral(join(root, 'openapi.json'))).toEqual({ exitCode: 0, rules: [] })
})

test('no rule is switched off or softened', async () => {
  const settings = ['redocly.yaml', '.spectral.yaml'].map((it) => readFile(join(root, it), 'utf8'))
  expect(await Promise.all(settings)).toEqual([
    'extends:\n  - recommended\n',
    'extends: ["spectral:oas"]\n',
  ])
})

test(
  'Redocly refuses a copy without a summary, with a wrong example and an unknown key',
  patient,
  async () => {
    const { exitCode, rules } = await redocly(await brokenCopy())
    expect(exitCode).toBe(1)
    expect(rules).toEqual(['no-invalid-schema-examples', 'operation-summary', 'security-defined'])
  },
)

test(
  'Spectral refuses a copy with an undeclared tag, a wrong example and no description',
  patient,
  async () => {
    const { exitCode, rules } = await spectral(await brokenCopy())
    expect(exitCode).toBe(1)
    expect(rules).toEqual([
      'oas3-operation-security-defined',
      'oas3-valid-schema-example',
      'operation-description',
      'operation-tag-defined',
    ])
  },
)

/** A copy of the document, in a directory of its own, with one fault for each of the rules above. */
async function brokenCopy(): Promise<string> {
  const document = JSON.parse(text)
  const create = document.paths[CREATE].post
  create.tags = ['Undeclared']
  create.security = [{ unknown: [] }]
  delete create.summary
  delete create.description
  document.components.schemas.TwilioProvider.properties.trunkSid.example = 'no trunk'
  const directory = await mkdtemp(join(tmpdir(), 'trunkline-rules-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  const path = join(directory, 'openapi.json')
  await writeFile(path, JSON.stringify(document))
  return path
}

/** The rules of Redocly that the file breaks, warnings too. Its exit code counts errors only. */
async function redocly(file: string) {
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
async function spectral(file: string) {
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
