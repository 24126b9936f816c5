import { expect, test } from 'vitest'
import type { TwilioScript } from '../../src/contract/scenario.ts'
import { importPhoneNumbers } from '../../src/domain/imports.ts'
import { verifyProvider } from '../../src/domain/providers.ts'
import {
  deleteProvider,
  deleteSipPhoneNumber,
  removePhoneNumber,
} from '../../src/domain/removal.ts'
import { setScenario } from '../../src/domain/scenario.ts'
import {
  createSipPhoneNumber,
  linkSipPhoneNumber,
  type SipPhoneNumber,
} from '../../src/domain/sip-phone-numbers.ts'
import { attachCredentialList } from '../../src/domain/twilio/credential-lists.ts'
import { detachPhoneNumber, releasePhoneNumber } from '../../src/domain/twilio/phone-numbers.ts'
import { createTrunk, deleteTrunk } from '../../src/domain/twilio/trunks.ts'
import { nextVerification, verificationStatus } from '../../src/domain/verification.ts'
import { newExchange, type World } from '../../src/domain/world.ts'
import {
  accountIn,
  connect,
  connectWith,
  ORGANISATION,
  present,
  refusalOf,
  rotate,
  script,
  trunkIn,
} from '../support/domain.ts'
import { advance, newWorld } from '../support/world.ts'

const HOUR = 3_600_000

/** Two ways to the same end: by way of the provider, and by way of the number. */
const WAYS: [string, (setting: Setting, force: boolean) => void][] = [
  [
    'removed from its provider',
    ({ world, provider, number }, force) =>
      removePhoneNumber(world, ORGANISATION, provider.id, number.id, { force }),
  ],
  [
    'deleted',
    ({ world, number }, force) => deleteSipPhoneNumber(world, ORGANISATION, number.id, { force }),
  ],
]

test.each(WAYS)(
  'a number that is %s comes off the trunk and stays in the account [removal/stays-at-twilio]',
  (_, remove) => {
    const setting = newSetting()
    const { world, provider, number, sid } = setting
    remove(setting, false)

    expect(world.sipPhoneNumbers[number.id]).toBeUndefined()
    expect(provider.sipPhoneNumberIds).toHaveLength(1)
    expect(trunkIn(world, provider).phoneNumberSids).not.toContain(sid)
    expect(world.twilio.phoneNumbers[sid]?.trunkSid).toBeNull()
    expect(verificationStatus(verifyProvider(world, ORGANISATION, provider.id).verification)).toBe(
      'verified',
    )
  },
)

test.each(WAYS)('a number with agents is not %s, unless by force', (_, remove) => {
  const setting = newSetting()
  const { world, number } = setting
  linkSipPhoneNumber(world, ORGANISATION, number.id, { agentId: 'anna', mode: 'inbound' })
  linkSipPhoneNumber(world, ORGANISATION, number.id, { agentId: 'bert', mode: 'replaceOutbound' })
  const before = structuredClone(world)
  const { code, more } = refusalOf(() => remove(setting, false))
  expect([code, more]).toStrictEqual([
    'in-use',
    {
      affectedAgents: [
        { agentId: 'anna', agentName: 'anna', uses: ['inbound'] },
        { agentId: 'bert', agentName: 'bert', uses: ['outbound'] },
      ],
    },
  ])
  expect(world).toStrictEqual(before)
  remove(setting, true)
  expect(world.sipPhoneNumbers[number.id]).toBeUndefined()
})

test.each(
  WAYS.flatMap(([way, remove]) =>
    GONE().map(([what, go]): [string, string, typeof remove, typeof go] => [way, what, remove, go]),
  ),
)('a number is %s also when %s', (_way, _what, remove, go) => {
  const setting = newSetting()
  const { world, provider, number } = setting
  go(setting)
  remove(setting, false)

  expect(world.sipPhoneNumbers[number.id]).toBeUndefined()
  expect(provider.sipPhoneNumberIds).not.toContain(number.id)
})

