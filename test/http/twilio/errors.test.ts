import { expect, test } from 'vitest'
import { createApp } from '../../../src/http/app.ts'
import { newServices } from '../../support/services.ts'
import {
  ACCOUNT,
  LISTS,
  NUMBERS,
  TRUNKS,
  twilioClientOf,
  twilioInProcess,
} from '../../support/twilio.ts'

const MISSING_SID = '0'.repeat(32)
const PASSWORD = 'Abcdefgh1234'

test.each([
  ['GET', `${NUMBERS}/PN${MISSING_SID}.json`, `${NUMBERS}/PN${MISSING_SID}.json`],
  ['GET', `${NUMBERS}/PN71.json`, `${NUMBERS}/PN71.json`],
  ['DELETE', `${LISTS}/CL${MISSING_SID}.json`, `${LISTS}/CL${MISSING_SID}.json`],
  [
    'GET',
    `${LISTS}/CL${MISSING_SID}/Credentials.json`,
    `${LISTS}/CL${MISSING_SID}/Credentials.json`,
  ],
  ['GET', `${TRUNKS}/TK71`, '/Trunks/TK71'],
  ['POST', `${TRUNKS}/TK${MISSING_SID}`, `/Trunks/TK${MISSING_SID}`],
  ['GET', `${TRUNKS}/TK${MISSING_SID}/PhoneNumbers`, `/Trunks/TK${MISSING_SID}/PhoneNumbers`],
  ['GET', `${TRUNKS}/__proto__`, '/Trunks/__proto__'],
  ['DELETE', '/v1/AuthTokens/Secondary', '/AuthTokens/Secondary'],
  ['GET', `${ACCOUNT}/Calls.json`, `${ACCOUNT}/Calls.json`],
  ['GET', ACCOUNT, ACCOUNT],
  ['GET', '/2010-04-01/Accounts', '/2010-04-01/Accounts'],
  ['GET', '/2010-04-01', '/2010-04-01'],
  ['GET', `${TRUNKS}/TK71/Recording`, `${TRUNKS}/TK71/Recording`],
  ['GET', '/v1/AuthTokens', '/v1/AuthTokens'],
  ['GET', '/v1/trunks', '/v1/trunks'],
  ['POST', '/v2/Services', '/v2/Services'],
])(
  '%s %s is not there, and the answer says where it looked [twilio-errors/body] [twilio-errors/not-found] [twilio-errors/not-found-v1] [twilio-errors/malformed-sid] [twilio-errors/no-path] [twilio-errors/left-out] [twilio-answers/json-only]',
  async (method, path, named) => {
    const { send } = await twilioInProcess()

    const { status, body } = await send(method, path)

    expect([status, body]).toEqual([
      404,
      {
        code: 20404,
        message: `The requested resource ${named} was not found`,
        more_info: 'https://www.twilio.com/docs/errors/20404',
        status: 404,
      },
    ])
  },
)

test.each([
  ['PUT', TRUNKS, 'GET, HEAD, OPTIONS, POST'],
  ['PATCH', `${ACCOUNT}.json`, 'GET, HEAD, OPTIONS, POST'],
  ['DELETE', `${ACCOUNT}.json`, 'GET, HEAD, OPTIONS, POST'],
  ['POST', `${TRUNKS}/TK71/PhoneNumbers/PN71`, 'DELETE, GET, HEAD, OPTIONS'],
  ['GET', '/v1/AuthTokens/Promote', 'OPTIONS, POST'],
])(
  '%s %s names the methods that it takes [twilio-errors/wrong-method] [twilio-errors/allow]',
  async (method, path, allow) => {
    const { simulator } = await twilioInProcess()

    const response = await simulator.fetch(path, { method })

    expect([response.status, response.headers.get('Allow')]).toEqual([405, allow])
    expect(await response.json()).toMatchObject({ code: 20004, message: 'Method not allowed' })
  },
)

test('OPTIONS tells what a path takes, and lets any page ask', async () => {
  const { simulator } = await twilioInProcess()

  const { status, headers } = await simulator.fetch(TRUNKS, { method: 'OPTIONS' })

  expect([status, headers.get('Allow')]).toEqual([204, 'GET, HEAD, OPTIONS, POST'])
  expect(headers.get('Access-Control-Allow-Origin')).toBe('*')
})

