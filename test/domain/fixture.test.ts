import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { Fixture } from '../../src/contract/fixture.ts'
import { meetAgent } from '../../src/domain/agents.ts'
import { addFixture, FixtureError, removeEverything } from '../../src/domain/fixture.ts'
import { loadFaker } from '../../src/domain/ids.ts'
import { createProvider, readProvider, updateProvider } from '../../src/domain/providers.ts'
import { CHECK_NAMES } from '../../src/domain/steering.ts'
import { authenticate } from '../../src/domain/twilio/accounts.ts'
import { verificationStatus } from '../../src/domain/verification.ts'
import type { World } from '../../src/domain/world.ts'
import { advance, newWorld } from '../support/world.ts'

beforeAll(loadFaker)

type Input = z.input<typeof Fixture>

const ACCOUNT = `AC${'a'.repeat(32)}`
const OTHER_ACCOUNT = `AC${'b'.repeat(32)}`
const TOKEN = '0123456789abcdef0123456789abcdef'
const ID = '3c90c3cc-0d44-4b50-8888-8dd25736052a'
const OTHER_ID = '4d01d4dd-1e55-4c61-9999-9ee36847163b'
const HOUR = 3_600_000

test('default.json builds a world in which nothing has happened', () => {
  expect(newWorld({ fixture: shipped('default') })).toStrictEqual(newWorld())
})

test.each([
  ['1', 'Northwind support line', 'us1', 'pending', [], 0],
  ['2', 'Contoso clinics', 'de1', 'verified', [], 5],
  ['3', 'Fabrikam outbound sales', 'au1', 'warning', ['Phone Numbers'], 3],
  ['4', 'Tailspin hotline', 'jp1', 'failed', ['Trunk', 'Credential List', 'Phone Numbers'], 1],
  ['5', 'Wingtip order line', 'us2', 'failed', [...CHECK_NAMES], 0],
  ['6', 'Litware claims', 'ie1', 'failed', ['Credential List'], 0],
  ['7', 'Adatum advisers', 'sg1', 'warning', ['Trunk'], 0],
  ['8', 'Proseware orders', 'br1', 'failed', [...CHECK_NAMES], 1],
  ['9', 'Fourth Coffee trial', 'us1', 'verified', [], 1],
])('every-status.json builds %s as it says', (digit, name, region, status, troubled, numbers) => {
  const world = newWorld({ fixture: shipped('every-status') })
  const id = '________-____-4___-8___-____________'.replaceAll('_', digit)
  const provider = readProvider(world, 'any organisation', id)
  const { checks } = provider.verification

  expect({
    ...provider,
    status: verificationStatus(provider.verification),
    troubled: (checks ?? []).filter((it) => it.status !== 'passed').map((it) => it.checkName),
    numbers: provider.sipPhoneNumberIds.length,
  }).toMatchObject({ id, name, region, status, troubled, numbers })
  expect(Object.keys(world.providers)).toHaveLength(9)
})

test('every-status.json keeps its statuses however often they are read', () => {
  const world = newWorld({ fixture: shipped('every-status') })
  const before = statusesOf(world)
  for (const id of Object.keys(world.providers)) readProvider(world, 'any organisation', id)

  expect(statusesOf(world)).toStrictEqual(before)
})

test('every-status.json keeps its statuses for days, because Twilio explains them', () => {
  const world = newWorld({ fixture: shipped('every-status') })
  const before = statusesOf(world)
  advance(world, 72 * HOUR)

  expect(statusesOf(world)).toStrictEqual(before)
})

// A change here is a visible change of behaviour: it needs a line in the changelog.
test('every-status.json draws the same trunks for seed 1 for ever', () => {
  const world = newWorld({ seed: 1, fixture: shipped('every-status') })

  expect(Object.values(world.providers).map((it) => it.trunkSid)).toStrictEqual([
    'TKaa157961487293d255db7d4dc4c9eda6',
    'TK64ad474ed0a422d3f6eb71b295003fd6',
    'TKc14fcb06d30e878dccc107abf4931d23',
    'TK549b43360082383a4eccf7c9d020dba8',
    'TKd89708959a59ffe3480b3f37472c7a81',
    'TK2386debd8c5629e9036bf75652e7abd0',
    'TKf7c50a6a0015443d33cf3f3039732afe',
    'TK0bb9ac57efe43828b2e89c060c1bf13c',
    'TK84c5cc9b5bc24efef6d58ebbd10b99b9',
  ])
})

