import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { openStorage } from '../../src/storage.ts'
import { AUTH_TOKEN, startInProcess, validBody } from '../support/client.ts'
import { serve, temporaryDirectory } from '../support/process.ts'
import { newWorld } from '../support/world.ts'

const API_KEY = 'key/of+mine=and&no-one?else'

beforeEach(() => {
  vi.stubEnv('TRUNKLINE_KEY', undefined)
  onTestFinished(() => void vi.unstubAllEnvs())
})

test('the auth token of a provider stands in no file', async () => {
  const data = await directoryWithProvider()
  expect(standsIn(data, AUTH_TOKEN)).toStrictEqual([])
})

test('a steering token stands in no file', async () => {
  const data = temporaryDirectory()
  const { create } = await startInProcess({ data })
  const authToken = `${'0'.repeat(26)}310001`
  await create({ ...validBody, authToken })
  expect(standsIn(data, authToken)).toStrictEqual([])
})

test('the SIP password of a provider stands in no file', async () => {
  const data = await directoryWithProvider()
  const [world] = (await openStorage(data)).worlds
  const [credential] = Object.values(world?.sipCredentials ?? {})
  expect(credential?.authPassword).toMatch(/^[A-Za-z0-9]{32}$/)
  expect(standsIn(data, credential?.authPassword ?? '')).toStrictEqual([])
})

test('the API key of a request stands in no file', async () => {
  const data = await directoryWithProvider()
  expect(standsIn(data, API_KEY)).toStrictEqual([])
})

test('the auth tokens of a fixture stand in no file', async () => {
  const data = temporaryDirectory()
  const { create } = await startInProcess({ data, fixture: 'every-status' })
  await create()
  const files = ['1', '2', '3', '4'].flatMap((digit) => standsInQuotes(data, digit.repeat(32)))
  expect(files).toStrictEqual([])
})

test('an update writes no secret either', async () => {
  const data = temporaryDirectory()
  const { create, update } = await startInProcess({ data })
  const { body } = await create()
  await update(body.id, { name: 'Renamed', authToken: 'f'.repeat(32) })
  expect([AUTH_TOKEN, 'f'.repeat(32)].flatMap((it) => standsIn(data, it))).toStrictEqual([])
})

test('the same secret is never encrypted to the same text', async () => {
  const directory = temporaryDirectory()
  const storage = await openStorage(directory)
  const world = newWorld({ fixture: { accounts: [account('a'), account('b')] } })
  await storage.save(world)
  const { accounts } = JSON.parse(readFileSync(join(directory, 'test.json'), 'utf8')).world.twilio
  const [one, other] = Object.values<{ authToken: string }>(accounts)
  expect(one?.authToken).not.toBe(other?.authToken)
})

function account(digit: string) {
  return { accountSid: `AC${digit.repeat(32)}`, authToken: AUTH_TOKEN }
}

test('makes a key file that only its owner can read', async () => {
  const directory = temporaryDirectory()
  await openStorage(directory)
  expect(statSync(join(directory, 'trunkline.key')).mode & 0o777).toBe(0o600)
})

test('makes a data directory that only its owner can list', async () => {
  const directory = join(temporaryDirectory(), 'data')
  await openStorage(directory)
  expect(statSync(directory).mode & 0o777).toBe(0o700)
})

test('two directories have two keys', async () => {
  const [one, other] = [temporaryDirectory(), temporaryDirectory()]
  await openStorage(one)
  await openStorage(other)
  expect(keyIn(one)).not.toBe(keyIn(other))
})

test('keeps the key that is there', async () => {
  const directory = temporaryDirectory()
  await openStorage(directory)
  const key = keyIn(directory)
  await openStorage(directory)
  expect(keyIn(directory)).toBe(key)
})

test('makes no key file where TRUNKLINE_KEY is the key', async () => {
  const data = temporaryDirectory()
  const { create } = await serve(['--data', data], { env: { TRUNKLINE_KEY: 'pass phrase' } })
  await create()
  expect(readdirSync(data)).toStrictEqual(['default.json', 'trunkline.lock'])
})

test('reads with the TRUNKLINE_KEY that it wrote with', async () => {
  const data = temporaryDirectory()
  vi.stubEnv('TRUNKLINE_KEY', 'pass phrase')
  const { body } = await (await startInProcess({ data })).create()
  const { get } = await startInProcess({ data })
  expect((await get(body.id)).status).toBe(200)
})

test('a directory can be moved with its key file', async () => {
  const from = await directoryWithProvider()
  const to = temporaryDirectory()
  for (const name of readdirSync(from))
    writeFileSync(join(to, name), readFileSync(join(from, name)))
  const [world] = (await openStorage(to)).worlds
  expect(Object.values(world?.providers ?? {}).map((it) => it.authToken)).toStrictEqual([
    AUTH_TOKEN,
  ])
})

test('makes no key file when it has refused the key that was given', async () => {
  const data = temporaryDirectory()
  await (await openStorage(data, 'one')).save(worldWithSecret())
  await expect(openStorage(data, 'another')).rejects.toThrow('another key')
  expect(existsSync(join(data, 'trunkline.key'))).toBe(false)
})

function worldWithSecret() {
  return newWorld({ fixture: { accounts: [account('a')] } })
}

async function directoryWithProvider(): Promise<string> {
  const data = temporaryDirectory()
  const { create } = await startInProcess({ data })
  await create(validBody, { key: API_KEY })
  return data
}

/** The files, besides the key file, in which a secret stands: as it is, or in a coding that anybody can undo. */
function standsIn(data: string, secret: string): string[] {
  const codings = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('hex')]
  return filesWith(data, [...codings, ...base64CodingsOf(secret)])
}

/** For a secret that is also a part of the account's SID. */
function standsInQuotes(data: string, secret: string): string[] {
  return filesWith(data, [`"${secret}"`, ...base64CodingsOf(secret)])
}

function filesWith(data: string, texts: string[]): string[] {
  return readdirSync(data)
    .filter((name) => name !== 'trunkline.key')
    .filter((name) => {
      const content = readFileSync(join(data, name), 'latin1')
      return texts.some((text) => content.includes(text))
    })
}

/** Base64 of a text depends on where in a group of three bytes it begins: the part that is the same around it. */
function base64CodingsOf(text: string): string[] {
  return [0, 1, 2].map((before) => {
    const coded = Buffer.from(' '.repeat(before) + text).toString('base64')
    const whole = Math.floor((before + text.length) / 3) * 4
    return coded.slice(before === 0 ? 0 : 4, whole)
  })
}

function keyIn(directory: string): string {
  return readFileSync(join(directory, 'trunkline.key'), 'utf8')
}
