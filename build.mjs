// Types and library by tsc; the command line bundled by Rolldown, because importing hundreds of files is most of a start.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
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
const { output } = await build({
  input: file('src/cli.ts'),
  platform: 'node',
  transform: { target: 'node20' },
  // Where a package has both, modules: a wrapper of CommonJS is parsed twice.
  resolve: { mainFields: ['module', 'main'] },
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

/** What the package exports leads to a part of what tsc emits: the rest stands in the bundle, or is for nobody. */
function prune() {
  const { bin, exports } = JSON.parse(readFileSync(file('package.json'), 'utf8'))
  const entries = [...Object.values(bin), ...Object.values(exports).flatMap(Object.values)]
  const needed = new Set(entries.filter((path) => /\.[jt]s$/.test(path)).map(file))
  for (const path of needed) {
    const [, type = '.js'] = /(\.d\.ts)$/.exec(path) ?? []
    for (const [, imported] of readFileSync(path, 'utf8').matchAll(
      /(?:from|import)\s*\(?\s*["'`](\.[^"'`]+\.[jt]s)["'`]/g,
    )) {
      needed.add(resolve(dirname(path), imported.replace(/\.[jt]s$/, type)))
    }
  }
  for (const entry of readdirSync(file('dist'), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && !needed.has(path)) rmSync(path)
  }
}

/** The licences of what the bundle holds: it may be shipped without the packages that it comes from. */
function notices() {
  const modules = output.flatMap(({ moduleIds = [] }) => moduleIds)
  const folders = modules.flatMap((id) => /.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id) ?? [])
  return [...new Set(folders)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    )
    const text = readdirSync(folder).find((it) => /^licen[cs]e/i.test(it))
    const title = `${name} ${version}, ${license}`
    return text ? `${title}\n\n${readFileSync(join(folder, text), 'utf8')}` : `${title}\n`
  })
}

prune()
writeFileSync(file('dist/THIRD-PARTY-NOTICES.txt'), notices().join('\n\n'))
