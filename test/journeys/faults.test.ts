import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { FaultKind } from '../../src/contract/faults.ts'
import { PROVIDERS, validBody } from '../support/client.ts'
import { refusalOf, type Steered, steeredWays } from '../support/steered.ts'

const ID = '3c90c3cc-0d44-4b50-8888-8dd25736052a'

/** What a client sees of each kind: the code behind the error of `fetch`, or of reading the body. */
const KINDS: Record<FaultKind, [where: 'fetch' | 'body', error: string, code: string | undefined]> =
  {
    CONNECTION_RESET_BY_PEER: ['fetch', 'fetch failed', 'ECONNRESET'],
    EMPTY_RESPONSE: ['fetch', 'fetch failed', 'UND_ERR_SOCKET'],
    RANDOM_DATA_THEN_CLOSE: ['fetch', 'fetch failed', 'HPE_INVALID_CONSTANT'],
    MALFORMED_RESPONSE_CHUNK: ['body', 'terminated', 'HPE_INVALID_CHUNK_SIZE'],
    TRUNCATED_BODY: ['body', 'terminated', 'UND_ERR_SOCKET'],
    MALFORMED_JSON: ['body', 'JSON', undefined],
    TIMEOUT: ['fetch', 'enough', undefined],
  }

/** How the answer to a create breaks; a client that waits for ever gives up once the create is on record. */
async function breakOfCreate({ fetch, control }: Steered) {
  const patience = new AbortController()
  const request = new Request(`http://trunkline${PROVIDERS}`, {
    method: 'POST',
    headers: { Authorization: 'Bearer test-key', 'Content-Type': 'application/json' },
    body: JSON.stringify(validBody),
    signal: patience.signal,
  })
  const answer = (async () => fetch(request))()
  const broken = answer.then(
    (response) => response.json().then(String, (error) => ['body', error]),
    (error) => ['fetch', error],
  )
  await vi.waitUntil(async () => (await control.requests()).length === 1)
  setImmediate(() => patience.abort(new Error('enough')))
  const [where, error] = await broken
  return [where, error.message, error.cause?.code]
}

/** The statuses of so many reads. */
async function statusesOf({ get }: Steered, count: number) {
  const statuses = []
  for (let read = 0; read < count; read++) statuses.push((await get(ID)).status)
  return statuses
}

