import { describe, expect, test } from 'vitest'
import type { WorldState } from '../../src/contract/state.ts'
import { steeringToken } from '../../src/index.ts'
import { AUTH_TOKEN, validBody } from '../support/client.ts'
import { refusalOf, type Steered, steeredWays } from '../support/steered.ts'

const REFUSED_TOKEN = 'f'.repeat(32)
const WARNS_AFTER_TWO_READS = steeringToken({
  kind: 'checks',
  reads: 2,
  checks: {
    Credentials: 'passed',
    Trunk: 'passed',
    'Credential List': 'passed',
    'Phone Numbers': 'warning',
  },
})

/** A world in which much has happened, and much is still to happen. */
async function lived(steered: Steered): Promise<void> {
  const { control, create, get } = steered
  await control.freeze('2026-01-01T00:00:00Z')
  await get((await create()).body.id)
  await create({ ...validBody, name: 'Steered', authToken: WARNS_AFTER_TWO_READS })
  await control.setScenario('slow-verification')
  await create({ ...validBody, name: 'Slow' })
  const { id } = (await create({ ...validBody, name: 'Scripted' })).body
  await control.setVerification(id, { outcome: 'failed' })
  const prefer = { headers: { Prefer: 'scenario=credential-list-detached' } }
  await create({ ...validBody, name: 'Preferred' }, prefer)
  await control.addFault({
    name: 'flaky',
    match: { method: 'GET' },
    skip: 3,
    times: 2,
    status: 503,
  })
  await control.setSettings({
    delayDistribution: { type: 'uniform', lower: 1, upper: 1000 },
    assumptions: { createStatus: 200 },
  })
  await get(id)
}

/** Everything that comes of it from there on, as text. */
async function future({ control, create, get }: Steered): Promise<string> {
  const seen: unknown[] = [
    await control.clock(),
    await control.scenario(),
    await control.settings(),
  ]
  const { providers } = await control.exportState()
  for (const round of [1, 2, 3]) {
    for (const id of Object.keys(providers)) seen.push([round, (await get(id)).text])
    seen.push(await control.advance('PT45S'), await control.faults())
  }
  seen.push((await create({ ...validBody, authToken: REFUSED_TOKEN })).text)
  seen.push((await create()).text, (await create({ ...validBody, name: 'New' })).text)
  seen.push(await control.advance('P1D'))
  for (const id of Object.keys(providers)) seen.push((await get(id)).text)
  return JSON.stringify(seen, null, 1)
}

/** An export with one thing in it changed. */
function broken(state: WorldState, change: (copy: WorldState) => unknown): WorldState {
  const copy = structuredClone(state)
  change(copy)
  return copy
}

const first = <T>(record: Record<string, T>): T => {
  const [value] = Object.values(record)
  if (value === undefined) throw new Error('There is none')
  return value
}

const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1')

