import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { expect, onTestFinished, test, vi } from 'vitest'
import { connectSimulator } from '../../src/client.ts'
import type { Answering } from '../../src/request.ts'
import { twilioClientFor } from '../../src/twilio.ts'
import { ACCOUNT_SID, AUTH_TOKEN } from '../support/client.ts'
import { freePort } from '../support/process.ts'

const CREDENTIALS = { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN }

interface Asked {
  method: string
  url: string
  headers: Record<string, string>
  body: string
}

/** Answers as Twilio does, and remembers what it was asked. */
function recorder(answer: (url: URL) => Response | Promise<Response>) {
  const asked: Asked[] = []
  const answering: Answering = {
    async fetch(request) {
      const { method, url, headers } = request
      asked.push({
        method,
        url,
        headers: Object.fromEntries(headers),
        body: await request.text(),
      })
      return answer(new URL(url))
    },
  }
  return { asked, answering }
}

/** Serves it on a free port until the test is finished. */
async function onPort({ fetch }: Answering): Promise<string> {
  const server = createAdaptorServer({ fetch }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const ways = [
  { way: 'in process', reach: async (answering: Answering) => answering },
  { way: 'over a port', reach: onPort },
  {
    way: 'connected',
    reach: async (answering: Answering) => connectSimulator(await onPort(answering)),
  },
]

const pathOf = ({ url }: Asked) => new URL(url).pathname + new URL(url).search

/** Two pages of trunks; the links to the second have the given prefix and the host that was asked. */
const trunks = (url: URL) => {
  const isLast = url.searchParams.get('Page') === '1'
  const next = `${url.origin}${url.pathname}?PageSize=1&Page=1&PageToken=PT1`
  return Response.json({
    trunks: [{ sid: isLast ? 'TK2' : 'TK1' }],
    meta: { key: 'trunks', next_page_url: isLast ? null : next },
  })
}

test.each(ways)('$way, a form is encoded as Twilio takes it', async ({ reach }) => {
  const { asked, answering } = recorder(() => Response.json({ sid: 'TK1' }, { status: 201 }))
  const client = twilioClientFor(await reach(answering), CREDENTIALS)
  await client.trunking.v1.trunks.create({ friendlyName: 'Zoë & Söhne +1', secure: false })
  await client.api.v2010.accounts(ACCOUNT_SID).messages.create({
    to: '+15005550006',
    mediaUrl: ['https://a.example/1', 'https://a.example/2'],
  })
  expect(asked.map(({ method, url, body }) => [method, new URL(url).pathname, body])).toStrictEqual(
    [
      ['POST', '/v1/Trunks', 'FriendlyName=Zo%C3%AB%20%26%20S%C3%B6hne%20%2B1&Secure=false'],
      [
        'POST',
        `/2010-04-01/Accounts/${ACCOUNT_SID}/Messages.json`,
        'To=%2B15005550006&MediaUrl=https%3A%2F%2Fa.example%2F1&MediaUrl=https%3A%2F%2Fa.example%2F2',
      ],
    ],
  )
  expect(asked[0]?.headers).toMatchObject({
    authorization: `Basic ${btoa(`${ACCOUNT_SID}:${AUTH_TOKEN}`)}`,
    'content-type': 'application/x-www-form-urlencoded',
    'user-agent': expect.stringContaining('twilio-node/'),
  })
})

test.each(ways)('$way, pages are followed, whatever the region', async ({ reach }) => {
  const { asked, answering } = recorder(trunks)
  vi.stubEnv('TWILIO_REGION', 'ie1')
  vi.stubEnv('TWILIO_EDGE', 'dublin')
  onTestFinished(() => void vi.unstubAllEnvs())
  const client = twilioClientFor(await reach(answering), CREDENTIALS)
  const found = await client.trunking.v1.trunks.list({ pageSize: 1 })
  expect(found.map(({ sid }) => sid)).toStrictEqual(['TK1', 'TK2'])
  expect(asked.map(pathOf)).toStrictEqual([
    '/v1/Trunks?PageSize=1',
    '/v1/Trunks?PageSize=1&Page=1&PageToken=PT1',
  ])
})

test.each(ways)('$way, a refusal is an exception of the SDK', async ({ reach }) => {
  const { answering } = recorder(() =>
    Response.json({ code: 20404, message: 'Not here', status: 404 }, { status: 404 }),
  )
  const client = twilioClientFor(await reach(answering), CREDENTIALS)
  await expect(client.trunking.v1.trunks('TK1').fetch()).rejects.toMatchObject({
    status: 404,
    code: 20404,
    message: 'Not here',
  })
})

test.each(ways)('$way, an answer without a body is the end of what was removed', async (on) => {
  const { asked, answering } = recorder(() => new Response(null, { status: 204 }))
  const client = twilioClientFor(await on.reach(answering), CREDENTIALS)
  expect(await client.trunking.v1.trunks('TK1').remove()).toBe(true)
  expect(asked.map(({ method, body }) => [method, body])).toStrictEqual([['DELETE', '']])
})

test.each(ways)('$way, the options of the SDK hold: it tries again', async ({ reach }) => {
  const answers = [Response.json({}, { status: 429 }), Response.json({ sid: 'TK1' })]
  const { asked, answering } = recorder(() => answers.shift() ?? Response.error())
  const options = { ...CREDENTIALS, autoRetry: true, maxRetryDelay: 1 }
  const client = twilioClientFor(await reach(answering), options)
  expect(await client.trunking.v1.trunks('TK1').update({ secure: true })).toMatchObject({
    sid: 'TK1',
  })
  expect(asked.map(({ body }) => body)).toStrictEqual(['Secure=true', 'Secure=true'])
})

test('the world in front of the paths stays in front of the next page, once', async () => {
  const { asked, answering } = recorder(trunks)
  const url = `${await onPort(answering)}/__w/checkout`
  for (const simulator of [url, `${url}/`, connectSimulator(url)]) {
    asked.splice(0)
    const client = twilioClientFor(simulator, CREDENTIALS)
    expect(await client.trunking.v1.trunks.list()).toHaveLength(2)
    expect(asked.map(pathOf)).toStrictEqual([
      '/__w/checkout/v1/Trunks',
      '/__w/checkout/v1/Trunks?PageSize=1&Page=1&PageToken=PT1',
    ])
  }
})

test('in process the host is Twilio’s', async () => {
  const { asked, answering } = recorder(trunks)
  await twilioClientFor(answering, { ...CREDENTIALS, region: 'au1' }).trunking.v1.trunks.list()
  expect(asked.map(({ url }) => new URL(url).host)).toStrictEqual(
    Array(2).fill('trunking.au1.twilio.com'),
  )
})

test.each(ways)('$way, who waits too long is told so by the SDK', async ({ reach }) => {
  const silent: Answering = {
    fetch: ({ signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
      }),
  }
  const client = twilioClientFor(await reach(silent), { ...CREDENTIALS, timeout: 50 })
  await expect(client.trunking.v1.trunks('TK1').fetch()).rejects.toMatchObject({
    code: 'ECONNABORTED',
    message: 'timeout of 50ms exceeded',
  })
})

test('what cannot be reached fails with the code of Node', async () => {
  const url = `http://127.0.0.1:${await freePort()}`
  for (const simulator of [url, connectSimulator(url)]) {
    const client = twilioClientFor(simulator, CREDENTIALS)
    await expect(client.trunking.v1.trunks('TK1').fetch()).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    })
  }
})

test('what is no URL is refused before anything is sent', () => {
  expect(() => twilioClientFor('localhost', CREDENTIALS)).toThrow(TypeError)
  expect(() => twilioClientFor('http://a:b@localhost', CREDENTIALS)).toThrow(RangeError)
})