test('an account of a fixture opens with its token only', () => {
  const world = newWorld({ fixture: { accounts: [{ accountSid: ACCOUNT, authToken: TOKEN }] } })

  expect(() => authenticate(world, { accountSid: ACCOUNT, authToken: 'f'.repeat(32) })).toThrow(
    'Authenticate',
  )
})

test('an account of a fixture owns its numbers', () => {
  const fixture = {
    accounts: [
      {
        accountSid: ACCOUNT,
        authToken: TOKEN,
        type: 'Trial' as const,
        friendlyName: 'Northwind',
        phoneNumbers: [
          { phoneNumber: '+14155550100' },
          { phoneNumber: '+14155550101', friendlyName: 'Desk' },
        ],
      },
    ],
  }
  const { accounts, phoneNumbers } = newWorld({ fixture }).twilio

  expect({ account: accounts[ACCOUNT], numbers: Object.values(phoneNumbers) }).toMatchObject({
    account: {
      type: 'Trial',
      friendlyName: 'Northwind',
      phoneNumberSids: Object.keys(phoneNumbers),
    },
    numbers: [
      { accountSid: ACCOUNT, phoneNumber: '+14155550100', friendlyName: '(415) 555-0100' },
      { accountSid: ACCOUNT, phoneNumber: '+14155550101', friendlyName: 'Desk' },
    ],
  })
})

test.each<[string, object, string]>([
  ['nothing', {}, 'passed passed passed passed'],
  ['a closed account', { account: 'closed' }, 'failed failed failed failed'],
  ['a suspended account', { account: 'suspended' }, 'failed failed failed failed'],
  ['a missing trunk', { trunk: 'missing' }, 'passed failed failed warning'],
  ['another token', { authToken: 'f'.repeat(32) }, 'failed failed failed failed'],
  ['a trunk without its domain', { domainName: 'missing' }, 'passed failed passed passed'],
  ['another transfer mode', { transferMode: 'sip-only' }, 'passed warning passed passed'],
  ['the transfer mode as it is', { transferMode: 'disable-all' }, 'passed passed passed passed'],
  ['a detached list', { credentialList: 'detached' }, 'passed passed failed passed'],
  ['a missing credential', { credential: 'missing' }, 'passed passed failed passed'],
  ['a detached number', { detached: ['+14155550101'] }, 'passed passed passed warning'],
  ['a released number', { released: ['+14155550101'] }, 'passed passed passed warning'],
  [
    'a number that is detached and released',
    { detached: ['+14155550101'], released: ['+14155550101'] },
    'passed passed passed warning',
  ],
  [
    'a trunk that lost everything, then itself',
    {
      trunk: 'missing',
      domainName: 'missing',
      transferMode: 'sip-only',
      credentialList: 'detached',
      credential: 'missing',
      detached: ['+14155550100'],
      released: ['+14155550101'],
    },
    'passed failed failed warning',
  ],
])('verification finds %s at Twilio', (_, atTwilio, statuses) => {
  const world = newWorld({
    fixture: { accounts: [account()], providers: [provider({ atTwilio })] },
  })
  const { checks } = readProvider(world, 'any organisation', ID).verification

  expect(checks?.map((it) => it.status).join(' ')).toBe(statuses)
})

test('a released number is not in the account any more, and its record stays', () => {
  const world = newWorld({
    fixture: {
      accounts: [account()],
      providers: [provider({ atTwilio: { released: ['+14155550101'] } })],
    },
  })

  expect(numbersOf(world)).toStrictEqual(['+14155550100'])
  expect(Object.values(world.sipPhoneNumbers).map((it) => it.phoneNumber)).toStrictEqual([
    '+14155550100',
    '+14155550101',
  ])
})

