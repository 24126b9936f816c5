import { describe, expect, test } from 'vitest'
import { clientOf as blackBoxClient } from '../support/client.ts'
import { CREDENTIALS, type Pointed, pointings } from '../support/official-sdk.ts'

const PASSWORD = 'Correct-Horse-42'
const sidsOf = (items: { sid: string }[]) => items.map(({ sid }) => sid)

/** What the SDK throws where something is not there. */
const notFound = { status: 404, code: 20404, message: expect.stringContaining('was not found') }

describe.each(pointings)('$way, the official SDK', ({ point }) => {
  async function start(): Promise<Pointed & { client: ReturnType<Pointed['clientOf']> }> {
    const pointed = await point()
    return { ...pointed, client: pointed.clientOf() }
  }

  test('reads and names its account [twilio-accounts/read] [twilio-accounts/rename]', async () => {
    const { client } = await start()
    const account = client.api.v2010.accounts(CREDENTIALS.accountSid)
    expect(await account.fetch()).toMatchObject({
      sid: CREDENTIALS.accountSid,
      status: 'active',
      type: 'Full',
      dateCreated: new Date('2025-01-01T00:00:00Z'),
    })
    expect((await account.update({ friendlyName: 'Zoë & Söhne' })).friendlyName).toBe('Zoë & Söhne')
    expect((await account.fetch()).friendlyName).toBe('Zoë & Söhne')
  })

  test('makes, uses, suspends and closes subaccounts [twilio-authentication/own-trunks]', async () => {
    const { client, clientOf } = await start()
    const { accounts } = client.api.v2010
    const one = await accounts.create({ friendlyName: 'One' })
    const two = await accounts.create({ friendlyName: 'Two' })
    expect(sidsOf(await accounts.list({ pageSize: 1 }))).toStrictEqual([
      CREDENTIALS.accountSid,
      one.sid,
      two.sid,
    ])
    expect(sidsOf(await accounts.list({ friendlyName: 'Two' }))).toStrictEqual([two.sid])

    const own = clientOf({ accountSid: one.sid, authToken: one.authToken })
    expect((await own.trunking.v1.trunks.create()).accountSid).toBe(one.sid)
    expect(await client.trunking.v1.trunks.list()).toStrictEqual([])

    expect((await accounts(one.sid).update({ status: 'suspended' })).status).toBe('suspended')
    await expect(own.trunking.v1.trunks.list()).rejects.toMatchObject({ status: 403, code: 20403 })
    expect((await accounts(one.sid).update({ status: 'closed' })).status).toBe('closed')
    await expect(own.trunking.v1.trunks.list()).rejects.toMatchObject({ status: 401, code: 20003 })
  })

  test('makes, lists, changes and removes trunks [twilio-trunks/create] [twilio-trunks/read] [twilio-trunks/update] [twilio-trunks/delete]', async () => {
    const { client } = await start()
    const { trunks } = client.trunking.v1
    const made = [
      await trunks.create({ friendlyName: 'Office', secure: true, transferMode: 'enable-all' }),
      await trunks.create({ domainName: 'office.pstn.twilio.com' }),
      await trunks.create(),
    ]
    expect(made[0]).toMatchObject({
      friendlyName: 'Office',
      secure: true,
      transferMode: 'enable-all',
      cnamLookupEnabled: false,
      authTypeSet: [],
    })
    expect(sidsOf(await trunks.list({ pageSize: 1 }))).toStrictEqual(sidsOf(made))
    expect(sidsOf(await trunks.list({ limit: 2 }))).toStrictEqual(sidsOf(made.slice(0, 2)))

    const trunk = trunks(sidsOf(made)[0] ?? '')
    await trunk.update({ friendlyName: 'Home', secure: false })
    expect(await trunk.fetch()).toMatchObject({
      friendlyName: 'Home',
      secure: false,
      transferMode: 'enable-all',
    })
    expect(await trunk.remove()).toBe(true)
    await expect(trunk.fetch()).rejects.toMatchObject(notFound)
    expect(await trunks.list()).toHaveLength(2)
  })

  test('reads a page by number, and goes back', async () => {
    const { client } = await start()
    const { trunks } = client.trunking.v1
    for (const friendlyName of ['a', 'b', 'c']) await trunks.create({ friendlyName })
    const first = await trunks.page({ pageSize: 2 })
    const second = await first.nextPage()
    expect(second?.instances.map((it) => it.friendlyName)).toStrictEqual(['c'])
    expect(await second?.nextPage()).toBeUndefined()
    const again = await second?.previousPage()
    expect(again?.instances.map((it) => it.friendlyName)).toStrictEqual(['a', 'b'])
  })

  test('makes, lists, renames and removes credential lists [twilio-credential-lists/create] [twilio-credential-lists/read] [twilio-credential-lists/list] [twilio-credential-lists/rename] [twilio-credential-lists/delete]', async () => {
    const { client } = await start()
    const { credentialLists } = client.sip
    const made = []
    for (const friendlyName of ['a', 'b', 'c'])
      made.push(await credentialLists.create({ friendlyName }))
    expect(sidsOf(await credentialLists.list({ pageSize: 2 }))).toStrictEqual(sidsOf(made))
    const list = credentialLists(sidsOf(made)[0] ?? '')
    expect((await list.update({ friendlyName: 'd' })).friendlyName).toBe('d')
    expect((await list.fetch()).friendlyName).toBe('d')
    await expect(credentialLists.create({ friendlyName: 'd' })).rejects.toMatchObject({
      status: 400,
      code: 21240,
    })
    expect(await list.remove()).toBe(true)
    await expect(list.fetch()).rejects.toMatchObject(notFound)
  })

  test('makes, lists, changes and removes credentials [twilio-credentials/create] [twilio-credentials/list] [twilio-credentials/delete]', async () => {
    const { client } = await start()
    const list = await client.sip.credentialLists.create({ friendlyName: 'Office' })
    const { credentials } = client.sip.credentialLists(list.sid)
    const made = []
    for (const username of ['a', 'b', 'c']) {
      made.push(await credentials.create({ username, password: PASSWORD }))
    }
    expect(made[0]).toMatchObject({ username: 'a', credentialListSid: list.sid })
    expect(sidsOf(await credentials.list({ pageSize: 2 }))).toStrictEqual(sidsOf(made))
    const credential = credentials(sidsOf(made)[0] ?? '')
    expect((await credential.update({ password: `${PASSWORD}!` })).username).toBe('a')
    await expect(credential.update({ password: 'short' })).rejects.toMatchObject({ code: 21243 })
    expect(await credential.remove()).toBe(true)
    await expect(credential.fetch()).rejects.toMatchObject(notFound)
  })

  test('attaches credential lists to a trunk, and detaches them [twilio-attached-lists/attach] [twilio-attached-lists/list] [twilio-attached-lists/detach]', async () => {
    const { client } = await start()
    const trunk = client.trunking.v1.trunks((await client.trunking.v1.trunks.create()).sid)
    const made = []
    for (const friendlyName of ['a', 'b', 'c']) {
      const list = await client.sip.credentialLists.create({ friendlyName })
      made.push(await trunk.credentialsLists.create({ credentialListSid: list.sid }))
    }
    expect(sidsOf(await trunk.credentialsLists.list({ pageSize: 2 }))).toStrictEqual(sidsOf(made))
    expect((await trunk.fetch()).authType).toBe('CREDENTIAL_LIST')
    const attached = trunk.credentialsLists(sidsOf(made)[0] ?? '')
    expect((await attached.fetch()).friendlyName).toBe('a')
    expect(await attached.remove()).toBe(true)
    await expect(attached.fetch()).rejects.toMatchObject(notFound)
    expect(await client.sip.credentialLists.list()).toHaveLength(3)
  })

  test('buys, finds, changes and releases phone numbers [twilio-phone-numbers/buy] [twilio-phone-numbers/update] [twilio-phone-numbers/release]', async () => {
    const { client } = await start()
    const { incomingPhoneNumbers } = client
    const made = []
    for (const phoneNumber of ['+14155550101', '+14155550102', '+442079460958']) {
      made.push(await incomingPhoneNumbers.create({ phoneNumber }))
    }
    expect(made[0]).toMatchObject({
      friendlyName: '(415) 555-0101',
      capabilities: { voice: true, sms: true, mms: true },
    })
    expect(sidsOf(await incomingPhoneNumbers.list({ pageSize: 2 }))).toStrictEqual(sidsOf(made))
    expect(sidsOf(await incomingPhoneNumbers.list({ phoneNumber: '+44*' }))).toStrictEqual(
      sidsOf(made).slice(2),
    )
    const trunk = await client.trunking.v1.trunks.create()
    const number = incomingPhoneNumbers(sidsOf(made)[0] ?? '')
    expect(await number.update({ friendlyName: 'Desk', trunkSid: trunk.sid })).toMatchObject({
      friendlyName: 'Desk',
      trunkSid: trunk.sid,
    })
    expect((await number.update({ trunkSid: '' })).trunkSid).toBeNull()
    await expect(
      incomingPhoneNumbers.create({ phoneNumber: '+15005550000' }),
    ).rejects.toMatchObject({ status: 400, code: 21422 })
    expect(await number.remove()).toBe(true)
    await expect(number.fetch()).rejects.toMatchObject(notFound)
  })

  test('attaches phone numbers to a trunk, and detaches them [twilio-attached-numbers/attach] [twilio-attached-numbers/list] [twilio-attached-numbers/detach]', async () => {
    const { client } = await start()
    const { sid } = await client.trunking.v1.trunks.create()
    const { phoneNumbers } = client.trunking.v1.trunks(sid)
    const made = []
    for (const phoneNumber of ['+14155550101', '+14155550102', '+14155550103']) {
      const number = await client.incomingPhoneNumbers.create({ phoneNumber })
      made.push(await phoneNumbers.create({ phoneNumberSid: number.sid }))
    }
    expect(made[0]).toMatchObject({ phoneNumber: '+14155550101', trunkSid: sid })
    expect(sidsOf(await phoneNumbers.list({ pageSize: 2 }))).toStrictEqual(sidsOf(made))
    const first = sidsOf(made)[0] ?? ''
    expect((await client.incomingPhoneNumbers(first).fetch()).trunkSid).toBe(sid)
    expect(await phoneNumbers(first).remove()).toBe(true)
    await expect(phoneNumbers(first).fetch()).rejects.toMatchObject(notFound)
    expect((await client.incomingPhoneNumbers(first).fetch()).trunkSid).toBeNull()
  })

  test('makes, lists, changes and removes origination URLs [twilio-origination-urls/create] [twilio-origination-urls/list] [twilio-origination-urls/update] [twilio-origination-urls/delete]', async () => {
    const { client } = await start()
    const { sid } = await client.trunking.v1.trunks.create()
    const { originationUrls } = client.trunking.v1.trunks(sid)
    const made = []
    for (const priority of [1, 2, 3]) {
      made.push(
        await originationUrls.create({
          friendlyName: `Number ${priority}`,
          sipUrl: 'sip:pbx.example.com',
          priority,
          weight: 10,
          enabled: true,
        }),
      )
    }
    expect(sidsOf(await originationUrls.list({ pageSize: 2 }))).toStrictEqual(sidsOf(made))
    const url = originationUrls(sidsOf(made)[0] ?? '')
    expect(await url.update({ enabled: false, weight: 20 })).toMatchObject({
      enabled: false,
      weight: 20,
      priority: 1,
    })
    expect(await url.remove()).toBe(true)
    await expect(url.fetch()).rejects.toMatchObject(notFound)
  })

  test('rotates its auth token', async () => {
    const { client, clientOf } = await start()
    const secondary = await client.accounts.v1.secondaryAuthToken().create()
    const renewed = clientOf({ ...CREDENTIALS, authToken: secondary.secondaryAuthToken })
    expect(await client.accounts.v1.secondaryAuthToken().remove()).toBe(true)
    await expect(renewed.trunking.v1.trunks.list()).rejects.toMatchObject({ code: 20003 })

    const { secondaryAuthToken } = await client.accounts.v1.secondaryAuthToken().create()
    const promoted = clientOf({ ...CREDENTIALS, authToken: secondaryAuthToken })
    const { authToken } = await promoted.accounts.v1.authTokenPromotion().update()
    expect(authToken).toBe(secondaryAuthToken)
    await expect(client.trunking.v1.trunks.list()).rejects.toMatchObject({
      status: 401,
      code: 20003,
      moreInfo: 'https://www.twilio.com/docs/errors/20003',
    })
  })

  test('removes the trunk of a provider, and its verification finds that', async () => {
    const { client, simulator } = await start()
    const { create, send } = blackBoxClient(simulator.fetch)
    const { id, trunkSid } = (await create()).body
    const verify = async () => (await send('POST', `/api/v1/providers/${id}/verify`)).body.status
    expect(await verify()).toBe('verified')
    expect(sidsOf(await client.trunking.v1.trunks.list())).toStrictEqual([trunkSid])
    await client.trunking.v1.trunks(trunkSid).remove()
    expect(await verify()).toBe('failed')
  })
})
