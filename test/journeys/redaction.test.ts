import { describe, expect, test } from 'vitest'
import { ACCOUNT_SID, PROVIDERS, type Sent } from '../support/client.ts'
import { shows } from '../support/spellings.ts'
import { refusalOf, type Steered, steeredWays } from '../support/steered.ts'
import { LISTS, NUMBERS, TRUNKS, twilioClientOf } from '../support/twilio.ts'

const STEERING_TOKEN = '00000000000000000000000000310001'

/** Each looks odd in JSON, in a URL and in Base64. */
const CANARIES = {
  'an API key': 'key-"c0ffee"/+?&=0001',
  'an auth token': 'c0ffee11c0ffee22c0ffee33c0ffee44',
  'another auth token': 'c0ffee55c0ffee66c0ffee77c0ffee88',
  'an auth token of the wrong form': 'token-"c0ffee"/+?&=0002',
  'an auth token in the place of the account': 'c0ffee99c0ffeeaac0ffeebbc0ffeecc',
  'an auth token under a wrong name': 'token-"c0ffee"/+?&=0003',
  'an auth token in a list': 'token-"c0ffee"/+?&=0004',
  'an admin token': 'admin-"c0ffee"/+?&=0005',
  'a cookie': 'cookie-"c0ffee"/+?=0006',
  'a token in a header of its own': 'header-"c0ffee"/+?&=0007',
  'a key in the query': 'query-"c0ffee"/+?&=0008',
  'a token in the query, its name encoded': 'query-"c0ffee"/+?&=0009',
  'a SIP password in JSON that is sent as a form': 'Form-c0ffee-0010',
  'a password in the URL of a phone number': 'c0ffee11c0ffee11',
  'a password in an origination URL': 'c0ffee12c0ffee12',
  'a password in a header that is a URL': 'c0ffee14c0ffee14',
  'an auth token in a path': 'c0ffee15c0ffee15c0ffee15c0ffee15',
  'an auth token in a query': 'c0ffee16c0ffee16c0ffee16c0ffee16',
  'an auth token in a header': 'c0ffee17c0ffee17c0ffee17c0ffee17',
}
type Canary = keyof typeof CANARIES

/** Sends every secret, in requests that succeed and in requests that fail. */
async function sendEverySecret({ send, create, update }: Steered): Promise<void> {
  const sent: Sent = {
    key: CANARIES['an API key'],
    headers: {
      'X-Admin-Token': CANARIES['an admin token'],
      Cookie: `session=${CANARIES['a cookie']}`,
      'X-Custom-Auth-Token': CANARIES['a token in a header of its own'],
    },
  }
  const name = 'Main'
  const wrong = CANARIES['an auth token of the wrong form']
  const listed = CANARIES['an auth token in a list']
  const { body } = await create(
    { accountSid: ACCOUNT_SID, authToken: CANARIES['an auth token'], name },
    sent,
  )
  const bodies = [
    { accountSid: ACCOUNT_SID, authToken: CANARIES['another auth token'], name },
    { accountSid: ACCOUNT_SID, authToken: wrong, name },
    { accountSid: ACCOUNT_SID, authToken: [listed, { [listed]: listed }], name },
    {
      accountSid: CANARIES['an auth token in the place of the account'],
      authToken: ACCOUNT_SID,
      name,
    },
    { accountSid: ACCOUNT_SID, 'auth-token': CANARIES['an auth token under a wrong name'], name },
    { accountSid: ACCOUNT_SID, authToken: STEERING_TOKEN, name },
    [CANARIES['an auth token']],
    JSON.stringify(CANARIES['an auth token']),
  ]
  for (const it of bodies) await send('POST', PROVIDERS, { ...sent, body: it })
  await update(
    body.id,
    { authToken: CANARIES['another auth token'], supportsCallTransfer: true },
    sent,
  )
  const query = new URLSearchParams({ apiKey: CANARIES['a key in the query'] })
  const encoded = encodeURIComponent(CANARIES['a token in the query, its name encoded'])
  const searched = `?a=1&${query}&acce%73s%5Ft%6Fken=${encoded}`
  await send('GET', `${PROVIDERS}/${body.id}${searched}`, sent)
  await send('GET', `/api/v1/nothing${searched}`, sent)
  await send('DELETE', PROVIDERS, sent)
  await send('GET', `${PROVIDERS}/x`, { ...sent, headers: { ...sent.headers, Prefer: 'code=299' } })
}