test('a number of a fixture is good for what it says, or for what numbers usually are', () => {
  const capabilities = { voice: false, sms: true, mms: true, fax: true }
  const phoneNumbers = [
    { phoneNumber: '+14155550100', capabilities },
    { phoneNumber: '+14155550101', capabilities: { voice: true, sms: false, mms: false } },
    { phoneNumber: '+14155550102' },
    { phoneNumber: '+442079460958' },
  ]
  const world = newWorld({ fixture: { accounts: [account({ phoneNumbers })] } })

  expect(Object.values(world.twilio.phoneNumbers).map((it) => it.capabilities)).toStrictEqual([
    capabilities,
    { voice: true, sms: false, mms: false, fax: false },
    { voice: true, sms: true, mms: true, fax: false },
    { voice: true, sms: true, mms: false, fax: false },
  ])
})

test('a world opens accounts that were never seen, unless its fixture refuses them', () => {
  const credentials = { accountSid: OTHER_ACCOUNT, authToken: TOKEN }
  const refusing = newWorld({ fixture: { unknownAccounts: 'refuse', accounts: [account()] } })

  expect(authenticate(newWorld(), credentials).sid).toBe(OTHER_ACCOUNT)
  expect(() => authenticate(refusing, credentials)).toThrow('invalid username')
  expect(authenticate(refusing, { accountSid: ACCOUNT, authToken: TOKEN }).sid).toBe(ACCOUNT)
})

test('the agents of a fixture are known by name, and linked as it says', () => {
  const agents = [
    { id: 'anna', name: 'Anna', inbound: ['+14155550100', '+14155550101'] },
    { id: 'bert', name: 'Bert', outbound: '+14155550100' },
    { id: 'zoe', name: 'Zoe' },
  ]
  const world = newWorld({ fixture: { accounts: [account()], providers: [provider()], agents } })

  expect(world.agents).toStrictEqual(agents.map(({ id, name }) => ({ id, name })))
  expect(linksIn(world)).toStrictEqual([
    ['+14155550100', 'anna', ['bert']],
    ['+14155550101', 'anna', []],
  ])
})

test('of a number that two providers import the agent is linked to both records', () => {
  const providers = [provider(), provider({ id: OTHER_ID })]
  const agents = [{ id: 'anna', name: 'Anna', inbound: ['+14155550100'] }]
  const world = newWorld({ fixture: { accounts: [account()], providers, agents } })

  expect(linksIn(world).filter(([, agent]) => agent === 'anna')).toHaveLength(2)
})

/** A fixture with a little of everything that can be in one. */
const WHOLE: Input = {
  accounts: [account()],
  agents: [{ id: 'anna', name: 'Anna', inbound: ['+14155550100'], outbound: '+14155550101' }],
  providers: [provider({ atTwilio: { detached: ['+14155550101'] } })],
}

test('what is added to an empty world is what a world with that fixture has', () => {
  const added = newWorld()
  add(added, WHOLE)
  const built = newWorld({ fixture: WHOLE })

  expect(stateWithoutTokens(added)).toStrictEqual(stateWithoutTokens(built))
})

test.each<[string, Input]>([
  ['a fixture with a little of everything', WHOLE],
  ...(
    [
      { account: 'active' },
      { authToken: 'f'.repeat(32) },
      { trunk: 'missing' },
      { domainName: 'missing' },
      { transferMode: 'sip-only' },
      { credentialList: 'detached' },
      { credential: 'missing' },
    ] as const
  ).map((atTwilio): [string, Input] => [
    JSON.stringify(atTwilio),
    { accounts: [account()], providers: [provider({ atTwilio })] },
  ]),
])('added twice, %s is there once, under the same ids and SIDs', (_, fixture) => {
  const world = newWorld()
  add(world, fixture)
  const before = structuredClone(stateWithoutTokens(world))
  add(world, fixture)

  expect(stateWithoutTokens(world)).toStrictEqual(before)
})

test('what is added leaves other providers, agents and numbers alone', () => {
  const world = newWorld()
  const other = createProvider(world, newProvider('Other'))
  meetAgent(world, 'bert', 'Bert')
  const before = structuredClone({ other, trunk: world.twilio.trunks[other.trunkSid] })
  add(world, WHOLE)

  expect({
    other: world.providers[other.id],
    trunk: world.twilio.trunks[other.trunkSid],
  }).toStrictEqual(before)
  expect(world.agents.map((it) => it.name)).toStrictEqual(['Bert', 'Anna'])
})

