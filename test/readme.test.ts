import { execFile, spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { Fixture } from '../src/contract/fixture.ts'
import { Options } from '../src/contract/options.ts'
import { Scenario } from '../src/contract/scenario.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('..', import.meta.url))
const readme = await readFile(join(root, 'README.md'), 'utf8')

interface Block {
  language: string
  text: string
}

const blocks: Block[] = [...readme.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(
  ([, language = '', text = '']) => ({ language, text }),
)

/** JSON below such a block is its answer; other JSON is a file. */
const isAnswered = (text: string) => text.includes('curl')

/** Blocks that CI, and not this test, runs. */
const RUN_BY_CI = ['npm ci && npm test\n']
const START = /^npm start.*$/m

/** What the snippets of the chapter "Pact" import; test/pact/readme.test.ts runs them. */
const PACT = '@pact-foundation/pact'

test('the shell snippets, pasted one after the other, answer as printed', {
  timeout: 60_000,
}, async () => {
  const shell = await openShell()
  for (const [index, { language, text }] of blocks.entries()) {
    if (language !== 'sh' || RUN_BY_CI.includes(text)) continue
    const start = START.exec(text)?.[0]
    const printed = start ? await shell.start(start) : await shell.paste(text)
    const expected = blocks[index + 1]
    if (isAnswered(text) && expected?.language === 'json') {
      expect(untraced(JSON.parse(printed))).toStrictEqual(untraced(JSON.parse(expected.text)))
    } else if (expected?.language === 'text') {
      expect(printed).toBe(expected.text)
    }
  }
})

test('the Vitest snippets pass in a project of their own', { timeout: 60_000 }, async () => {
  const snippets = blocks.filter(
    (it) => it.language === 'ts' && it.text.includes("from 'vitest'") && !it.text.includes(PACT),
  )
  expect(snippets.length).toBeGreaterThan(1)
  const project = await mkdtemp(join(tmpdir(), 'trunkline-readme-'))
  onTestFinished(() => rm(project, { recursive: true }))
  await mkdir(join(project, 'node_modules'))
  await symlink(root, join(project, 'node_modules', 'trunkline'))
  await symlink(join(root, 'node_modules', 'vitest'), join(project, 'node_modules', 'vitest'))
  await writeFile(join(project, 'package.json'), '{ "type": "module" }')
  for (const [index, { text }] of snippets.entries()) {
    await writeFile(join(project, `snippet-${index}.test.ts`), text)
  }
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const { stdout } = await run(process.execPath, [vitest, 'run', '--reporter=json'], {
    cwd: project,
  })
  expect(JSON.parse(stdout)).toMatchObject({
    numPassedTests: snippets.length,
    numFailedTests: 0,
  })
})

test('the JSON files that it shows are accepted', () => {
  const files = blocks.filter(
    (it, index) => it.language === 'json' && !isAnswered(blocks[index - 1]?.text ?? ''),
  )
  const [scenario, config] = files.map((it) => JSON.parse(it.text))
  expect(Scenario.parse(scenario).name).toBe('trunk-gone-later')
  expect(Options.parse(config).assumptions.refusedCredentials).toBe(422)
})

test('every shipped scenario and fixture status stands in its table', async () => {
  const { stdout } = await run('ls', [join(root, 'fixtures', 'scenarios')])
  for (const file of stdout.trim().split('\n')) {
    expect(readme).toMatch(new RegExp(`^\\|.*\`${file.replace('.json', '')}\`.*\\|`, 'm'))
  }
  const fixture = await readFile(join(root, 'fixtures', 'every-status.json'), 'utf8')
  for (const { id } of Fixture.parse(JSON.parse(fixture)).providers)
    expect(readme).toContain(`| \`${id}\` |`)
})

test('every flag of start stands in its table', async () => {
  const { stdout } = await run(process.execPath, [join(root, 'dist', 'cli.js'), 'start', '--help'])
  const flags = [...stdout.matchAll(/^ {2}(--[\w-]+)/gm)].map(([, flag]) => flag)
  expect(flags.length).toBeGreaterThan(10)
  for (const flag of flags) expect(readme).toContain(`| \`${flag}\` |`)
})

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
        ['-c', `exec ${command.replace('npm start', 'npm start --silent')}`],
        {
          cwd: root,
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
      const script = `set -euo pipefail\n${variables}\n${text}`
        .replaceAll('http://127.0.0.1:4700', url)
        .replaceAll('npx trunkline', `'${process.execPath}' dist/cli.js`)
      const env = { ...process.env, TRUNKLINE_URL: url }
      const { stdout } = await run('bash', ['-c', script], { cwd: root, env })
      variables += [...text.matchAll(/^[A-Z]+=.*$/gm)].map(([line]) => `${line}\n`).join('')
      return stdout
    },
  }
}

/** A trace id depends on the whole answer; printing it would only be noise. */
function untraced(body: Record<string, unknown>) {
  const { traceId: _traceId, ...rest } = body
  return rest
}
