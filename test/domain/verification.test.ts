import { expect, test } from 'vitest'
import type {
  CheckStatus,
  VerificationCheck,
  VerificationStatus,
} from '../../src/contract/providers.ts'
import type {
  Progression,
  Scenario,
  TwilioOperation,
  VerificationScript,
} from '../../src/contract/scenario.ts'
import { isoTime } from '../../src/domain/clock.ts'
import { importPhoneNumbers } from '../../src/domain/imports.ts'
import {
  createProvider,
  type NewProvider,
  type Provider,
  providerOf,
  readProvider,
} from '../../src/domain/providers.ts'
import { setScenario } from '../../src/domain/scenario.ts'
import { openAccount } from '../../src/domain/twilio/accounts.ts'
import {
  createCredentialList,
  deleteCredentialList,
  detachCredentialList,
} from '../../src/domain/twilio/credential-lists.ts'
import {
  addPhoneNumber,
  attachPhoneNumber,
  detachPhoneNumber,
} from '../../src/domain/twilio/phone-numbers.ts'
import type {
  Account,
  CredentialList,
  IncomingPhoneNumber,
  Trunk,
} from '../../src/domain/twilio/state.ts'
import { createTrunk, deleteTrunk, updateTrunk } from '../../src/domain/twilio/trunks.ts'
import {
  NEVER_VERIFIED,
  scriptVerification,
  verificationStatus,
  verify,
} from '../../src/domain/verification.ts'
import type { World } from '../../src/domain/world.ts'
import { advance, newWorld } from '../support/world.ts'

type Script = NonNullable<Scenario['twilio']>[number]

const ACCOUNT = `AC${'a'.repeat(32)}`
const TOKEN = '0123456789abcdef0123456789abcdef'
const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const YEAR = 365 * 24 * HOUR

test.each([
  ['passed passed passed passed', 'verified'],
  ['passed passed passed warning', 'warning'],
  ['warning passed passed passed', 'warning'],
  ['warning warning warning warning', 'warning'],
  ['failed passed passed passed', 'failed'],
  ['passed passed passed failed', 'failed'],
  ['warning failed warning passed', 'failed'],
  ['failed failed failed failed', 'failed'],
])('checks that say %s make the provider %s', (statuses, status) => {
  const checks = statuses.split(' ').map((it) => check(it as CheckStatus))

  expect(verificationStatus({ ...NEVER_VERIFIED, checks, lastVerifiedAt: 0 })).toBe(status)
})

test('a provider is pending until the checks have run', () => {
  expect(verificationStatus({ ...NEVER_VERIFIED, dueOnRead: 1 })).toBe('pending')
})

test('a create says pending, without a time and without checks', () => {
  expect(create(newWorld()).verification).toMatchObject({ checks: null, lastVerifiedAt: null })
})

test('by default the first read runs the checks [verification/first-read]', () => {
  const world = newWorld()
  const { id } = create(world)

  expect(statusOf(read(world, id))).toBe('verified')
})

test.each([1, 2, 3, 10])(
  'with manual %i it is that read that runs the checks [verification/counts-reads]',
  (times) => {
    const world = worldWith({ progression: { mode: 'manual', times } })
    const { id } = create(world)
    const said = Array.from({ length: times }, () => statusOf(read(world, id)))

    expect(said).toStrictEqual([...Array(times - 1).fill('pending'), 'verified'])
  },
)

test('the read of one provider does not count for another', () => {
  const world = worldWith({ progression: { mode: 'manual', times: 2 } })
  const [one, other] = [create(world, { name: 'One' }), create(world, { name: 'Other' })]
  read(world, other.id)

  expect(statusOf(read(world, one.id))).toBe('pending')
})

test('a provider that waits for a read is not verified by the clock', () => {
  const world = newWorld()
  const provider = create(world)
  advance(world, YEAR)

  expect(statusOf(provider)).toBe('pending')
})

test('the checks run at the time of the read that they waited for', () => {
  const world = newWorld()
  const { id } = create(world)
  advance(world, 10 * MINUTE)

  expect(timesOf(read(world, id))).toStrictEqual(times(world.clock.now))
})

