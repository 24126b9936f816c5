import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './project.ts'

/** Every page that people read. */
export const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'bench/README.md',
  ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`),
]

/** The page whose blocks are one change of the project. */
export const WALK_THROUGH = 'docs/adding-an-endpoint.md'

export const textOf = (page: string): string => readFileSync(join(ROOT, page), 'utf8')

/** What a fenced block is, and with that which test keeps it alive. */
export type Kind =
  /** Commands for a shell. */
  | 'shell'
  /** The command that starts the server of the shells that follow. */
  | 'start'
  /** What the shell before it prints, as text or as JSON. */
  | 'printed'
  | 'answer'
  /** What CI runs, and no test can. */
  | 'suite'
  /** A file of tests, and one that such files import: the comment in the first line is its name. */
  | 'test'
  | 'module'
  /** What the test before it prints when it fails. */
  | 'journal'
  /** A test of Pact, whose name stands before it. */
  | 'pact'
  /** A program with a generated client, and how that is generated. */
  | 'client'
  | 'generator'
  /** A scenario, a fixture or a configuration. */
  | 'file'
  | 'workflow'
  | 'compose'
  | 'diagram'
  /** A part of the walk-through: a new file, a change of one that is there, a command. */
  | 'step'

/** The test that runs or checks the blocks of a kind: its file, and its title or the beginning of that. */
export const KEEPERS: Record<Kind, [file: string, title: string]> = {
  shell: ['test/snippets.test.ts', 'the shell snippets of %s'],
  start: ['test/snippets.test.ts', 'the shell snippets of %s'],
  printed: ['test/snippets.test.ts', 'the shell snippets of %s'],
  answer: ['test/snippets.test.ts', 'the shell snippets of %s'],
  suite: ['test/docs.test.ts', 'the suite that is told to run'],
  test: ['test/snippets.test.ts', 'the tests of %s pass'],
  module: ['test/snippets.test.ts', 'the tests of %s pass'],
  journal: ['test/snippets.test.ts', 'a test that goes wrong'],
  pact: ['test/pact/readme.test.ts', 'the snippets are tests of a consumer and of a provider'],
  client: ['test/contract/generated-client.test.ts', 'the program of the recipe'],
  generator: ['test/contract/generated-client.test.ts', 'the command that the pages show'],
  file: ['test/docs.test.ts', 'the JSON files of %s'],
  workflow: ['test/snippets.test.ts', 'the workflow of %s'],
  compose: ['test/snippets.test.ts', 'the services of %s'],
  diagram: ['test/docs.test.ts', 'the diagram of %s'],
  step: ['test/walk-through.test.ts', 'the walk-through'],
}

/** A fenced block of a page. */
export interface Block {
  page: string
  language: string
  text: string
  /** Null where no test keeps it alive. */
  kind: Kind | null
  /** What the comment in its first line calls it; empty where there is none. */
  file: string
}

/** The fenced blocks of a page, in order. */
export function blocksOf(page: string): Block[] {
  const blocks: Block[] = []
  for (const [, language = '', text = ''] of textOf(page).matchAll(/^```(\S*)\n(.*?)^```$/gms)) {
    const file = /^\/\/ (\S+)\n/.exec(text)?.[1] ?? ''
    const block = { page, language, text, file }
    blocks.push({ ...block, kind: kindOf(block, blocks.at(-1)) })
  }
  return blocks
}

/** The pages that have such a block. */
export const pagesWith = (kind: Kind): string[] =>
  PAGES.filter((page) => blocksOf(page).some((it) => it.kind === kind))

/** The blocks of that kind on every page. */
export const blocksOfKind = (kind: Kind): Block[] =>
  PAGES.flatMap(blocksOf).filter((it) => it.kind === kind)

/** How a server is started by a snippet. */
export const START = /^(npm|npx trunkline) start.*$/m

function kindOf(
  { page, language, text, file }: Omit<Block, 'kind'>,
  before: Block | undefined,
): Kind | null {
  if (page === WALK_THROUGH) return 'step'
  const follows = (...kinds: Kind[]) => kinds.some((kind) => kind === before?.kind)
  switch (language) {
    case 'sh':
      if (text.includes('npm test\n')) return 'suite'
      return START.test(text) ? 'start' : 'shell'
    case 'text':
      if (follows('shell', 'start')) return 'printed'
      if (text.startsWith('npx openapi-typescript')) return 'generator'
      return follows('test') ? 'journal' : null
    case 'json':
      return follows('shell') && before?.text.includes('curl') ? 'answer' : 'file'
    case 'ts':
      if (text.includes("from '@pact-foundation/pact'")) return 'pact'
      if (text.includes("from 'openapi-fetch'")) return 'client'
      if (/\.(test|spec)\.ts$/.test(file)) return 'test'
      return file === '' ? null : 'module'
    case 'yaml':
      return /^jobs:/m.test(text) ? 'workflow' : /^services:/m.test(text) ? 'compose' : null
    case 'mermaid':
      return 'diagram'
    default:
      return null
  }
}
