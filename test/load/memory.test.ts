import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { run } from '../support/process.ts'

/** `npm run storm -- --requests` sets it. */
const REQUESTS = Number(process.env.STORM_REQUESTS ?? 17_000)
const MILLIS_PER_REQUEST = 15
const MEGABYTE = 2 ** 20

/** What a script of this folder prints. */
async function told(script: string, ...args: string[]) {
  const { code, stdout, stderr } = await run(args, {
    script: fileURLToPath(new URL(script, import.meta.url)),
  })
  expect([code, stderr]).toEqual([0, ''])
  if (process.env.STORM_REQUESTS) console.log(stdout)
  return JSON.parse(stdout)
}

test(
  'requests of every kind leave no memory behind, once the journal is full',
  async () => {
    const { statuses, sent, first, last } = await told('memory-child.mjs', `${REQUESTS}`)

    expect(statuses).toEqual([
      201, 200, 200, 400, 400, 404, 503, 200, 400, 201, 200, 200, 201, 201, 200, 204, 200,
    ])
    expect(sent).toBeGreaterThanOrEqual(REQUESTS)
    expect(last - first).toBeLessThan(MEGABYTE)
  },
  REQUESTS * MILLIS_PER_REQUEST,
)

test('ten thousand worlds: all answer, none needs much memory, and one more is refused', async () => {
  const { created, oneMore, listed, perWorld } = await told('worlds-child.mjs')

  expect(new Set(created)).toEqual(new Set([201]))
  expect(oneMore).toEqual([503, 503, 503, 503])
  expect(listed).toEqual(['200 1'])
  expect(perWorld).toBeLessThan(32 * 1024)
}, 120_000)