test('a read after the first verification does not run the checks again', () => {
  const world = newWorld()
  const { id } = create(world)
  const verifiedAt = world.clock.now
  read(world, id)
  advance(world, 10 * MINUTE)

  expect(timesOf(read(world, id))).toStrictEqual(times(verifiedAt))
})

test('with immediate the create runs the checks', () => {
  const world = worldWith({ progression: { mode: 'immediate' } })

  expect(statusOf(create(world))).toBe('verified')
})

test.each([
  [59_999, 'pending'],
  [60_000, 'verified'],
  [60_001, 'verified'],
])('with a time of 60 seconds, after %i milliseconds a provider is %s', (millis, status) => {
  const world = worldWith({ progression: { mode: 'time', seconds: 60 } })
  const provider = create(world)
  advance(world, millis)

  expect(statusOf(provider)).toBe(status)
})

test('with a time the checks run at that instant, however late the clock is looked at', () => {
  const world = worldWith({ progression: { mode: 'time', seconds: 60 } })
  const provider = create(world)
  const dueAt = world.clock.now + 60 * SECOND
  advance(world, 47 * MINUTE)

  expect(timesOf(provider)).toStrictEqual(times(dueAt))
})

test('with a time no number of reads runs the checks', () => {
  const world = worldWith({ progression: { mode: 'time', seconds: 60 } })
  const { id } = create(world)
  for (let count = 0; count < 20; count++) read(world, id)

  expect(statusOf(read(world, id))).toBe('pending')
})

test.each<[string, World, Partial<NewProvider>]>([
  ['scenario', worldWith({ outcome: 'pending' }), {}],
  [
    'scenario with a time',
    worldWith({ outcome: 'pending', progression: { mode: 'time', seconds: 1 } }),
    {},
  ],
  ['scenario at once', worldWith({ outcome: 'pending', progression: { mode: 'immediate' } }), {}],
  ['token', newWorld(), { authToken: steering('019999') }],
  [
    'token, against the scenario',
    worldWith({ outcome: 'verified', progression: { mode: 'immediate' } }),
    { authToken: steering('019999') },
  ],
])('stays pending for ever when the %s says so', (_, world, details) => {
  const { id } = create(world, details)
  for (let count = 0; count < 20; count++) read(world, id)
  advance(world, 100 * YEAR)

  expect(statusOf(read(world, id))).toBe('pending')
})

test.each([1, 3, 9])(
  'a token with %i reads is pending for as many, then says its checks',
  (reads) => {
    const world = newWorld()
    const { id } = create(world, { authToken: steering(`${reads}10001`) })
    const said = Array.from({ length: reads + 1 }, () => statusOf(read(world, id)))

    expect(said).toStrictEqual([...Array(reads).fill('pending'), 'warning'])
  },
)

test('a token without reads leaves the progression to the scenario', () => {
  const world = worldWith({ progression: { mode: 'immediate' } })

  expect(statusOf(create(world, { authToken: steering('012000') }))).toBe('failed')
})

test('a token with reads beats the progression of the scenario', () => {
  const world = worldWith({ progression: { mode: 'immediate' } })

  expect(statusOf(create(world, { authToken: steering('110001') }))).toBe('pending')
})

test.each<[string, Scenario['verification']]>([
  ['the outcome', { outcome: 'failed' }],
  ['pending for ever', { outcome: 'pending' }],
  ['the checks', { checks: { Credentials: 'failed', Trunk: 'failed' } }],
])('the checks of a token beat %s of the scenario', (_, verification) => {
  const world = worldWith(verification)
  const { id } = create(world, { authToken: steering('010120') })

  expect(statusesOf(read(world, id))).toBe('passed warning failed passed')
})

test.each([
  ['verified', 'passed passed passed passed'],
  ['warning', 'passed passed passed warning'],
  ['failed', 'passed failed passed passed'],
] as const)('a scenario with outcome %s says %s', (outcome, statuses) => {
  const world = worldWith({ outcome })
  const { id } = create(world)

  expect(statusesOf(read(world, id))).toBe(statuses)
})