test('an account that is there keeps its token, and is given the numbers that it has not', () => {
  const world = newWorld()
  authenticate(world, { accountSid: ACCOUNT, authToken: 'f'.repeat(32) })
  add(world, { accounts: [account({ phoneNumbers: [{ phoneNumber: '+14155550100' }] })] })
  add(world, { accounts: [account()] })

  expect(world.twilio.accounts[ACCOUNT]?.authToken).toBe('f'.repeat(32))
  expect(numbersOf(world)).toStrictEqual(['+14155550100', '+14155550101'])
})

test('an agent that is added is called as the fixture says, whoever met it before', () => {
  const world = newWorld()
  meetAgent(world, 'anna')
  add(world, WHOLE)

  expect(world.agents).toStrictEqual([{ id: 'anna', name: 'Anna' }])
})

test('a world from which everything is removed is as if it were new', () => {
  const world = newWorld({ fixture: { phoneNumbersPerAccount: 2, unknownAccounts: 'refuse' } })
  const before = structuredClone(stateWithoutTokens(world))
  add(world, WHOLE)
  removeEverything(world)

  expect(stateWithoutTokens(world)).toStrictEqual(before)
})

test('a provider of a fixture that is pending stays pending', () => {
  const pending = provider({ verification: 'pending' })
  const world = newWorld({ fixture: { accounts: [account()], providers: [pending] } })
  advance(world, 100 * HOUR)

  expect(verificationStatus(readProvider(world, 'any organisation', ID).verification)).toBe(
    'pending',
  )
})

test('a provider of a fixture is built as the documentation says, whatever the scenario', () => {
  const fixture = { accounts: [account()], providers: [provider()] }
  const scenario = { twilio: [{ operation: '*' as const, error: 20503 as const }] }

  expect(newWorld({ fixture, scenario }).providers).toStrictEqual(newWorld({ fixture }).providers)
})

test('the exchange of a new world says nothing about how it was built', () => {
  const world = newWorld({ fixture: { accounts: [account()], providers: [provider()] } })

  expect(world.exchange).toStrictEqual({
    at: world.clock.now,
    draws: [],
    twilioCalls: [],
    decisions: [],
    preferred: null,
  })
})

test('finds a provider of a fixture whose id is written in capitals', () => {
  const written = provider({ id: ID.toUpperCase() })
  const world = newWorld({ fixture: { accounts: [account()], providers: [written] } })

  expect(readProvider(world, 'any organisation', ID).name).toBe('Main')
})

test('builds two providers of an account that is closed for both', () => {
  const closed = { atTwilio: { account: 'closed' as const } }
  const providers = [provider(closed), provider({ ...closed, id: OTHER_ID })]
  const world = newWorld({ fixture: { accounts: [account()], providers } })

  expect(statusesOf(world)).toStrictEqual(['failed', 'failed'])
})

test.each([
  ['first', [{ account: 'closed' as const }, {}]],
  ['second', [{}, { account: 'closed' as const }]],
])('an account that is closed for the %s of its providers is closed for both', (_, [one, two]) => {
  const providers = [
    provider({ atTwilio: one ?? {} }),
    provider({ id: OTHER_ID, atTwilio: two ?? {} }),
  ]
  const world = newWorld({ fixture: { accounts: [account()], providers } })

  expect(statusesOf(world)).toStrictEqual(['failed', 'failed'])
})

test('an imported number has the same id whatever is imported before it', () => {
  const orders = [
    ['+14155550100', '+14155550101'],
    ['+14155550101', '+14155550100'],
  ]
  const ids = orders.map((phoneNumbers) => {
    const fixture = { accounts: [account()], providers: [provider({ phoneNumbers })] }
    const records = Object.values(newWorld({ fixture }).sipPhoneNumbers)
    return records.find((it) => it.phoneNumber === '+14155550101')?.id
  })

  expect(new Set(ids)).toStrictEqual(new Set(['852e3021-8b0a-4f76-9f4b-5909cf2e153e']))
})

