import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { Fixture } from '../src/contract/fixture.ts'
import { Options } from '../src/contract/options.ts'
import { Scenario } from '../src/contract/scenario.ts'
import { blocksOf, blocksOfKind, KEEPERS, PAGES, pagesWith, textOf } from './support/pages.ts'
import { run } from './support/process.ts'
import { ROOT } from './support/project.ts'

test.each(PAGES)('every link of %s leads somewhere', (page) => {
  const links = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
  const dead = links.filter((link) => !/^https?:/.test(link) && !leads(page, link))
  expect(dead).toStrictEqual([])
})

test.each(PAGES)('every file of the source that %s names is there', (page) => {
  const named = [...textOf(page).matchAll(/(?<![\w/.])(?:src|test|docs)\/[\w./-]*\w(?![\w.-]*<)/g)]
  const made = blocksOf(page).map(({ file }) => file)
  const paths = named.map(([path]) => path).filter((path) => !made.includes(path))
  expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toStrictEqual([])
})

test.each(PAGES)('every command and flag that %s names is one', async (page) => {
  const commands = [
    ...textOf(page)
      .replaceAll('\\\n', ' ')
      .matchAll(/npx trunkline ([\w-]+)([^`|\n]*)/g),
  ]
  for (const [, verb = '', rest = ''] of commands) {
    const own = verb === 'exec' ? rest.replace(/ -- .*/, '') : rest
    const { code, stdout } = await run([verb, '--help'])
    expect({ verb, code }).toStrictEqual({ verb, code: 0 })
    for (const [flag] of own.matchAll(/(?<=\s)--\w[\w-]*/g)) expect(stdout).toContain(` ${flag} `)
  }
})

test.each(PAGES)('every snippet of %s is run or checked by a test', (page) => {
  const blocks = blocksOf(page)
  expect(blocks.filter(({ kind }) => kind === null)).toStrictEqual([])
  const fences = [...textOf(page).matchAll(/^[ >]*(```|~~~)/gm)]
  expect(fences).toHaveLength(2 * blocks.length)
})

test.each(Object.entries(KEEPERS))('what keeps a %s alive is there', (_kind, [file, title]) => {
  expect(readFileSync(join(ROOT, file), 'utf8')).toContain(`'${title}`)
})

test('no two snippets are the same file', () => {
  const files = [...blocksOfKind('test'), ...blocksOfKind('module')].map((it) => it.file)
  expect(files.length).toBeGreaterThan(10)
  expect(new Set(files).size).toBe(files.length)
})

test.each(pagesWith('file'))('the JSON files of %s are accepted', (page) => {
  for (const { kind, text } of blocksOf(page)) {
    if (kind !== 'file') continue
    const said = [Scenario, Options, Fixture].map((it) => it.safeParse(JSON.parse(text)))
    expect(said.map((it) => it.success)).toContain(true)
  }
})

test.each(pagesWith('diagram'))('the diagram of %s is one that GitHub draws', (page) => {
  for (const { kind, text } of blocksOf(page)) {
    if (kind !== 'diagram') continue
    const [first, ...lines] = text.trimEnd().split('\n')
    expect(first).toBe('flowchart TD')
    expect(lines.filter((line) => !NODE.test(line) && !ARROW.test(line))).toStrictEqual([])
    const nodes = lines.flatMap((line) => NODE.exec(line)?.[1] ?? [])
    const ends = lines.flatMap((line) => ARROW.exec(line)?.slice(1) ?? [])
    expect([...new Set(ends)].sort()).toStrictEqual(nodes.sort())
  }
})

test('every decision says what, why, at what cost, and what was rejected', () => {
  const [, ...notes] = textOf('docs/decisions.md').split(/^### /m)
  expect(notes.length).toBeGreaterThan(15)
  for (const note of notes) {
    const parts = [...note.matchAll(/^\*\*(\w+)\.\*\* \S/gm)].map(([, part]) => part)
    expect({ note, parts }).toStrictEqual({ note, parts: PARTS })
  }
})

test('the suite that is told to run is the one of package.json', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  for (const { text } of blocksOfKind('suite')) expect(text).toBe('npm ci && npm test\n')
  expect(scripts.test).toContain('vitest run')
})

const PARTS = ['Decided', 'Why', 'Costs', 'Rejected']

/** A node of a diagram, with its text in quotes. */
const NODE = /^ {2}(\w+)\["[^"]+"\]$/
/** An arrow between two nodes, which may have a text. */
const ARROW = /^ {2}(\w+) -->(?:\|"[^"]+"\|)? (\w+)$/

function leads(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#')
  const file = path === '' ? page : join(dirname(page), path)
  if (!existsSync(join(ROOT, file))) return false
  return anchor === undefined || anchorsOf(textOf(file)).includes(anchor)
}

/** The anchors of its headings, as GitHub and npm make them. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  )
}