test('an outcome is said whatever Twilio says', () => {
  const world = worldWith({ outcome: 'verified' })
  const { id, trunkSid } = create(world)
  deleteTrunk(world, accountOf(world), trunkOf(world, trunkSid))

  expect(statusOf(read(world, id))).toBe('verified')
})

test('Twilio is not asked when all four checks are steered', () => {
  const world = newWorld()
  const { id } = create(world, { authToken: steering('010001') })
  world.exchange.twilioCalls = []
  read(world, id)

  expect(world.exchange.twilioCalls).toStrictEqual([])
})

test('the checks that a scenario leaves out ask Twilio', () => {
  const world = worldWith({ checks: { Trunk: 'warning', 'Phone Numbers': 'failed' } })
  const { id, trunkSid, credentialListSid } = create(world)
  detachCredentialList(world, trunkOf(world, trunkSid), credentialListSid)

  expect(statusesOf(read(world, id))).toBe('passed warning failed failed')
})

test.each<[string, Scenario['verification'], string, string]>([
  ['the token', {}, steering('010001'), 'authToken'],
  ['the scenario', { outcome: 'warning' }, TOKEN, 'scenario test'],
])('details say that %s steered', (_, verification, authToken, steeredBy) => {
  const world = worldWith(verification)
  const { id } = create(world, { authToken })

  expect(read(world, id).verification.checks?.map((it) => it.details)).toStrictEqual(
    Array(4).fill({ steeredBy }),
  )
})

test('every check carries its name, in the documented order, and a message', () => {
  const world = newWorld()
  const { id } = create(world)

  expect(read(world, id).verification.checks).toMatchObject([
    { checkName: 'Credentials', message: expect.stringContaining('.') },
    { checkName: 'Trunk', message: expect.stringContaining('.') },
    { checkName: 'Credential List', message: expect.stringContaining('.') },
    { checkName: 'Phone Numbers', message: expect.stringContaining('.') },
  ])
})

const SILENT: Scenario = {
  name: 'silent',
  description: 'Nothing is said.',
  verification: { outcome: 'pending' },
}

test('a scenario that never says anything also keeps a provider pending that was made before it', () => {
  const world = newWorld()
  const provider = create(world)
  setScenario(world, SILENT)
  read(world, provider.id)
  advance(world, DAY)

  expect(statusOf(read(world, provider.id))).toBe('pending')
})

test('once that scenario is gone, the next read runs the checks', () => {
  const world = worldWith({})
  const provider = create(world)
  setScenario(world, SILENT)
  read(world, provider.id)
  setScenario(world, null)

  expect(statusOf(read(world, provider.id))).toBe('verified')
})

test('a scenario that never says anything leaves what was said', () => {
  const world = newWorld()
  const provider = create(world)
  read(world, provider.id)
  setScenario(world, SILENT)
  const verifiedAt = world.clock.now
  advance(world, DAY)

  expect(timesOf(provider)).toStrictEqual(times(verifiedAt))
})

const OUTCOMES: [VerificationStatus, string | undefined][] = [
  ['verified', 'passed passed passed passed'],
  ['warning', 'passed passed passed warning'],
  ['failed', 'passed failed passed passed'],
  ['pending', undefined],
]

test.each(OUTCOMES)(
  'what is scripted as %s is said at once and every hour',
  (outcome, statuses) => {
    const world = newWorld()
    const provider = create(world)
    scriptVerification(world, provider, { outcome })
    const atOnce = statusesOf(provider)
    advance(world, DAY)

    expect([atOnce, statusesOf(provider)]).toStrictEqual([statuses, statuses])
  },
)

test('a script of single checks leaves the others to Twilio', () => {
  const { world, provider, trunk } = newSetting()
  Object.assign(trunk, { domainName: null })
  scriptVerification(world, provider, { checks: { 'Phone Numbers': 'failed' } })

  expect(statusesOf(provider)).toBe('passed failed passed failed')
})

test('a script with a time waits for the clock, not for reads', () => {
  const world = newWorld()
  const { id } = create(world)
  scriptFor(world, id, { outcome: 'failed', progression: { mode: 'time', seconds: 600 } })
  const before = statusOf(read(world, id))
  advance(world, 10 * MINUTE)

  expect([before, statusOf(read(world, id))]).toStrictEqual(['pending', 'failed'])
})

