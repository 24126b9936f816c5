import { expect, test } from 'vitest'
import { present } from '../../support/domain.ts'
import { LISTS, NUMBERS, TRUNKS, twilioInProcess } from '../../support/twilio.ts'

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' }

test.each([
  ['FriendlyName=two+words', 'two words'],
  ['FriendlyName=two%20words', 'two words'],
  ['FriendlyName=one%2Bone', 'one+one'],
  ['FriendlyName=%C3%85rhus', 'Århus'],
  ['FriendlyName=first&FriendlyName=second', 'second'],
  ['friendlyname=other&Unknown=1&__proto__=x', null],
  ['FriendlyName=', ''],
])(
  'the form %s names a trunk %j [twilio-requests/form] [twilio-requests/encoding] [twilio-requests/unknown] [twilio-requests/repeated]',
  async (form, name) => {
    const { post } = await twilioInProcess()

    const { status, body } = await post(TRUNKS, form)

    expect([status, body.friendly_name]).toEqual([201, name])
  },
)

test.each([
  ['no body', {}],
  ['an empty body', { form: '' }],
  ['an empty body of no type', { headers: {} }],
  ['JSON', { form: '{"FriendlyName":"One"}', headers: { 'Content-Type': 'application/json' } }],
  ['text', { form: 'FriendlyName=One', headers: { 'Content-Type': 'text/plain' } }],
])(
  '%s is an empty form [twilio-requests/no-form] [twilio-requests/other-type]',
  async (_, sent) => {
    const { send } = await twilioInProcess()

    const { status, body } = await send('POST', TRUNKS, sent)

    expect([status, body.friendly_name]).toEqual([201, null])
  },
)

test('the record of a form holds the members that Twilio knows, and that of an empty one none', async () => {
  const { post, simulator } = await twilioInProcess()
  await post(TRUNKS, 'FriendlyName=One&Unknown=1&FriendlyName=Two')
  await post(TRUNKS)

  const requests = await simulator.control.requests()

  expect(requests.map(({ request }) => request.body)).toEqual([{ FriendlyName: 'Two' }, undefined])
})

test.each([
  ['JSON', '{"Username":"x","Password":"Sup3rSecretPassw0rd"}'],
  ['a name in small letters', 'username=x&pass=Sup3rSecretPassw0rd'],
])('a password that is sent as %s is not put on record', async (_, form) => {
  const { post, simulator } = await twilioInProcess()
  const { body: list } = await post(`${LISTS}.json`, { FriendlyName: 'One' })
  await post(`${LISTS}/${list.sid}/Credentials.json`, form)

  const { request } = present((await simulator.control.requests())[1])

  expect(request).toMatchObject({ path: expect.stringContaining('/Credentials.json'), body: {} })
  expect(JSON.stringify(request)).not.toContain('Sup3rSecretPassw0rd')
})

test('an operation without a form puts none on record', async () => {
  const { post, simulator } = await twilioInProcess()
  await post('/v1/AuthTokens/Promote', 'AuthToken=Sup3rSecretPassw0rd')

  expect((await simulator.control.requests())[0]?.request.body).toEqual({})
})

test('the type of a form may name a charset, in any case [twilio-requests/charset]', async () => {
  const { send } = await twilioInProcess()
  const headers = { 'Content-Type': 'Application/X-WWW-Form-Urlencoded; charset=utf-8' }

  const { body } = await send('POST', TRUNKS, { form: 'FriendlyName=One', headers })

  expect(body.friendly_name).toBe('One')
})

const missing: [string, Record<string, string>, string][] = [
  [`${LISTS}.json`, {}, 'FriendlyName'],
  ['CREDENTIALS', { Password: 'Abcdefgh1234' }, 'Username'],
  ['CREDENTIALS', { Username: 'dasha' }, 'Password'],
  ['TRUNK/PhoneNumbers', {}, 'PhoneNumberSid'],
  ['TRUNK/CredentialLists', {}, 'CredentialListSid'],
  ['TRUNK/OriginationUrls', { Priority: '1' }, 'Weight'],
]

test.each(missing)('%s with %j lacks %s [twilio-requests/required]', async (place, form, name) => {
  const { post } = await twilioInProcess()
  const { body: list } = await post(`${LISTS}.json`, { FriendlyName: 'One' })
  const { body: trunk } = await post(TRUNKS)
  const path = place
    .replace('CREDENTIALS', `${LISTS}/${list.sid}/Credentials.json`)
    .replace('TRUNK', `${TRUNKS}/${trunk.sid}`)

  const { status, body } = await post(path, form)

  expect([status, body.code, body.message]).toEqual([
    400,
    20001,
    `Missing required parameter ${name} in the post body`,
  ])
})

