// Types and library by tsc; the command line bundled by esbuild, because importing hundreds of files is most of a start.
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const tsc = fileURLToPath(new URL('node_modules/typescript/bin/tsc', import.meta.url))

/** zod loads its messages in fifty languages; the command line speaks one. */
const englishOnly = {
  name: 'english-only',
  setup({ onResolve }) {
    onResolve({ filter: /locales\/index\.js$/ }, ({ importer, path }) =>
      importer.includes('node_modules/zod/')
        ? { path: join(dirname(importer), dirname(path), 'en.js') }
        : undefined,
    )
  },
}

rmSync(new URL('dist', import.meta.url), { recursive: true, force: true })
execFileSync(process.execPath, [tsc], { stdio: 'inherit' })
await build({
  entryPoints: ['src/cli.ts'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  chunkNames: 'cli-[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  legalComments: 'none',
  allowOverwrite: true,
  plugins: [englishOnly],
  // Bundled CommonJS code still calls require for modules of Node.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
})