/** Sends secrets to where nobody would look for them. */
async function sendSecretsAstray(steered: Steered): Promise<void> {
  const { send, create } = steered
  await create()
  const twilio = twilioClientOf((it) => steered.fetch(it))
  const credentials = (password: string) => `bob:${password}@`
  const { body: list } = await twilio.post(`${LISTS}.json`, { FriendlyName: 'One' })
  await twilio.post(
    `${LISTS}/${list.sid}/Credentials.json`,
    JSON.stringify({ Password: CANARIES['a SIP password in JSON that is sent as a form'] }),
  )
  await twilio.post(`${NUMBERS}.json`, {
    PhoneNumber: '+14155550100',
    VoiceUrl: `https://${credentials(CANARIES['a password in the URL of a phone number'])}example.com`,
  })
  const { body: trunk } = await twilio.post(TRUNKS)
  await twilio.post(`${TRUNKS}/${trunk.sid}/OriginationUrls`, {
    FriendlyName: 'Office',
    SipUrl: `sip:${credentials(CANARIES['a password in an origination URL'])}example.com`,
    Weight: '1',
    Priority: '1',
    Enabled: 'true',
  })
  const header = credentials(CANARIES['a password in a header that is a URL'])
  const headers = {
    Referer: `https://${header}example.com/`,
    'X-Account': CANARIES['an auth token in a header'],
  }
  const query = `?x=${CANARIES['an auth token in a query']}&y=%20`
  await send('GET', `${PROVIDERS}/${CANARIES['an auth token in a path']}${query}`, { headers })
  await twilio.get(`/2010-04-01/Accounts/${CANARIES['an auth token in a path']}.json${query}`)
}

/** Everything that the control plane tells of it. */
async function everythingTold({ control }: Steered): Promise<string> {
  const requests = await control.requests()
  const told: unknown[] = [
    requests,
    await control.findRequests({}),
    await control.exportState(),
    (await refusalOf(control.verifyRequests({ method: 'PUT', exactly: 5 }))).problem,
    (await refusalOf(control.verifyRequests({ urlPath: '/x' }))).message,
    await control.worlds(),
    await control.takeSnapshot('kept'),
    await control.snapshots(),
  ]
  for (const { id } of requests) told.push(await control.request(id), await control.explain(id))
  return JSON.stringify(told)
}

describe.each(steeredWays)('$way', ({ start }) => {
  test.each(Object.keys(CANARIES) as Canary[])(
    'the control plane never shows %s',
    async (canary) => {
      const steered = await start()
      await sendEverySecret(steered)
      await sendSecretsAstray(steered)

      const told = await everythingTold(steered)

      // Neither the account nor a steering token is a secret: they show that the search sees what is told.
      expect([
        shows(told, ACCOUNT_SID),
        shows(told, STEERING_TOKEN),
        shows(told, CANARIES[canary]),
      ]).toEqual([true, true, false])
    },
  )

  test('what is redacted is seen to be there', async () => {
    const steered = await start()
    await sendEverySecret(steered)

    const requests = await steered.control.requests()

    expect(requests[0]?.request).toMatchObject({
      headers: {
        authorization: 'Bearer [redacted]',
        'x-admin-token': '[redacted]',
        cookie: '[redacted]',
        'x-custom-auth-token': '[redacted]',
      },
      body: { accountSid: ACCOUNT_SID, authToken: '[redacted]', name: 'Main' },
    })
    expect(requests.map(({ request }) => request.query).filter(Boolean)).toEqual([
      'a=1&apiKey=[redacted]&acce%73s%5Ft%6Fken=[redacted]',
      'a=1&apiKey=[redacted]&acce%73s%5Ft%6Fken=[redacted]',
    ])
  })

  test('a mistake that holds no text is seen as it is', async () => {
    const { create, control } = await start()
    await create({ accountSid: ACCOUNT_SID, authToken: null, name: 'Main' })

    expect((await control.requests())[0]?.request.body).toMatchObject({ authToken: null })
  })

  test('a Basic scheme is seen, and what follows is not', async () => {
    const { send, control } = await start()
    const credentials = btoa(`${ACCOUNT_SID}:${CANARIES['an auth token']}`)
    await send('GET', `${PROVIDERS}/x`, { headers: { Authorization: `Basic ${credentials}` } })

    expect((await control.requests())[0]?.request.headers.authorization).toBe('Basic [redacted]')
  })
})
