import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { installPacked, pack, TIMEOUT } from './packaging/packed.ts'
import { type Block, blocksOfKind } from './support/pages.ts'
import { run, temporaryDirectory } from './support/process.ts'
import { ROOT } from './support/project.ts'

/** The files of the snippets: tests, and what they import. */
const RECIPES = [...blocksOfKind('module'), ...blocksOfKind('test')]
/** The types of MSW do not agree with those of the DOM, and those of Twilio's SDK need others that it does not bring. */
const NEEDS_OTHERS = /from '(msw|trunkline\/twilio)/
const TESTS_OF_VITEST = RECIPES.filter(({ file }) => file.endsWith('.test.ts'))

/** A project that has installed the package, and test tools of its own. */
async function install(files: Record<string, string>): Promise<string> {
  const folder = temporaryDirectory()
  await installPacked(folder)
  for (const name of ['vitest', 'msw', '@playwright', 'twilio', 'typescript', '@types']) {
    symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name))
  }
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text)
  return folder
}

test('every file that the package names is packed, and no source or test is', TIMEOUT, async () => {
  const { files } = await pack(temporaryDirectory())
  const paths = files.map(({ path }) => path)
  const { bin, exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const named = [...Object.values(bin), ...Object.values(exports)]
    .flatMap((it) => (typeof it === 'string' ? it : Object.values(Object(it))))
    .map((path) => String(path).replace('./', ''))
  expect(named.length).toBeGreaterThan(10)
  expect(paths).toStrictEqual(expect.arrayContaining(named))
  expect(paths.filter((path) => !/^(dist|fixtures)\//.test(path)).sort()).toStrictEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'openapi.json',
    'package.json',
  ])
  // The bundle holds these.
  expect(paths.filter((path) => /^dist\/(commands|conformance)\//.test(path))).toStrictEqual([])
})

test('the licences of what the bundle holds are with it', () => {
  const notices = readFileSync(join(ROOT, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8')
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const titles = Object.keys(dependencies).map((name) =>
    expect.stringMatching(`^${name} \\d.*, MIT$`),
  )
  expect(notices.split('\n')).toStrictEqual(expect.arrayContaining(titles))
  expect(notices).toContain('Permission is hereby granted')
})

test(
  'installed elsewhere, the tests of the pages type-check and those of Vitest pass',
  TIMEOUT,
  async () => {
    const folder = await install(Object.fromEntries(RECIPES.map(({ file, text }) => [file, text])))
    const inFolder = (script: string, args: string[]) =>
      run(args, {
        script: join(folder, 'node_modules', script),
        cwd: folder,
        env: { NO_COLOR: '1', HOME: folder },
      })
    const check = (recipes: Block[], options: string[]) =>
      inFolder('typescript/bin/tsc', [
        ...['--noEmit', '--strict', '--module', 'nodenext', '--allowImportingTsExtensions'],
        ...options,
        ...recipes.map(({ file }) => file),
      ])
    expect(await check(RECIPES, ['--skipLibCheck'])).toMatchObject({ code: 0, stdout: '' })
    // The types of Playwright need more than the default.
    const others = RECIPES.filter(({ text }) => !NEEDS_OTHERS.test(text))
    expect(others.length).toBeGreaterThan(RECIPES.length / 2)
    const whole = await check(others, ['--target', 'esnext', '--types', 'node'])
    expect(whole).toMatchObject({ code: 0, stdout: '' })

    const { code, stdout } = await inFolder('vitest/vitest.mjs', ['run', '--exclude=*.spec.ts'])
    expect({ code, stdout }).toMatchObject({ code: 0 })
    expect(stdout).toMatch(new RegExp(`Test Files +${TESTS_OF_VITEST.length} passed`))
  },
)
