import { describe, expect, test } from 'vitest'
import type { Options } from '../../src/index.ts'
import { steeringToken } from '../../src/index.ts'
import { type Sent, validBody } from '../support/client.ts'
import { type Steered, steeredWays } from '../support/steered.ts'

/** What `every-status` calls the providers whose checks warn and fail at Twilio itself. */
const AT_TWILIO = {
  warning: '33333333-3333-4333-8333-333333333333',
  failed: '44444444-4444-4444-8444-444444444444',
}

type Outcome = keyof typeof AT_TWILIO

/** One way of steering that wants verification to say something. */
interface Way {
  row: number
  options?: (outcome: Outcome) => Options
  before?: (steered: Steered, outcome: Outcome) => Promise<unknown>
  sent?: (outcome: Outcome) => Sent
  authToken?: (outcome: Outcome) => string
  after?: (steered: Steered, id: string, outcome: Outcome) => Promise<unknown>
}

const tokenFor = (outcome: Outcome, reads = 0) =>
  steeringToken({
    kind: 'checks',
    reads,
    checks: {
      Credentials: 'passed',
      Trunk: 'passed',
      'Credential List': 'passed',
      'Phone Numbers': outcome,
    },
  })

/** The table of what wins, strongest first. */
const WAYS = {
  'the request that makes it': {
    row: 1,
    sent: (outcome) => ({ headers: { Prefer: `scenario=${outcome}` } }),
  },
  'its auth token': { row: 2, authToken: tokenFor },
  'the control plane about one provider': {
    row: 3,
    after: ({ control }, id, outcome) => control.setVerification(id, { outcome }),
  },
  'the scenario of the world': {
    row: 4,
    before: ({ control }, outcome) => control.setScenario(outcome),
  },
  'the scenario of the start': { row: 5, options: (outcome) => ({ scenario: outcome }) },
} satisfies Record<string, Way>

const rows: [string, Way][] = Object.entries(WAYS)

/** Each two that meet, the stronger first. The control plane speaks after the create, and so replaces its preference. */
const PAIRS = rows.flatMap(([stronger, one]) =>
  rows
    .filter(([, other]) => other.row > one.row && !(one.row === 1 && other.row === 3))
    .map(([weaker, other]) => ({ stronger, one, weaker, other })),
)

/** The status of a provider that two ways steer, and a day later. */
async function statusesUnder(start: Start, one: Way, other: Way, says: [Outcome, Outcome]) {
  const pairs = [
    [one, says[0]],
    [other, says[1]],
  ] as const
  const steered = await start(Object.assign({}, ...pairs.map(([way, it]) => way.options?.(it))))
  for (const [way, outcome] of pairs) await way.before?.(steered, outcome)
  const authToken = pairs.map(([way, it]) => way.authToken?.(it)).find(Boolean)
  const sent = pairs.map(([way, it]) => way.sent?.(it)).find(Boolean)
  const { id } = (await steered.create({ ...validBody, ...(authToken && { authToken }) }, sent))
    .body
  for (const [way, outcome] of pairs) await way.after?.(steered, id, outcome)
  const first = (await steered.get(id)).body.verificationStatus
  await steered.control.advance('P1D')
  return [first, (await steered.get(id)).body.verificationStatus]
}

type Start = (typeof steeredWays)[number]['start']