test('a script with a number of reads waits for those, not for the hour', () => {
  const world = newWorld()
  const { id } = create(world)
  read(world, id)
  scriptFor(world, id, { outcome: 'failed', progression: { mode: 'manual', times: 2 } })
  advance(world, 2 * HOUR)

  expect([statusOf(read(world, id)), statusOf(read(world, id))]).toStrictEqual([
    'verified',
    'failed',
  ])
})

test('after a script has spoken on a read, the checks run every hour again', () => {
  const world = newWorld()
  const { id } = create(world)
  scriptFor(world, id, { outcome: 'failed', progression: { mode: 'manual', times: 1 } })
  const provider = read(world, id)
  const verifiedAt = world.clock.now
  advance(world, HOUR)

  expect(timesOf(provider)).toStrictEqual(times(verifiedAt + HOUR))
})

test('a script at once speaks at once', () => {
  const world = newWorld()
  const provider = create(world)
  scriptFor(world, provider.id, { outcome: 'failed', progression: { mode: 'immediate' } })

  expect(statusOf(provider)).toBe('failed')
})

test('a script that says only when leaves it to others what is said', () => {
  const world = worldWith({ outcome: 'warning' })
  const provider = create(world)
  const lostTo = scriptFor(world, provider.id, { progression: { mode: 'time', seconds: 60 } })
  const before = statusOf(provider)
  advance(world, MINUTE)

  expect([lostTo, before, statusOf(provider)]).toStrictEqual([null, 'pending', 'warning'])
})

test('a script that says only when cannot make a silent scenario speak, and takes nothing back', () => {
  const world = newWorld()
  const provider = create(world)
  read(world, provider.id)
  setScenario(world, SILENT)
  scriptFor(world, provider.id, { progression: { mode: 'immediate' } })

  expect(statusOf(provider)).toBe('verified')
})

test.each<VerificationScript>([
  { outcome: 'failed' },
  { checks: { Trunk: 'failed' } },
  { outcome: 'failed', progression: { mode: 'immediate' } },
  { progression: { mode: 'immediate' } },
])('a script that loses to the token changes nothing: %j', (given) => {
  const world = newWorld()
  const provider = create(world, { authToken: steering('310001') })
  const before = structuredClone(provider.verification)

  expect(scriptFor(world, provider.id, given)).toBe('authToken')
  expect(provider.verification).toStrictEqual(before)
})

test('a script that is taken back leaves the word to Twilio', () => {
  const { world, provider, trunk } = newSetting()
  scriptVerification(world, provider, { outcome: 'verified' })
  Object.assign(trunk, { domainName: null })
  advance(world, HOUR)
  const before = statusOf(provider)

  expect([before, scriptVerification(world, provider, null), statusOf(provider)]).toStrictEqual([
    'verified',
    null,
    'failed',
  ])
})

test('a script of pending that is taken back leaves the word to the scenario', () => {
  const world = worldWith({ outcome: 'warning' })
  const provider = create(world)
  scriptVerification(world, provider, { outcome: 'pending' })
  scriptVerification(world, provider, null)

  expect(statusOf(provider)).toBe('warning')
})

test('a script of a provider says nothing of another', () => {
  const world = newWorld()
  const scripted = create(world)
  const { id } = create(world, { name: 'Other' })
  scriptVerification(world, scripted, { outcome: 'failed' })

  expect(statusOf(read(world, id))).toBe('verified')
})

/** A provider with two imported numbers, and everything of it at Twilio. */
interface Setting {
  world: World
  account: Account
  trunk: Trunk
  list: CredentialList
  provider: Provider
  numbers: IncomingPhoneNumber[]
}

