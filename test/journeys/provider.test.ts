import { describe, expect, test } from 'vitest'
import { validBody } from '../support/client.ts'
import { ways } from '../support/port.ts'

describe.each(ways)('$way', ({ start }) => {
  test('a new provider is pending, and has a trunk in the region that was asked for', async () => {
    const { create } = await start()

    const { status, body } = await create({
      ...validBody,
      region: 'ie1',
      supportsCallTransfer: true,
    })

    expect([status, body]).toEqual([
      201,
      {
        name: 'Main',
        providerType: 'twilio',
        accountSid: validBody.accountSid,
        id: expect.stringMatching(
          /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        ),
        verificationStatus: 'pending',
        lastVerifiedAt: null,
        phoneNumberCount: 0,
        verificationDetails: null,
        trunkSid: expect.stringMatching(/^TK[0-9a-f]{32}$/),
        terminationUri: expect.stringMatching(/^sip:dasha-[0-9a-f]{16}\.pstn\.twilio\.com$/),
        region: 'ie1',
        supportsCallTransfer: true,
      },
    ])
  })

  test('the Location of a create leads to the provider', async () => {
    const { create, send } = await start()
    const { headers, body } = await create()

    const read = await send('GET', headers.get('Location') ?? '')

    expect([read.status, read.body.id]).toEqual([200, body.id])
  })

  test('the first read says verified, with every check passed', async () => {
    const { create, get } = await start()
    const created = (await create()).body

    const read = (await get(created.id)).body

    expect(read).toEqual({
      ...created,
      verificationStatus: 'verified',
      lastVerifiedAt: '2025-01-01T00:00:00Z',
      verificationDetails: ['Credentials', 'Trunk', 'Credential List', 'Phone Numbers'].map(
        (checkName) =>
          expect.objectContaining({
            checkName,
            status: 'passed',
            timestamp: '2025-01-01T00:00:00Z',
          }),
      ),
    })
  })

  test('a provider is created, verified, renamed, switched and read', async () => {
    const { create, get, update } = await start()
    const { id } = (await create()).body
    const verified = (await get(id)).body
    const renamed = (await update(id, { name: 'Support' })).body
    const switched = (await update(id, { supportsCallTransfer: true })).body
    const read = (await get(id)).body

    expect([renamed, switched, read]).toEqual([
      { ...verified, name: 'Support' },
      { ...verified, name: 'Support', supportsCallTransfer: true },
      { ...verified, name: 'Support', supportsCallTransfer: true },
    ])
  })

  test('an update before the first read is no read', async () => {
    const { create, update } = await start()
    const { id } = (await create()).body

    const { body } = await update(id, { name: 'Support' })

    expect(body.verificationStatus).toBe('pending')
  })

  test('a transfer switched before the first read is found as wanted', async () => {
    const { create, update, get } = await start()
    const { id } = (await create()).body
    await update(id, { supportsCallTransfer: true })

    const { verificationDetails } = (await get(id)).body

    expect(verificationDetails[1]).toMatchObject({
      status: 'passed',
      details: { transferMode: 'enable-all' },
    })
  })

  test('a second read says the same as the first', async () => {
    const { create, get } = await start()
    const { id } = (await create()).body
    const first = await get(id)

    expect((await get(id)).text).toBe(first.text)
  })

  test('after a refused token the right one connects the account', async () => {
    const { create, get } = await start()
    const refused = await create({ ...validBody, authToken: '00000000000000000000000000020003' })
    const created = await create()
    const read = await get(created.body.id)

    expect([refused.status, created.status, read.body.verificationStatus]).toEqual([
      400,
      201,
      'verified',
    ])
  })

  test('a second token for a known account is refused', async () => {
    const { create } = await start()
    await create()

    const { status, body } = await create({ ...validBody, authToken: 'f'.repeat(32) })

    expect([status, body.detail]).toEqual([400, expect.stringContaining('20003')])
  })

  test('two providers with the same account and name have nothing else in common', async () => {
    const { create } = await start()
    const first = (await create()).body
    const second = (await create()).body

    expect([
      first.id === second.id,
      first.trunkSid === second.trunkSid,
      first.terminationUri === second.terminationUri,
    ]).toEqual([false, false, false])
  })

  test('an update of one provider leaves the others alone', async () => {
    const { create, update, get } = await start()
    const first = (await create()).body
    const second = (await create({ ...validBody, name: 'Second' })).body

    await update(first.id, { name: 'First', region: 'jp1', supportsCallTransfer: true })

    expect((await get(second.id)).body).toMatchObject({
      name: 'Second',
      region: 'us1',
      supportsCallTransfer: false,
    })
  })

  test('an account takes 100 trunks and no more', async () => {
    const { create } = await start()
    for (let index = 1; index <= 100; index++) {
      await create({ ...validBody, name: `Line ${index}` })
    }

    const { status, body } = await create({ ...validBody, name: 'Line 101' })

    expect([status, body.detail]).toEqual([400, expect.stringContaining('21244')])
  })
})