test.each([
  [TRUNKS, 'Secure', 'yes'],
  [TRUNKS, 'TransferMode', 'some'],
  [TRUNKS, 'DisasterRecoveryMethod', 'PUT'],
  [TRUNKS, 'DisasterRecoveryUrl', 'nowhere'],
  [`${NUMBERS}.json`, 'VoiceUrl', 'ftp://example.com'],
  [`${NUMBERS}.json`, 'VoiceMethod', 'HEAD'],
  [`${NUMBERS}.json`, 'VoiceCallerIdLookup', '1'],
])(
  '%s takes no %s %s [twilio-requests/invalid] [twilio-requests/booleans] [twilio-requests/webhook-urls] [twilio-requests/webhook-methods]',
  async (path, name, value) => {
    const { post } = await twilioInProcess()

    const { status, body } = await post(path, { [name]: value })

    expect([status, body.code, body.message]).toEqual([400, 20002, `Invalid ${name}`])
  },
)

const ORIGINATION = {
  Weight: '10',
  Priority: '20',
  Enabled: 'true',
  FriendlyName: 'Calls',
  SipUrl: 'sip:calls.example.com',
}

test.each(Object.keys(ORIGINATION))(
  'an origination URL needs %s [twilio-origination-urls/required]',
  async (name) => {
    const { post } = await twilioInProcess()
    const { body: trunk } = await post(TRUNKS)
    const path = `${TRUNKS}/${trunk.sid}/OriginationUrls`
    const form = new URLSearchParams(ORIGINATION)
    form.delete(name)

    const [lacking, whole] = [await post(path, `${form}`), await post(path, ORIGINATION)]

    expect([lacking.status, lacking.body.code, whole.status]).toEqual([400, 20001, 201])
    expect(lacking.body.message).toBe(`Missing required parameter ${name} in the post body`)
  },
)

test.each([
  ['Secure', 'secure', ['true', 'false']],
  ['DisasterRecoveryMethod', 'disaster_recovery_method', ['GET', 'POST']],
  [
    'DisasterRecoveryUrl',
    'disaster_recovery_url',
    ['http://example.com/', 'https://example.com/down'],
  ],
  ['TransferMode', 'transfer_mode', ['disable-all', 'enable-all', 'sip-only']],
  ['TransferCallerId', 'transfer_caller_id', ['from-transferee', 'from-transferor']],
])(
  '%s may be each of its values, and no other [twilio-requests/booleans] [twilio-requests/webhook-methods] [twilio-requests/webhook-urls] [twilio-trunks/transfer-mode] [twilio-trunks/caller-id]',
  async (name, member, values) => {
    const { post } = await twilioInProcess()
    const { body: trunk } = await post(TRUNKS)
    const set = (value: string) => post(`${TRUNKS}/${trunk.sid}`, { [name]: value })

    for (const value of values) expect(`${(await set(value)).body[member]}`).toBe(value)
    expect((await set('another')).body).toMatchObject({ code: 20002, message: `Invalid ${name}` })
  },
)

test('of two problems of a form one is told [twilio-requests/one-problem]', async () => {
  const { post } = await twilioInProcess()

  const { status, body } = await post(TRUNKS, { Secure: 'yes', TransferMode: 'some' })

  expect([status, body.code, body.message]).toEqual([400, 20002, 'Invalid TransferMode'])
})

test('a resource that is not there counts before what is wrong with the form [twilio-requests/resource-first]', async () => {
  const { post } = await twilioInProcess()

  const { status, body } = await post(`${TRUNKS}/TK71`, { Secure: 'yes' })

  expect([status, body.code]).toEqual([404, 20404])
})

test('a refused form changes nothing [twilio-requests/all-or-nothing]', async () => {
  const { get, post } = await twilioInProcess()
  const { body: trunk } = await post(TRUNKS, { FriendlyName: 'One' })

  await post(`${TRUNKS}/${trunk.sid}`, { FriendlyName: 'Two', Secure: 'perhaps' })

  expect((await get(`${TRUNKS}/${trunk.sid}`)).body).toEqual(trunk)
})

test.each([
  ['of a known length', (text: string) => text],
  ['in chunks', (text: string) => new Blob([text]).stream()],
])('a body of more than 1 MiB is refused: %s [twilio-requests/too-large]', async (_, bodyOf) => {
  const { simulator } = await twilioInProcess()
  const body = bodyOf(`FriendlyName=${'a'.repeat(2 ** 20)}`)

  const response = await simulator.fetch(TRUNKS, {
    method: 'POST',
    headers: FORM,
    body,
    ...(typeof body !== 'string' && { duplex: 'half' }),
  } as RequestInit)

  expect([response.status, await response.json()]).toEqual([
    413,
    {
      code: 20413,
      message: 'Request body too large',
      more_info: 'https://www.twilio.com/docs/errors/20413',
      status: 413,
    },
  ])
})

test('an empty TrunkSid takes a number off its trunk [twilio-phone-numbers/no-trunk]', async () => {
  const { post } = await twilioInProcess()
  const { body: trunk } = await post(TRUNKS)
  const { body: number } = await post(`${NUMBERS}.json`, {
    PhoneNumber: '+14155550100',
    TrunkSid: `TK${trunk.sid.slice(2).toUpperCase()}`,
  })

  const { body } = await post(`${NUMBERS}/${number.sid}.json`, { TrunkSid: '' })

  expect([number.trunk_sid, body.trunk_sid]).toEqual([trunk.sid, null])
})
