import { expect, test } from 'vitest'
import { Fixture } from '../../src/contract/fixture.ts'
import { WorldState } from '../../src/contract/state.ts'
import { createProvider, readProvider, verifyProvider } from '../../src/domain/providers.ts'
import { deleteProvider } from '../../src/domain/removal.ts'
import { Simulator } from '../../src/domain/simulator.ts'
import { createSipCredential } from '../../src/domain/sip-credentials.ts'
import { createSipPhoneNumber, linkSipPhoneNumber } from '../../src/domain/sip-phone-numbers.ts'
import { isSameToken, stateOf, withoutSecrets, worldFrom } from '../../src/domain/state.ts'
import { authenticate, createSubaccount } from '../../src/domain/twilio/accounts.ts'
import { createSecondaryAuthToken, promoteAuthToken } from '../../src/domain/twilio/auth-tokens.ts'
import { createOriginationUrl } from '../../src/domain/twilio/origination-urls.ts'
import { attachPhoneNumber, buyPhoneNumber } from '../../src/domain/twilio/phone-numbers.ts'
import type { Account } from '../../src/domain/twilio/state.ts'
import { createTrunk, updateTrunk } from '../../src/domain/twilio/trunks.ts'
import { newExchange, type World } from '../../src/domain/world.ts'
import {
  ACCOUNT,
  accountIn,
  connect,
  connectWith,
  ORGANISATION,
  present,
} from '../support/domain.ts'
import { advance, newWorld, SETTINGS } from '../support/world.ts'

const TOKEN = '0123456789abcdef0123456789abcdef'
const STEERING = '00000000000000000000000000310001'
const INPUT = {
  organisation: 'org-1',
  accountSid: `AC${'a'.repeat(32)}`,
  authToken: TOKEN,
  name: 'Main',
  supportsCallTransfer: false,
}

const BY_HAND = {
  server: 'sip.example.com',
  transport: 'tls',
  domain: 'example.com',
  authUser: 'user',
  authPassword: 'a secret of mine',
  description: 'By hand',
  cpsLimit: 2.5,
  cpsKey: 'key',
} as const
const OFFICE = {
  friendlyName: 'Office',
  sipUrl: 'sip:office.example.com',
  weight: 1,
  priority: 2,
  enabled: false,
}

function lived(authToken = TOKEN) {
  const world = newWorld({ scenario: { faults: [] } })
  const { id } = createProvider(world, { ...INPUT, authToken })
  return { world, id }
}

const secretsIn = (state: WorldState) => [
  Object.values(state.providers)[0]?.authToken,
  Object.values(state.twilio.accounts)[0]?.authToken,
  Object.values(state.sipCredentials)[0]?.authPassword,
]

test('a state is what the contract says, and a copy', () => {
  const { world, id } = lived()
  const state = stateOf(world)
  const before = structuredClone(state)
  readProvider(world, 'org-1', id)

  expect(WorldState.parse(state)).toStrictEqual(before)
})

test('a world that is made of a state is the world, but for its name and its record', () => {
  const { world } = lived()
  const copy = worldFrom('copy', 7, stateOf(world))

  expect(copy).toStrictEqual({
    ...world,
    id: 'copy',
    revision: 7,
    exchange: { at: world.clock.now, draws: [], twilioCalls: [], decisions: [], preferred: null },
  })
  expect(copy.providers).not.toBe(world.providers)
})

test('two worlds that are made of one state share nothing', () => {
  const { world, id } = lived()
  const state = stateOf(world)
  const [one, other] = [worldFrom('one', 0, state), worldFrom('other', 0, state)]
  readProvider(one, 'org-1', id)

  expect(other.providers[id]?.verification.dueOnRead).toBe(1)
})

test('secrets are replaced by digests, and nothing else is', () => {
  const state = stateOf(lived().world)
  const clean = withoutSecrets(state)
  const digests = secretsIn(clean)

  expect(digests).toEqual(Array(3).fill(expect.stringMatching(/^sha256:[0-9a-f]{64}$/)))
  expect(digests[0]).toBe(digests[1])
  expect(JSON.stringify(clean)).not.toMatch(new RegExp(secretsIn(state).join('|')))
  expect(WorldState.parse(clean)).toStrictEqual(clean)
})

test('a steering token stays, and an account that was never given a token has none', () => {
  const [ofProvider, ofAccount] = secretsIn(withoutSecrets(stateOf(lived(STEERING).world)))

  expect([ofProvider, ofAccount]).toEqual([STEERING, null])
})

