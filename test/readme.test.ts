import { execFile, spawn } from 'node:child_process'
import { chmod, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { Fixture } from '../src/contract/fixture.ts'
import { Options } from '../src/contract/options.ts'
import { Scenario } from '../src/contract/scenario.ts'
import type { Ended } from './support/process.ts'
import { newProject, ROOT } from './support/project.ts'
import { BLOCKS, README, RECIPES } from './support/readme.ts'

const run = promisify(execFile)

/** JSON below such a block is its answer; other JSON is a file. */
const isAnswered = (text: string) => text.includes('curl')

/** Blocks that CI, and not this test, runs. */
const RUN_BY_CI = ['npm ci && npm test\n']
const START = /^(npm|npx trunkline) start.*$/m

test('the shell snippets, pasted one after the other, answer as printed', {
  timeout: 60_000,
}, async () => {
  const shell = await openShell()
  for (const [index, { language, text }] of BLOCKS.entries()) {
    if (language !== 'sh' || RUN_BY_CI.includes(text)) continue
    const start = START.exec(text)?.[0]
    const printed = start ? await shell.start(start) : await shell.paste(text)
    const expected = BLOCKS[index + 1]
    if (isAnswered(text) && expected?.language === 'json') {
      expect(untraced(JSON.parse(printed))).toStrictEqual(untraced(JSON.parse(expected.text)))
    } else if (expected?.language === 'text') {
      expect(printed).toBe(expected.text)
    }
  }
})

test.each(RECIPES)('$file passes in a project of its own', { timeout: 120_000 }, async (recipe) => {
  const { code, stdout } = await runRecipe(recipe)
  expect({ code, stdout }).toMatchObject({ code: 0 })
  expect(stdout).toMatch(/\b1 passed/)
})

test('each recipe has a file of its own', () => {
  const files = RECIPES.map(({ file }) => file)
  expect(files.length).toBeGreaterThan(1)
  expect(new Set(files).size).toBe(files.length)
})

test('a recipe that goes wrong as the README says prints what it shows', {
  timeout: 120_000,
}, async () => {
  const recipes = RECIPES.filter(({ printed }) => printed?.startsWith('The journal'))
  expect(recipes).toHaveLength(1)
  for (const { file, text, printed } of recipes) {
    const refused = text.replace(/(?<=authToken: ')\w+/, `${'0'.repeat(26)}020003`)
    const { code, stderr } = await runRecipe({ file, text: refused })
    expect(code).toBe(1)
    expect(stderr).toContain(printed)
  }
})

test('the workflow installs, and runs the tests beside a simulator', {
  timeout: 60_000,
}, async () => {
  const workflow = BLOCKS.find((it) => it.language === 'yaml')?.text ?? ''
  const commands = [...workflow.matchAll(/^ +- run: (.*)$/gm)].map(([, command]) => command)
  const { folder } = newProject({
    'package.json': JSON.stringify({ scripts: { test: 'node test.mjs' } }),
    'test.mjs': `const { status } = await fetch(process.env.TRUNKLINE_URL + '/__admin/health')
      console.log('health', status)`,
    'node_modules/.bin/trunkline': `#!/bin/sh\nexec '${process.execPath}' '${ROOT}/dist/cli.js' "$@"\n`,
  })
  await chmod(join(folder, 'node_modules', '.bin', 'trunkline'), 0o755)

  const [install, ...others] = commands
  expect([install, others.length]).toEqual(['npm ci', 1])
  const { stdout } = await run('bash', ['-c', others[0] ?? ''], { cwd: folder })

  expect(stdout).toContain('health 200')
})

test('the JSON files that it shows are accepted', () => {
  const files = BLOCKS.filter(
    (it, index) => it.language === 'json' && !isAnswered(BLOCKS[index - 1]?.text ?? ''),
  )
  const [scenario, config] = files.map((it) => JSON.parse(it.text))
  expect(Scenario.parse(scenario).name).toBe('trunk-gone-later')
  expect(Options.parse(config).assumptions.refusedCredentials).toBe(422)
})

test('every shipped scenario and fixture status stands in its table', async () => {
  const { stdout } = await run('ls', [join(ROOT, 'fixtures', 'scenarios')])
  for (const file of stdout.trim().split('\n')) {
    expect(README).toMatch(new RegExp(`^\\|.*\`${file.replace('.json', '')}\`.*\\|`, 'm'))
  }
  const fixture = await readFile(join(ROOT, 'fixtures', 'every-status.json'), 'utf8')
  for (const { id } of Fixture.parse(JSON.parse(fixture)).providers)
    expect(README).toContain(`| \`${id}\` |`)
})

test('every flag of start stands in its table', async () => {
  const { stdout } = await run(process.execPath, [join(ROOT, 'dist', 'cli.js'), 'start', '--help'])
  const flags = [...stdout.matchAll(/^ {2}(--[\w-]+)/gm)].map(([, flag]) => flag)
  expect(flags.length).toBeGreaterThan(10)
  for (const flag of flags) expect(README).toContain(`| \`${flag}\` |`)
})

function runRecipe({ file, text }: { file: string; text: string }): Promise<Ended> {
  const { vitest, playwright } = newProject({ [file]: text })
  return file.endsWith('.spec.ts') ? playwright() : vitest()
}

/** A shell that keeps its variables from snippet to snippet, as a person's does, and the server it started last. */
async function openShell() {
  let url = ''
  let variables = ''
  let stop = () => {}
  onTestFinished(() => stop())

  return {
    async start(command: string): Promise<string> {
      stop()
      const server = spawn(
        'bash',
        ['-c', `exec ${local(command.replace('npm start', 'npm start --silent'))}`],
        {
          cwd: ROOT,
          env: { ...process.env, PORT: '0' },
          detached: true,
          stdio: ['ignore', 'pipe', 'ignore'],
        },
      )
      stop = () => process.kill(-(server.pid ?? 0), 'SIGTERM')
      const line = await new Promise<string>((resolve) => {
        server.stdout.once('data', (bytes) => resolve(String(bytes)))
      })
      url = line.trim().split(' ').at(-1) ?? ''
      return line.replace(url, 'http://127.0.0.1:4700')
    },

    async paste(text: string): Promise<string> {
      const script = local(`set -euo pipefail\n${variables}\n${text}`).replaceAll(
        'http://127.0.0.1:4700',
        url,
      )
      const env = { ...process.env, TRUNKLINE_URL: url }
      const { stdout } = await run('bash', ['-c', script], { cwd: ROOT, env })
      variables += [...text.matchAll(/^[A-Z]+=.*$/gm)].map(([line]) => `${line}\n`).join('')
      return stdout
    },
  }
}

/** Here the package is not installed, but built. */
function local(script: string): string {
  return script.replaceAll('npx trunkline', `'${process.execPath}' dist/cli.js`)
}

/** A trace id depends on the whole answer; printing it would only be noise. */
function untraced(body: Record<string, unknown>) {
  const { traceId: _traceId, ...rest } = body
  return rest
}
