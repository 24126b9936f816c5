import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Fixture } from '../src/contract/fixture.ts'
import { textOf } from './support/pages.ts'
import { run } from './support/process.ts'
import { ROOT } from './support/project.ts'

const README = textOf('README.md')

test('every shipped scenario and fixture status stands in its table', () => {
  for (const file of readdirSync(join(ROOT, 'fixtures', 'scenarios'))) {
    expect(README).toMatch(new RegExp(`^\\|.*\`${file.replace('.json', '')}\`.*\\|`, 'm'))
  }
  const fixture = readFileSync(join(ROOT, 'fixtures', 'every-status.json'), 'utf8')
  for (const { id } of Fixture.parse(JSON.parse(fixture)).providers)
    expect(README).toContain(`| \`${id}\` |`)
})

test('every flag of start stands in its table', async () => {
  const { stdout } = await run(['start', '--help'])
  const flags = [...stdout.matchAll(/^ {2}(--[\w-]+)/gm)].map(([, flag]) => flag)
  expect(flags.length).toBeGreaterThan(10)
  for (const flag of flags) expect(README).toContain(`| \`${flag}\` |`)
})

test('every page of the documentation stands in its list', () => {
  const pages = readdirSync(join(ROOT, 'docs'))
  for (const page of [...pages.map((it) => `docs/${it}`), 'CONTRIBUTING.md', 'bench/README.md']) {
    expect(README).toMatch(new RegExp(`^- \\[.+\\]\\(${page}\\): .+\\.$`, 'm'))
  }
})
