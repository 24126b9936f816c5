import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Block } from './pages.ts'
import { temporaryDirectory } from './process.ts'
import { ROOT } from './project.ts'

/** What a build, the checks and the tests of the project need. */
const PARTS = [
  ...['src', 'test', 'docs', 'fixtures', 'package.json', 'tsconfig.json', 'vitest.config.ts'],
  ...['build.mjs', 'biome.json', 'contract-types-only.grit', 'openapi.json'],
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'bench/README.md'],
]

/** A copy of the project in a folder that is gone after the test. */
export function copyOfProject(): string {
  const folder = temporaryDirectory()
  for (const part of PARTS) cpSync(join(ROOT, part), join(folder, part), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

/**
 * Applies a block to a copy: a file whose name stands in its first line, or changes.
 * @returns the files that it made or changed
 * @throws Error where the lines that a change keeps or takes away do not stand in its file, or stand there twice
 */
export function apply(folder: string, { language, file, text }: Block): string[] {
  if (language !== 'diff') {
    write(folder, file, text.slice(text.indexOf('\n') + 1))
    return [file]
  }
  const changes = changesIn(text)
  for (const { path, before, after } of changes) {
    const old = `\n${readFileSync(join(folder, path), 'utf8')}`
    const places = old.split(`\n${before}`).length - 1
    if (places !== 1) throw new Error(`Cannot change ${path}: it has ${places} times\n${before}`)
    write(folder, path, old.replace(`\n${before}`, () => `\n${after}`).slice(1))
  }
  return changes.map(({ path }) => path)
}

interface Change {
  path: string
  before: string
  after: string
}

/** `@@ path` begins the first change of a file, `@@` another one of it. */
function changesIn(text: string): Change[] {
  let path = ''
  return text
    .split(/^@@/m)
    .slice(1)
    .map((hunk) => {
      const [head = '', ...lines] = hunk.replace(/\n$/, '').split('\n')
      path = head.trim() || path
      const side = (without: string) =>
        lines
          .filter((line) => !line.startsWith(without))
          .map((line) => `${line.slice(1)}\n`)
          .join('')
      return { path, before: side('+'), after: side('-') }
    })
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
