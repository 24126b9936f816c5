import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { ControlError, connectSimulator } from '../../src/index.ts'
import { PROVIDERS, validBody } from '../support/client.ts'
import { refusalOf, type Steered, steeredWays } from '../support/steered.ts'

const ID = '3c90c3cc-0d44-4b50-8888-8dd25736052a'
const CREATE = { method: 'POST' as const, urlPath: PROVIDERS }

const idsIn = async ({ control }: Steered) => (await control.requests()).map(({ id }) => id)

describe.each(steeredWays)('$way', ({ start }) => {
  test('a request and its answer are on record', async () => {
    const { control, send } = await start()
    const { headers, body } = await send('POST', `${PROVIDERS}?a=1&b=%20`, {
      body: validBody,
      headers: { 'X-Test': 'one' },
    })

    const id = headers.get('X-Mock-Request-Id') ?? ''

    expect(await control.request(id)).toEqual({
      id: '1',
      receivedAt: '2025-01-01T00:00:00.000Z',
      operationId: 'createTwilioProvider',
      request: {
        method: 'POST',
        path: PROVIDERS,
        query: 'a=1&b=%20',
        headers: expect.objectContaining({
          authorization: 'Bearer [redacted]',
          'content-type': 'application/json',
          'x-test': 'one',
        }),
        body: { ...validBody, authToken: '[redacted]' },
      },
      response: {
        status: 201,
        headers: expect.objectContaining({
          'Content-Type': 'application/json; charset=utf-8',
          Location: `${PROVIDERS}/${body.id}`,
          'X-Mock-Request-Id': '1',
          'X-Mock-World': 'default',
        }),
        body,
      },
      fault: null,
    })
  })

  test('requests are numbered and listed from the oldest on', async () => {
    const steered = await start()
    const numbers = []
    for (let request = 0; request < 3; request++) {
      numbers.push((await steered.get(ID)).headers.get('X-Mock-Request-Id'))
    }

    expect([numbers, await idsIn(steered)]).toEqual([
      ['1', '2', '3'],
      ['1', '2', '3'],
    ])
  })

  test.each<[string, Parameters<Steered['send']>, number, string | null]>([
    ['no path', ['GET', '/api/v1/nothing'], 404, null],
    ['the root', ['GET', '/'], 404, null],
    ['a wrong method', ['PUT', PROVIDERS], 405, null],
    ['no key', ['GET', `${PROVIDERS}/${ID}`, { key: null }], 401, 'getTwilioProvider'],
    ['a bad id', ['GET', `${PROVIDERS}/x`], 400, 'getTwilioProvider'],
    ['a bad body', ['POST', PROVIDERS, { body: {} }], 400, 'createTwilioProvider'],
    ['malformed JSON', ['POST', PROVIDERS, { body: '{' }], 400, 'createTwilioProvider'],
    [
      'no JSON',
      ['POST', PROVIDERS, { body: 'a', headers: { 'Content-Type': 'text/plain' } }],
      415,
      'createTwilioProvider',
    ],
    [
      'a body that is too large',
      ['POST', PROVIDERS, { body: JSON.stringify('x'.repeat(2 ** 20)) }],
      413,
      'createTwilioProvider',
    ],
    ['no provider', ['GET', `${PROVIDERS}/${ID}`], 404, 'getTwilioProvider'],
    [
      'a forced answer',
      ['GET', `${PROVIDERS}/${ID}`, { headers: { Prefer: 'code=503' } }],
      503,
      'getTwilioProvider',
    ],
    ['a HEAD', ['HEAD', `${PROVIDERS}/${ID}`], 404, 'getTwilioProvider'],
  ])('%s is on record', async (_what, request, status, operationId) => {
    const { send, control } = await start()
    const answer = await send(...request)

    expect(answer.headers.get('X-Mock-Request-Id')).toBe('1')
    expect(await control.requests()).toMatchObject([
      { id: '1', operationId, request: { method: request[0] }, response: { status } },
    ])
  })

  test.each([
    ['OPTIONS', PROVIDERS],
    ['GET', '/openapi.json'],
    ['GET', '/__admin/openapi.json'],
    ['GET', '/__admin/health'],
    ['GET', '/__admin/nothing'],
  ])('%s %s is not on record', async (method, path) => {
    const { control, fetch } = await start()
    const { headers } = await fetch(new Request(`http://trunkline${path}`, { method }))

    expect([await control.requests(), headers.get('X-Mock-Request-Id')]).toEqual([[], null])
  })

  test('a body that is no JSON, or too large to keep, is not on record', async () => {
    const { control, create } = await start()
    await create('{' as never)
    await create({ ...validBody, more: 'x'.repeat(20_000) })

    expect((await control.requests()).map(({ request }) => 'body' in request)).toEqual([
      false,
      false,
    ])
  })

  test('each world has a journal of its own', async () => {
    const steered = await start()
    const other = steered.world('other')
    await steered.get(ID)
    const { headers } = await other.get(ID)

    expect([headers.get('X-Mock-World'), headers.get('X-Mock-Request-Id')]).toEqual(['other', '1'])
    expect([await idsIn(steered), await idsIn(other)]).toEqual([['1'], ['1']])
  })

  test('the path on record is the one inside the world', async () => {
    const { world } = await start()
    const other = world('other')
    await other.get(ID)

    expect((await other.control.requests())[0]?.request.path).toBe(`${PROVIDERS}/${ID}`)
  })

  test('the journal forgets the oldest first', async () => {
    const steered = await start({ journalSize: 3 })
    for (let request = 0; request < 7; request++) await steered.get(ID)

    expect(await idsIn(steered)).toEqual(['5', '6', '7'])
    expect((await refusalOf(steered.control.request('4'))).message).toBe(
      'Cannot find request 4: it was never made in this world, or the journal has forgotten it.',
    )
  })

  test('a journal of no size keeps nothing, and requests are numbered', async () => {
    const steered = await start({ journalSize: 0 })
    await steered.get(ID)

    expect((await steered.get(ID)).headers.get('X-Mock-Request-Id')).toBe('2')
    expect(await idsIn(steered)).toEqual([])
  })

  test('after the journal is emptied the numbers go on', async () => {
    const steered = await start({ journalSize: 2 })
    for (let request = 0; request < 3; request++) await steered.get(ID)
    const cleared = await steered.control.clearRequests()
    await steered.get(ID)

    expect([cleared, await idsIn(steered)]).toEqual([{ count: 2 }, ['4']])
  })

  test('plain answers carry no header of the simulator, and are on record all the same', async () => {
    const steered = await start({ plain: true })
    const { headers } = await steered.get(ID)

    expect([headers.get('X-Mock-Request-Id'), headers.get('X-Mock-World')]).toEqual([null, null])
    expect(await idsIn(steered)).toEqual(['1'])
  })

  test('a request is received before what it takes', async () => {
    const { create, control } = await start()
    await create(validBody, { headers: { Prefer: 'delay=60000' } })
    await create(validBody)

    expect((await control.requests()).map(({ receivedAt }) => receivedAt)).toEqual([
      '2025-01-01T00:00:00.000Z',
      '2025-01-01T00:01:00.000Z',
    ])
  })

  test.each([
    ['GET', `${PROVIDERS}/${ID}`],
    ['GET', '/api/v1/nothing'],
    ['DELETE', PROVIDERS],
  ])('%s %s is received at the time of a real clock', async (method, path) => {
    onTestFinished(() => void vi.useRealTimers())
    vi.setSystemTime('2030-01-01T00:00:00Z')
    const { send, control } = await start({ clock: 'real' })
    vi.setSystemTime('2030-01-01T00:05:00Z')
    await send(method, path)
    vi.setSystemTime('2030-01-01T00:06:00Z')

    expect((await control.requests())[0]?.receivedAt).toBe('2030-01-01T00:05:00.000Z')
  })

  describe('finding requests', () => {
    /** Two creates and a read, and whatever else. */
    async function busy() {
      const steered = await start()
      const { id } = (await steered.create({ ...validBody, region: 'ie1' })).body
      await steered.get(id, { headers: { 'X-Tag': 'mine' } })
      await steered.send('POST', `${PROVIDERS}?dryRun=true`, {
        body: { ...validBody, name: 'Second' },
      })
      return { ...steered, id }
    }

    test('a pattern finds those that fit, oldest first', async () => {
      const { control, id } = await busy()
      const found = async (pattern: Parameters<typeof control.findRequests>[0]) =>
        (await control.findRequests(pattern)).map((it) => it.id)

      expect([
        await found({}),
        await found(CREATE),
        await found({ urlPathPattern: `${PROVIDERS}/.+` }),
        await found({ urlPath: `${PROVIDERS}/${id}`, headers: { 'x-tag': { equalTo: 'mine' } } }),
        await found({ queryParameters: { dryRun: { equalTo: 'true' } } }),
        await found({ ...CREATE, bodyPatterns: [{ matchesJsonPath: '$.region' }] }),
        await found({ method: 'DELETE' }),
      ]).toEqual([['1', '2', '3'], ['1', '3'], ['2'], ['2'], ['3'], ['1'], []])
    })

    test('a pattern counts those that fit', async () => {
      const { control } = await busy()

      expect([
        await control.countRequests(CREATE),
        await control.countRequests({ method: 'PUT' }),
      ]).toEqual([{ count: 2 }, { count: 0 }])
    })

    test.each([
      [{}, true],
      [{ exactly: 2 }, true],
      [{ exactly: 1 }, false],
      [{ exactly: 0 }, false],
      [{ atLeast: 2 }, true],
      [{ atLeast: 3 }, false],
      [{ atMost: 2 }, true],
      [{ atMost: 1 }, false],
      [{ atLeast: 1, atMost: 3 }, true],
    ])('two that fit are what %j asks for: %s', async (times, isSo) => {
      const { control } = await busy()
      const verified = control.verifyRequests({ ...CREATE, ...times })

      if (isSo) expect(await verified).toEqual({ count: 2 })
      else expect((await refusalOf(verified)).status).toBe(406)
    })

    test.each([
      [{ exactly: 0 }, true],
      [{ atMost: 0 }, true],
      [{}, false],
    ])('none that fits is what %j asks for: %s', async (times, isSo) => {
      const { control } = await busy()
      const verified = control.verifyRequests({ method: 'PUT', ...times })

      if (isSo) expect(await verified).toEqual({ count: 0 })
      else expect((await refusalOf(verified)).status).toBe(406)
    })

    test.each([
      [{ exactly: 2, atLeast: 0 }, '/exactly'],
      [{ exactly: 0, atMost: 3 }, '/exactly'],
      [{ atLeast: 3, atMost: 2 }, '/atMost'],
    ])('a number of requests that contradicts itself, %j, is refused', async (times, place) => {
      const { control } = await busy()

      const { status, problem } = await refusalOf(control.verifyRequests({ ...CREATE, ...times }))

      expect([status, Object.keys(problem.errors ?? {})]).toEqual([400, [place]])
    })

    test('a verification that fails shows the nearest misses to read', async () => {
      const { control, id } = await busy()
      const wanted = { ...validBody, authToken: '[redacted]', name: 'Third' }

      const error = await refusalOf(
        control.verifyRequests({
          ...CREATE,
          headers: { 'X-Tag': { equalTo: 'mine' } },
          bodyPatterns: [{ equalToJson: wanted }],
        }),
      )

      expect(error.message.split('\n')).toEqual([
        'Cannot verify the requests: 0 of 3 fit, and at least 1 should.',
        '  near miss: request 3, POST /api/v1/providers/twilio',
        '    /headers/x-tag: expected "mine", was absent',
        '    /body/name: expected "Third", was "Second"',
        '  near miss: request 1, POST /api/v1/providers/twilio',
        '    /headers/x-tag: expected "mine", was absent',
        '    /body/name: expected "Third", was "Main"',
        '    /body/region: expected absent, was "ie1"',
        `  near miss: request 2, GET /api/v1/providers/twilio/${id}`,
        `    /path: expected "/api/v1/providers/twilio", was "/api/v1/providers/twilio/${id}"`,
        '    /method: expected "POST", was "GET"',
        `    /body: expected ${JSON.stringify(wanted)}, was absent`,
      ])
      expect(error.problem).toMatchObject({ status: 406, count: 0, title: 'Not Acceptable' })
      expect(error.problem.nearMisses?.map((it) => it.id)).toEqual(['3', '1', '2'])
    })

    test('a verification that meets too many names them, and no misses', async () => {
      const { control } = await busy()

      const error = await refusalOf(control.verifyRequests({ ...CREATE, atMost: 1 }))

      expect(error.message).toBe(
        'Cannot verify the requests: 2 of 3 fit, and at most 1 should ((they are 1, 3)).',
      )
      expect(error.problem.nearMisses).toEqual([])
    })

    test('of many that fit only the first are named', async () => {
      const { control, get } = await start()
      for (let request = 0; request < 12; request++) await get(ID)

      expect((await refusalOf(control.verifyRequests({ exactly: 0 }))).message).toBe(
        'Cannot verify the requests: 12 of 12 fit, and 0 should ((they are 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and others)).',
      )
    })

    test('an empty journal has no near miss', async () => {
      const { control } = await start()

      const { message, problem } = await refusalOf(control.verifyRequests(CREATE))

      expect([message, problem.nearMisses]).toEqual([
        'Cannot verify the requests: 0 of 0 fit, and at least 1 should.',
        [],
      ])
    })

    test.each([
      [{ method: 'FETCH' }, '/method'],
      [{ urlPath: 7 }, '/urlPath'],
      [{ urlPath: '/a', urlPathPattern: '/b' }, '/urlPathPattern'],
      [{ url: '/a' }, '/url'],
      [{ headers: { a: {} } }, '/headers/a'],
    ])('the pattern %j is refused at %s', async (pattern, place) => {
      const { control } = await start()

      for (const ask of ['findRequests', 'countRequests', 'verifyRequests'] as const) {
        const { status, problem } = await refusalOf(control[ask](pattern as never))
        expect([ask, status, Object.keys(problem.errors ?? {})]).toEqual([ask, 400, [place]])
      }
    })

    test.each([{ exactly: -1 }, { atLeast: 0.5 }, { atMost: '1' }])(
      'the number in %j is refused',
      async (times) => {
        const { control } = await start()

        const { problem } = await refusalOf(control.verifyRequests(times as never))

        expect(Object.keys(problem.errors ?? {})).toEqual([`/${Object.keys(times)[0]}`])
      },
    )
  })
})

test.each([
  ['text/html', '<p>Nothing here.</p>'],
  ['application/json', '{"error":"nothing here"}'],
])('a server that is no simulator is told from a refusal: %s', async (type, body) => {
  const server = createServer((_request, response) => {
    response.writeHead(404, { 'Content-Type': type }).end(body)
  })
  onTestFinished(() => void server.close())
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const error = await connectSimulator(url)
    .control.health()
    .catch((reason) => reason)

  expect(error).not.toBeInstanceOf(ControlError)
  expect(error.message).toBe(
    `Cannot use the control plane at ${url}: it answered 404 as no simulator does. Is another server there?`,
  )
})