const SABOTAGE: [string, (setting: Setting) => void, string][] = [
  ['nothing has happened', () => {}, 'passed passed passed passed'],
  [
    'the account is on trial',
    ({ account }) => Object.assign(account, { type: 'Trial' }),
    'passed passed passed passed',
  ],
  [
    'the token was rotated',
    ({ account }) => Object.assign(account, { authToken: 'f'.repeat(32) }),
    'failed failed failed failed',
  ],
  [
    'the account is closed',
    ({ account }) => Object.assign(account, { status: 'closed' }),
    'failed failed failed failed',
  ],
  [
    'the account is suspended',
    ({ account }) => Object.assign(account, { status: 'suspended' }),
    'failed failed failed failed',
  ],
  [
    'the credentials are test credentials',
    ({ world }) => script(world, { operation: 'FetchAccount', error: 20008 }),
    'failed failed failed failed',
  ],
  [
    'the trunk is gone',
    ({ world, account, trunk }) => deleteTrunk(world, account, trunk),
    'passed failed failed warning',
  ],
  [
    'the trunk has no domain',
    ({ trunk }) => Object.assign(trunk, { domainName: null }),
    'passed failed passed passed',
  ],
  [
    'the trunk has another domain',
    ({ trunk }) => Object.assign(trunk, { domainName: 'other.pstn.twilio.com' }),
    'passed failed passed passed',
  ],
  [
    'the trunk transfers calls',
    ({ world, account, trunk }) =>
      updateTrunk(world, account, trunk, { transferMode: 'enable-all' }),
    'passed warning passed passed',
  ],
  [
    'the trunk transfers calls to SIP only',
    ({ world, account, trunk }) => updateTrunk(world, account, trunk, { transferMode: 'sip-only' }),
    'passed warning passed passed',
  ],
  [
    'the list is detached',
    ({ world, trunk, list }) => detachCredentialList(world, trunk, list.sid),
    'passed passed failed passed',
  ],
  [
    'the list is gone',
    ({ world, account, trunk, list }) => {
      detachCredentialList(world, trunk, list.sid)
      deleteCredentialList(world, account, list)
    },
    'passed passed failed passed',
  ],
  [
    'the credential is gone',
    ({ list }) => Object.assign(list, { credentialSids: [] }),
    'passed passed failed passed',
  ],
  [
    'one number is detached',
    ({ world, numbers }) => {
      for (const number of numbers.slice(0, 1)) detachPhoneNumber(world, number)
    },
    'passed passed passed warning',
  ],
  [
    'every number is detached',
    ({ world, numbers }) => {
      for (const number of numbers) detachPhoneNumber(world, number)
    },
    'passed passed passed warning',
  ],
  [
    'a number was moved to another trunk',
    ({ world, account, numbers }) => {
      const other = createTrunk(world, account, {})
      for (const { sid } of numbers.slice(1)) attachPhoneNumber(world, other, sid)
    },
    'passed passed passed warning',
  ],
  [
    'another trunk and another list are there',
    ({ world, account }) => {
      createTrunk(world, account, {})
      createCredentialList(world, account, 'other')
    },
    'passed passed passed passed',
  ],
]

test.each(SABOTAGE)(
  'when %s, the checks say so [verification/credentials] [verification/trunk] [verification/trunk-changed] [verification/list] [verification/numbers]',
  (_, sabotage, statuses) => {
    const setting = newSetting()
    sabotage(setting)

    expect(statusesOf(read(setting.world, setting.provider.id))).toBe(statuses)
  },
)

test('what is repaired at Twilio passes the next hour', () => {
  const { world, provider, numbers, trunk } = newSetting()
  for (const number of numbers) detachPhoneNumber(world, number)
  read(world, provider.id)
  for (const { sid } of numbers) attachPhoneNumber(world, trunk, sid)
  advance(world, HOUR)

  expect(statusOf(provider)).toBe('verified')
})

test('a provider without numbers passes the check of the numbers even when its trunk is gone', () => {
  const world = newWorld()
  const { id, trunkSid } = create(world)
  deleteTrunk(world, accountOf(world), trunkOf(world, trunkSid))

  expect(statusesOf(read(world, id))).toBe('passed failed failed passed')
})

test('the check of the numbers names those that are not attached', () => {
  const { world, provider, numbers } = newSetting()
  for (const number of numbers.slice(1)) detachPhoneNumber(world, number)

  expect(read(world, provider.id).verification.checks?.[3]?.details).toStrictEqual({
    imported: 2,
    detached: numbers.slice(1).map((it) => it.sid),
  })
})