test('what is attached but does not exist is named itself [twilio-errors/named]', async () => {
  const { post } = await twilioInProcess()
  const { body: trunk } = await post(TRUNKS)
  const path = `${TRUNKS}/${trunk.sid}`

  const number = await post(`${path}/PhoneNumbers`, { PhoneNumberSid: `PN${MISSING_SID}` })
  const list = await post(`${path}/CredentialLists`, { CredentialListSid: `CL${MISSING_SID}` })

  expect([number.status, number.body.code, number.body.message]).toEqual([
    404,
    20404,
    `The requested resource /Trunks/${trunk.sid}/PhoneNumbers/PN${MISSING_SID} was not found`,
  ])
  expect([list.status, list.body.code]).toEqual([404, 20404])
})

test('each rule of Twilio answers its own code [twilio-errors/status-400] [twilio-errors/more-info]', async () => {
  const { post, delete: remove } = await twilioInProcess()
  const { body: trunk } = await post(TRUNKS, { DomainName: 'one.pstn.twilio.com' })
  const { body: list } = await post(`${LISTS}.json`, { FriendlyName: 'One' })
  const credentials = `${LISTS}/${list.sid}/Credentials.json`
  await post(`${TRUNKS}/${trunk.sid}/CredentialLists`, { CredentialListSid: list.sid })

  const answers = [
    await post(TRUNKS, { DomainName: 'ONE.pstn.twilio.com' }),
    await post(TRUNKS, { DomainName: 'one.example.com' }),
    await post(TRUNKS, { FriendlyName: 'a'.repeat(65) }),
    await post(`${LISTS}.json`, { FriendlyName: 'One' }),
    await remove(`${LISTS}/${list.sid}.json`),
    await post(`${TRUNKS}/${trunk.sid}/CredentialLists`, { CredentialListSid: list.sid }),
    await post(credentials, { Username: 'dasha', Password: PASSWORD.toLowerCase() }),
    await post(credentials, { Username: 'a'.repeat(33), Password: PASSWORD }),
    await post(`${NUMBERS}.json`, { PhoneNumber: 'four' }),
    await post(`${TRUNKS}/${trunk.sid}/OriginationUrls`, {
      Weight: '0',
      Priority: '1',
      Enabled: 'true',
      FriendlyName: 'One',
      SipUrl: 'sip:example.com',
    }),
    await post(`${ACCOUNT}.json`, { Status: 'closed' }),
  ]

  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
    [400, 21248],
    [400, 21245],
    [400, 20002],
    [400, 21240],
    [400, 21241],
    [400, 21245],
    [400, 21243],
    [400, 21243],
    [400, 21421],
    [400, 20002],
    [400, 20002],
  ])
  for (const { body } of answers) {
    expect(body.more_info).toBe(`https://www.twilio.com/docs/errors/${body.code}`)
  }
})

test('a world that cannot be is refused as Twilio would refuse', async () => {
  const { get } = await twilioInProcess()

  const { status, body } = await get(TRUNKS, { headers: { 'X-Mock-World': 'a b' } })

  expect([status, body.code]).toEqual([400, 20002])
  expect(body.message).toMatch(/^\(\(Cannot use world "a b": .*\)\)$/)
})

test('an error that nobody foresaw is logged, and tells nothing [twilio-errors/fault]', async () => {
  const error = new Error('canary')
  const logged: unknown[] = []
  const services = newServices({ logError: (it) => logged.push(it) })
  services.simulator.enter = () => {
    throw error
  }
  const app = createApp(services)
  const { get, post } = twilioClientOf(async (request) => {
    const outcome = await app(request, 'default')
    if (outcome instanceof Response) return outcome
    throw new Error('It was broken')
  })

  for (const answer of [await get(TRUNKS), await post(TRUNKS, { FriendlyName: 'One' })]) {
    expect([answer.status, answer.body.code, answer.body.message]).toEqual([
      500,
      20500,
      'Internal Server Error',
    ])
  }
  expect(logged).toEqual([error, error])
})