test.each([
  'sha256:myplainpassword',
  `sha256:${'0'.repeat(63)}`,
  `sha256:${'0'.repeat(65)}`,
  STEERING,
])('a SIP password such as %s is a secret as any other', (authPassword) => {
  const world = newWorld()
  createSipCredential(world, ORGANISATION, { ...BY_HAND, authPassword })
  const text = JSON.stringify(withoutSecrets(stateOf(world)))

  expect(text).toMatch(/"authPassword":"sha256:[0-9a-f]{64}"/)
  expect(text).not.toContain(`"${authPassword}"`)
})

test('credentials in URLs are in no export, which is stable', () => {
  const world = newWorld({ fixture: { unknownAccounts: 'open' } })
  connect(world)
  const account = accountIn(world)
  const secret = 'bob:Sup3rSecretPassw0rd@'
  const trunk = createTrunk(world, account, { disasterRecoveryUrl: `https://${secret}example.com` })
  createOriginationUrl(world, trunk, { ...OFFICE, sipUrl: `sip:${secret}example.com` })
  buyPhoneNumber(world, account, { areaCode: '415', voiceUrl: `https://${secret}example.com/v` })
  createSipCredential(world, ORGANISATION, { ...BY_HAND, server: `sip:${secret}example.com` })
  const clean = withoutSecrets(stateOf(world))

  expect(JSON.stringify(clean)).not.toContain('Sup3rSecretPassw0rd')
  expect(Object.values(clean.twilio.originationUrls)[0]?.sipUrl).toBe('sip:[redacted]@example.com')
  expect(Object.values(clean.twilio.phoneNumbers).at(-1)?.options?.voiceUrl).toBe(
    'https://[redacted]@example.com/v',
  )
  expect(WorldState.parse(clean)).toStrictEqual(clean)
  expect(withoutSecrets(clean)).toStrictEqual(clean)
})

test('an origination URL is drawn without its credentials, before an export and after', () => {
  const world = newWorld({ fixture: { unknownAccounts: 'open' } })
  connect(world)
  const trunk = createTrunk(world, accountIn(world), {})
  const sipUrl = 'sip:bob:Sup3rSecretPassw0rd@example.com'
  const first = createOriginationUrl(world, trunk, { ...OFFICE, sipUrl })
  const copy = worldFrom('copy', 0, withoutSecrets(stateOf(world)))
  const again = [world, copy].map(
    (it) =>
      createOriginationUrl(it, present(it.twilio.trunks[trunk.sid]), { ...OFFICE, sipUrl }).sid,
  )

  expect(world.exchange.draws.join()).not.toContain('Sup3rSecretPassw0rd')
  expect(new Set([first.sid, ...again]).size).toBe(2)
})

test('what went through an export goes through the next unchanged', () => {
  const once = withoutSecrets(stateOf(lived().world))

  expect(withoutSecrets(once)).toStrictEqual(once)
})

test('a world with everything in it comes back from JSON as it was', () => {
  const world = everything()
  const state: unknown = JSON.parse(JSON.stringify(stateOf(world)))

  expect(WorldState.parse(state)).toStrictEqual(stateOf(world))
  expect(stateOf(worldFrom('copy', 0, WorldState.parse(state)))).toStrictEqual(stateOf(world))
})

test('a world that came back goes on as it would have', () => {
  const world = everything()
  const twin = worldFrom(world.id, world.revision, WorldState.parse(stateOf(world)))
  twin.exchange = newExchange(world.clock.now)
  world.exchange = newExchange(world.clock.now)
  for (const each of [world, twin]) goOn(each)

  expect(twin).toStrictEqual(world)
})

test('of a world with everything in it no secret is exported', () => {
  const world = everything()
  const text = JSON.stringify(withoutSecrets(stateOf(world)))
  const secrets = [
    ...Object.values(world.providers).map((it) => it.authToken),
    ...Object.values(world.sipCredentials).map((it) => present(it.authPassword)),
    ...Object.values(world.twilio.accounts).flatMap((it) =>
      [it.authToken, it.secondaryAuthToken].filter((token) => token !== null),
    ),
  ]

  expect(new Set(secrets).size).toBe(5)
  expect(secrets.filter((it) => text.includes(it))).toStrictEqual([])
  expect(WorldState.safeParse(JSON.parse(text)).success).toBe(true)
})

