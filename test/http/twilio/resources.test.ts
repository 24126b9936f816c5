import { expect, test } from 'vitest'
import { twilioRoutes } from '../../../src/contract/twilio/routes.ts'
import { ACCOUNT_SID, AUTH_TOKEN, clientOf } from '../../support/client.ts'
import { ACCOUNT, LISTS, NUMBERS, TRUNKS, twilioInProcess } from '../../support/twilio.ts'

const ORIGINATION = {
  Weight: '10',
  Priority: '20',
  Enabled: 'true',
  FriendlyName: 'Calls',
  SipUrl: 'sip:calls.example.com',
}

test('every operation succeeds, and every answer is the one that its definition declares [twilio-answers/status-200] [twilio-answers/status-201] [twilio-answers/members] [twilio-answers/sids] [twilio-answers/json]', async () => {
  const { get, post, delete: remove, simulator } = await twilioInProcess()
  const accounts = '/2010-04-01/Accounts.json'

  const { body: sub } = await post(accounts, { FriendlyName: 'Tests' })
  await get(accounts)
  await get(`${ACCOUNT}.json`)
  await post(`/2010-04-01/Accounts/${sub.sid}.json`, { Status: 'suspended' })

  const { body: number } = await post(`${NUMBERS}.json`, { AreaCode: '415' })
  await get(`${NUMBERS}.json`)
  await get(`${NUMBERS}/${number.sid}.json`)
  await post(`${NUMBERS}/${number.sid}.json`, { FriendlyName: 'Main' })

  const { body: list } = await post(`${LISTS}.json`, { FriendlyName: 'One' })
  await get(`${LISTS}.json`)
  await get(`${LISTS}/${list.sid}.json`)
  await post(`${LISTS}/${list.sid}.json`, { FriendlyName: 'Two' })
  const credentials = `${LISTS}/${list.sid}/Credentials`
  const user = { Username: 'dasha', Password: 'Abcdefgh1234' }
  const { body: credential } = await post(`${credentials}.json`, user)
  await get(`${credentials}.json`)
  await get(`${credentials}/${credential.sid}.json`)
  await post(`${credentials}/${credential.sid}.json`, { Password: 'Abcdefgh5678' })

  const { body: trunk } = await post(TRUNKS, { DomainName: 'one.pstn.twilio.com' })
  const trunkPath = `${TRUNKS}/${trunk.sid}`
  await get(TRUNKS)
  await get(trunkPath)
  await post(trunkPath, { TransferMode: 'enable-all' })
  await post(`${trunkPath}/CredentialLists`, { CredentialListSid: list.sid })
  await get(`${trunkPath}/CredentialLists`)
  await get(`${trunkPath}/CredentialLists/${list.sid}`)
  await post(`${trunkPath}/PhoneNumbers`, { PhoneNumberSid: number.sid })
  await get(`${trunkPath}/PhoneNumbers`)
  await get(`${trunkPath}/PhoneNumbers/${number.sid}`)
  const { body: url } = await post(`${trunkPath}/OriginationUrls`, ORIGINATION)
  await get(`${trunkPath}/OriginationUrls`)
  await get(`${trunkPath}/OriginationUrls/${url.sid}`)
  await post(`${trunkPath}/OriginationUrls/${url.sid}`, { Enabled: 'false' })

  await remove(`${trunkPath}/OriginationUrls/${url.sid}`)
  await remove(`${trunkPath}/PhoneNumbers/${number.sid}`)
  await remove(`${trunkPath}/CredentialLists/${list.sid}`)
  await remove(trunkPath)
  await remove(`${credentials}/${credential.sid}.json`)
  await remove(`${LISTS}/${list.sid}.json`)
  await remove(`${NUMBERS}/${number.sid}.json`)
  await post('/v1/AuthTokens/Secondary')
  await remove('/v1/AuthTokens/Secondary')
  const { body: second } = await post('/v1/AuthTokens/Secondary')
  await post('/v1/AuthTokens/Promote')
  const left = await get(`${LISTS}.json`, {
    credentials: `${ACCOUNT_SID}:${second.secondary_auth_token}`,
  })

  expect(left.body.credential_lists).toEqual([])
  const requests = await simulator.control.requests()
  expect(requests.filter(({ response }) => Number(response?.status) >= 300)).toEqual([])
  expect(new Set(requests.map((it) => it.operationId))).toEqual(new Set(Object.keys(twilioRoutes)))
})

