import { join } from 'node:path'
import { MatchersV3, PactV4 } from '@pact-foundation/pact'
import { expect } from 'vitest'
import { ACCOUNT_SID, AUTH_TOKEN, PROVIDERS } from '../support/client.ts'

const { boolean, datetime, eachLike, fromProviderState, integer, like, regex, uuid } = MatchersV3

export const ID = '3c90c3cc-0d44-4b50-8888-8dd25736052a'
const OTHER_ID = '4d01d4dd-1e55-4c61-9999-9ee36847163b'
const KEY = { Authorization: like('Bearer key-of-the-consumer') }
const INSTANT = "yyyy-MM-dd'T'HH:mm:ssX"

/** A provider as the consumer needs it. Pact's core reads every pattern as anchored. */
const provider = {
  id: uuid(OTHER_ID),
  name: like('Main account'),
  providerType: 'twilio',
  accountSid: regex('AC[a-f0-9]{32}', ACCOUNT_SID),
  verificationStatus: regex('pending|verified|warning|failed', 'pending'),
  phoneNumberCount: integer(0),
  trunkSid: regex('TK[a-f0-9]{32}', `TK${'0'.repeat(32)}`),
  terminationUri: regex('sip:[a-z0-9-]+\\.pstn\\.twilio\\.com', 'sip:acme.pstn.twilio.com'),
  region: like('us1'),
  supportsCallTransfer: boolean(false),
}

const problem = (title: string, status: number) => ({
  headers: {
    'Content-Type': regex('application/problem\\+json.*', 'application/problem+json'),
  },
  body: {
    type: regex('https://tools\\.ietf\\.org/html/rfc.*', 'https://tools.ietf.org/html/rfc9110'),
    title,
    status,
    detail: like('Why it cannot be done.'),
    instance: regex(`${PROVIDERS}.*`, PROVIDERS),
  },
})

/** Runs the tests of a consumer, which leave its pact in that directory. */
export async function writePact(dir: string): Promise<string> {
  const pact = new PactV4({ consumer: 'Dashboard', provider: 'BlackBox', dir, logLevel: 'error' })
  const newProvider = { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, name: 'EU trunk' }

  await pact
    .addInteraction()
    .uponReceiving('a new provider')
    .withRequest('POST', PROVIDERS, (it) => it.headers(KEY).jsonBody(newProvider))
    .willRespondWith(201, (it) =>
      it
        .headers({ Location: regex(`.*${PROVIDERS}/[0-9a-f-]{36}`, `${PROVIDERS}/${OTHER_ID}`) })
        .jsonBody({
          ...provider,
          name: 'EU trunk',
          accountSid: ACCOUNT_SID,
          verificationStatus: 'pending',
          lastVerifiedAt: null,
          verificationDetails: null,
        }),
    )
    .executeTest(async ({ url }) => {
      const { status, body } = await send('POST', `${url}${PROVIDERS}`, newProvider)
      expect([status, body.verificationStatus]).toEqual([201, 'pending'])
    })

  await pact
    .addInteraction()
    .given('Twilio refuses the credentials')
    .uponReceiving('a new provider with credentials that Twilio refuses')
    .withRequest('POST', PROVIDERS, (it) => it.headers(KEY).jsonBody(newProvider))
    .willRespondWith(400, (it) => {
      const { headers, body } = problem('Bad Request', 400)
      it.headers(headers).jsonBody(body)
    })
    .executeTest(async ({ url }) => {
      const { status, body } = await send('POST', `${url}${PROVIDERS}`, newProvider)
      expect([status, body.title]).toEqual([400, 'Bad Request'])
    })

  await pact
    .addInteraction()
    .given('a verified provider exists', { id: ID, name: 'EU trunk', region: 'ie1' })
    .uponReceiving('a request for a verified provider')
    .withRequest('GET', `${PROVIDERS}/${ID}`, (it) => it.headers(KEY))
    .willRespondWith(200, (it) =>
      it.jsonBody({
        ...provider,
        id: ID,
        name: 'EU trunk',
        region: 'ie1',
        verificationStatus: 'verified',
        lastVerifiedAt: datetime(INSTANT, '2025-01-01T00:00:00Z'),
        verificationDetails: eachLike({
          checkName: regex('Credentials|Trunk|Credential List|Phone Numbers', 'Credentials'),
          message: like('Twilio accepts the credentials.'),
          status: 'passed',
          timestamp: datetime(INSTANT, '2025-01-01T00:00:00Z'),
          details: like({}),
        }),
      }),
    )
    .executeTest(async ({ url }) => {
      const { body } = await send('GET', `${url}${PROVIDERS}/${ID}`)
      expect(body.verificationDetails).toMatchObject([{ status: 'passed' }])
    })

  await pact
    .addInteraction()
    .given('no providers exist')
    .uponReceiving('a request for a provider that does not exist')
    .withRequest('GET', `${PROVIDERS}/${ID}`, (it) => it.headers(KEY))
    .willRespondWith(404, (it) => {
      const { headers, body } = problem('Not Found', 404)
      it.headers(headers).jsonBody(body)
    })
    .executeTest(async ({ url }) => {
      const { status } = await send('GET', `${url}${PROVIDERS}/${ID}`)
      expect(status).toBe(404)
    })

  await pact
    .addInteraction()
    .given('all is well at Twilio')
    .given('a pending provider exists', { name: 'Old name' })
    .uponReceiving('a change of a provider')
    .withRequest(
      'PUT',
      fromProviderState(`${PROVIDERS}/\${id}`, `${PROVIDERS}/${OTHER_ID}`),
      (it) => it.headers(KEY).jsonBody({ name: 'New name', supportsCallTransfer: true }),
    )
    .willRespondWith(200, (it) =>
      it.jsonBody({ ...provider, name: 'New name', supportsCallTransfer: true }),
    )
    .executeTest(async ({ url }) => {
      const change = { name: 'New name', supportsCallTransfer: true }
      const { body } = await send('PUT', `${url}${PROVIDERS}/${OTHER_ID}`, change)
      expect(body).toMatchObject(change)
    })

  return join(dir, 'Dashboard-BlackBox.json')
}

/** The code under test of the consumer. */
async function send(method: string, url: string, body?: object) {
  const response = await fetch(url, {
    method,
    headers: { Authorization: 'Bearer key-of-the-consumer', 'Content-Type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}