function GONE(): [string, (setting: Setting) => void][] {
  return [
    ['somebody detached it', ({ world, sid }) => detachPhoneNumber(world, numberAt(world, sid))],
    ['somebody released it', ({ world, sid }) => releasePhoneNumber(world, numberAt(world, sid))],
    [
      'the trunk is gone',
      ({ world, provider }) => deleteTrunk(world, accountIn(world), trunkIn(world, provider)),
    ],
    [
      'it sits on the trunk of another provider',
      ({ world, sid }) => {
        const other = connect(world, { name: 'Other' })
        importPhoneNumbers(world, ORGANISATION, other.id, [sid])
      },
    ],
  ]
}

test('to remove a number that moved leaves it with the provider that has it now', () => {
  const setting = newSetting()
  const { world, provider, number, sid } = setting
  const other = connect(world, { name: 'Other' })
  importPhoneNumbers(world, ORGANISATION, other.id, [sid])
  removePhoneNumber(world, ORGANISATION, provider.id, number.id, { force: false })

  expect(numberAt(world, sid).trunkSid).toBe(other.trunkSid)
  expect(other.sipPhoneNumberIds).toHaveLength(1)
})

test.each(
  WAYS.flatMap(([way, remove]) =>
    [
      [20003, 'twilio-conflict'] as const,
      [20429, 'twilio-busy'] as const,
      [20503, 'twilio-down'] as const,
      ['timeout', 'twilio-timeout'] as const,
    ].map(([error, code]) => [way, error, code, remove] as const),
  ),
)(
  'a number is not %s when Twilio answers %s: %s, and it can be repeated',
  (_, error, code, remove) => {
    const setting = newSetting()
    const { world, number } = setting
    const before = structuredClone(world)
    script(world, { operation: 'DeletePhoneNumber', error })
    expect(refusalOf(() => remove(setting, true)).code).toBe(code)
    expect({ ...world, scenario: null, exchange: before.exchange }).toStrictEqual(before)
    world.scenario = null
    remove(setting, true)
    expect(world.sipPhoneNumbers[number.id]).toBeUndefined()
  },
)

test('a number that was made by hand is deleted without a word to Twilio', () => {
  const world = newWorld()
  const number = byHand(world, null)
  world.exchange = newExchange(world.clock.now)
  deleteSipPhoneNumber(world, ORGANISATION, number.id, { force: false })

  expect([world.sipPhoneNumbers, world.exchange.twilioCalls]).toStrictEqual([{}, []])
})

test.each<[string, (setting: Setting & { other: Setting['provider'] }) => unknown, string]>([
  [
    'the provider of another organisation',
    ({ world, provider, number }) =>
      removePhoneNumber(world, 'org-2', provider.id, number.id, { force: true }),
    'provider-not-found',
  ],
  [
    'a number of another provider',
    ({ world, other, number }) =>
      removePhoneNumber(world, ORGANISATION, other.id, number.id, { force: true }),
    'sip-phone-number-not-found',
  ],
  [
    'a number that was made by hand',
    ({ world, provider }) =>
      removePhoneNumber(
        world,
        ORGANISATION,
        provider.id,
        present(Object.values(world.sipPhoneNumbers).at(-1)).id,
        { force: true },
      ),
    'sip-phone-number-not-found',
  ],
  [
    'a number of another organisation',
    ({ world, number }) => deleteSipPhoneNumber(world, 'org-2', number.id, { force: true }),
    'sip-phone-number-not-found',
  ],
  [
    'the whole provider of another organisation',
    ({ world, provider }) => deleteProvider(world, 'org-2', provider.id),
    'provider-not-found',
  ],
])('refuses to remove %s, and asks Twilio nothing', (_, act, code) => {
  const setting = newSetting()
  const { world } = setting
  const other = connect(world, { name: 'Other' })
  byHand(world, null)
  const before = structuredClone(world)

  expect(refusalOf(() => act({ ...setting, other })).code).toBe(code)
  expect(world).toStrictEqual(before)
})