test('what was made is read by its SID [twilio-trunks/read] [twilio-credential-lists/read] [twilio-credentials/read] [twilio-phone-numbers/read] [twilio-origination-urls/read]', async () => {
  const { get, post } = await twilioInProcess()
  const { body: trunk } = await post(TRUNKS, { FriendlyName: 'One' })
  const { body: list } = await post(`${LISTS}.json`, { FriendlyName: 'One' })
  const credentials = `${LISTS}/${list.sid}/Credentials`
  const user = { Username: 'dasha', Password: 'Abcdefgh1234' }
  const { body: credential } = await post(`${credentials}.json`, user)
  const { body: number } = await post(`${NUMBERS}.json`, { PhoneNumber: '+14155550100' })
  const urls = `${TRUNKS}/${trunk.sid}/OriginationUrls`
  const { body: url } = await post(urls, ORIGINATION)

  expect((await get(`${TRUNKS}/${trunk.sid}`)).body).toEqual(trunk)
  expect((await get(`${LISTS}/${list.sid}.json`)).body).toEqual(list)
  expect((await get(`${credentials}/${credential.sid}.json`)).body).toEqual(credential)
  expect((await get(`${NUMBERS}/${number.sid}.json`)).body).toEqual(number)
  expect((await get(`${urls}/${url.sid}`)).body).toEqual(url)
})

test('an account has a name, and an owner, which a main account is itself [twilio-accounts/owner] [twilio-accounts/names]', async () => {
  const { get, post } = await twilioInProcess()
  const { body: main } = await get(`${ACCOUNT}.json`)
  const { body: sub } = await post('/2010-04-01/Accounts.json')

  expect([main.owner_account_sid, main.friendly_name]).toEqual([
    ACCOUNT_SID,
    'My first Twilio account',
  ])
  expect([sub.owner_account_sid, sub.friendly_name]).toEqual([ACCOUNT_SID, 'SubAccount'])
})

test('a new trunk transfers, encrypts, looks up and records nothing [twilio-trunks/defaults] [twilio-trunks/no-recording]', async () => {
  const { post } = await twilioInProcess()

  const { body: trunk } = await post(TRUNKS)
  const recording = await post(`${TRUNKS}/${trunk.sid}/Recording`, { Mode: 'record-from-answer' })

  expect(trunk).toMatchObject({
    transfer_mode: 'disable-all',
    secure: false,
    cnam_lookup_enabled: false,
    disaster_recovery_url: null,
    disaster_recovery_method: null,
    recording: { mode: 'do-not-record', trim: 'do-not-trim' },
  })
  expect(recording.status).toBe(404)
})

test('a trunk knows callers by credential lists while one is attached [twilio-trunks/auth-type]', async () => {
  const { get, post, delete: remove } = await twilioInProcess()
  const { body: trunk } = await post(TRUNKS)
  const { body: list } = await post(`${LISTS}.json`, { FriendlyName: 'One' })
  const path = `${TRUNKS}/${trunk.sid}`
  const authType = async () => {
    const { body } = await get(path)
    return [body.auth_type, body.auth_type_set]
  }

  expect(await authType()).toEqual(['', []])
  await post(`${path}/CredentialLists`, { CredentialListSid: list.sid })
  expect(await authType()).toEqual(['CREDENTIAL_LIST', ['CREDENTIAL_LIST']])
  await remove(`${path}/CredentialLists/${list.sid}`)
  expect(await authType()).toEqual(['', []])
})

test('Twilio shows what a provider is made of [twilio-providers/shown]', async () => {
  const { get, simulator } = await twilioInProcess()
  const { create } = clientOf(simulator.fetch)
  const { body: provider } = await create()

  const { body: trunk } = await get(`${TRUNKS}/${provider.trunkSid}`)
  const { body: lists } = await get(`${TRUNKS}/${provider.trunkSid}/CredentialLists`)
  const [list] = lists.credential_lists
  const { body: credentials } = await get(`${LISTS}/${list.sid}/Credentials.json`)

  expect(`sip:${trunk.domain_name}`).toBe(provider.terminationUri)
  expect([trunk.transfer_mode, trunk.auth_type, trunk.auth_type_set]).toEqual([
    'disable-all',
    'CREDENTIAL_LIST',
    ['CREDENTIAL_LIST'],
  ])
  expect(list.trunk_sid).toBe(provider.trunkSid)
  expect(credentials.credentials).toHaveLength(1)
})

test('what is taken away at Twilio is missed by the next verification [twilio-providers/found]', async () => {
  const { get, delete: remove, simulator } = await twilioInProcess()
  const blackBox = clientOf(simulator.fetch)
  const { body: provider } = await blackBox.create()
  const { body: before } = await blackBox.get(provider.id)
  const { body: lists } = await get(`${TRUNKS}/${provider.trunkSid}/CredentialLists`)

  await remove(`${TRUNKS}/${provider.trunkSid}/CredentialLists/${lists.credential_lists[0].sid}`)
  await simulator.control.advance('PT1H')
  const { body: after } = await blackBox.get(provider.id)

  expect([before.verificationStatus, after.verificationStatus]).toEqual(['verified', 'failed'])
})