test.each([
  ['passed', () => {}],
  ['rotated', ({ account }: Setting) => Object.assign(account, { authToken: 'f'.repeat(32) })],
])('the checks tell no secret: %s', (_, sabotage) => {
  const setting = newSetting()
  sabotage(setting)
  const { checks } = read(setting.world, setting.provider.id).verification
  const { authPassword } = setting.world.sipCredentials[setting.provider.sipCredentialId] ?? {}
  const secrets = [TOKEN, 'f'.repeat(32), `${authPassword}`]

  expect(secrets.filter((it) => JSON.stringify(checks).includes(it))).toStrictEqual([])
})

test.each(['Trunk', 'Credential List', 'Phone Numbers'])(
  'says that %s was not checked when the credentials are refused',
  (name) => {
    const setting = newSetting()
    setting.account.authToken = 'f'.repeat(32)
    const { checks } = read(setting.world, setting.provider.id).verification

    expect(checks?.find((it) => it.checkName === name)?.message).toBe(
      'Not checked: Twilio refuses the credentials.',
    )
  },
)

const OUTAGES: Script['error'][] = [20429, 20500, 20503, 'timeout']

test.each(OUTAGES)(
  'answer %s to the credentials leaves what was said before [verification/outage]',
  (error) => {
    const { world, account, provider, trunk } = newSetting()
    updateTrunk(world, account, trunk, { transferMode: 'enable-all' })
    read(world, provider.id)
    const { checks, lastVerifiedAt } = structuredClone(provider.verification)
    updateTrunk(world, account, trunk, { transferMode: 'disable-all' })
    script(world, { operation: 'FetchAccount', error })
    advance(world, HOUR)

    expect(provider.verification).toMatchObject({ checks, lastVerifiedAt })
  },
)

test.each(OUTAGES)(
  'answer %s to the first verification leaves the provider pending [verification/time-null]',
  (error) => {
    const { world, provider } = newSetting()
    script(world, { operation: '*', error })

    expect(statusOf(read(world, provider.id))).toBe('pending')
  },
)

test('the read after an outage runs the checks that were put off', () => {
  const { world, provider } = newSetting()
  script(world, { operation: '*', error: 20503 })
  for (let count = 0; count < 5; count++) read(world, provider.id)
  script(world)

  expect(statusOf(read(world, provider.id))).toBe('verified')
})

test('the hour after an outage runs the checks that were put off', () => {
  const { world, provider } = newSetting()
  const verifiedAt = world.clock.now
  read(world, provider.id)
  script(world, { operation: 'FetchAccount', error: 20503 })
  advance(world, HOUR)
  script(world)
  advance(world, HOUR)

  expect(timesOf(provider)).toStrictEqual(times(verifiedAt + 2 * HOUR))
})

const WARNING_CALLS: [TwilioOperation, string][] = [
  ['FetchTrunk', 'passed warning passed passed'],
  ['ListCredentialList', 'passed passed warning passed'],
  ['ListSipCredential', 'passed passed warning passed'],
  ['ListPhoneNumber', 'passed passed passed warning'],
]

test.each(
  WARNING_CALLS.flatMap(([operation, statuses]) =>
    OUTAGES.map((error) => ({ operation, error, statuses })),
  ),
)(
  'answer $error to $operation is a warning of that check alone',
  ({ operation, error, statuses }) => {
    const { world, provider } = newSetting()
    script(world, { operation, error })

    expect(statusesOf(read(world, provider.id))).toBe(statuses)
  },
)

test.each([
  ['FetchTrunk', 20404, 'passed failed passed passed'],
  ['FetchTrunk', 20003, 'passed failed passed passed'],
  ['ListCredentialList', 20404, 'passed passed failed passed'],
  ['ListPhoneNumber', 20404, 'passed passed passed warning'],
  ['ListPhoneNumber', 20003, 'passed passed passed failed'],
] as const)('when %s answers %i for good, the checks say %s', (operation, error, statuses) => {
  const { world, provider } = newSetting()
  script(world, { operation, error })

  expect(statusesOf(read(world, provider.id))).toBe(statuses)
})