/** What can be wrong with an export, and where it is told. */
const BROKEN: [string, (state: WorldState) => unknown, string | ((state: WorldState) => string)][] =
  [
    ['another format', (it) => Object.assign(it, { format: 'trunkline-state-1' }), '/format'],
    ['no seed', (it) => Object.assign(it, { seed: undefined }), '/seed'],
    ['a seed that is none', (it) => Object.assign(it, { seed: -1 }), '/seed'],
    ['a member that nobody knows', (it) => Object.assign(it, { journal: [] }), '/journal'],
    ['a clock that is no number', (it) => Object.assign(it.clock, { now: '2025' }), '/clock/now'],
    ['a clock out of reach', (it) => Object.assign(it.clock, { now: 1e16 }), '/clock/now'],
    ['a lead out of reach', (it) => Object.assign(it.clock, { offset: 1e300 }), '/clock/offset'],
    [
      'a clock of another mode',
      (it) => Object.assign(it.clock, { mode: 'stopped' }),
      '/clock/mode',
    ],
    [
      'a provider without a trunk',
      (it) => Object.assign(first(it.providers), { trunkSid: null }),
      (it) => `/providers/${first(it.providers).id}/trunkSid`,
    ],
    [
      'a provider under another id',
      (it) => Object.assign(first(it.providers), { id: '3c90c3cc-0d44-4b50-8888-8dd25736052a' }),
      (it) => `/providers/${first(it.providers).id}/id`,
    ],
    [
      'a trunk under another SID',
      (it) => Object.assign(first(it.twilio.trunks), { sid: `TK${'0'.repeat(32)}` }),
      (it) => `/twilio/trunks/${first(it.twilio.trunks).sid}/sid`,
    ],
    [
      'a check of no kind',
      (it) =>
        Object.assign(first(it.providers).verification.checks?.[0] ?? {}, { checkName: 'Luck' }),
      (it) => `/providers/${first(it.providers).id}/verification/checks/0/checkName`,
    ],
    [
      'a verification that is due never',
      (it) => Object.assign(first(it.providers).verification, { dueAt: 1e300 }),
      (it) => `/providers/${first(it.providers).id}/verification/dueAt`,
    ],
    [
      'an account of no status',
      (it) => Object.assign(first(it.twilio.accounts), { status: 'gone' }),
      (it) => `/twilio/accounts/${first(it.twilio.accounts).sid}/status`,
    ],
    [
      'a counter that counts back',
      (it) => Object.assign(it.counters, { 'a/b~c': -1 }),
      `/counters/${escaped('a/b~c')}`,
    ],
    [
      'a scenario that says too much',
      (it) => Object.assign(it.scenario ?? {}, { verification: { outcome: 'great' } }),
      '/scenario/verification/outcome',
    ],
    [
      'a scenario with a fault that no operation declares',
      (it) =>
        Object.assign(it.scenario ?? {}, {
          faults: [{ match: {}, skip: 0, probability: 1, status: 418 }],
        }),
      '/scenario/faults/0/status',
    ],
    [
      'a fault that no operation declares',
      (it) => Object.assign(it.faults[0] ?? {}, { status: 418 }),
      '/faults/0/status',
    ],
    [
      'a fault that nothing fits',
      (it) => Object.assign(it.faults[0]?.match ?? {}, { path: '/nothing' }),
      '/faults/0/match',
    ],
    [
      'a fault that says nothing',
      (it) => Object.assign(it.faults[0] ?? {}, { status: undefined }),
      '/faults/0',
    ],
    [
      'settings that wait back in time',
      (it) => Object.assign(it.settings, { fixedDelay: -1 }),
      '/settings/fixedDelay',
    ],
    ['an agenda out of order', (it) => it.agenda.reverse(), '/agenda'],
  ]