test('dates are those of their API, and move with the clock of the world [twilio-answers/dates-2010] [twilio-answers/dates-v1] [twilio-answers/date-updated]', async () => {
  const { post, simulator } = await twilioInProcess()
  const { body: list } = await post(`${LISTS}.json`, { FriendlyName: 'One' })
  const { body: trunk } = await post(TRUNKS)

  await simulator.control.advance('P40DT1H2M3S')
  const { body: renamed } = await post(`${LISTS}/${list.sid}.json`, { FriendlyName: 'Two' })
  const { body: changed } = await post(`${TRUNKS}/${trunk.sid}`, { Secure: 'true' })

  expect([list.date_created, renamed.date_created, renamed.date_updated]).toEqual([
    'Wed, 01 Jan 2025 00:00:00 +0000',
    'Wed, 01 Jan 2025 00:00:00 +0000',
    'Mon, 10 Feb 2025 01:02:03 +0000',
  ])
  expect([trunk.date_created, changed.date_updated, changed.secure]).toEqual([
    '2025-01-01T00:00:00Z',
    '2025-02-10T01:02:03Z',
    true,
  ])
  const { body: account } = await post(`${ACCOUNT}.json`, { FriendlyName: 'Renamed' })
  expect([account.date_created, account.date_updated]).toEqual([
    'Wed, 01 Jan 2025 00:00:00 +0000',
    'Mon, 10 Feb 2025 01:02:03 +0000',
  ])
})

test('no answer about a credential shows its password, and no record does [twilio-credentials/no-password]', async () => {
  const { get, post, simulator } = await twilioInProcess()
  const { body: list } = await post(`${LISTS}.json`, { FriendlyName: 'One' })
  const Password = 'Secret-canary-1'
  const path = `${LISTS}/${list.sid}/Credentials`

  const made = await post(`${path}.json`, { Username: 'dasha', Password })
  const own = `${path}/${made.body.sid}.json`
  const answers = [made, await post(own, { Password }), await get(own), await get(`${path}.json`)]

  expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200])
  for (const { text } of answers) expect(text).not.toContain(Password)
  expect(JSON.stringify(await simulator.control.requests())).not.toContain(Password)
})

test('no record shows an auth token that an answer shows', async () => {
  const { get, post, simulator } = await twilioInProcess()
  const { body: sub } = await post('/2010-04-01/Accounts.json')
  const { body: second } = await post('/v1/AuthTokens/Secondary')
  await get(`${ACCOUNT}.json`)

  const records = JSON.stringify(await simulator.control.requests())

  for (const secret of [sub.auth_token, second.secondary_auth_token, AUTH_TOKEN]) {
    expect(secret).toMatch(/^[0-9a-f]{32}$/)
    expect(records).not.toContain(secret)
  }
})

test('a number in the account and on a trunk is one number [twilio-attached-numbers/same]', async () => {
  const { get, post } = await twilioInProcess()
  const { body: trunk } = await post(TRUNKS)
  const { body: other } = await post(TRUNKS)
  const { body: number } = await post(`${NUMBERS}.json`, {
    PhoneNumber: '+14155550100',
    VoiceUrl: 'https://example.com/calls',
  })
  const path = `${NUMBERS}/${number.sid}.json`

  const { body: attached } = await post(`${TRUNKS}/${trunk.sid}/PhoneNumbers`, {
    PhoneNumberSid: number.sid,
  })
  await post(path, { TrunkSid: other.sid })

  expect([attached.sid, attached.trunk_sid, attached.voice_url]).toEqual([
    number.sid,
    trunk.sid,
    'https://example.com/calls',
  ])
  expect(attached.links.phone_number).toBe(`http://trunkline${path}`)
  expect((await get(path)).body.trunk_sid).toBe(other.sid)
  expect((await get(`${TRUNKS}/${trunk.sid}/PhoneNumbers`)).body.phone_numbers).toEqual([])
})

test('a number can be given to a subaccount [twilio-phone-numbers/move]', async () => {
  const { get, post } = await twilioInProcess()
  const { body: sub } = await post('/2010-04-01/Accounts.json')
  const { body: number } = await post(`${NUMBERS}.json`, { PhoneNumber: '+14155550100' })

  const { body } = await post(`${NUMBERS}/${number.sid}.json`, { AccountSid: sub.sid })

  expect([body.account_sid, body.uri]).toEqual([
    sub.sid,
    `/2010-04-01/Accounts/${sub.sid}/IncomingPhoneNumbers/${number.sid}.json`,
  ])
  expect((await get(`${NUMBERS}/${number.sid}.json`)).status).toBe(404)
})
