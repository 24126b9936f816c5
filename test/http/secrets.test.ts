import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createProvider } from '../../src/domain/providers.ts'
import { createSimulator, type Hooks } from '../../src/index.ts'
import { createLog } from '../../src/log.ts'
import { ACCOUNT_SID, type Answer, type Client, clientOf, PROVIDERS } from '../support/client.ts'
import { shows } from '../support/spellings.ts'
import { newWorld } from '../support/world.ts'

const NAME = 'Main'
const AUTH_TOKEN = 'c0ffee11c0ffee22c0ffee33c0ffee44'

/** The first create of a world, in the domain: it draws the same as over HTTP, because the seed is the same. */
function drawn(): { id: string; password: string } {
  const world = newWorld({ seed: 1 })
  const { id, sipCredentialId } = createProvider(world, {
    organisation: 'any',
    accountSid: ACCOUNT_SID,
    authToken: AUTH_TOKEN,
    name: NAME,
    supportsCallTransfer: false,
  })
  return { id, password: world.sipCredentials[sipCredentialId]?.authPassword ?? '' }
}

const CANARIES = {
  'the auth token': AUTH_TOKEN,
  'an auth token of the wrong format': 'Wrong "token"/+é? c0ffee55C0FFEE66',
  'an auth token that steers': '00000000000000000000000000310001',
  'an auth token that Twilio refuses': '00000000000000000000000000020003',
  'an auth token in an update': 'c0ffee77c0ffee88c0ffee99c0ffeeaa',
  'the API key': 'key-"c0ffee"/+?&=bbcc',
  'a refused API key': 'refused-"c0ffee"/+?&=ddee',
  'the SIP password': drawn().password,
}
type Secret = keyof typeof CANARIES
const SECRETS = Object.keys(CANARIES) as Secret[]

const seen = ({ text, headers }: Answer) => [text, ...[...headers].map((it) => it.join(': '))]

/** Uses every secret, in ways that succeed and in ways that fail. Gives everything that came back. */
async function useEverySecret({ send, create, get, update }: Client): Promise<string> {
  const key = CANARIES['the API key']
  const base = { accountSid: ACCOUNT_SID, name: NAME }
  const body = { ...base, authToken: AUTH_TOKEN }
  const wrong = CANARIES['an auth token of the wrong format']
  const created = await create(body, { key })
  const { id } = created.body
  const answers = [
    created,
    await get(id, { key }),
    await get(id, { key: CANARIES['a refused API key'] }),
    await update(id, { authToken: CANARIES['an auth token in an update'] }, { key }),
    await update(id, { supportsCallTransfer: true }, { key }),
    await create({ ...base, authToken: wrong }, { key }),
    await create({ ...base, authToken: [wrong] }, { key }),
    await create({ ...base, authToken: { [wrong]: wrong } }, { key }),
    await create({ ...body, [wrong]: wrong, name: 7, region: [wrong] }, { key }),
    await create({ ...base, authToken: CANARIES['an auth token that Twilio refuses'] }, { key }),
    await create({ ...body, authToken: 'f'.repeat(32) }, { key }),
    await create({ ...body, name: '' }, { key }),
    await send('POST', PROVIDERS, { key, body: JSON.stringify(body).slice(0, -1) }),
    await send('POST', PROVIDERS, { key, body: JSON.stringify(body.authToken) }),
    await send('POST', PROVIDERS, { key, body: JSON.stringify([body]) }),
    await send('POST', PROVIDERS, { key, body, headers: { 'Content-Type': 'text/plain' } }),
    await send('PATCH', PROVIDERS, { key, body }),
    await send('POST', '/api/v1/nothing', { key, body }),
    await get('not-a-uuid', { key }),
    await get('3c90c3cc-0d44-4b50-8888-8dd25736052a', { key }),
  ]
  const steered = await create(
    { ...base, authToken: CANARIES['an auth token that steers'] },
    { key },
  )
  for (let read = 0; read < 4; read++) answers.push(await get(steered.body.id, { key }))
  return [...answers, steered].flatMap(seen).join('\n')
}

