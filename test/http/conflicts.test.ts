import { expect, test } from 'vitest'
import { sampleNumbers } from '../../src/contract/twilio-numbers.ts'
import type { Options } from '../../src/index.ts'
import { ACCOUNT_SID, AUTH_TOKEN, PROVIDERS, startInProcess } from '../support/client.ts'

const ID = '3c90c3cc-0d44-4b50-8888-8dd25736052a'
const NUMBERS = '/api/v1/sip-phone-numbers'
const [{ phoneNumber }] = sampleNumbers

/** A provider with a number, of which something is otherwise at Twilio. */
const known = (atTwilio: object): Options => ({
  fixture: {
    accounts: [{ accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, phoneNumbers: [{ phoneNumber }] }],
    providers: [
      { id: ID, accountSid: ACCOUNT_SID, name: 'Main', phoneNumbers: [phoneNumber], atTwilio },
    ],
  },
})

test('a verification that fails answers 200 [verification/not-an-error]', async () => {
  const { send } = await startInProcess(known({ trunk: 'missing' }))
  expect(await send('POST', `/api/v1/providers/${ID}/verify`)).toMatchObject({
    status: 200,
    body: { status: 'failed' },
  })
})

test('available numbers of a closed account answer 409 [available-numbers/refused-409]', async () => {
  const { send } = await startInProcess(known({ account: 'closed' }))
  const { status, body } = await send('GET', `${PROVIDERS}/${ID}/available-numbers`)
  expect([status, body.detail]).toEqual([409, expect.stringContaining('Twilio answered 20003')])
})

test('a number that Twilio does not let go answers 409 [errors/conflict]', async () => {
  const { send } = await startInProcess(known({ account: 'closed' }))
  const { items } = (await send('GET', `${NUMBERS}?providerId=${ID}`)).body
  const { status, body } = await send('DELETE', `${NUMBERS}/${items[0].id}`)
  expect([status, body.detail]).toEqual([409, expect.stringContaining('Twilio answered 20003')])
})

test('a number whose calls another organisation takes cannot be linked: 409 [agent-links/elsewhere-409]', async () => {
  const { send } = await startInProcess()
  const link = async (key: string) => {
    const { id } = (await send('POST', NUMBERS, { key, body: { phoneNumber } })).body
    return (await send('PUT', `${NUMBERS}/${id}/agent-link?agentId=${key}`, { key })).status
  }
  expect([await link('one'), await link('another')]).toEqual([200, 409])
})
