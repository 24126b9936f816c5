import { describe, expect, test } from 'vitest'
import { PROVIDERS, type Sent, validBody } from '../support/client.ts'
import { type Steered, steeredWays } from '../support/steered.ts'

const prefer = (text: string): Sent => ({ headers: { Prefer: text } })

/** What a world holds, without how often it was asked. */
async function stateOf({ control }: Steered) {
  return JSON.stringify(await control.exportState())
}

const OPERATIONS: [string, string, number, object | undefined][] = [
  ['POST', PROVIDERS, 201, validBody],
  ['GET', `${PROVIDERS}/{id}`, 200, undefined],
  ['PUT', `${PROVIDERS}/{id}`, 200, { name: 'New' }],
]

describe.each(steeredWays)('$way', ({ start }) => {
  test.each(
    OPERATIONS.flatMap(([method, path, , body]) =>
      [200, 400, 401, 403, 429, 500, 502, 503, 504].map(
        (code) => [code, method, path, body] as const,
      ),
    ),
  )('code=%i is what %s %s answers', async (code, method, path, body) => {
    const { send, create } = await start()
    const { id } = (await create()).body

    const { status, headers } = await send(method, path.replace('{id}', id), {
      ...prefer(`code=${code}`),
      body,
    })

    expect([status, headers.get('Preference-Applied')]).toEqual([code, `code=${code}`])
  })

  test.each(OPERATIONS)(
    'a forced answer of %s %s changes nothing [steering/1-request]',
    async (method, path, code, body) => {
      const steered = await start()
      const { id } = (await steered.create()).body
      const before = await stateOf(steered)
      await steered.send(method, path.replace('{id}', id), { ...prefer(`code=${code}`), body })

      expect(await stateOf(steered)).toBe(before)
    },
  )

  test('a forced answer looks at nothing of the request', async () => {
    const { send } = await start()

    const { status, body } = await send('POST', PROVIDERS, {
      ...prefer('code=201'),
      key: null,
      body: 'no JSON',
    })

    expect([status, body.verificationStatus]).toEqual([201, 'pending'])
  })

  test('a forced 401 says how to authenticate, as any does', async () => {
    const { get } = await start()

    expect((await get('x', prefer('code=401'))).headers.get('WWW-Authenticate')).toBe('Bearer')
  })

  test('a forced problem is about this request', async () => {
    const { get } = await start()

    const { body } = await get('any', prefer('code=503'))

    expect(body).toMatchObject({
      title: 'Service Unavailable',
      status: 503,
      instance: `${PROVIDERS}/any`,
    })
  })

  test('of several examples the one that is named is answered', async () => {
    const { get } = await start()

    const { status, body, headers } = await get('any', prefer('code=200, example=warning'))

    expect([status, body.verificationStatus, headers.get('Preference-Applied')]).toEqual([
      200,
      'warning',
      'code=200, example=warning',
    ])
  })

  test.each([
    ['GET', `${PROVIDERS}/any`, 'failed', 200],
    ['GET', `${PROVIDERS}/any`, 'provider-not-found', 404],
    ['POST', PROVIDERS, 'warning', 201],
    ['POST', PROVIDERS, 'credentials-refused', 400],
  ])(
    '%s %s with the example %s alone answers the status that has it',
    async (method, path, example, status) => {
      const { send } = await start()

      const answer = await send(method, path, prefer(`example=${example}`))

      expect([answer.status, answer.headers.get('Preference-Applied')]).toEqual([
        status,
        `example=${example}`,
      ])
    },
  )

  test('an example of a create has the status that a create has', async () => {
    const { create } = await start({ assumptions: { createStatus: 200 } })

    expect((await create(validBody, prefer('example=pending'))).status).toBe(200)
  })

  test('a read under a scenario sees what it would say, and keeps nothing', async () => {
    const steered = await start()
    const { id } = (await steered.create()).body
    await steered.get(id)
    const before = await stateOf(steered)

    const { body, headers } = await steered.get(id, prefer('scenario=failed'))

    expect([body.verificationStatus, headers.get('Preference-Applied')]).toEqual([
      'failed',
      'scenario=failed',
    ])
    expect(await stateOf(steered)).toBe(before)
  })

  test('a read under a scenario is none of the reads that a verification waits for', async () => {
    const { create, get } = await start()
    const { id } = (await create()).body

    const preferred = (await get(id, prefer('scenario=pending-forever'))).body

    expect([preferred.verificationStatus, preferred.verificationDetails]).toEqual(['pending', null])
    expect((await get(id)).body.verificationStatus).toBe('verified')
  })

  test('a read under a scenario in which Twilio is down shows what was said before', async () => {
    const { create, get } = await start()
    const { id } = (await create()).body
    const { text } = await get(id)

    expect((await get(id, prefer('scenario=twilio-down'))).text).toBe(text)
  })

  test('a create under a scenario is made under it', async () => {
    const { create } = await start()

    expect((await create(validBody, prefer('scenario=twilio-down'))).status).toBe(502)
    expect((await create(validBody, prefer('scenario=verified'))).body.verificationStatus).toBe(
      'verified',
    )
    expect((await create()).status).toBe(201)
  })

  test('a provider that was made under a scenario is verified under it, now and later', async () => {
    const { create, get, control } = await start()
    const { id } = (await create(validBody, prefer('scenario=warning'))).body
    const first = (await get(id)).body.verificationStatus
    await control.advance('PT3H')

    expect([first, (await get(id)).body.verificationStatus]).toEqual(['warning', 'warning'])
    expect((await get((await create()).body.id)).body.verificationStatus).toBe('verified')
  })

  test('an update under a scenario meets its Twilio, and shows what it says', async () => {
    const { create, get, update } = await start()
    const { id } = (await create()).body

    const switched = await update(
      id,
      { supportsCallTransfer: true },
      prefer('scenario=twilio-down'),
    )
    const renamed = await update(id, { name: 'New' }, prefer('scenario=failed'))

    expect([switched.status, renamed.body.verificationStatus, renamed.body.name]).toEqual([
      502,
      'failed',
      'New',
    ])
    expect((await get(id)).body).toMatchObject({
      verificationStatus: 'verified',
      name: 'New',
      supportsCallTransfer: false,
    })
  })

  test('a delay moves a frozen clock, and the answer is there at once', async () => {
    const { create, control } = await start()

    const { status, headers } = await create(validBody, prefer('delay=1500'))

    expect([status, headers.get('Preference-Applied'), (await control.clock()).now]).toEqual([
      201,
      'delay=1500',
      '2025-01-01T00:00:01.500Z',
    ])
  })

  test('a fault breaks the answer to what has happened', async () => {
    const { create, control } = await start()

    await expect(create(validBody, prefer('fault=EMPTY_RESPONSE'))).rejects.toThrow('fetch failed')

    expect((await control.worlds())[0]?.providers).toBe(1)
  })

  test('several preferences in one header are all kept', async () => {
    const { create, control } = await start()

    const { headers, body } = await create(
      validBody,
      prefer('scenario="verified",delay = 20; respond-async'),
    )

    expect([
      headers.get('Preference-Applied'),
      body.verificationStatus,
      (await control.clock()).now,
    ]).toEqual(['scenario=verified, delay=20', 'verified', '2025-01-01T00:00:00.020Z'])
  })

  test.each([
    ['CODE=503', 503],
    ['code="503"', 503],
    ['  code  =  503  ', 503],
    ['code=503, code=500', 503],
    ['wait=10, code=503', 503],
    ['respond-async; foo; code=503', 503],
    ['example=overloaded, code=503', 503],
  ])('%s answers %i', async (text, status) => {
    const { get } = await start()

    expect((await get('any', prefer(text))).status).toBe(status)
  })

  test.each([
    'respond-async',
    'return=minimal',
    'status=503',
    'x-code=503',
    'x-note="a, code=503"',
    'it\'s="code=503"',
    'code',
    '',
  ])('the preference %j is not known and changes nothing', async (text) => {
    const { create, get } = await start()
    const { id } = (await create()).body

    const { status, headers } = await get(id, prefer(text))

    expect([status, headers.get('Preference-Applied')]).toEqual([200, null])
  })

  const KNOWN_CODES = '200, 400, 401, 403, 404, 429, 500, 502, 503, 504'
  test.each([
    ['code=299', '/code', `getTwilioProvider does not answer 299: use one of ${KNOWN_CODES}.`],
    ['code=0', '/code', `getTwilioProvider does not answer 0: use one of ${KNOWN_CODES}.`],
    ['code=abc', '/code', 'code=abc is not a whole number up to 86400000.'],
    ['code=', '/code', 'code= is not a whole number up to 86400000.'],
    ['code="503', '/code', 'code= is not a whole number up to 86400000.'],
    ['code=-1', '/code', 'code=-1 is not a whole number up to 86400000.'],
    ['delay=1.5', '/delay', 'delay=1.5 is not a whole number up to 86400000.'],
    ['delay=86400001', '/delay', 'delay=86400001 is not a whole number up to 86400000.'],
    [
      'example=green',
      '/example',
      expect.stringMatching(
        /^There is no example green: use one of verified, pending, warning, failed, /,
      ),
    ],
    [
      'code=200, example=overloaded',
      '/example',
      'There is no example overloaded for 200: use one of verified, pending, warning, failed.',
    ],
    ['example=""', '/example', 'example is empty.'],
    [
      'scenario=unknown',
      '/scenario',
      expect.stringMatching(
        /^There is no scenario unknown: use one of bad-credentials, .*, warning\.$/,
      ),
    ],
    [
      'fault=timeout',
      '/fault',
      'There is no fault timeout: use one of CONNECTION_RESET_BY_PEER, EMPTY_RESPONSE, MALFORMED_RESPONSE_CHUNK, RANDOM_DATA_THEN_CLOSE, MALFORMED_JSON, TRUNCATED_BODY, TIMEOUT.',
    ],
  ])('%s is refused at %s, and not applied', async (text, place, message) => {
    const { create, get } = await start()
    const { id } = (await create()).body

    const { status, headers, body } = await get(id, prefer(text))

    expect([status, headers.get('Preference-Applied'), body.errors]).toEqual([
      400,
      null,
      { [`/headers/prefer${place}`]: [message] },
    ])
  })

  test('all that is wrong with the preferences is told at once', async () => {
    const { get } = await start()

    const { body } = await get('any', prefer('code=299, delay=soon, fault=none'))

    expect(Object.keys(body.errors).sort()).toEqual([
      '/headers/prefer/code',
      '/headers/prefer/delay',
      '/headers/prefer/fault',
    ])
  })

  test('a preference that is refused does nothing else that was asked', async () => {
    const steered = await start()
    const before = await stateOf(steered)
    await steered.create(validBody, prefer('code=299, delay=1000, fault=EMPTY_RESPONSE'))

    expect(await stateOf(steered)).toBe(before)
  })

  test.each([
    ['__code=503', 503, 'code=503'],
    ['__code=200&__example=failed', 200, 'code=200, example=failed'],
    ['a=b&__scenario=warning', 200, 'scenario=warning'],
    ['__delay=5', 200, 'delay=5'],
  ])('the query %s asks the same', async (query, status, applied) => {
    const { create, send } = await start()
    const { id } = (await create()).body

    const answer = await send('GET', `${PROVIDERS}/${id}?${query}`)

    expect([answer.status, answer.headers.get('Preference-Applied')]).toEqual([status, applied])
  })

  test.each([
    ['__code=299', '/query/__code'],
    ['__code=200&__example=green', '/query/__example'],
    ['__scenario=unknown', '/query/__scenario'],
    ['__delay=soon', '/query/__delay'],
    ['__fault=none', '/query/__fault'],
  ])('the query %s is refused at %s', async (query, place) => {
    const { send } = await start()

    const { status, body } = await send('GET', `${PROVIDERS}/any?${query}`)

    expect([status, Object.keys(body.errors)]).toEqual([400, [place]])
  })

  test.each(['zürich', '東京', 'two\nlines', 'a, code=500'])(
    'a scenario called %j is applied, and named as a header can',
    async (name) => {
      const { send } = await start({ scenario: { name, description: 'An odd name.' } })

      const { status, headers } = await send(
        'POST',
        `${PROVIDERS}?__scenario=${encodeURIComponent(name)}`,
        { body: validBody },
      )

      expect([status, headers.get('Preference-Applied')]).toEqual([
        201,
        `scenario=${encodeURIComponent(name)}`,
      ])
    },
  )

  test('the header wins over the query, thing by thing', async () => {
    const { send } = await start()

    const { status, headers } = await send(
      'GET',
      `${PROVIDERS}/any?__code=500&__delay=5`,
      prefer('code=503'),
    )

    expect([status, headers.get('Preference-Applied')]).toEqual([503, 'code=503, delay=5'])
  })

  test('the control plane knows no preferences', async () => {
    const { send } = await start()

    expect((await send('GET', '/__admin/health?__code=503', prefer('code=503'))).status).toBe(200)
  })

  test('a preference is kept in the world that it is sent to', async () => {
    const { world, control } = await start()
    await world('other').create(validBody, prefer('delay=1000'))

    expect((await control.clock()).now).toBe('2025-01-01T00:00:00.000Z')
    expect((await world('other').control.clock()).now).toBe('2025-01-01T00:00:01.000Z')
  })
})
