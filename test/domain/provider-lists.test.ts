import { expect, test } from 'vitest'
import { removeEverything } from '../../src/domain/fixture.ts'
import {
  listProviders,
  readProvider,
  updateAuthToken,
  verifyProvider,
} from '../../src/domain/providers.ts'
import { verificationStatus } from '../../src/domain/verification.ts'
import type { World } from '../../src/domain/world.ts'
import {
  ACCOUNT,
  accountIn,
  connect,
  ORGANISATION,
  OTHER_TOKEN,
  refusalOf,
  rotate,
  script,
  TOKEN,
} from '../support/domain.ts'
import { advance, newWorld } from '../support/world.ts'

const HOUR = 3_600_000
const ALL = { skip: 0, take: 100 }
const FIXTURE = {
  accounts: [{ accountSid: ACCOUNT, authToken: TOKEN }],
  providers: [
    { id: '3c90c3cc-0d44-4b50-8888-8dd25736052a', accountSid: ACCOUNT, name: 'Everybody' },
  ],
}

test('lists what an organisation sees, in the order of their making', () => {
  const world = newWorld({ fixture: FIXTURE })
  for (const name of ['Zoe', 'Anna', 'Mia']) {
    connect(world, { name })
    connect(world, { name, organisation: 'org-2' })
  }

  expect(namesIn(world, ORGANISATION)).toStrictEqual(['Everybody', 'Zoe', 'Anna', 'Mia'])
  expect(namesIn(world, 'org-3')).toStrictEqual(['Everybody'])
})

test.each([
  [{ skip: 0, take: 20 }, ['0', '1', '2']],
  [{ skip: 1, take: 1 }, ['1']],
  [{ skip: 2, take: 2 }, ['2']],
  [{ skip: 3, take: 1 }, []],
])('of three %j are %j, and three are there', (paging, expected) => {
  const world = newWorld()
  for (const name of ['0', '1', '2']) connect(world, { name })
  const { items, ...rest } = listProviders(world, ORGANISATION, paging)

  expect(items.map((it) => it.name)).toStrictEqual(expected)
  expect(rest).toStrictEqual({ totalCount: 3, ...paging })
})

test('a list is no read: verification does not advance', () => {
  const world = newWorld()
  const { id } = connect(world)
  const before = structuredClone(world)
  for (let count = 0; count < 5; count++) listProviders(world, ORGANISATION, ALL)
  expect(world).toStrictEqual(before)
  expect(verificationStatus(readProvider(world, ORGANISATION, id).verification)).toBe('verified')
})

test('in a list every provider is as the request prefers, and stays what it is', () => {
  const world = newWorld()
  for (const name of ['One', 'Two']) connect(world, { name })
  const before = structuredClone(world.providers)
  world.exchange.preferred = {
    name: 'failed',
    description: 'of a test',
    verification: { outcome: 'failed' },
  }
  const { items } = listProviders(world, ORGANISATION, ALL)

  expect(items.map((it) => verificationStatus(it.verification))).toStrictEqual(['failed', 'failed'])
  expect(world.providers).toStrictEqual(before)
})

test('a token that Twilio refuses changes nothing', () => {
  const world = newWorld()
  const { id } = connect(world)
  const before = structuredClone(world)

  expect(refusalOf(() => updateAuthToken(world, ORGANISATION, id, OTHER_TOKEN)).code).toBe(
    'credentials-refused',
  )
  expect({ ...world, exchange: before.exchange }).toStrictEqual(before)
})

test('a rotated token makes verification fail until the new one is stored', () => {
  const world = newWorld()
  const { id } = connect(world)
  const statusNow = () => verificationStatus(verifyProvider(world, ORGANISATION, id).verification)
  expect(statusNow()).toBe('verified')
  const token = rotate(world)
  expect(statusNow()).toBe('failed')
  const updated = updateAuthToken(world, ORGANISATION, id, token)
  expect([updated.authToken, verificationStatus(updated.verification)]).toStrictEqual([
    token,
    'failed',
  ])
  expect(statusNow()).toBe('verified')
})