test('what a world without secrets knows of tokens is enough to use them', () => {
  const world = everything()
  const { authToken, secondaryAuthToken } = accountIn(world)
  const state = withoutSecrets(stateOf(world))
  const [copy, other] = [worldFrom('copy', 0, state), worldFrom('other', 0, state)]
  const opens = (place: World, token: string | null) =>
    authenticate(place, { accountSid: ACCOUNT, authToken: present(token) }).sid

  expect([opens(copy, authToken), opens(copy, secondaryAuthToken)]).toEqual([ACCOUNT, ACCOUNT])
  promoteAuthToken(other, accountIn(other))
  expect(opens(other, secondaryAuthToken)).toBe(ACCOUNT)
  expect(() => opens(other, authToken)).toThrow('Authenticate')
})

test('a reset takes everything away that is not in the fixture', () => {
  const start = { seed: 1, clock: newWorld().clock, scenario: null, settings: SETTINGS }
  const simulator = new Simulator({
    ...start,
    fixture: Fixture.parse({ unknownAccounts: 'refuse' }),
    wall: () => start.clock.now,
    journalSize: 10,
  })
  const world = simulator.world('test')
  const before = stateOf(world)
  const {
    scenario: _,
    scenarioIsOwn: _own,
    faults: _faults,
    settings: _settings,
    ...all
  } = everything()
  Object.assign(world, { ...all, revision: 1 })
  simulator.reset(world, {})

  expect(stateOf(world)).toStrictEqual(before)
})

test('a token is the same as its digest, and no other is', () => {
  const digest = secretsIn(withoutSecrets(stateOf(lived().world)))[0] ?? ''

  expect([
    isSameToken(TOKEN, TOKEN),
    isSameToken(digest, TOKEN),
    isSameToken(TOKEN, digest),
    isSameToken(digest, digest),
    isSameToken('f'.repeat(32), TOKEN),
    isSameToken(digest, 'f'.repeat(32)),
  ]).toEqual([true, true, true, true, false, false])
})

/** A world with something in every place that a world has. */
function everything(): World {
  const world = newWorld({ fixture: { unknownAccounts: 'open' } })
  const { provider, ids } = connectWith(world, '+14155550100', '+14155550101')
  const [id = ''] = ids
  linkSipPhoneNumber(world, ORGANISATION, id, { agentId: 'anna', mode: 'inbound' })
  linkSipPhoneNumber(world, ORGANISATION, id, { agentId: 'bert', mode: 'replaceOutbound' })
  const credential = createSipCredential(world, ORGANISATION, BY_HAND)
  createSipPhoneNumber(world, ORGANISATION, {
    phoneNumber: '+14155550199',
    credentialsId: credential.id,
    displayName: 'Desk',
    description: 'By hand',
    registration: true,
  })
  verifyProvider(world, ORGANISATION, provider.id)
  atTwilio(world, accountIn(world))
  return world
}

function atTwilio(world: World, account: Account): void {
  createSubaccount(world, account, { friendlyName: 'Berlin' })
  createSecondaryAuthToken(world, account)
  const trunk = createTrunk(world, account, {
    domainName: 'old.pstn.twilio.com',
    secure: true,
    disasterRecoveryUrl: 'https://example.com/down',
    disasterRecoveryMethod: 'GET',
  })
  updateTrunk(world, account, trunk, { domainName: 'new.pstn.twilio.com' })
  createOriginationUrl(world, trunk, OFFICE)
  const number = buyPhoneNumber(world, account, {
    areaCode: '415',
    voiceUrl: 'https://example.com/voice',
    smsMethod: 'GET',
  })
  attachPhoneNumber(world, trunk, number.sid)
}

/** A little of what may happen next: whatever is drawn, looked up or due in a world. */
function goOn(world: World): void {
  const account = accountIn(world)
  advance(world, 2 * 3_600_000)
  promoteAuthToken(world, account)
  createSubaccount(world, account, { friendlyName: 'Berlin' })
  buyPhoneNumber(world, account, { areaCode: '415' })
  const [provider] = Object.values(world.providers)
  const [number] = Object.values(world.sipPhoneNumbers)
  if (!provider || !number) throw new Error('nothing to go on with')
  linkSipPhoneNumber(world, ORGANISATION, number.id, { agentId: 'zoe', mode: 'inbound' })
  deleteProvider(world, ORGANISATION, provider.id)
  connect(world, { authToken: present(account.authToken) })
}
