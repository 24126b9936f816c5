import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './project.ts'

/** A fenced block of the README. */
export interface Block {
  language: string
  text: string
}

export const README = readFileSync(join(ROOT, 'README.md'), 'utf8')

export const BLOCKS: Block[] = [...README.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(
  ([, language = '', text = '']) => ({ language, text }),
)

/** A block that is a file of tests, and what follows it, where that is what it prints. */
export interface Recipe {
  file: string
  text: string
  printed: string | undefined
}

/** What the snippets of the chapter "Pact" import: test/pact/readme.test.ts runs them. */
const PACT = '@pact-foundation/pact'

/** Every other block of TypeScript. The comment in its first line is the name of its file. */
export const RECIPES: Recipe[] = BLOCKS.flatMap(({ language, text }, index) => {
  if (language !== 'ts' || text.includes(PACT)) return []
  const file = /^\/\/ (\S+)\n/.exec(text)?.[1] ?? ''
  const next = BLOCKS[index + 1]
  return [{ file, text, printed: next?.language === 'text' ? next.text : undefined }]
})