test('refuses a fixture whose second provider has no room at Twilio, and says where', () => {
  const fixture = {
    accounts: [account({ type: 'Trial' })],
    providers: [provider(), provider({ id: OTHER_ID })],
  }

  expect(() => newWorld({ fixture })).toThrow(
    new FixtureError(
      '/providers/1: Cannot create the Twilio provider: Twilio answered 21244 (Maximum Number of Trunks reached).',
    ),
  )
})

test('an account owns as many made-up numbers as the fixture says when it is first seen', () => {
  const world = newWorld({ fixture: { phoneNumbersPerAccount: 3 } })
  const { phoneNumberSids } = authenticate(world, { accountSid: ACCOUNT, authToken: TOKEN })
  authenticate(world, { accountSid: ACCOUNT, authToken: TOKEN })

  expect(phoneNumberSids).toHaveLength(3)
})

// A change here is a visible change of behaviour: it needs a line in the changelog.
test('makes up the same numbers for seed 1 for ever', () => {
  const world = newWorld({ seed: 1, fixture: { phoneNumbersPerAccount: 3 } })
  authenticate(world, { accountSid: ACCOUNT, authToken: TOKEN })

  expect(numbersOf(world)).toStrictEqual(['+13733935953', '+13336685103', '+18503086624'])
})

test('makes up the same numbers for an account whichever account is seen first', () => {
  const [one, other] = [ACCOUNT, OTHER_ACCOUNT].map((accountSid) => ({
    accountSid,
    authToken: TOKEN,
  }))
  const [forth, back] = [
    [one, other],
    [other, one],
  ].map((accounts) => {
    const world = newWorld({ fixture: { phoneNumbersPerAccount: 3 } })
    for (const credentials of accounts) if (credentials) authenticate(world, credentials)
    return world
  })

  expect(forth?.twilio).toStrictEqual(back?.twilio)
})

test.each([
  ['another seed', 2, ACCOUNT],
  ['another account', 1, OTHER_ACCOUNT],
])('makes up other numbers for %s', (_, seed, accountSid) => {
  const [world, other] = [1, seed].map((it) =>
    newWorld({ seed: it, fixture: { phoneNumbersPerAccount: 3 } }),
  )
  if (!world || !other) throw new Error('no worlds')
  authenticate(world, { accountSid: ACCOUNT, authToken: TOKEN })
  authenticate(other, { accountSid, authToken: TOKEN })

  expect(numbersOf(other)).not.toEqual(numbersOf(world))
})

test('a create that fails gives back nothing that was drawn for the account that it opened', () => {
  const fixture = { phoneNumbersPerAccount: 3 }
  const twilio = [{ operation: 'CreateTrunk' as const, error: 20503 as const }]
  const world = newWorld({ fixture, scenario: { twilio } })
  const twin = newWorld({ fixture })
  expect(() => createProvider(world, newProvider('Main'))).toThrow('20503')
  authenticate(twin, newProvider('Main'))

  expect(world.counters).toStrictEqual(twin.counters)
})

test('makes up only numbers that a fixture would take, each once', () => {
  const world = newWorld({ fixture: { phoneNumbersPerAccount: 100 } })
  authenticate(world, { accountSid: ACCOUNT, authToken: TOKEN })
  const phoneNumbers = numbersOf(world).map((phoneNumber) => ({ phoneNumber }))

  expect(problemsOf({ accounts: [account({ phoneNumbers })] })).toStrictEqual([])
})

test.each<[string, Input]>([
  ['an empty fixture', {}],
  ['accounts without providers', { accounts: [account()] }],
  ['a provider of an account', { accounts: [account()], providers: [provider()] }],
  [
    'two providers that import the same number',
    { accounts: [account()], providers: [provider(), provider({ id: OTHER_ID })] },
  ],
])('takes %s', (_, fixture) => {
  expect(problemsOf(fixture)).toStrictEqual([])
})

