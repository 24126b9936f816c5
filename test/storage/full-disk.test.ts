import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { connectSimulator } from '../../src/index.ts'
import { AUTH_TOKEN, PROVIDERS, validBody } from '../support/client.ts'
import { run, type Served, serve } from '../support/process.ts'
import { type Scarce, shortages } from '../support/shortage.ts'
import { refusalOf } from '../support/steered.ts'
import { ACCOUNT, twilioClientOf } from '../support/twilio.ts'

const SECOND = { ...validBody, name: 'Second' }

interface Kept extends Scarce {
  server: Served
  /** The provider that was made while all was well. */
  first: string
}

/** A server that has saved a provider, and can save nothing more. */
async function inNeed({ prepare }: (typeof shortages)[number]): Promise<Kept> {
  const scarce = prepare()
  const server = await serve(['--data', scarce.data])
  const { id: first } = (await server.create()).body
  scarce.begin(server.pid)
  return { ...scarce, server, first }
}

/** The names of the providers that a server lists. */
async function listed({ send }: Pick<Served, 'send'>): Promise<string[]> {
  const { body } = await send('GET', '/api/v1/providers')
  return body.items.map(({ name }: { name: string }) => name)
}

function onDisk(data: string, world = 'default'): string[] {
  const { providers } = JSON.parse(readFileSync(join(data, `${world}.json`), 'utf8')).world
  return Object.values<{ name: string }>(providers).map(({ name }) => name)
}

describe.each(shortages)('$what', (shortage) => {
  const possible = test.skipIf(!shortage.isPossible)

  possible('every surface answers 500 in its own way, and tells no secret', async () => {
    const { server } = await inNeed(shortage)
    const authToken = 'fedcba9876543210fedcba9876543210'
    const password = 'Correct1HorseBattery'
    const created = await server.create({
      ...SECOND,
      accountSid: `AC${'b'.repeat(32)}`,
      authToken,
    })
    const credential = await server.send('POST', '/api/v1/sip-credentials', {
      body: { server: 'sip.example.com', authPassword: password },
    })
    const twilio = await twilioClientOf(fetch, server.url).post(
      `${ACCOUNT}/SIP/CredentialLists.json`,
      {
        FriendlyName: 'Second',
      },
    )
    const steered = await refusalOf(connectSimulator(server.url).control.setScenario('warning'))
    const { stderr } = await server.stop()

    expect([created, credential].map(({ status, body }) => [status, body.title])).toEqual([
      [500, 'An error occurred while processing your request.'],
      [500, 'An error occurred while processing your request.'],
    ])
    expect([twilio.status, twilio.body.code]).toEqual([500, 20500])
    expect(steered.status).toBe(500)
    expect(stderr).toMatch(/ENOSPC|EFBIG|EROFS|EACCES/)
    const told = [created.text, credential.text, twilio.text, steered.message, stderr].join()
    expect([authToken, AUTH_TOKEN, password].filter((secret) => told.includes(secret))).toEqual([])
  })

  possible(
    'nothing tells of a change before it is saved, and the next request saves it',
    async () => {
      const { data, server, end } = await inNeed(shortage)
      await server.create(SECOND)
      const before = [await server.send('GET', '/api/v1/providers'), await server.create()]
      const disk = onDisk(data)
      end(server.pid)

      expect(before.map(({ status }) => status)).toEqual([500, 500])
      expect(disk).toEqual(['Main'])
      expect(await listed(server)).toEqual(['Main', 'Second', 'Main'])
      expect(onDisk(data)).toEqual(['Main', 'Second', 'Main'])
    },
  )

  possible('a world without a change that waits to be saved goes on answering', async () => {
    const { server } = await inNeed(shortage)
    const before = await listed(server)
    await server.send('POST', `/__w/other${PROVIDERS}`, { body: validBody })

    expect([before, await listed(server)]).toEqual([['Main'], ['Main']])
    expect((await server.send('GET', '/__admin/health')).status).toBe(200)
  })

  possible('who kills it finds what was acknowledged, and nothing else', async () => {
    const { data, server, end } = await inNeed(shortage)
    await server.create(SECOND)
    await server.stop('SIGKILL')
    end(process.pid)

    expect(await listed(await serve(['--data', data]))).toEqual(['Main'])
  })

  possible('a write that failed leaves no file that takes up the room', async () => {
    const { data, server } = await inNeed(shortage)
    await server.create(SECOND)

    expect(readdirSync(data).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  possible('a stop is a stop', async () => {
    const { server } = await inNeed(shortage)
    await server.create(SECOND)

    expect((await server.stop()).code).toBe(143)
  })

  possible('a world that could not be dropped is there, and can be dropped later', async () => {
    const { data, server, begin, end } = await inNeed(shortage)
    const { control } = connectSimulator(server.url)
    end(server.pid)
    await server.send('POST', `/__w/doomed${PROVIDERS}`, { body: validBody })
    begin(server.pid)
    const dropped = await control.dropWorld('doomed').then(
      () => true,
      ({ status }) => status,
    )
    const ids = (await control.worlds()).map(({ id }) => id)
    const isThere = existsSync(join(data, 'doomed.json'))
    end(server.pid)

    expect([dropped, ids.includes('doomed'), isThere]).toEqual(
      shortage.letsRemove ? [true, false, false] : [500, true, true],
    )
    if (!shortage.letsRemove) await control.dropWorld('doomed')
    expect(existsSync(join(data, 'doomed.json'))).toBe(false)
  })
})

describe.each(shortages.filter(({ meetsStarts }) => meetsStarts))('$what', (shortage) => {
  const possible = test.skipIf(!shortage.isPossible)

  possible('a start says why it cannot, and can when there is room', async () => {
    const { data, begin, end } = shortage.prepare()
    begin(process.pid)
    const { code, stderr } = await run(['start', '--port', '0', '--data', data])
    end(process.pid)

    expect(stderr).toMatch(
      new RegExp(`^(error: )?Cannot use data directory ${data}: (ENOSPC|EROFS|EACCES)`),
    )
    expect(code).toBe(4)
    await expect(serve(['--data', data])).resolves.toBeDefined()
  })
})
