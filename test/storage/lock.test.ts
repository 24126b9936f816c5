import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run, serve, temporaryDirectory } from '../support/process.ts'

test('a second process is refused the directory of the first, by the number of that process', async () => {
  const data = temporaryDirectory()
  const { pid } = await serve(['--data', data])
  const { code, stderr } = await run(['start', '--port', '0', '--data', data])
  expect(stderr).toContain(`process ${pid} uses it`)
  expect(code).toBe(4)
})

test('what a killed process left behind is no lock', async () => {
  const data = temporaryDirectory()
  const first = await serve(['--data', data])
  first.kill('SIGKILL')
  await first.ended
  await expect(serve(['--data', data])).resolves.toBeDefined()
})

test.each(['', 'no number', '-1', '0'])('a lock file that holds "%s" is no lock', async (text) => {
  const data = temporaryDirectory()
  writeFileSync(join(data, 'trunkline.lock'), text)
  const { pid } = await serve(['--data', data])
  expect(readFileSync(join(data, 'trunkline.lock'), 'utf8')).toBe(`${pid}\n`)
})