test.each([
  [HOUR - 1, 0],
  [HOUR, 1],
  [HOUR + 1, 1],
  [2 * HOUR - 1, 1],
  [5 * HOUR + 1234, 5],
  [YEAR, 365 * 24],
])(
  '%i milliseconds after the first verification, the last was at hour %i [verification/hourly]',
  (millis, hours) => {
    const world = newWorld()
    const provider = create(world)
    const verifiedAt = world.clock.now
    read(world, provider.id)
    advance(world, millis)

    expect(timesOf(provider)).toStrictEqual(times(verifiedAt + hours * HOUR))
  },
)

test('the clock stands where it was moved to when what was due is done', () => {
  const world = newWorld()
  read(world, create(world).id)
  const before = world.clock.now
  advance(world, 5 * HOUR + 1234)

  expect(world.clock.now).toBe(before + 5 * HOUR + 1234)
})

test.each<[string, Progression]>([
  ['manual', { mode: 'manual', times: 1 }],
  ['immediate', { mode: 'immediate' }],
  ['time', { mode: 'time', seconds: 90 }],
])('after %s, hours in one jump end where hours in small steps end', (_, progression) => {
  const [jump, steps] = [worldWith({ progression }), worldWith({ progression })]
  for (const world of [jump, steps]) read(world, create(world).id)
  advance(jump, 7 * HOUR)
  for (let minutes = 0; minutes < 7 * 60; minutes += 4) advance(steps, 4 * MINUTE)

  expect({ ...steps, revision: 0, exchange: 0 }).toStrictEqual({
    ...jump,
    revision: 0,
    exchange: 0,
  })
})

test.each([
  [90 * SECOND, 0],
  [90 * SECOND + HOUR - 1, 0],
  [90 * SECOND + HOUR, 1],
  [90 * SECOND + 30 * HOUR, 30],
])('after a time of 90 seconds the hours count from there: %i is hour %i', (millis, hours) => {
  const world = worldWith({ progression: { mode: 'time', seconds: 90 } })
  const provider = create(world)
  const firstAt = world.clock.now + 90 * SECOND
  advance(world, millis)

  expect(timesOf(provider)).toStrictEqual(times(firstAt + hours * HOUR))
})

test('a verification in between starts the hour anew', () => {
  const world = newWorld()
  const provider = create(world)
  read(world, provider.id)
  advance(world, 20 * MINUTE)
  const verifiedAt = world.clock.now
  verify(world, provider)
  advance(world, HOUR - 1)

  expect(timesOf(provider)).toStrictEqual(times(verifiedAt))
})

test('a provider that was verified twice at one instant is verified once an hour later', () => {
  const world = newWorld()
  const provider = create(world)
  read(world, provider.id)
  verify(world, provider)
  world.exchange.twilioCalls = []
  advance(world, HOUR)

  expect(runsIn(world)).toHaveLength(1)
})

test('verifications of several providers run in the order of time', () => {
  const world = newWorld()
  for (const [sid, seconds] of [
    ['1', 300],
    ['2', 100],
    ['3', 200],
  ] as const) {
    world.scenario = scenarioOf({ verification: { progression: { mode: 'time', seconds } } })
    create(world, { accountSid: `AC${sid.repeat(32)}` })
  }
  world.exchange.twilioCalls = []
  advance(world, HOUR + 250 * SECOND)

  expect(runsIn(world)).toStrictEqual(['2', '3', '1', '2', '3'])
})

test('at one instant providers are verified in the order of their creation', () => {
  const world = worldWith({ progression: { mode: 'time', seconds: 1 } })
  for (const sid of ['3', '1', '2']) create(world, { accountSid: `AC${sid.repeat(32)}` })
  world.exchange.twilioCalls = []
  advance(world, SECOND)

  expect(runsIn(world)).toStrictEqual(['3', '1', '2'])
})

test('a jump of 100 years verifies each of 1,000 providers once', () => {
  const world = worldWith({ progression: { mode: 'immediate' } })
  createMany(world, 1000)
  world.exchange.twilioCalls = []
  advance(world, 100 * YEAR)

  expect(runsIn(world)).toHaveLength(1000)
})

