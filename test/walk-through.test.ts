import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { blocksOf, textOf, WALK_THROUGH } from './support/pages.ts'
import { type Ended, run } from './support/process.ts'
import { bash } from './support/shell.ts'
import { apply, copyOfProject } from './support/walk-through.ts'

const COMPILES = { code: 0, stdout: '', stderr: '' }
/** The tests that it adds, and those that hold the definitions against the page, the examples and the ledger. */
const TESTS = [
  ...['test/domain/provider-agents.test.ts', 'test/http/provider-agents.test.ts'],
  ...['document', 'family-table', 'real-answers'].map((name) => `test/contract/${name}.test.ts`),
  'test/conformance/trunkline.test.ts',
]

test('the walk-through makes an endpoint that compiles, passes its tests and answers', {
  timeout: 240_000,
}, async () => {
  const folder = copyOfProject()
  const touched: string[] = []
  const node = (script: string, ...args: string[]): Promise<Ended> =>
    run(args, {
      script: join(folder, 'node_modules', script),
      cwd: folder,
      env: { NO_COLOR: '1', HOME: folder },
    })

  for (const block of blocksOf(WALK_THROUGH)) {
    if (block.language === 'sh') await bash(block.text, { cwd: folder, env: process.env })
    else touched.push(...apply(folder, block))
  }

  const code = [...new Set(touched)].filter((it) => it.endsWith('.ts'))
  // The build has checked the sources; all other tests would take as long again.
  const files = code.filter((it) => it.startsWith('test/')).map((it) => it.replace('test/', ''))
  const config = JSON.stringify({ extends: './tsconfig.json', include: [], files })
  writeFileSync(join(folder, 'test', 'touched.json'), config)
  expect(await node('typescript/bin/tsc', '-p', 'test/touched.json')).toStrictEqual(COMPILES)
  const lint = ['check', '--vcs-enabled=false', ...code]
  expect(await node('@biomejs/biome/bin/biome', ...lint)).toMatchObject({ code: 0, stderr: '' })
  const tests = await node('vitest/vitest.mjs', 'run', '--maxWorkers=1', ...TESTS)
  expect(tests).toMatchObject({ code: 0, stderr: '' })
  expect(tests.stdout).toMatch(new RegExp(`Test Files +${TESTS.length} passed`))

  const library = pathToFileURL(join(folder, 'dist', 'index.js')).href
  const { createSimulator } = await import(/* @vite-ignore */ library)
  const simulator = await createSimulator({ fixture: 'every-status' })
  const path = /`GET (\/\S+)`/.exec(textOf(WALK_THROUGH))?.[1] ?? ''
  const url = path.replace('{id}', '22222222-2222-4222-8222-222222222222')
  const answer = await simulator.fetch(url, { headers: { Authorization: 'Bearer test' } })
  expect(answer.status).toBe(200)
  expect((await answer.json()).phoneNumbers).toHaveLength(5)
})
