import { expect, test } from 'vitest'
import type { TwilioScript } from '../../src/contract/scenario.ts'
import { importPhoneNumbers, listAvailableNumbers } from '../../src/domain/imports.ts'
import type { Provider } from '../../src/domain/providers.ts'
import { removePhoneNumber } from '../../src/domain/removal.ts'
import {
  addPhoneNumber,
  attachPhoneNumber,
  detachPhoneNumber,
  releasePhoneNumber,
} from '../../src/domain/twilio/phone-numbers.ts'
import { createTrunk, deleteTrunk } from '../../src/domain/twilio/trunks.ts'
import { verificationStatus, verify } from '../../src/domain/verification.ts'
import { newExchange, type World } from '../../src/domain/world.ts'
import {
  accountIn,
  connect,
  connectWith,
  numbersIn,
  ORGANISATION,
  OTHER_ACCOUNT,
  present,
  refusalOf,
  rotate,
  script,
  trunkIn,
} from '../support/domain.ts'
import { newWorld } from '../support/world.ts'

const UNKNOWN = `PN${'0'.repeat(32)}`
const ALL = { skip: 0, take: 100 }

test('a number that was released and bought again is imported still, until its record is removed', () => {
  const { world, provider, sids } = newSetting('+14155550100')
  importAll(world, provider, sids)
  const released = world.twilio.phoneNumbers[sids[0] ?? '']
  if (released) releasePhoneNumber(world, released)
  const { sid } = addPhoneNumber(world, accountIn(world, provider.accountSid), '+14155550100')

  expect(importAll(world, provider, [sid]).errors).toMatchObject([
    { errorMessage: expect.stringContaining('already imported') },
  ])
  const [id = ''] = provider.sipPhoneNumberIds
  removePhoneNumber(world, ORGANISATION, provider.id, id, { force: false })
  expect(importAll(world, provider, [sid]).successCount).toBe(1)
})

test('an imported number is attached at Twilio and has a record that no agent is linked to', () => {
  const { world, provider, sids } = newSetting('+14155550100')
  const [sid = ''] = sids

  expect(importAll(world, provider, sids)).toStrictEqual({
    successCount: 1,
    failedCount: 0,
    errors: [],
  })
  expect(trunkIn(world, provider).phoneNumberSids).toStrictEqual([sid])
  const [id = ''] = provider.sipPhoneNumberIds
  expect(world.sipPhoneNumbers).toStrictEqual({
    [id]: {
      id,
      organisation: ORGANISATION,
      phoneNumber: '+14155550100',
      sipCredentialId: provider.sipCredentialId,
      providerId: provider.id,
      phoneNumberSid: sid,
      displayName: '(415) 555-0100',
      description: null,
      registration: false,
      inboundAgentId: null,
      outboundAgentIds: [],
      createdAt: world.clock.now,
      updatedAt: world.clock.now,
    },
  })
})

test('asks Twilio for the number first, then attaches it', () => {
  const { world, provider, sids } = newSetting('+14155550100', '+14155550101')
  importAll(world, provider, sids)

  expect(callsIn(world)).toStrictEqual([
    'FetchIncomingPhoneNumber 200',
    'CreatePhoneNumber 201',
    'FetchIncomingPhoneNumber 200',
    'CreatePhoneNumber 201',
  ])
})

test('what fails does not stop the rest, and is told in the order given', () => {
  const { world, provider, sids } = newSetting('+14155550100', '+14155550101')
  const [one = '', two = ''] = sids
  const foreign = addPhoneNumber(world, accountIn(world, OTHER_ACCOUNT), '+14155550199').sid

  expect(importAll(world, provider, [foreign, two, UNKNOWN, two, one])).toStrictEqual({
    successCount: 2,
    failedCount: 3,
    errors: [
      { phoneNumberSid: foreign, errorMessage: notThere(foreign) },
      { phoneNumberSid: UNKNOWN, errorMessage: notThere(UNKNOWN) },
      { phoneNumberSid: two, errorMessage: alreadyImported(two) },
    ],
  })
  expect(importedNumbers(world, provider)).toStrictEqual(['+14155550101', '+14155550100'])
})

test('a number that was imported stays imported when somebody detached it', () => {
  const { world, provider, sids } = newSetting('+14155550100')
  const [sid = ''] = sids
  importAll(world, provider, sids)
  detachPhoneNumber(world, present(world.twilio.phoneNumbers[sid]))

  expect(errorsOf(importAll(world, provider, sids))).toStrictEqual([alreadyImported(sid)])
  expect(trunkIn(world, provider).phoneNumberSids).toStrictEqual([])
})

test('a number that was imported and then released is not there', () => {
  const { world, provider, sids } = newSetting('+14155550100')
  const [sid = ''] = sids
  importAll(world, provider, sids)
  releasePhoneNumber(world, present(world.twilio.phoneNumbers[sid]))

  expect(errorsOf(importAll(world, provider, sids))).toStrictEqual([notThere(sid)])
})

