import { execFile } from 'node:child_process'
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { ProviderParams } from '../../src/contract/pact.ts'
import { PROVIDER_STATES } from '../../src/http/provider-states.ts'
import { temporaryDirectory } from '../support/process.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
const readme = await readFile(join(root, 'README.md'), 'utf8')
const chapter = /^## Pact$.*?^(?=## )/ms.exec(readme)?.[0] ?? ''

test('the snippets are tests of a consumer and of a provider that pass in a project of their own', {
  timeout: 60_000,
}, async () => {
  const project = temporaryDirectory()
  await mkdir(join(project, 'node_modules'))
  for (const name of ['vitest', '@pact-foundation']) {
    await symlink(join(root, 'node_modules', name), join(project, 'node_modules', name))
  }
  await symlink(root, join(project, 'node_modules', 'trunkline'))
  await writeFile(join(project, 'package.json'), '{ "type": "module" }')

  const snippets = [...chapter.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, text = '']) => text)
  const names = [...chapter.matchAll(/\(`(\w+\.test\.ts)`\):$/gm)].map(([, name = '']) => name)
  expect([snippets.length, names]).toEqual([2, ['consumer.test.ts', 'provider.test.ts']])
  for (const [index, name] of names.entries()) {
    await writeFile(join(project, name), snippets[index] ?? '')
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
    const report = `${name}.json`
    await run(
      process.execPath,
      [vitest, 'run', name, '--reporter=json', `--outputFile=${report}`],
      { cwd: project, env: { PATH: process.env.PATH, PACT_DO_NOT_TRACK: 'true' } },
    )
    const said = JSON.parse(await readFile(join(project, report), 'utf8'))
    expect(said).toMatchObject({ numPassedTests: 1, numFailedTests: 0 })
  }
})

test('its tables are the states and their parameters', () => {
  const rows = [...chapter.matchAll(/^\| `([^`]+)` \| (.*?) \|( (.*) \|)?$/gm)].map(
    ([, name, text, , preset]) => (preset === undefined ? `${name}: ${text}` : name),
  )
  const states = [...PROVIDER_STATES].map(([name, { description }]) => `${name}: ${description}`)
  expect(rows).toEqual([...states, ...Object.keys(ProviderParams.shape)])
})

test('its defaults are those of the parameters', () => {
  const { name, region, supportsCallTransfer } = ProviderParams.parse({})
  expect(chapter).toContain(`| 1 to 100 characters | \`${name}\` |`)
  expect(chapter).toContain(`| any text | \`${region}\` |`)
  expect(chapter).toContain(`| \`true\` or \`false\` | \`${supportsCallTransfer}\` |`)
})
