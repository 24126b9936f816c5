import { describe, expect, test } from 'vitest'
import type { ResetScope } from '../../src/contract/worlds.ts'
import type { Options } from '../../src/index.ts'
import { PROVIDERS, type Sent, validBody } from '../support/client.ts'
import { refusalOf, type Steered, steeredWays } from '../support/steered.ts'

const NOON = '2025-01-01T12:00:00.000Z'
const START = '2025-01-01T00:00:00.000Z'
const VERIFIED = '22222222-2222-4222-8222-222222222222'

/** What the server of these tests begins with. */
const OPTIONS = {
  fixture: 'every-status',
  scenario: {
    name: 'start',
    description: 'What the server begins with.',
    faults: [
      { name: 'of-start', match: { path: '/api/v1/providers/twilio' }, skip: 1, status: 503 },
    ],
  },
} satisfies Options

/** Changes everything that a reset can put back. */
async function changeEverything({ control, create, update }: Steered): Promise<void> {
  await create()
  await update(VERIFIED, { name: 'Renamed' })
  await control.setScenario({
    name: 'own',
    description: 'Its own.',
    faults: [{ name: 'of-own', match: { operationId: 'updateTwilioProvider' }, status: 500 }],
  })
  await control.addFault({
    name: 'lonely',
    match: { operationId: 'getTwilioProvider' },
    status: 502,
  })
  await control.setSettings({ fixedDelay: 7, assumptions: { errorKeys: 'camel' } })
  // Strikes the fault of the scenario.
  await update(VERIFIED, {})
  await control.freeze(NOON)
}

/** What of all that can be seen. */
async function lookAt({ control, get, send }: Steered) {
  const requests = (await control.requests()).map(({ id }) => id)
  const { mode, now } = await control.clock()
  const { scenario } = await control.scenario()
  const faults = (await control.faults()).map(({ name, met, struck }) => [name, met, struck])
  const { providers } = await control.exportState()
  const { fixedDelay, assumptions } = await control.settings()
  await control.clearFaults()
  const { body } = await get(VERIFIED)
  const created = await send('POST', PROVIDERS, { body: validBody })
  return {
    state: [Object.keys(providers).length, body.name, created.body.id],
    journal: requests,
    clock: [mode, now],
    faults,
    scenario: scenario?.name,
    settings: [fixedDelay, assumptions.errorKeys],
  }
}

type Look = Awaited<ReturnType<typeof lookAt>>

const FRESH: Look = {
  state: [9, 'Contoso clinics', 'first'],
  journal: [],
  clock: ['frozen', START],
  faults: [['of-start', 0, 0]],
  scenario: 'start',
  settings: [null, 'pascal'],
}

const CHANGED: Look = {
  state: [10, 'Renamed', 'second'],
  journal: ['1', '2', '3'],
  clock: ['frozen', NOON],
  faults: [
    ['lonely', 0, 0],
    ['of-own', 1, 1],
  ],
  scenario: 'own',
  settings: [7, 'camel'],
}

type Part = NonNullable<ResetScope['only']>[number]

/** What a reset of one part leaves. */
const RESETS: Record<Part, Partial<Look>> = {
  state: { state: FRESH.state },
  journal: { journal: FRESH.journal },
  clock: { clock: FRESH.clock },
  faults: { faults: [['of-own', 0, 0]] },
  scenario: {
    scenario: 'start',
    faults: [
      ['lonely', 0, 0],
      ['of-start', 0, 0],
    ],
  },
  settings: { settings: FRESH.settings },
}

describe.each(steeredWays)('$way', ({ start }) => {
  /** A changed world after a reset, ids told by their order. */
  async function after(scope?: ResetScope | 'none'): Promise<Look> {
    const reference = await start()
    const ids = [(await reference.create()).body.id, (await reference.create()).body.id]
    const steered = await start(OPTIONS)
    await changeEverything(steered)
    if (scope !== 'none') await steered.control.reset(scope)
    const look = await lookAt(steered)
    const [count, name, id] = look.state
    return { ...look, state: [count, name, ['first', 'second'][ids.indexOf(id)]] }
  }

  test('without a reset everything is changed', async () => {
    expect(await after('none')).toEqual(CHANGED)
  })

  test('a reset puts everything back', async () => {
    expect(await after()).toEqual(FRESH)
  })

  test.each(Object.entries(RESETS))(
    'a reset of the %s puts back nothing else',
    async (part, put) => {
      expect(await after({ only: [part as Part] })).toEqual({ ...CHANGED, ...put })
    },
  )

  test('a reset of all parts is a reset', async () => {
    expect(await after({ only: Object.keys(RESETS) as Part[] })).toEqual(FRESH)
  })

  test('a reset answers what the world is then', async () => {
    const { control, create } = await start({ seed: 3 })
    await create()
    await control.advance('P1D')

    expect(await control.reset()).toEqual({
      id: 'default',
      seed: 3,
      now: START,
      providers: 0,
      requests: 0,
    })
  })

  test('after a reset the same requests get the same answers and numbers', async () => {
    const { control, create } = await start()
    const before = await create()
    await control.reset()
    const again = await create()

    expect([again.text, again.headers.get('X-Mock-Request-Id')]).toEqual([before.text, '1'])
  })

  test('a reset of the journal begins its numbers anew', async () => {
    const { control, create } = await start()
    await create()
    await control.reset({ only: ['journal'] })

    expect((await create()).headers.get('X-Mock-Request-Id')).toBe('1')
  })

  test('a reset keeps the snapshots', async () => {
    const { control } = await start()
    await control.takeSnapshot('kept')
    await control.reset()

    expect((await control.snapshots()).map(({ name }) => name)).toEqual(['kept'])
  })

  test('a reset of the clock lets a real one follow the machine again', async () => {
    const { control } = await start({ clock: 'real' })
    await control.freeze('2001-01-01T00:00:00Z')
    const before = Date.now()
    await control.reset({ only: ['clock'] })
    const { mode, now } = await control.clock()

    expect([mode, Date.parse(now) >= before, Date.parse(now) <= Date.now()]).toEqual([
      'real',
      true,
      true,
    ])
  })

  test.each([
    [{ only: [] }, '/only'],
    [{ only: ['all'] }, '/only/0'],
    [{ parts: ['state'] }, '/parts'],
  ])('a reset of %j is refused at %s and puts back nothing', async (scope, place) => {
    const { control, create, get } = await start()
    const { id } = (await create()).body

    const { status, problem } = await refusalOf(control.reset(scope as ResetScope))

    expect([status, Object.keys(problem.errors ?? {})]).toEqual([400, [place]])
    expect((await get(id)).status).toBe(200)
  })

  test.each<[string, Sent]>([
    ['no body', {}],
    ['an empty body', { body: '' }],
    [
      'an empty body that is no JSON',
      { body: '', headers: { 'Content-Type': 'text/plain', 'Content-Length': '0' } },
    ],
    ['a type and no body', { headers: { 'Content-Type': 'application/json' } }],
    ['an empty object', { body: {} }],
  ])('a reset may come with %s', async (_what, sent) => {
    const { create, send, control } = await start()
    await create()

    expect((await send('POST', '/__admin/reset', sent)).status).toBe(200)
    expect((await control.worlds())[0]).toMatchObject({ providers: 0, requests: 0 })
  })
})