test('a jump of 100 years verifies each of 1,000 new providers when it is due and at the end', () => {
  const world = worldWith({ progression: { mode: 'time', seconds: 60 } })
  createMany(world, 1000)
  world.exchange.twilioCalls = []
  advance(world, 100 * YEAR)

  expect(runsIn(world)).toHaveLength(2000)
})

test('a jump of a year asks a Twilio that is down twice, not every hour', () => {
  const { world, provider } = newSetting()
  script(world, { operation: 'FetchAccount', error: 20503 })
  read(world, provider.id)
  world.exchange.twilioCalls = []
  advance(world, YEAR)

  expect(runsIn(world)).toHaveLength(2)
})

test('the agenda does not grow with the hours', () => {
  const world = worldWith({ progression: { mode: 'immediate' } })
  const { id } = create(world)
  for (let hours = 0; hours < 100; hours++) advance(world, HOUR)

  expect(world.agenda).toStrictEqual([{ at: world.clock.now + HOUR, providerIds: [id] }])
})

function newSetting(): Setting {
  const world = newWorld()
  const account = openAccount(world, ACCOUNT)
  const numbers = ['+14155550100', '+14155550101'].map((it) => addPhoneNumber(world, account, it))
  const provider = create(world)
  importPhoneNumbers(
    world,
    'org-1',
    provider.id,
    numbers.map(({ sid }) => sid),
  )
  const list = world.twilio.credentialLists[provider.credentialListSid]
  if (!list) throw new Error('no list')
  return { world, account, trunk: trunkOf(world, provider.trunkSid), list, provider, numbers }
}

function worldWith(verification: Scenario['verification']): World {
  return newWorld({ scenario: { verification } })
}

function scenarioOf(rest: Partial<Scenario>): Scenario {
  return { name: 'test', description: 'of a test', ...rest }
}

function script(world: World, ...twilio: Script[]): void {
  world.scenario = scenarioOf({ twilio })
}

function create(world: World, details: Partial<NewProvider> = {}): Provider {
  return createProvider(world, {
    organisation: 'org-1',
    accountSid: ACCOUNT,
    authToken: TOKEN,
    name: 'Main',
    supportsCallTransfer: false,
    ...details,
  })
}

/** Ten providers an account, each a second after the one before. */
function createMany(world: World, count: number): void {
  for (let index = 0; index < count; index++) {
    const accountSid = `AC${`${Math.floor(index / 10)}`.padStart(32, '0')}`
    create(world, { accountSid, name: `Provider ${index}` })
    world.clock.now += SECOND
  }
}

const read = (world: World, id: string): Provider => readProvider(world, 'org-1', id)

const statusOf = ({ verification }: Provider): string => verificationStatus(verification)

function statusesOf({ verification }: Provider): string | undefined {
  return verification.checks?.map((it) => it.status).join(' ')
}

/** When the last verification was, and what its checks say about that. */
function timesOf({ verification }: Provider): unknown {
  return [verification.lastVerifiedAt, ...(verification.checks ?? []).map((it) => it.timestamp)]
}

function times(at: number): unknown {
  return [at, ...Array(4).fill(isoTime(at))]
}

/** The last digit of the account of every verification that was run, in order. */
function runsIn(world: World): string[] {
  return world.exchange.twilioCalls
    .filter((it) => it.operation === 'FetchAccount')
    .map((it) => it.path.slice(-6, -5))
}

function accountOf(world: World): Account {
  const account = world.twilio.accounts[ACCOUNT]
  if (!account) throw new Error('no account')
  return account
}

function trunkOf(world: World, sid: string): Trunk {
  const trunk = world.twilio.trunks[sid]
  if (!trunk) throw new Error('no trunk')
  return trunk
}

function check(status: CheckStatus): VerificationCheck {
  return {
    checkName: 'Trunk',
    status,
    message: 'Looked at.',
    details: {},
    timestamp: '2025-01-01T00:00:00Z',
  }
}

/** What the control plane says of a provider. */
function scriptFor(world: World, id: string, given: VerificationScript): string | null {
  return scriptVerification(world, providerOf(world, id), given)
}

function steering(tail: string): string {
  return '0'.repeat(26) + tail
}