test.each<[string, Input, string]>([
  ['an account that is not there', { providers: [provider()] }, 'providers.0.accountSid'],
  [
    'a number that its account does not own',
    {
      accounts: [account()],
      providers: [provider({ phoneNumbers: ['+14155550100', '+14155550199'] })],
    },
    'providers.0.phoneNumbers.1',
  ],
  [
    'a number of another account',
    {
      accounts: [
        account(),
        {
          ...account(),
          accountSid: OTHER_ACCOUNT,
          phoneNumbers: [{ phoneNumber: '+442079460958' }],
        },
      ],
      providers: [provider({ phoneNumbers: ['+442079460958'] })],
    },
    'providers.0.phoneNumbers.0',
  ],
  [
    'a detached number that is not imported',
    {
      accounts: [account()],
      providers: [
        provider({ phoneNumbers: ['+14155550100'], atTwilio: { detached: ['+14155550101'] } }),
      ],
    },
    'providers.0.atTwilio.detached.0',
  ],
  [
    'a subaccount of nobody',
    { accounts: [account({ ownerAccountSid: `AC${'9'.repeat(32)}` })] },
    'accounts.0.ownerAccountSid',
  ],
  [
    'an account that stands twice',
    { accounts: [account(), account({ phoneNumbers: [] })] },
    'accounts.1.accountSid',
  ],
  [
    'a number that stands twice in an account',
    {
      accounts: [
        account({
          phoneNumbers: [{ phoneNumber: '+14155550100' }, { phoneNumber: '+14155550100' }],
        }),
      ],
    },
    'accounts.0.phoneNumbers.1.phoneNumber',
  ],
  [
    'a number of two accounts',
    {
      accounts: [
        account({ phoneNumbers: [{ phoneNumber: '+14155550100' }] }),
        {
          ...account({ phoneNumbers: [{ phoneNumber: '+14155550100' }] }),
          accountSid: OTHER_ACCOUNT,
        },
      ],
    },
    'accounts.1.phoneNumbers.0.phoneNumber',
  ],
  [
    'an id that stands twice',
    { accounts: [account()], providers: [provider(), provider()] },
    'providers.1.id',
  ],
  [
    'an id that stands twice, once in capitals',
    { accounts: [account()], providers: [provider(), provider({ id: ID.toUpperCase() })] },
    'providers.1.id',
  ],
  [
    'a number that a provider imports twice',
    {
      accounts: [account()],
      providers: [provider({ phoneNumbers: ['+14155550100', '+14155550100'] })],
    },
    'providers.0.phoneNumbers.1',
  ],
  [
    'a released number that is not imported',
    {
      accounts: [account()],
      providers: [
        provider({ phoneNumbers: ['+14155550100'], atTwilio: { released: ['+14155550101'] } }),
      ],
    },
    'providers.0.atTwilio.released.0',
  ],
  [
    'an agent that stands twice',
    {
      agents: [
        { id: 'anna', name: 'Anna' },
        { id: 'anna', name: 'Other' },
      ],
    },
    'agents.1.id',
  ],
  [
    'an agent that takes the calls of a number which nobody imported',
    {
      accounts: [account()],
      providers: [provider({ phoneNumbers: ['+14155550100'] })],
      agents: [{ id: 'anna', name: 'Anna', inbound: ['+14155550100', '+14155550101'] }],
    },
    'agents.0.inbound.1',
  ],
  [
    'an agent that calls with a number which nobody imported',
    { accounts: [account()], agents: [{ id: 'anna', name: 'Anna', outbound: '+14155550100' }] },
    'agents.0.outbound',
  ],
  [
    'two agents that take the calls of one number',
    {
      accounts: [account()],
      providers: [provider()],
      agents: [
        { id: 'anna', name: 'Anna', inbound: ['+14155550100'] },
        { id: 'bert', name: 'Bert', inbound: ['+14155550100'] },
      ],
    },
    'agents.1.inbound.0',
  ],
  [
    'a number that is not E.164',
    { accounts: [account({ phoneNumbers: [{ phoneNumber: '0049 30' }] })] },
    'accounts.0.phoneNumbers.0.phoneNumber',
  ],
])('reports %s with its path', (_, fixture, path) => {
  expect(problemsOf(fixture)).toStrictEqual([path])
})

