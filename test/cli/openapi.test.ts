import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { run } from '../support/process.ts'

test('prints the bytes of openapi.json', async () => {
  const { stdout } = await run(['openapi'])
  expect(stdout).toBe(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'))
})

test('ends with 0 and says nothing else', async () => {
  const { code, stderr } = await run(['openapi'])
  expect({ code, stderr }).toStrictEqual({ code: 0, stderr: '' })
})