describe.each(steeredWays)('$way', ({ start }) => {
  test('snapshots are listed in the order of their taking, with what they hold', async () => {
    const { control, create } = await start()
    await control.takeSnapshot('b')
    await create()
    await control.advance('PT1H')
    const taken = await control.takeSnapshot('a')

    expect(taken).toEqual({ name: 'a', now: '2025-01-01T01:00:00.000Z', providers: 1 })
    expect(await control.snapshots()).toEqual([
      { name: 'b', now: '2025-01-01T00:00:00.000Z', providers: 0 },
      taken,
    ])
  })

  test('a snapshot takes the place of one of its name, and comes last', async () => {
    const { control, create } = await start()
    await control.takeSnapshot('a')
    await control.takeSnapshot('b')
    await create()
    await control.takeSnapshot('a')

    expect((await control.snapshots()).map(({ name, providers }) => [name, providers])).toEqual([
      ['b', 0],
      ['a', 1],
    ])
  })

  test('a world that is put back to a snapshot has the same future again', async () => {
    const steered = await start()
    await lived(steered)
    await steered.control.takeSnapshot('here')
    const once = await future(steered)
    await steered.control.setSettings({ fixedDelay: 5 })
    await steered.control.clearFaults()
    await steered.control.restoreSnapshot('here')
    const again = await future(steered)
    await steered.control.restoreSnapshot('here')

    expect(again).toBe(once)
    expect(await future(steered)).toBe(once)
  })

  test('a restore answers what the world is then, and its journal goes on', async () => {
    const { control, create } = await start()
    await create()
    await control.takeSnapshot('one')
    await create()

    expect(await control.restoreSnapshot('one')).toEqual({
      id: 'default',
      seed: 1,
      now: '2025-01-01T00:00:00.000Z',
      providers: 1,
      requests: 2,
    })
    expect((await create()).headers.get('X-Mock-Request-Id')).toBe('3')
  })

  test('a snapshot is of its world alone', async () => {
    const { control, world } = await start()
    await control.takeSnapshot('mine')

    expect(await world('other').control.snapshots()).toEqual([])
    expect((await refusalOf(world('other').control.restoreSnapshot('mine'))).status).toBe(404)
  })

  test('a snapshot that is dropped is gone, and the world stays', async () => {
    const { control, create, get } = await start()
    const { id } = (await create()).body
    await control.takeSnapshot('kept')
    await control.takeSnapshot('dropped')

    expect((await control.dropSnapshot('dropped')).name).toBe('dropped')
    expect((await control.snapshots()).map(({ name }) => name)).toEqual(['kept'])
    expect((await get(id)).status).toBe(200)
  })

  test.each(['restoreSnapshot', 'dropSnapshot'] as const)(
    '%s of a snapshot that there is not is refused with those that there are',
    async (verb) => {
      const { control } = await start()
      const none = await refusalOf(control[verb]('gone'))
      await control.takeSnapshot('a')
      await control.takeSnapshot('b')
      const some = await refusalOf(control[verb]('gone'))

      expect([none.status, none.message, some.message]).toEqual([
        404,
        'Cannot find snapshot gone: no such snapshot ((there is none)).',
        'Cannot find snapshot gone: no such snapshot ((a, b)).',
      ])
    },
  )

  test.each(['a b', 'é', 'x'.repeat(65), 'a/b'])('no snapshot has the name %s', async (name) => {
    const { control } = await start()

    expect((await refusalOf(control.takeSnapshot(name))).status).toBe(400)
    expect(await control.snapshots()).toEqual([])
  })

  test('a world that is exported and imported elsewhere has the same future', async () => {
    const [origin, other] = [
      await start({ seed: 7 }),
      await start({ seed: 8, now: '2030-01-01T00:00:00Z' }),
    ]
    await lived(origin)
    const state = await origin.control.exportState()
    await origin.world('copy').control.importState(state)
    await other.create()
    await other.control.setScenario('failed')
    await other.control.importState(JSON.parse(JSON.stringify(state)))
    const expected = await future(origin)

    expect(await future(origin.world('copy'))).toBe(expected)
    expect(await future(other)).toBe(expected)
  })

  test('a world that is larger than any request of the API is imported', async () => {
    const [origin, other] = [await start(), await start()]
    for (let provider = 0; provider < 450; provider++) {
      const accountSid = `AC${`${Math.floor(provider / 90)}`.repeat(32)}`
      await origin.create({ ...validBody, accountSid, name: `Line ${provider}` })
    }
    const state = await origin.control.exportState()

    expect(JSON.stringify(state).length).toBeGreaterThan(2 ** 20)
    expect((await other.control.importState(state)).providers).toBe(450)
  })

  test('an import says what the world is then, and its journal goes on', async () => {
    const [origin, other] = [await start({ seed: 7 }), await start()]
    await origin.create()
    await other.create()
    const state = await origin.control.exportState()

    expect(await other.control.importState(state)).toEqual({
      id: 'default',
      seed: 7,
      now: '2025-01-01T00:00:00.000Z',
      providers: 1,
      requests: 1,
    })
  })

  test('an import keeps the snapshots', async () => {
    const { control } = await start()
    await control.takeSnapshot('kept')
    await control.importState(await control.exportState())

    expect((await control.snapshots()).map(({ name }) => name)).toEqual(['kept'])
  })

  test('what is exported twice is the same text', async () => {
    const [one, other] = [await start(), await start()]
    await lived(one)
    await lived(other)

    expect(JSON.stringify(await other.control.exportState())).toBe(
      JSON.stringify(await one.control.exportState()),
    )
  })

  test('an export that went through an import is the same text', async () => {
    const [origin, other] = [await start(), await start()]
    await lived(origin)
    const state = await origin.control.exportState()
    await other.control.importState(state)

    expect(await other.control.exportState()).toEqual(state)
  })

  test('an export holds no auth token, and still knows it', async () => {
    const [origin, other] = [await start(), await start()]
    await origin.create()
    const state = await origin.control.exportState()
    await other.control.importState(state)

    expect(JSON.stringify(state)).not.toContain(AUTH_TOKEN)
    expect([
      (await other.create()).status,
      (await other.create({ ...validBody, authToken: REFUSED_TOKEN })).status,
    ]).toEqual([201, 400])
  })

  test('an export holds no SIP password', async () => {
    const { control, create } = await start()
    await create()
    const { sipCredentials } = await control.exportState()

    expect(first(sipCredentials).authPassword).toMatch(/^sha256:[0-9a-f]{64}$/)
  })

  test('a SIP password that an export left out is not there after an import', async () => {
    const [origin, other] = [await start(), await start()]
    await origin.create()
    await other.control.importState(await origin.control.exportState())

    const passwords = []
    for (const { send } of [origin, other]) {
      const { body } = await send('GET', '/api/v1/sip-credentials')
      passwords.push(body.items[0].authPassword)
    }
    expect(passwords).toEqual([expect.stringMatching(/^[A-Za-z0-9]{32}$/), null])
  })

  test('a steering token is no secret, and steers on after an import', async () => {
    const [origin, other] = [await start(), await start()]
    const { id } = (await origin.create({ ...validBody, authToken: WARNS_AFTER_TWO_READS })).body
    await origin.get(id)
    const state = await origin.control.exportState()
    await other.control.importState(state)

    const statuses = []
    for (let read = 0; read < 2; read++)
      statuses.push((await other.get(id)).body.verificationStatus)
    expect(first(state.providers).authToken).toBe(WARNS_AFTER_TWO_READS)
    expect(statuses).toEqual(['pending', 'warning'])
  })

  test('an import makes up phone numbers on, as the world did', async () => {
    const fixture = { phoneNumbersPerAccount: 2, accounts: [], providers: [] }
    const [origin, other] = [await start({ fixture }), await start()]
    await other.control.importState(await origin.control.exportState())
    await origin.create()
    await other.create()

    const numbersIn = async ({ control }: Steered) =>
      (await control.exportState()).twilio.phoneNumbers
    expect(Object.keys(await numbersIn(other))).toHaveLength(2)
    expect(await numbersIn(other)).toEqual(await numbersIn(origin))
  })

  test('an imported real clock follows the machine', async () => {
    const [origin, other] = [await start({ clock: 'real' }), await start()]
    await other.control.importState(await origin.control.exportState())

    expect((await other.control.clock()).mode).toBe('real')
  })

  test.each(BROKEN)(
    'an import with %s is refused at its place and changes nothing',
    async (_what, change, place) => {
      const [origin, other] = [await start(), await start()]
      await lived(origin)
      const state = await origin.control.exportState()
      await other.create()
      const before = await other.control.exportState()

      const { status, problem } = await refusalOf(other.control.importState(broken(state, change)))

      const where = typeof place === 'string' ? place : place(state)
      expect([status, Object.keys(problem.errors ?? {})]).toEqual([400, [where]])
      expect(await other.control.exportState()).toEqual(before)
    },
  )

  test.each([[{}], [[]], [null], ['state'], [7]])('an import of %j is refused', async (state) => {
    const { control } = await start()

    expect((await refusalOf(control.importState(state as never))).status).toBe(400)
  })
})
