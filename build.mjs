// Types and library by tsc; the command line bundled by Rolldown, because importing hundreds of files is most of a start.
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'

const file = (path) => fileURLToPath(new URL(path, import.meta.url))

/** zod loads its messages in fifty languages; the command line speaks one. */
const englishOnly = {
  name: 'english-only',
  resolveId(path, importer) {
    if (!/locales\/index\.js$/.test(path) || !importer?.includes('node_modules/zod/')) return null
    return join(dirname(importer), dirname(path), 'en.js')
  },
}

/**
 * What every command loads is one chunk, and what a start loads besides is another: each file costs a start a millisecond.
 * What a start can do without stays in chunks of its own.
 */
const eager = [
  ['command-line', ['src/cli.ts']],
  ['server', ['src/commands/start.ts', 'src/listen.ts', 'src/load.ts']],
]

/** The chunk of each module that some root imports statically; roots themselves stay entries. */
function chunksOf(graph) {
  const chunks = new Map()
  for (const [chunk, roots] of eager) {
    const reached = new Set(roots.map(file))
    for (const id of reached) {
      for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) reached.add(imported)
      if (!chunks.has(id) && id !== file('src/cli.ts')) chunks.set(id, chunk)
    }
  }
  return chunks
}

let chunks

rmSync(file('dist'), { recursive: true, force: true })
execFileSync(process.execPath, [file('node_modules/typescript/bin/tsc')], { stdio: 'inherit' })
await build({
  input: file('src/cli.ts'),
  platform: 'node',
  transform: { target: 'node20' },
  plugins: [englishOnly],
  logLevel: 'warn',
  // The library loads on demand what the command line always needs.
  checks: { ineffectiveDynamicImport: false },
  output: {
    dir: file('dist'),
    format: 'esm',
    chunkFileNames: 'cli-[name]-[hash].js',
    // Names of functions stay, for the sake of whoever reads a stack.
    minify: { compress: true, mangle: { keepNames: true }, codegen: { removeWhitespace: true } },
    comments: false,
    codeSplitting: {
      groups: [
        {
          debugName: 'eager',
          name(id, graph) {
            chunks ??= chunksOf(graph)
            return chunks.get(id) ?? null
          },
        },
      ],
    },
  },
})