test('a provider that is deleted leaves an empty Twilio account with its numbers [delete/twilio] [delete/agents]', () => {
  const { world, provider, sids } = newSetting()
  linkSipPhoneNumber(world, ORGANISATION, provider.sipPhoneNumberIds[0] ?? '', {
    agentId: 'anna',
    mode: 'inbound',
  })
  deleteProvider(world, ORGANISATION, provider.id)
  const { accounts, phoneNumbers, reservedDomainNames, ...twilio } = world.twilio

  expect(twilio).toStrictEqual({
    trunks: {},
    domainNames: {},
    originationUrls: {},
    credentialLists: {},
    credentials: {},
    phoneNumbersPerAccount: 0,
    opensAccounts: true,
  })
  expect(Object.values(accounts)).toMatchObject([
    { trunkSids: [], credentialListSids: [], phoneNumberSids: sids },
  ])
  expect(Object.values(phoneNumbers).map((it) => it.trunkSid)).toStrictEqual([null, null])
  expect(Object.keys(reservedDomainNames)).toStrictEqual([provider.domainName])
  expect([world.providers, world.sipCredentials, world.sipPhoneNumbers]).toStrictEqual([{}, {}, {}])
})

test('takes numbers and list off the trunk, and the list away after the trunk', () => {
  const { world, provider } = newSetting()
  deleteProvider(world, ORGANISATION, provider.id)

  expect(callsIn(world)).toStrictEqual([
    'DeletePhoneNumber 204',
    'DeletePhoneNumber 204',
    'DeleteCredentialList 204',
    'DeleteTrunk 204',
    'DeleteSipCredentialList 204',
  ])
})

test('of a deleted provider nothing is due any more', () => {
  const { world, provider } = newSetting()
  verifyProvider(world, ORGANISATION, provider.id)
  expect(nextVerification(world)).toBe(world.clock.now + HOUR)
  deleteProvider(world, ORGANISATION, provider.id)
  expect([world.agenda, nextVerification(world)]).toStrictEqual([[], null])
  world.exchange = newExchange(world.clock.now)
  advance(world, 24 * HOUR)
  expect(callsIn(world)).toStrictEqual([])
})

test('of two providers that are due at once the other one stays due', () => {
  const { world, provider } = newSetting()
  const other = connect(world, { name: 'Other' })
  for (const { id } of [provider, other]) verifyProvider(world, ORGANISATION, id)
  deleteProvider(world, ORGANISATION, provider.id)

  expect(world.agenda).toStrictEqual([{ at: world.clock.now + HOUR, providerIds: [other.id] }])
})

test('a second provider of the account is untouched', () => {
  const world = newWorld()
  const other = connect(world, { name: 'Other' })
  verifyProvider(world, ORGANISATION, other.id)
  const before = structuredClone({
    provider: other,
    trunk: trunkIn(world, other),
    credential: world.sipCredentials[other.sipCredentialId],
  })
  const { provider } = connectWith(world, '+14155550100')
  deleteProvider(world, ORGANISATION, provider.id)

  expect({
    provider: world.providers[other.id],
    trunk: trunkIn(world, other),
    credential: world.sipCredentials[other.sipCredentialId],
  }).toStrictEqual(before)
  expect(verificationStatus(verifyProvider(world, ORGANISATION, other.id).verification)).toBe(
    'verified',
  )
})

test('the next provider of that name is another, at Twilio too', () => {
  const { world, provider } = newSetting()
  deleteProvider(world, ORGANISATION, provider.id)
  const next = connect(world)

  for (const name of [
    'id',
    'trunkSid',
    'domainName',
    'credentialListSid',
    'credentialSid',
  ] as const) {
    expect(next[name], name).not.toBe(provider[name])
  }
})

test('a number that was made by hand with its credential is left without one', () => {
  const { world, provider } = newSetting()
  const number = byHand(world, provider.sipCredentialId)
  deleteProvider(world, ORGANISATION, provider.id)

  expect(world.sipPhoneNumbers).toStrictEqual({ [number.id]: number })
  expect(number.sipCredentialId).toBeNull()
})