test('a number without voice is imported like any other [twilio-attached-numbers/without-voice]', () => {
  const world = newWorld()
  const provider = connect(world)
  const capabilities = { voice: false, sms: true, mms: false, fax: false }
  const { sid } = addPhoneNumber(world, accountIn(world), '+14155550100', { capabilities })

  expect(importAll(world, provider, [sid]).successCount).toBe(1)
})

test.each<[string, TwilioScript, string]>([
  ['the look at the number', { operation: 'FetchIncomingPhoneNumber', error: 20429 }, '20429'],
  ['the look at the number', { operation: 'FetchIncomingPhoneNumber', error: 20503 }, '20503'],
  [
    'the look at the number',
    { operation: 'FetchIncomingPhoneNumber', error: 'timeout' },
    'Twilio did not answer in time',
  ],
  [
    'the attaching',
    { operation: 'CreatePhoneNumber', error: 21245 },
    'it could not be attached to the trunk, Twilio answered 21245 (Trunk Validation Error)',
  ],
  [
    'the attaching',
    { operation: 'CreatePhoneNumber', error: 20500 },
    'it could not be attached to the trunk, Twilio answered 20500',
  ],
  [
    'the attaching',
    { operation: 'CreatePhoneNumber', error: 'timeout' },
    'it could not be attached to the trunk, Twilio did not answer in time',
  ],
])(
  '%s fails with %o: each item says so, and nothing is recorded [import/error-words]',
  (_, failure, why) => {
    const { world, provider, sids } = newSetting('+14155550100', '+14155550101')
    const before = structuredClone(world)
    script(world, failure)
    const { successCount, failedCount, errors } = importAll(world, provider, sids)

    expect({ successCount, failedCount }).toStrictEqual({ successCount: 0, failedCount: 2 })
    expect(errors.map((it) => it.phoneNumberSid)).toStrictEqual(sids)
    expect(errors.map((it) => it.errorMessage.includes(why))).toStrictEqual([true, true])
    expect(stateIn(world)).toStrictEqual(stateIn(before))
  },
)

test('without its trunk nothing can be attached [import/attachment]', () => {
  const { world, provider, sids } = newSetting('+14155550100')
  deleteTrunk(world, accountIn(world), trunkIn(world, provider))

  expect(errorsOf(importAll(world, provider, sids))).toStrictEqual([
    expect.stringContaining('it could not be attached to the trunk, Twilio answered 20404'),
  ])
  expect(provider.sipPhoneNumberIds).toStrictEqual([])
})

test('with a token that was rotated every item is refused', () => {
  const { world, provider, sids } = newSetting('+14155550100', '+14155550101')
  rotate(world)
  const { failedCount, errors } = importAll(world, provider, sids)

  expect(failedCount).toBe(2)
  expect(errors.map((it) => it.errorMessage)).toEqual(
    Array(2).fill(expect.stringContaining('Twilio answered 20003')),
  )
})

test('tells no secret in what it says of an item', () => {
  const { world, provider, sids } = newSetting('+14155550100')
  rotate(world)

  expect(JSON.stringify(importAll(world, provider, sids))).not.toContain(provider.authToken)
})

test('a number comes off the trunk of another provider, which warns at its next verification', () => {
  const { world, provider, sids } = newSetting('+14155550100', '+14155550101')
  importAll(world, provider, sids)
  verify(world, provider)
  const other = connect(world, { name: 'Other' })
  const [moved = ''] = sids
  expect(importAll(world, other, [moved]).successCount).toBe(1)
  expect(verificationStatus(provider.verification)).toBe('verified')
  for (const each of [provider, other]) verify(world, each)

  expect([provider, other].map((it) => verificationStatus(it.verification))).toStrictEqual([
    'warning',
    'verified',
  ])
  expect(provider.verification.checks?.[3]?.details).toStrictEqual({
    imported: 2,
    detached: [moved],
  })
})

test('two providers have records of their own of one number', () => {
  const { world, provider, sids } = newSetting('+14155550100')
  const other = connect(world, { name: 'Other' })
  for (const each of [provider, other]) importAll(world, each, sids)
  const [one, two] = [provider, other].map((it) => it.sipPhoneNumberIds)

  expect(one).not.toStrictEqual(two)
  expect(Object.keys(world.sipPhoneNumbers)).toHaveLength(2)
})

test('a number that was removed is imported again, under another id', () => {
  const { world, provider, sids } = newSetting('+14155550100')
  importAll(world, provider, sids)
  const [first = ''] = provider.sipPhoneNumberIds
  removePhoneNumber(world, ORGANISATION, provider.id, first, { force: false })
  importAll(world, provider, sids)

  expect(provider.sipPhoneNumberIds).toHaveLength(1)
  expect(provider.sipPhoneNumberIds).not.toContain(first)
})

