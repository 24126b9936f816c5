import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStorage } from '../../src/storage.ts'
import { type Served, serve, temporaryDirectory } from '../support/process.ts'

const CLIENTS = 4

test.each([1, 20, 100])(
  'a SIGKILL on acknowledgement %i loses no create that was acknowledged',
  async (count) => {
    const data = temporaryDirectory()
    const { acknowledged } = await killedAfter(count, data)
    const { get } = await start(data)
    const found = new Map<string, string>()
    for (const id of acknowledged.keys()) found.set(id, (await get(id)).text)
    expect(acknowledged.size).toBeGreaterThanOrEqual(count)
    expect(found).toStrictEqual(acknowledged)
  },
)

test('a SIGKILL leaves a file that parses and holds no secret', async () => {
  const data = temporaryDirectory()
  const { sentTokens } = await killedAfter(20, data)
  const text = readFileSync(join(data, 'default.json'), 'utf8')
  JSON.parse(text)
  const [world] = (await openStorage(data)).worlds
  const passwords = Object.values(world?.sipCredentials ?? {}).map((it) => it.authPassword ?? '')
  expect(passwords.length).toBeGreaterThanOrEqual(20)
  expect([...sentTokens, ...passwords].filter((secret) => text.includes(secret))).toStrictEqual([])
})

/** Reads change nothing where verification never comes, so that a read answers what the create did. */
function start(data: string): Promise<Served> {
  return serve(['--data', data, '--scenario', 'pending-forever'])
}

interface Killed {
  /** What the answered creates said, by id. */
  acknowledged: Map<string, string>
  /** The auth tokens of all creates, answered or not. */
  sentTokens: string[]
}

/** Several clients create at once and without a pause, until that many creates are answered and the server is killed. */
async function killedAfter(count: number, data: string): Promise<Killed> {
  const { create, kill, ended } = await start(data)
  const acknowledged = new Map<string, string>()
  const sentTokens: string[] = []

  async function createOn(): Promise<void> {
    for (;;) {
      const authToken = hex(`token ${sentTokens.length}`)
      const accountSid = `AC${hex(`account ${sentTokens.length}`)}`
      sentTokens.push(authToken)
      const { status, text, body } = await create({ accountSid, authToken, name: 'Main' })
      expect(status).toBe(201)
      acknowledged.set(body.id, text)
      if (acknowledged.size === count) kill('SIGKILL')
    }
  }

  // Each client ends when its connection does; any other end is a failure.
  const clients = Array.from({ length: CLIENTS }, createOn)
  const ends = await Promise.allSettled(clients)
  expect(ends.map((end) => end.status === 'rejected' && end.reason.message)).toStrictEqual(
    Array(CLIENTS).fill('fetch failed'),
  )
  await ended
  return { acknowledged, sentTokens }
}

function hex(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}