describe.each(steeredWays)('$way', ({ start }) => {
  test.each(PAIRS)(
    '$stronger says what verification says, not $weaker [steering/3-provider]',
    async ({ one, other }) => {
      expect([
        await statusesUnder(start, one, other, ['warning', 'failed']),
        await statusesUnder(start, one, other, ['failed', 'warning']),
      ]).toEqual([
        ['warning', 'warning'],
        ['failed', 'failed'],
      ])
    },
  )

  test.each(['warning', 'failed'] as const)(
    'a scenario speaks, not Twilio that says %s',
    async (at) => {
      const scenario = at === 'failed' ? 'warning' : 'failed'
      const { get, control } = await start({ fixture: 'every-status', scenario })
      await control.advance('PT1H')

      expect((await get(AT_TWILIO[at])).body.verificationStatus).toBe(scenario)
    },
  )

  test('a request that asks for a scenario sees it, whatever else steers the provider', async () => {
    const { create, get, control } = await start({ scenario: 'warning' })
    const { id } = (await create({ ...validBody, authToken: tokenFor('warning') })).body
    await control.setVerification(id, { outcome: 'warning' })
    const before = (await get(id)).text

    const preferred = await get(id, { headers: { Prefer: 'scenario=failed' } })

    expect(preferred.body.verificationStatus).toBe('failed')
    expect((await get(id)).text).toBe(before)
  })

  test('the control plane replaces what the request preferred that made the provider', async () => {
    const { create, get, control } = await start()
    const { id } = (await create(validBody, { headers: { Prefer: 'scenario=warning' } })).body
    const { lostTo } = await control.setVerification(id, { outcome: 'failed' })
    const said = (await get(id)).body.verificationStatus
    await control.setVerification(id, {})

    expect([lostTo, said, (await get(id)).body.verificationStatus]).toEqual([
      null,
      'failed',
      'verified',
    ])
  })

  test('what a request prefers is heard of one thing, and what it does not speak of is left to others', async () => {
    const { create, get } = await start()
    const prefer = { headers: { Prefer: 'scenario=slow-verification' } }
    const { id } = (await create({ ...validBody, authToken: tokenFor('warning', 3) }, prefer)).body

    expect((await get(id)).body.verificationStatus).toBe('pending')
  })

  describe('when verification runs', () => {
    const inSeconds = (seconds: number) => ({
      name: `in-${seconds}`,
      description: `After ${seconds} seconds.`,
      verification: { progression: { mode: 'time' as const, seconds } },
    })
    /** When the verification ran that is seen after two minutes; undefined before one was. */
    async function verifiedAt({ control, get }: Steered, id: string) {
      await control.advance('PT2M')
      return (await get(id)).body.lastVerifiedAt
    }

    test('the request that makes it says when, not its token', async () => {
      const steered = await start()
      const { id } = (
        await steered.create(
          { ...validBody, authToken: tokenFor('warning', 3) },
          { headers: { Prefer: 'scenario=slow-verification' } },
        )
      ).body

      expect(await verifiedAt(steered, id)).toBe('2025-01-01T00:01:00Z')
    })

    test('a token says when, not the control plane', async () => {
      const { create, get, control } = await start()
      const { id } = (await create({ ...validBody, authToken: tokenFor('warning', 2) })).body
      const { lostTo } = await control.setVerification(id, { progression: { mode: 'immediate' } })

      const statuses = []
      for (let read = 0; read < 3; read++) statuses.push((await get(id)).body.verificationStatus)
      expect([lostTo, statuses]).toEqual(['authToken', ['pending', 'pending', 'warning']])
    })

    test('the control plane says when, not the scenario of the world', async () => {
      const steered = await start()
      await steered.control.setScenario(inSeconds(60))
      const { id } = (await steered.create()).body
      await steered.control.setVerification(id, { progression: { mode: 'time', seconds: 30 } })

      expect(await verifiedAt(steered, id)).toBe('2025-01-01T00:00:30Z')
    })

    test('the scenario of the world says when, not that of the start', async () => {
      const steered = await start({ scenario: inSeconds(60) })
      await steered.control.setScenario(inSeconds(30))
      const { id } = (await steered.create()).body

      expect(await verifiedAt(steered, id)).toBe('2025-01-01T00:00:30Z')
    })

    test('the scenario of the start says when, not the default', async () => {
      const steered = await start({ scenario: inSeconds(60) })
      const { id } = (await steered.create()).body
      await steered.get(id)

      expect(await verifiedAt(steered, id)).toBe('2025-01-01T00:01:00Z')
    })
  })

  describe('what Twilio answers', () => {
    const bad = '00000000000000000000000000020003'

    test('the request that makes it has the word, not its token', async () => {
      const { create } = await start()
      const prefer = { headers: { Prefer: 'scenario=twilio-down' } }

      expect((await create({ ...validBody, authToken: bad }, prefer)).status).toBe(502)
    })

    test('a request that says nothing about Twilio leaves the word to its token', async () => {
      const { create } = await start()
      const prefer = { headers: { Prefer: 'scenario=verified' } }

      expect((await create({ ...validBody, authToken: bad }, prefer)).status).toBe(400)
    })

    test('a token has the word, not the scenario of the world', async () => {
      const { create, control } = await start()
      await control.setScenario('twilio-down')

      expect((await create({ ...validBody, authToken: bad })).status).toBe(400)
      expect((await create({ ...validBody, authToken: tokenFor('warning') })).status).toBe(201)
    })

    test('the scenario of the world has the word, not that of the start', async () => {
      const { create, control } = await start({ scenario: 'twilio-timeout' })
      await control.setScenario('rate-limited')

      expect((await create()).status).toBe(503)
    })

    test('no scenario has the word, and not that of the start, once it is cleared', async () => {
      const { create, control } = await start({ scenario: 'twilio-timeout' })
      await control.clearScenario()

      expect((await create()).status).toBe(201)
    })

    test('the scenario of the start has the word, not an account that is well', async () => {
      const { create } = await start({ scenario: 'twilio-timeout' })

      expect((await create()).status).toBe(504)
    })
  })

  test.each(PAIRS)(
    'an explanation says that $stronger won and $weaker lost',
    async ({ one, other }) => {
      const steered = await start(
        Object.assign({}, one.options?.('failed'), other.options?.('warning')),
      )
      await one.before?.(steered, 'failed')
      await other.before?.(steered, 'warning')
      const authToken = (one.authToken ?? other.authToken)?.('failed')
      const made = await steered.create(
        { ...validBody, ...(authToken && { authToken }) },
        (one.sent ?? other.sent)?.('failed'),
      )
      const { id } = made.body
      await one.after?.(steered, id, 'failed')
      await other.after?.(steered, id, 'warning')
      // One that speaks at once has verified already: it speaks again on the read that it is made to wait for.
      if (one.after) {
        const progression = { mode: 'manual', times: 1 } as const
        await steered.control.setVerification(id, { outcome: 'failed', progression })
      }
      const read = await steered.get(id)

      const { steering } = await steered.control.explain(
        read.headers.get('X-Mock-Request-Id') ?? '',
      )

      const about = steering.find((it) => it.about === 'what verification says')
      // A world has one scenario: its own takes the place of that of the start, which is not even heard.
      const lost = one.row === 4 ? [] : [other.row]
      expect([about?.won.rank, about?.lost.map(({ rank }) => rank)]).toEqual([one.row, lost])
    },
  )
})
