import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { expect, onTestFinished, test, vi } from 'vitest'
import { connectSimulator } from '../../src/client.ts'
import type { FaultKind } from '../../src/contract/faults.ts'
import { createSimulator } from '../../src/index.ts'
import type { Answering } from '../../src/request.ts'
import { twilioClientFor } from '../../src/twilio.ts'
import { CREDENTIALS } from '../support/official-sdk.ts'
import { startOnPort } from '../support/port.ts'
import { freePort } from '../support/process.ts'

const { accountSid, authToken } = CREDENTIALS

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

/** Two pages of trunks; the link to the second has the host that was asked. */
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
  await client.api.v2010.accounts(accountSid).messages.create({
    to: '+15005550006',
    mediaUrl: ['https://a.example/1', 'https://a.example/2'],
  })
  expect(asked.map(({ method, url, body }) => [method, new URL(url).pathname, body])).toStrictEqual(
    [
      ['POST', '/v1/Trunks', 'FriendlyName=Zo%C3%AB%20%26%20S%C3%B6hne%20%2B1&Secure=false'],
      [
        'POST',
        `/2010-04-01/Accounts/${accountSid}/Messages.json`,
        'To=%2B15005550006&MediaUrl=https%3A%2F%2Fa.example%2F1&MediaUrl=https%3A%2F%2Fa.example%2F2',
      ],
    ],
  )
  expect(asked[0]?.headers).toMatchObject({
    authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}`,
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

test('in process the host is Twilio’s', async () => {
  const { asked, answering } = recorder(trunks)
  await twilioClientFor(answering, { ...CREDENTIALS, region: 'au1' }).trunking.v1.trunks.list()
  expect(asked.map(({ url }) => new URL(url).host)).toStrictEqual(
    Array(2).fill('trunking.au1.twilio.com'),
  )
})

test.each<FaultKind>([
  'CONNECTION_RESET_BY_PEER',
  'EMPTY_RESPONSE',
  'RANDOM_DATA_THEN_CLOSE',
  'TIMEOUT',
  'TRUNCATED_BODY',
  'MALFORMED_RESPONSE_CHUNK',
])('%s fails with the same code, wherever the simulator is', async (fault) => {
  const { simulator, url } = await startOnPort()
  await simulator.control.addFault({ name: 'broken', match: { operationId: 'ListTrunk' }, fault })
  const timeout = fault === 'TIMEOUT' ? 100 : 20_000
  const codes: unknown[] = []
  for (const target of [simulator, url, connectSimulator(url)]) {
    const client = twilioClientFor(target, { ...CREDENTIALS, timeout })
    const code = await client.trunking.v1.trunks.list().catch((error) => error.code)
    codes.push(code)
  }
  expect(codes).toStrictEqual(Array(3).fill(expect.any(String)))
  expect(new Set(codes).size).toBe(1)
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

test('an API of Twilio that is not here fails as a resource that is missing', async () => {
  const client = twilioClientFor(await createSimulator(), CREDENTIALS)
  await expect(client.verify.v2.services.list()).rejects.toMatchObject({
    status: 404,
    code: 20404,
    message: 'The requested resource /v2/Services was not found',
  })
})

test('what is no URL is refused before anything is sent', () => {
  expect(() => twilioClientFor('localhost', CREDENTIALS)).toThrow(
    'Cannot connect to "localhost": it is no HTTP URL.',
  )
  expect(() => twilioClientFor('http://a:b@localhost', CREDENTIALS)).toThrow(RangeError)
})