test.each<[string, (setting: Setting) => void]>([
  ['the token was rotated', ({ world }) => void rotate(world)],
  [
    'the account is suspended',
    ({ world }) => void Object.assign(accountIn(world), { status: 'suspended' }),
  ],
  [
    'the account is closed',
    ({ world }) => void Object.assign(accountIn(world), { status: 'closed' }),
  ],
])('where %s a provider is deleted here, and stays at Twilio [delete/refused]', (_, happen) => {
  const setting = newSetting()
  const { world, provider } = setting
  happen(setting)
  const before = structuredClone(world.twilio)
  deleteProvider(world, ORGANISATION, provider.id)

  expect([world.providers, world.sipCredentials, world.sipPhoneNumbers]).toStrictEqual([{}, {}, {}])
  expect(world.twilio).toStrictEqual(before)
})

test.each<[TwilioScript['operation'], TwilioScript['error'], string]>([
  ['DeletePhoneNumber', 20429, 'twilio-busy'],
  ['DeletePhoneNumber', 20503, 'twilio-down'],
  ['DeleteCredentialList', 20500, 'twilio-down'],
  ['DeleteTrunk', 'timeout', 'twilio-timeout'],
  ['DeleteSipCredentialList', 20503, 'twilio-down'],
])('when %s answers %s a provider stays: %s, and it can be repeated', (operation, error, code) => {
  const { world, provider } = newSetting()
  const before = structuredClone(localIn(world))
  script(world, { operation, error })
  expect(refusalOf(() => deleteProvider(world, ORGANISATION, provider.id)).code).toBe(code)
  expect(localIn(world)).toStrictEqual(before)
  setScenario(world, null)
  deleteProvider(world, ORGANISATION, provider.id)
  const { trunks, credentialLists, credentials } = world.twilio
  expect([world.providers, trunks, credentialLists, credentials]).toStrictEqual([{}, {}, {}, {}])
})

test('a list that somebody put on another trunk stays there with its credentials', () => {
  const { world, provider } = newSetting()
  const account = accountIn(world)
  const list = present(world.twilio.credentialLists[provider.credentialListSid])
  attachCredentialList(world, createTrunk(world, account, {}), list)
  deleteProvider(world, ORGANISATION, provider.id)

  expect(world.providers).toStrictEqual({})
  expect(account.credentialListSids).toStrictEqual([list.sid])
  expect(account.trunkSids).toHaveLength(1)
})

test('a trunk under whose domain somebody made another stays there', () => {
  const { world, provider } = newSetting()
  const account = accountIn(world)
  createTrunk(world, account, { domainName: `eu.${provider.domainName}` })
  deleteProvider(world, ORGANISATION, provider.id)

  expect(world.providers).toStrictEqual({})
  expect(account.trunkSids).toContain(provider.trunkSid)
})

test('what somebody removed at Twilio is not in the way of a delete [twilio-providers/gone]', () => {
  const { world, provider, sids } = newSetting()
  const account = accountIn(world)
  releasePhoneNumber(world, numberAt(world, sids[0] ?? ''))
  deleteTrunk(world, account, trunkIn(world, provider))
  deleteProvider(world, ORGANISATION, provider.id)

  expect([world.providers, account.credentialListSids]).toStrictEqual([{}, []])
})

type Setting = ReturnType<typeof newSetting>

/** A provider with two numbers, of which one is to go. */
function newSetting() {
  const world = newWorld()
  const { provider, sids, ids } = connectWith(world, '+14155550100', '+14155550101')
  world.exchange = newExchange(world.clock.now)
  const number: SipPhoneNumber = present(world.sipPhoneNumbers[ids[0] ?? ''])
  return { world, provider, sids, number, sid: present(sids[0]) }
}

function byHand(world: World, credentialsId: string | null): SipPhoneNumber {
  return createSipPhoneNumber(world, ORGANISATION, {
    phoneNumber: '+14155550199',
    credentialsId,
    displayName: null,
    description: null,
    registration: false,
  })
}

const numberAt = (world: World, sid: string) => present(world.twilio.phoneNumbers[sid])

const callsIn = (world: World): string[] =>
  world.exchange.twilioCalls.map(({ operation, status }) => `${operation} ${status}`)

const localIn = ({ providers, sipCredentials, sipPhoneNumbers, agenda, counters }: World) => ({
  providers,
  sipCredentials,
  sipPhoneNumbers,
  agenda,
  counters,
})