describe.each(steeredWays)('$way', ({ start }) => {
  test('there are no faults at the start', async () => {
    const { control } = await start()

    expect(await control.faults()).toEqual([])
  })

  test('a fault is shown with everything that it has by default', async () => {
    const { control } = await start()

    const fault = await control.addFault({ status: 503 })

    expect(fault).toEqual({
      name: 'fault-1',
      match: {},
      skip: 0,
      probability: 1,
      status: 503,
      scenario: null,
      met: 0,
      struck: 0,
    })
    expect(await control.faults()).toEqual([fault])
  })

  test('a status takes the place of the answer, and says when to come again', async () => {
    const { control, create } = await start()
    await control.addFault({ status: 503, retryAfter: 30 })

    const { status, headers, body } = await create()

    expect([status, headers.get('Retry-After'), body.title]).toEqual([
      503,
      '30',
      'Service Unavailable',
    ])
  })

  test('a status strikes before the operation has happened', async () => {
    const { control, create } = await start()
    await control.addFault({ times: 1, status: 503 })
    await create()

    expect((await control.worlds())[0]?.providers).toBe(0)
    const fresh = await start()
    expect((await create()).text).toBe((await fresh.create()).text)
  })

  test('a status that does not wait for a key strikes before it is looked at', async () => {
    const { control, send } = await start()
    await control.addFault({ status: 503 })

    expect((await send('POST', PROVIDERS, { key: null })).status).toBe(503)
  })

  test.each([
    [{ operationId: 'getTwilioProvider' }, [201, 503, 404]],
    [{ method: 'PUT' as const }, [201, 404, 503]],
    [{ path: PROVIDERS }, [503, 404, 404]],
    [{ path: `${PROVIDERS}/{id}` }, [201, 503, 503]],
    [{ path: `${PROVIDERS}/*`, method: 'GET' as const }, [201, 503, 404]],
    [{ path: `${PROVIDERS}/${ID}` }, [201, 503, 503]],
    [{}, [503, 503, 503]],
  ])('a fault for %j strikes create, read and update like %j', async (match, statuses) => {
    const { control, create, get, update } = await start()
    await control.addFault({ match, status: 503 })

    expect([
      (await create()).status,
      (await get(ID)).status,
      (await update(ID, {})).status,
    ]).toEqual(statuses)
  })

  test('a fault knows its paths inside any world', async () => {
    const { world } = await start()
    const { control, get } = world('checkout')
    await control.addFault({ match: { path: `${PROVIDERS}/*` }, status: 503 })

    expect((await get(ID)).status).toBe(503)
  })

  test('a fault skips, strikes so many times, and counts', async () => {
    const steered = await start()
    await steered.control.addFault({ name: 'flaky', skip: 1, times: 2, status: 503 })

    expect(await statusesOf(steered, 5)).toEqual([404, 503, 503, 404, 404])
    expect(await steered.control.faults()).toMatchObject([{ name: 'flaky', met: 5, struck: 2 }])
  })

  test('what strikes by chance depends on nothing but the seed', async () => {
    const [one, same, other] = [
      await start({ seed: 3 }),
      await start({ seed: 3 }),
      await start({ seed: 4 }),
    ]
    for (const { control } of [one, same, other]) {
      await control.addFault({ name: 'rare', probability: 0.5, status: 503 })
    }
    // Requests that a fault is not for, and other worlds, change nothing.
    await same.send('GET', '/api/v1/nothing')
    await same.world('other').get(ID)

    const [first, second, third] = [
      await statusesOf(one, 30),
      await statusesOf(same, 30),
      await statusesOf(other, 30),
    ]

    expect(second).toEqual(first)
    expect(third).not.toEqual(first)
  })

  test('of two faults the first strikes, and when it is done the second', async () => {
    const steered = await start()
    await steered.control.addFault({ name: 'one', times: 1, status: 503 })
    await steered.control.addFault({ name: 'two', times: 1, status: 500 })

    expect(await statusesOf(steered, 3)).toEqual([503, 500, 404])
  })

  test('a fault of the world is asked before one of the start', async () => {
    const steered = await start({
      scenario: { name: 'start', description: 'A fault.', faults: [{ status: 500 }] },
    })
    await steered.control.addFault({ times: 1, status: 503 })

    expect(await statusesOf(steered, 2)).toEqual([503, 500])
  })

  test('the faults of a scenario come and go with it', async () => {
    const steered = await start()
    const storm = {
      name: 'storm',
      description: 'A storm.',
      faults: [{ name: 'hail', status: 500 }],
    }
    await steered.control.addFault({ match: { method: 'PUT' }, name: 'own', status: 503 })
    await steered.control.setScenario(storm)
    const during = [
      await statusesOf(steered, 1),
      (await steered.control.faults()).map((it) => it.name),
    ]
    await steered.control.clearScenario()

    expect(during).toEqual([[500], ['own', 'hail']])
    expect([
      await statusesOf(steered, 1),
      (await steered.control.faults()).map((it) => it.name),
    ]).toEqual([[404], ['own']])
  })

  test('the faults of a scenario that a request asks for are for that request', async () => {
    const steered = await start({
      scenario: { name: 'storm', description: 'A storm.', faults: [{ status: 500 }] },
    })
    await steered.control.clearScenario()

    const { status } = await steered.get(ID, { headers: { Prefer: 'scenario=storm' } })

    expect([status, await statusesOf(steered, 1)]).toEqual([500, [404]])
  })

  test('a fault of the same name takes the place of the other', async () => {
    const { control } = await start()
    await control.addFault({ name: 'it', status: 503 })
    await control.addFault({ name: 'it', status: 500 })

    expect(await control.faults()).toMatchObject([{ name: 'it', status: 500 }])
  })

  test('a fault is removed by its name', async () => {
    const steered = await start()
    await steered.control.addFault({ name: 'a.b-c_1', status: 503 })
    await statusesOf(steered, 2)

    expect(await steered.control.removeFault('a.b-c_1')).toMatchObject({ met: 2, struck: 2 })
    expect(await steered.control.faults()).toEqual([])
  })

  test('a fault of a scenario of any name can be removed', async () => {
    const { control } = await start()
    const name = 'a/b ü?#%'
    await control.setScenario({ name, description: 'An odd name.', faults: [{ status: 503 }] })

    expect((await control.removeFault(`${name}-1`)).scenario).toBe(name)
  })

  test('a fault that there is not cannot be removed', async () => {
    const { control } = await start()
    await control.addFault({ name: 'there', status: 503 })

    const { status, message } = await refusalOf(control.removeFault('not'))

    expect([status, message]).toEqual([404, 'Cannot remove fault not: no such fault ((there)).'])
  })

  test('all faults are removed at once', async () => {
    const { control } = await start({
      scenario: { name: 'storm', description: 'A storm.', faults: [{ status: 500 }] },
    })
    await control.addFault({ status: 503 })

    expect([await control.clearFaults(), await control.faults()]).toEqual([{ count: 2 }, []])
  })

  test('a delay moves a frozen clock, and the answer is there at once', async () => {
    const { control, create } = await start()
    await control.addFault({ delayMillis: 5000 })

    expect((await create()).status).toBe(201)
    expect((await control.clock()).now).toBe('2025-01-01T00:00:05.000Z')
  })

  test('what falls due during a delay happens at its own instant', async () => {
    const { control, create, get } = await start({ scenario: 'slow-verification' })
    const { id } = (await create()).body
    await control.addFault({ delayMillis: 120_000, times: 1 })

    const [during, after] = [(await get(id)).body, (await get(id)).body]

    expect([during.verificationStatus, after.lastVerifiedAt]).toEqual([
      'pending',
      '2025-01-01T00:01:00Z',
    ])
  })

  test('with a real clock an answer waits for its delay, and others do not wait for it', async () => {
    const { control, get } = await start({ clock: 'real' })
    await control.addFault({ times: 1, delayMillis: 150 })
    const order: string[] = []

    const slow = get(ID).then(() => order.push('slow'))
    // The fault is taken by the request that came first, before the next is let go.
    await vi.waitUntil(async () => (await control.faults())[0]?.struck === 1)
    await get(ID).then(() => order.push('fast'))
    await slow

    expect(order).toEqual(['fast', 'slow'])
  })

  test('a client that gives up on a late answer does not get it, and no timer is left', async () => {
    onTestFinished(() => void vi.restoreAllMocks())
    const [set, clear] = [vi.spyOn(globalThis, 'setTimeout'), vi.spyOn(globalThis, 'clearTimeout')]
    const { control, fetch } = await start({ clock: 'real' })
    await control.addFault({ delayMillis: 86_400_000 })
    const patience = new AbortController()
    const request = new Request(`http://trunkline${PROVIDERS}/${ID}`, { signal: patience.signal })

    const answer = (async () => fetch(request))().catch((reason) => reason.message)
    await vi.waitUntil(async () => (await control.requests()).length === 1)
    patience.abort(new Error('enough'))

    expect(await answer).toBe('enough')
    const wait = set.mock.calls.findIndex(([, millis]) => millis === 86_400_000)
    const timer = set.mock.results[wait]?.value
    await vi.waitUntil(() => clear.mock.calls.some(([it]) => it === timer))
  })

  test('a request that was given up before it was sent does nothing', async () => {
    const { control, fetch } = await start()
    const signal = AbortSignal.abort(new Error('enough'))
    const request = new Request(`http://trunkline${PROVIDERS}/${ID}`, { signal })

    expect(await (async () => fetch(request))().catch((reason) => reason.message)).toBe('enough')
    expect(await control.requests()).toEqual([])
  })

  test('a status may come late', async () => {
    const { control, get } = await start()
    await control.addFault({ status: 504, delayMillis: 30_000 })

    expect((await get(ID)).status).toBe(504)
    expect((await control.clock()).now).toBe('2025-01-01T00:00:30.000Z')
  })

  test.each(Object.entries(KINDS))(
    '%s breaks the answer to a create that has happened',
    async (kind, [where, error, code]) => {
      const steered = await start({ clock: 'real' })
      await steered.control.addFault({ times: 1, fault: kind as FaultKind })

      expect(await breakOfCreate(steered)).toEqual([where, expect.stringContaining(error), code])
      expect((await steered.control.worlds())[0]?.providers).toBe(1)
      expect(await steered.control.requests()).toMatchObject([
        { fault: kind, operationId: 'createTwilioProvider', response: { status: 201 } },
      ])
    },
  )

  test.each([
    [{ match: { operationId: 'deleteTwilioProvider' }, status: 503 }, ['/match']],
    [{ match: { path: '/api/v1/provider' }, status: 503 }, ['/match']],
    [{ match: { path: `${PROVIDERS}/{id}`, method: 'PATCH' }, status: 503 }, ['/match']],
    [{ match: { path: 'api' }, status: 503 }, ['/match/path']],
    [{ match: { method: 'get' }, status: 503 }, ['/match/method']],
    [{ match: { header: 'x' }, status: 503 }, ['/match/header']],
    [{ status: 418 }, ['/status']],
    [{ status: 409 }, ['/status']],
    [{ match: { operationId: 'getTwilioProvider' }, status: 201 }, ['/status']],
    [{ status: 99 }, ['/status']],
    [{}, ['']],
    [{ name: 'a b', status: 503 }, ['/name']],
    [{ name: '', status: 503 }, ['/name']],
    [{ name: '.', status: 503 }, ['/name']],
    [{ name: '..', status: 503 }, ['/name']],
    [{ skip: -1, status: 503 }, ['/skip']],
    [{ times: 0, status: 503 }, ['/times']],
    [{ probability: 1.1, status: 503 }, ['/probability']],
    [{ delayMillis: 1.5 }, ['/delayMillis']],
    [{ fault: 'NOISE' }, ['/fault']],
    [{ fault: 'TIMEOUT', status: 503 }, ['/fault']],
    [{ delayMillis: 1, retryAfter: 1 }, ['/retryAfter']],
    [{ status: 503, chance: 1 }, ['/chance']],
  ])('the fault %j is refused at %j', async (fault, places) => {
    const { control } = await start()

    const { status, problem } = await refusalOf(control.addFault(fault as never))

    expect([status, Object.keys(problem.errors ?? {})]).toEqual([400, places])
    expect(await control.faults()).toEqual([])
  })

  test('a status that one operation alone declares is for that one', async () => {
    const { control, update } = await start()
    await control.addFault({ match: { operationId: 'updateTwilioProvider' }, status: 409 })

    expect((await update(ID, {})).status).toBe(409)
  })

  test('the message about a status that is not declared names those that are', async () => {
    const { control } = await start()

    const { message } = await refusalOf(control.addFault({ match: { method: 'GET' }, status: 418 }))

    expect(message).toBe(
      'Cannot use the fault: see `errors`.\n  /status: getTwilioProvider does not answer 418: use one of 200, 400, 401, 403, 404, 429, 500, 502, 503, 504, or match others.',
    )
  })
})
