import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run, temporaryDirectory } from '../support/process.ts'
import { ROOT } from '../support/project.ts'
import { pack, TIMEOUT } from './packed.ts'

test('publint has nothing to say about the tarball', TIMEOUT, async () => {
  const { code, stdout, stderr } = await lint('publint/src/cli.js', ['--strict', 'run'])
  expect({ code, stderr }).toStrictEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/All good!\s*$/)
})

test('every entry point resolves to its types, where modules are ESM', TIMEOUT, async () => {
  const args = ['--profile', 'esm-only', '--format', 'json']
  const { code, stdout } = await lint('@arethetypeswrong/cli/dist/index.js', args)
  expect({ code, stdout }).toMatchObject({ code: 0 })
  const { analysis } = JSON.parse(stdout)
  const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  expect(Object.keys(analysis.entrypoints)).toStrictEqual(Object.keys(exports))
})

/** Runs a linter on the package as it would be published. */
async function lint(script: string, args: string[]) {
  const folder = temporaryDirectory()
  const tarball = join(folder, (await pack(folder)).filename)
  return run([...args, tarball], {
    script: join(ROOT, 'node_modules', script),
    env: { NO_COLOR: '1', HOME: folder },
  })
}
