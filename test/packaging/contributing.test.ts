import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../support/project.ts'

const guide = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8')
const { dependencies, scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))

test('it gives a reason for every run-time dependency, and for no other', () => {
  const [, list = ''] = guide.split('## Run-time dependencies')
  const reasons = [...list.matchAll(/^- `(.+)`: .{20,}\.$/gm)]
  expect(reasons.map(([, name]) => name)).toStrictEqual(Object.keys(dependencies))
})

test('it names every script, and none that is not there', () => {
  const named = [...guide.matchAll(/^\| `npm (?:run )?(?:--silent )?(\w+)(?: --[^`]*)?`/gm)].map(
    ([, name]) => name,
  )
  const ofNpm = ['prepare']
  expect([...named, ...ofNpm].sort()).toStrictEqual(Object.keys(scripts).sort())
})

test('the files and folders that it names are there', () => {
  const paths = [...guide.matchAll(/`((?:src|test|bench)\/[\w./-]+)`|\]\((\S+?)\)/g)]
  const named = paths.map(([, path, link]) => path ?? link ?? '')
  expect(named.length).toBeGreaterThan(5)
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toStrictEqual([])
})