test('reports every problem at once', () => {
  const fixture = {
    accounts: [account(), account({ phoneNumbers: [] })],
    providers: [provider({ accountSid: OTHER_ACCOUNT }), provider()],
  }

  expect(problemsOf(fixture)).toStrictEqual([
    'accounts.1.accountSid',
    'providers.0.accountSid',
    'providers.1.id',
  ])
})

const COPIES: [string, (world: World) => World][] = [
  ['structuredClone', (world) => structuredClone(world)],
  ['JSON', (world) => JSON.parse(JSON.stringify(world))],
]

test.each(COPIES)('a world survives %s unchanged', (_, copy) => {
  const world = busyWorld()

  expect(copy(world)).toStrictEqual(world)
})

test.each(COPIES)('a world goes on after %s as it would have', (_, copy) => {
  const world = busyWorld()
  const twin = copy(world)
  for (const each of [world, twin]) {
    advance(each, 5 * HOUR)
    createProvider(each, newProvider('Main'))
    readProvider(each, 'org-1', ID)
  }

  expect(twin).toStrictEqual(world)
})

/** What is in a world, apart from tokens that an account took on or lost. */
function stateWithoutTokens({ revision: _, exchange: _exchange, ...world }: World) {
  const { accounts, ...twilio } = world.twilio
  return structuredClone({
    ...world,
    providers: Object.values(world.providers).map(({ authToken: _token, ...rest }) => rest),
    counters: Object.fromEntries(
      Object.entries(world.counters).filter(([key]) => !key.startsWith('auth-token ')),
    ),
    twilio: {
      ...twilio,
      accounts: Object.values(accounts).map(({ authToken: _token, ...rest }) => rest),
    },
  })
}

function add(world: World, fixture: Input): void {
  addFixture(world, Fixture.parse(fixture))
}

function linksIn(world: World): [string, string | null, string[]][] {
  return Object.values(world.sipPhoneNumbers).map((it) => [
    it.phoneNumber,
    it.inboundAgentId,
    it.outboundAgentIds,
  ])
}

/** A world with a little of everything that can be in it. */
function busyWorld(): World {
  const world = newWorld({
    fixture: { phoneNumbersPerAccount: 2, accounts: [account()], providers: [provider()] },
    scenario: {
      verification: { checks: { Trunk: 'warning' }, progression: { mode: 'time', seconds: 60 } },
      twilio: [{ operation: 'DeleteTrunk', error: 'timeout' }],
    },
  })
  const { id } = createProvider(world, newProvider('Main'))
  createProvider(world, { ...newProvider('Steered'), authToken: `${'0'.repeat(26)}310001` })
  advance(world, 90 * 60_000)
  updateProvider(world, 'org-1', id, { name: '', region: 'ie1', supportsCallTransfer: true })
  return world
}

function newProvider(name: string) {
  return {
    organisation: 'org-1',
    accountSid: OTHER_ACCOUNT,
    authToken: TOKEN,
    name,
    supportsCallTransfer: false,
  }
}

function account(details: Partial<NonNullable<Input['accounts']>[number]> = {}) {
  return {
    accountSid: ACCOUNT,
    authToken: TOKEN,
    phoneNumbers: [{ phoneNumber: '+14155550100' }, { phoneNumber: '+14155550101' }],
    ...details,
  }
}

function provider(details: Partial<NonNullable<Input['providers']>[number]> = {}) {
  return {
    id: ID,
    accountSid: ACCOUNT,
    name: 'Main',
    phoneNumbers: ['+14155550100', '+14155550101'],
    ...details,
  }
}

function shipped(name: string): Input {
  const path = new URL(`../../fixtures/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(path, 'utf8'))
}

function problemsOf(fixture: Input): string[] {
  return Fixture.safeParse(fixture).error?.issues.map((it) => it.path.join('.')) ?? []
}

function statusesOf(world: World): string[] {
  return Object.values(world.providers).map((it) => verificationStatus(it.verification))
}

function numbersOf(world: World): string[] {
  return Object.values(world.twilio.phoneNumbers).map((it) => it.phoneNumber)
}