test('the provider of another organisation is not there', () => {
  const { world, provider, sids } = newSetting('+14155550100')

  for (const ask of [
    () => importPhoneNumbers(world, 'org-2', provider.id, sids),
    () => listAvailableNumbers(world, 'org-2', provider.id, ALL),
  ]) {
    expect(refusalOf(ask).code).toBe('provider-not-found')
  }
  expect(provider.sipPhoneNumberIds).toStrictEqual([])
})

test('nothing to import is nothing done', () => {
  const { world, provider } = newSetting('+14155550100')

  expect(importAll(world, provider, [])).toStrictEqual({
    successCount: 0,
    failedCount: 0,
    errors: [],
  })
  expect(callsIn(world)).toStrictEqual([])
})

test('available are all numbers of the account, and which of them this provider has imported', () => {
  const { world, provider, sids } = newSetting('+14155550100', '+14155550101', '+14155550102')
  addPhoneNumber(world, accountIn(world, OTHER_ACCOUNT), '+14155550199')
  const [one = '', two = ''] = sids
  importAll(world, provider, [two])
  const other = connect(world, { name: 'Other' })
  importAll(world, other, [one])

  expect(available(world, provider)).toStrictEqual([
    ['+14155550100', other.trunkSid, false],
    ['+14155550101', provider.trunkSid, true],
    ['+14155550102', null, false],
  ])
})

test('an available number that sits on a trunk which somebody made says so', () => {
  const { world, provider, sids } = newSetting('+14155550100')
  const trunk = createTrunk(world, accountIn(world), {})
  attachPhoneNumber(world, trunk, sids[0] ?? '')

  expect(available(world, provider)).toStrictEqual([['+14155550100', trunk.sid, false]])
})

test.each([
  [{ skip: 0, take: 2 }, ['+14155550100', '+14155550101']],
  [{ skip: 2, take: 2 }, ['+14155550102']],
  [{ skip: 3, take: 2 }, []],
  [{ skip: 2_147_483_647, take: 1000 }, []],
])('of the available numbers %j are %j', (paging, expected) => {
  const { world, provider } = newSetting('+14155550100', '+14155550101', '+14155550102')
  const { items, ...rest } = listAvailableNumbers(world, ORGANISATION, provider.id, paging)

  expect(items.map((it) => it.number.phoneNumber)).toStrictEqual(expected)
  expect(rest).toStrictEqual({ totalCount: 3, ...paging })
})

test.each<[TwilioScript['error'], string]>([
  [20003, 'twilio-conflict'],
  [20008, 'twilio-conflict'],
  [20403, 'twilio-conflict'],
  [20404, 'twilio-conflict'],
  [20429, 'twilio-busy'],
  [20500, 'twilio-down'],
  [20503, 'twilio-down'],
  ['timeout', 'twilio-timeout'],
])('when Twilio answers %s, nobody knows what is available: %s', (error, code) => {
  const { world, provider } = newSetting('+14155550100')
  script(world, { operation: 'ListIncomingPhoneNumber', error })

  expect(refusalOf(() => listAvailableNumbers(world, ORGANISATION, provider.id, ALL)).code).toBe(
    code,
  )
})

test('importing draws the same ids for the same seed', () => {
  const idsIn = (seed: number) =>
    connectWith(newWorld({ seed }), '+14155550100', '+14155550101').ids

  expect(idsIn(1)).toStrictEqual(idsIn(1))
  expect(new Set([...idsIn(1), ...idsIn(2)]).size).toBe(4)
})

function newSetting(...phoneNumbers: string[]) {
  const world = newWorld()
  const sids = numbersIn(world, ...phoneNumbers)
  const provider = connect(world)
  world.exchange = newExchange(world.clock.now)
  return { world, provider, sids }
}

function importAll(world: World, { id }: Provider, sids: string[]) {
  return importPhoneNumbers(world, ORGANISATION, id, sids)
}

function available(world: World, { id }: Provider): unknown[] {
  return listAvailableNumbers(world, ORGANISATION, id, ALL).items.map(({ number, isImported }) => [
    number.phoneNumber,
    number.trunkSid,
    isImported,
  ])
}

const importedNumbers = (world: World, { sipPhoneNumberIds }: Provider) =>
  sipPhoneNumberIds.map((id) => world.sipPhoneNumbers[id]?.phoneNumber)

const callsIn = (world: World): string[] =>
  world.exchange.twilioCalls.map(({ operation, status }) => `${operation} ${status}`)

const errorsOf = ({ errors }: { errors: { errorMessage: string }[] }): string[] =>
  errors.map((it) => it.errorMessage)

const notThere = (sid: string): string =>
  `Cannot import phone number ${sid}: the Twilio account has no such number.`

const alreadyImported = (sid: string): string =>
  `Cannot import phone number ${sid}: it is already imported for this provider.`

const stateIn = ({ providers, sipPhoneNumbers, twilio, counters, revision }: World) => ({
  providers,
  sipPhoneNumbers,
  twilio,
  counters,
  revision,
})