test('a second token of the account is as good as the first', () => {
  const world = newWorld()
  const { id } = connect(world)
  accountIn(world).secondaryAuthToken = OTHER_TOKEN

  expect(updateAuthToken(world, ORGANISATION, id, OTHER_TOKEN).authToken).toBe(OTHER_TOKEN)
})

test('the new token asks Twilio, not the old one', () => {
  const world = newWorld()
  const { id } = connect(world)
  const refusing = `${'0'.repeat(27)}20003`

  expect(refusalOf(() => updateAuthToken(world, ORGANISATION, id, refusing)).code).toBe(
    'credentials-refused',
  )
})

test.each([
  ['a suspended', 'suspended'],
  ['a closed', 'closed'],
] as const)('%s account takes no token', (_, status) => {
  const world = newWorld()
  const { id } = connect(world)
  accountIn(world).status = status

  expect(refusalOf(() => updateAuthToken(world, ORGANISATION, id, TOKEN)).code).toBe(
    'credentials-refused',
  )
})

test('another organisation has no provider to list, verify or give a token', () => {
  const world = newWorld()
  const { id } = connect(world)

  expect(namesIn(world, 'org-2')).toStrictEqual([])
  for (const ask of [
    () => verifyProvider(world, 'org-2', id),
    () => updateAuthToken(world, 'org-2', id, TOKEN),
  ]) {
    expect(refusalOf(ask).code).toBe('provider-not-found')
  }
})

test.each([20429, 20500, 20503, 'timeout'] as const)(
  'with Twilio answering %s verification says what it said before',
  (error) => {
    const world = newWorld()
    const { id } = connect(world)
    const { checks, lastVerifiedAt } = structuredClone(
      verifyProvider(world, ORGANISATION, id).verification,
    )
    advance(world, 60_000)
    script(world, { operation: 'FetchAccount', error })

    expect(verifyProvider(world, ORGANISATION, id).verification).toMatchObject({
      checks,
      lastVerifiedAt,
    })
  },
)

test('with Twilio down a first verification says nothing, and the next hour asks again', () => {
  const world = newWorld()
  const { id } = connect(world)
  script(world, { operation: '*', error: 20503 })
  expect(verifyProvider(world, ORGANISATION, id).verification.checks).toBeNull()
  world.scenario = null
  advance(world, HOUR)

  expect(namesAndStatuses(world)).toStrictEqual([['Main', 'verified']])
})

test('with Twilio down a verification that waits for reads waits for as many as before', () => {
  const world = newWorld({
    scenario: { verification: { progression: { mode: 'manual', times: 5 } } },
  })
  const { id } = connect(world)
  script(world, { operation: '*', error: 20503 })
  verifyProvider(world, ORGANISATION, id)

  expect(world.providers[id]?.verification.dueOnRead).toBe(5)
})

test('a verification that is asked for runs before the read that it waited for', () => {
  const world = newWorld()
  const { id } = connect(world)
  verifyProvider(world, ORGANISATION, id)

  expect(world.providers[id]?.verification).toMatchObject({
    lastVerifiedAt: world.clock.now,
    dueOnRead: null,
    dueAt: world.clock.now + HOUR,
  })
})

test('a world from which everything was removed opens accounts as it did', () => {
  const refusing = newWorld({ fixture: { ...FIXTURE, unknownAccounts: 'refuse' } })
  removeEverything(refusing)

  expect(refusing.providers).toStrictEqual({})
  expect(refusalOf(() => connect(refusing)).code).toBe('credentials-refused')
})

const namesIn = (world: World, organisation: string): string[] =>
  listProviders(world, organisation, ALL).items.map((it) => it.name)

const namesAndStatuses = (world: World): string[][] =>
  Object.values(world.providers).map((it) => [it.name, verificationStatus(it.verification)])
