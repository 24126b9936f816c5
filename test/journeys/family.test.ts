import { describe, expect, test } from 'vitest'
import { ACCOUNT_SID, AUTH_TOKEN, PROVIDERS, validBody } from '../support/client.ts'
import { bothSides, heldBy, NOTHING_HELD, NUMBERS } from '../support/two-sides.ts'

const UNKNOWN = `PN${'0'.repeat(32)}`

describe.each(bothSides)('$way', ({ start, sdk }) => {
  async function withNumbers() {
    const started = await start()
    const twilio = sdk(started, { sid: ACCOUNT_SID, authToken: AUTH_TOKEN })
    for (const phoneNumber of NUMBERS) await twilio.incomingPhoneNumbers.create({ phoneNumber })
    return { ...started, started, twilio }
  }

  test('a provider lives from its create to an empty Twilio account', async () => {
    const { create, get, send, twilio } = await withNumbers()
    const post = (path: string, body?: object) => send('POST', path, body && { body })

    const created = (await create()).body
    const provider = `/api/v1/providers/${created.id}`
    const atTwilio = `${PROVIDERS}/${created.id}`
    const verify = async () => (await post(`${provider}/verify`)).body
    const trunk = twilio.trunking.v1.trunks(created.trunkSid)

    const available = (await send('GET', `${atTwilio}/available-numbers`)).body
    const [first, second] = available.items
    expect([available.totalCount, first.phoneNumber, first.isImported]).toStrictEqual([
      3,
      NUMBERS[0],
      false,
    ])

    const once = { phoneNumberSids: [first.phoneNumberSid] }
    expect((await post(`${atTwilio}/import-numbers`, once)).body).toMatchObject({ successCount: 1 })
    const phoneNumberSids = [second.phoneNumberSid, UNKNOWN, first.phoneNumberSid]
    const imported = await post(`${atTwilio}/import-numbers`, { phoneNumberSids })
    expect([imported.status, imported.body]).toStrictEqual([
      200,
      {
        successCount: 1,
        failedCount: 2,
        errors: [
          { phoneNumberSid: UNKNOWN, errorMessage: expect.stringContaining('no such number') },
          {
            phoneNumberSid: first.phoneNumberSid,
            errorMessage: expect.stringContaining('already imported'),
          },
        ],
      },
    ])
    expect((await get(created.id)).body.phoneNumberCount).toBe(2)
    expect((await trunk.phoneNumbers.list()).map((it) => it.phoneNumber)).toStrictEqual(
      NUMBERS.slice(0, 2),
    )
    expect(await verify()).toMatchObject({ status: 'verified' })

    await trunk.phoneNumbers(first.phoneNumberSid).remove()
    expect(await verify()).toMatchObject({
      status: 'warning',
      checks: [{}, {}, {}, { details: { detached: [first.phoneNumberSid] } }],
    })

    await trunk.phoneNumbers.create({ phoneNumberSid: first.phoneNumberSid })
    expect(await verify()).toMatchObject({ status: 'verified' })

    const deleted = await send('DELETE', provider)
    expect([deleted.status, deleted.text]).toStrictEqual([204, ''])
    expect((await get(created.id)).status).toBe(404)
    for (const kind of ['sip-phone-numbers', 'sip-credentials', 'providers']) {
      expect((await send('GET', `/api/v1/${kind}`)).body.totalCount).toBe(0)
    }
    expect(await heldBy(twilio)).toStrictEqual(NOTHING_HELD)
    expect(await twilio.incomingPhoneNumbers.list()).toHaveLength(3)
  })

  test('update-twilio-provider: new credentials by "Create a new provider", "Import phone numbers to the new provider", "Delete the old provider"', async () => {
    const { started, create, get, send, twilio } = await withNumbers()
    const sids = (await twilio.incomingPhoneNumbers.list()).map(({ sid }) => sid)
    const importAll = (id: string) =>
      send('POST', `${PROVIDERS}/${id}/import-numbers`, { body: { phoneNumberSids: sids } })

    const old = (await create()).body
    await importAll(old.id)
    await twilio.accounts.v1.secondaryAuthToken().create()
    const { authToken } = await twilio.accounts.v1.authTokenPromotion().update()
    expect((await send('POST', `/api/v1/providers/${old.id}/verify`)).body.status).toBe('failed')

    const next = (await create({ ...validBody, authToken, name: 'With the new token' })).body
    expect((await importAll(next.id)).body.successCount).toBe(3)
    expect((await send('DELETE', `/api/v1/providers/${old.id}`)).status).toBe(204)

    expect((await get(next.id)).body).toMatchObject({
      verificationStatus: 'verified',
      phoneNumberCount: 3,
    })
    // The old token could not be used to tidy up, so that the old trunk stays; the numbers are on the new one.
    const renewed = sdk(started, { sid: ACCOUNT_SID, authToken })
    expect((await renewed.trunking.v1.trunks(next.trunkSid).phoneNumbers.list()).length).toBe(3)
  })
})