async function start(hooks: Hooks = {}) {
  const data = await mkdtemp(join(tmpdir(), 'trunkline-'))
  onTestFinished(() => rm(data, { recursive: true, force: true }))
  const simulator = await createSimulator({ data, apiKeys: [CANARIES['the API key']] }, hooks)
  onTestFinished(() => simulator.close())
  const { url } = await simulator.listen({ port: 0 })
  return { data, ...clientOf(fetch, url) }
}

/** A log that is kept, and what it has written once all that waited is. */
function keepLog(format: 'pretty' | 'json') {
  const lines: string[] = []
  const log = createLog(format, (text) => lines.push(text))
  const hooks: Hooks = { logRequest: log.request, logError: log.error }
  const written = () => {
    log.flush()
    return lines.join('')
  }
  return { hooks, written }
}

test.each(SECRETS)('the search finds %s however it is spelt', (secret) => {
  const value = CANARIES[secret]
  const texts = [
    value,
    JSON.stringify({ a: [value] }),
    `?t=${encodeURIComponent(value)}`,
    new URLSearchParams({ t: value }).toString(),
    ...['', 'x', 'xy', 'xyz'].flatMap((before) =>
      ['', '1', '12'].map((after) => Buffer.from(before + value + after).toString('base64')),
    ),
    Buffer.from(`>${value}?`).toString('base64url'),
  ]

  expect(texts.filter((text) => !shows(text, value))).toEqual([])
})

test('the SIP password that is looked for is the one that the simulator draws', async () => {
  const { create } = await start()
  const body = { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, name: NAME }
  const created = await create(body, { key: CANARIES['the API key'] })

  expect(drawn()).toEqual({
    id: created.body.id,
    password: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
  })
})

test.each(SECRETS)('no answer shows %s', async (secret) => {
  const answers = await useEverySecret(await start())

  // The account SID is no secret: it shows that the search sees the answers.
  expect([shows(answers, ACCOUNT_SID), shows(answers, CANARIES[secret])]).toEqual([true, false])
})

test.each(SECRETS)('no line of the pretty log shows %s', async (secret) => {
  const { hooks, written } = keepLog('pretty')
  await useEverySecret(await start(hooks))

  expect([written(), shows(written(), CANARIES[secret])]).toEqual([
    expect.stringContaining('201 POST'),
    false,
  ])
})

test.each(SECRETS)('no line of the JSON log shows %s', async (secret) => {
  const { hooks, written } = keepLog('json')
  await useEverySecret(await start(hooks))

  expect([written(), shows(written(), CANARIES[secret])]).toEqual([
    expect.stringContaining('"status":201'),
    false,
  ])
})

test.each(SECRETS)('no line about an error that nobody foresaw shows %s', async (secret) => {
  const { hooks, written } = keepLog('json')
  const { data, create } = await start(hooks)
  await rm(data, { recursive: true })

  await create(
    { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, name: NAME },
    { key: CANARIES['the API key'] },
  )

  expect([written(), shows(written(), CANARIES[secret])]).toEqual([
    expect.stringContaining('"event":"error"'),
    false,
  ])
})

test.each(SECRETS)('no data file shows %s', async (secret) => {
  const { data, ...client } = await start()
  await useEverySecret(client)

  const files = await readdir(data)
  const texts = await Promise.all(files.map((file) => readFile(join(data, file), 'utf8')))

  expect([files, shows(texts.join('\n'), CANARIES[secret])]).toEqual([
    expect.arrayContaining(['default.json']),
    false,
  ])
})

test('what is told of an error that nobody foresaw does not reach the caller', async () => {
  const { data, create } = await start({ logError: () => {} })
  await rm(data, { recursive: true })

  const { status, text } = await create(
    { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, name: NAME },
    { key: CANARIES['the API key'] },
  )

  expect([status, text]).toEqual([500, expect.not.stringContaining(data)])
})
