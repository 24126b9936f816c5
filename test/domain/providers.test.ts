import { expect, test } from 'vitest'
import type { Scenario } from '../../src/contract/scenario.ts'
import { SimulatorError } from '../../src/domain/errors.ts'
import {
  createProvider,
  type NewProvider,
  type Provider,
  readProvider,
  updateProvider,
} from '../../src/domain/providers.ts'
import { openAccount } from '../../src/domain/twilio/accounts.ts'
import { createCredentialList } from '../../src/domain/twilio/credential-lists.ts'
import { createTrunk, deleteTrunk } from '../../src/domain/twilio/trunks.ts'
import type { World } from '../../src/domain/world.ts'
import { newWorld } from '../support/world.ts'

type Script = NonNullable<Scenario['twilio']>[number]

const ACCOUNT = `AC${'a'.repeat(32)}`
const OTHER_ACCOUNT = `AC${'b'.repeat(32)}`
const TOKEN = '0123456789abcdef0123456789abcdef'
const OTHER_TOKEN = 'fedcba9876543210fedcba9876543210'
const ORGANISATION = 'org-1'

test('makes a trunk, a list on it and a credential in the list at Twilio', () => {
  const world = newWorld()
  const provider = createProvider(world, input())
  const { trunkSid, credentialListSid, credentialSid, domainName } = provider

  expect(world.twilio).toMatchObject({
    trunks: {
      [trunkSid]: { accountSid: ACCOUNT, domainName, credentialListSids: [credentialListSid] },
    },
    domainNames: { [domainName]: trunkSid },
    credentialLists: {
      [credentialListSid]: { accountSid: ACCOUNT, credentialSids: [credentialSid] },
    },
    credentials: { [credentialSid]: { accountSid: ACCOUNT, credentialListSid } },
  })
})

test.each([
  [false, 'disable-all'],
  [true, 'enable-all'],
])('with supportsCallTransfer %s the trunk says %s', (supportsCallTransfer, transferMode) => {
  const world = newWorld()
  const { trunkSid } = createProvider(world, input({ supportsCallTransfer }))

  expect(world.twilio.trunks[trunkSid]?.transferMode).toBe(transferMode)
})

test('names the trunk within the 64 characters of Twilio, however long its own name is', () => {
  const world = newWorld()
  const { trunkSid } = createProvider(world, input({ name: '📞'.repeat(100) }))

  expect(world.twilio.trunks[trunkSid]?.friendlyName?.length).toBeLessThanOrEqual(64)
})

test('keeps the SIP credential under which Twilio knows it', () => {
  const world = newWorld()
  const { id, sipCredentialId, credentialSid, domainName } = createProvider(world, input())

  expect(world.sipCredentials[sipCredentialId]).toStrictEqual({
    id: sipCredentialId,
    organisation: ORGANISATION,
    providerId: id,
    server: domainName,
    transport: 'udp',
    domain: null,
    authUser: world.twilio.credentials[credentialSid]?.username,
    authPassword: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
    description: null,
    cpsLimit: null,
    cpsKey: null,
    createdAt: world.clock.now,
    updatedAt: world.clock.now,
  })
})

test('gives the credential a user name of at most 32 characters', () => {
  const world = newWorld()
  const { credentialSid } = createProvider(world, input())

  expect(world.twilio.credentials[credentialSid]?.username).toMatch(/^[\w-]{1,32}$/)
})

test('talks to Twilio in the documented order', () => {
  const world = newWorld()
  const { trunkSid, credentialListSid } = createProvider(world, input())

  const lists = `/2010-04-01/Accounts/${ACCOUNT}/SIP/CredentialLists`
  const answered = { method: 'POST', status: 201, code: null }
  expect(world.exchange.twilioCalls).toStrictEqual([
    {
      operation: 'FetchAccount',
      method: 'GET',
      path: `/2010-04-01/Accounts/${ACCOUNT}.json`,
      status: 200,
      code: null,
    },
    { ...answered, operation: 'CreateTrunk', path: '/v1/Trunks' },
    { ...answered, operation: 'CreateSipCredentialList', path: `${lists}.json` },
    {
      ...answered,
      operation: 'CreateCredentialList',
      path: `/v1/Trunks/${trunkSid}/CredentialLists`,
    },
    {
      ...answered,
      operation: 'CreateSipCredential',
      path: `${lists}/${credentialListSid}/Credentials.json`,
    },
  ])
})

test('tells no secret in the conversation', () => {
  const world = newWorld()
  const { sipCredentialId } = createProvider(world, input())
  const secrets = [TOKEN, world.sipCredentials[sipCredentialId]?.authPassword ?? '']
  const conversation = JSON.stringify(world.exchange)

  expect(secrets.filter((secret) => conversation.includes(secret))).toStrictEqual([])
})

// A change here is a visible change of behaviour: it needs a line in the changelog.
test('draws the same ids for seed 1 for ever', () => {
  const world = newWorld({ seed: 1 })
  const provider = createProvider(world, input())

  expect(provider).toMatchObject({
    id: 'cc199543-3d80-428c-bc7e-e53a25a6b449',
    trunkSid: 'TK39b35752ebf7216e7b2e9d62643c85ee',
    domainName: 'dasha-cc1995433d80428c.pstn.twilio.com',
    credentialListSid: 'CL15150d067aacb13ef496aecee399a503',
    credentialSid: 'CR0ea2dac3cc1b755330445f5fc4c47053',
    sipCredentialId: '6aef7b16-3713-4af7-b54f-d85549ddce7e',
  })
})

test('draws the same ids whoever the provider belongs to', () => {
  const provider = createProvider(newWorld(), input({ organisation: 'org-1' }))

  expect(createProvider(newWorld(), input({ organisation: 'org-2' }))).toStrictEqual({
    ...provider,
    organisation: 'org-2',
  })
})

test.each([
  ['absent', {}, 'us1'],
  ['null', { region: null }, 'us1'],
  ['ie1', { region: 'ie1' }, 'ie1'],
  ['unknown', { region: 'mars-1' }, 'mars-1'],
  ['empty', { region: '' }, ''],
])('with a region that is %s stores another', (_, region, stored) => {
  expect(createProvider(newWorld(), input(region)).region).toBe(stored)
})

test('connects the same account under the same name twice, each with its own ids', () => {
  const world = newWorld()
  const [first, second] = [createProvider(world, input()), createProvider(world, input())]

  expect(new Set([...idsOf(first), ...idsOf(second)]).size).toBe(12)
})

test('keeps both providers of the same account and name', () => {
  const world = newWorld()
  const ids = [createProvider(world, input()).id, createProvider(world, input()).id]

  expect(ids.map((id) => readProvider(world, ORGANISATION, id).id)).toStrictEqual(ids)
})

const SAGA = [
  'FetchAccount',
  'CreateTrunk',
  'CreateSipCredentialList',
  'CreateCredentialList',
  'CreateSipCredential',
] as const
const ERRORS = [20003, 20404, 20429, 20503, 'timeout'] as const
const EVERY_FAILURE: Script[] = SAGA.flatMap((operation) =>
  ERRORS.map((error) => ({ operation, error })),
)

test.each(EVERY_FAILURE)('leaves nothing when $operation answers $error', (failure) => {
  const world = newWorld({ scenario: { twilio: [failure] } })
  errorOf(() => createProvider(world, input()))

  expect(leftovers(world)).toStrictEqual(leftovers(newWorld()))
})

test.each(EVERY_FAILURE)(
  'leaves everything else alone when $operation answers $error',
  (failure) => {
    const world = newWorld()
    createProvider(world, input())
    createProvider(world, input({ accountSid: OTHER_ACCOUNT }))
    const before = leftovers(world)
    world.scenario = scenarioOf(failure)
    errorOf(() => createProvider(world, input()))

    expect(leftovers(world)).toStrictEqual(before)
  },
)

test.each(EVERY_FAILURE)(
  'a create after $operation answered $error is as if it was the first',
  (failure) => {
    const world = newWorld({ scenario: { twilio: [failure] } })
    errorOf(() => createProvider(world, input()))
    world.scenario = null

    expect(createProvider(world, input())).toStrictEqual(createProvider(newWorld(), input()))
  },
)

test.each([
  ['FetchAccount', 'FetchAccount 503'],
  ['CreateTrunk', 'FetchAccount 200, CreateTrunk 503'],
  [
    'CreateSipCredentialList',
    'FetchAccount 200, CreateTrunk 201, CreateSipCredentialList 503, DeleteTrunk 204',
  ],
  [
    'CreateCredentialList',
    'FetchAccount 200, CreateTrunk 201, CreateSipCredentialList 201, CreateCredentialList 503, DeleteSipCredentialList 204, DeleteTrunk 204',
  ],
  [
    'CreateSipCredential',
    'FetchAccount 200, CreateTrunk 201, CreateSipCredentialList 201, CreateCredentialList 201, CreateSipCredential 503, DeleteCredentialList 204, DeleteSipCredentialList 204, DeleteTrunk 204',
  ],
] as const)('undoes in reverse order when %s fails', (operation, conversation) => {
  const world = newWorld({ scenario: { twilio: [{ operation, error: 20503 }] } })
  errorOf(() => createProvider(world, input()))

  expect(conversationOf(world).join(', ')).toBe(conversation)
})

test.each([
  ['FetchAccount', 20003, 'credentials-refused'],
  ['FetchAccount', 20008, 'credentials-refused'],
  ['FetchAccount', 20403, 'credentials-refused'],
  ['FetchAccount', 20429, 'twilio-busy'],
  ['FetchAccount', 20500, 'twilio-down'],
  ['FetchAccount', 20503, 'twilio-down'],
  ['FetchAccount', 'timeout', 'twilio-timeout'],
  ['FetchAccount', 20404, 'twilio-unusable'],
  ['CreateTrunk', 20409, 'twilio-unusable'],
  ['CreateTrunk', 21244, 'twilio-limit'],
  ['CreateTrunk', 21245, 'twilio-unusable'],
  ['CreateTrunk', 21247, 'twilio-unusable'],
  ['CreateTrunk', 21248, 'twilio-unusable'],
  ['CreateSipCredentialList', 21239, 'twilio-limit'],
  ['CreateSipCredentialList', 21240, 'twilio-unusable'],
  ['CreateCredentialList', 'timeout', 'twilio-timeout'],
  ['CreateSipCredential', 21242, 'twilio-limit'],
  ['CreateSipCredential', 21243, 'fault-of-ours'],
  ['CreateSipCredential', 20429, 'twilio-busy'],
] as const)('when %s answers %s, a create is refused as %s', (operation, error, code) => {
  const world = newWorld({ scenario: { twilio: [{ operation, error }] } })

  expect(errorOf(() => createProvider(world, input())).code).toBe(code)
})

test.each([
  [20003, 'FetchAccount 401', 'credentials-refused'],
  [20008, 'FetchAccount 403', 'credentials-refused'],
  [20403, 'FetchAccount 403', 'credentials-refused'],
  [20429, 'FetchAccount 429', 'twilio-busy'],
  [20500, 'FetchAccount 500', 'twilio-down'],
  [20503, 'FetchAccount 503', 'twilio-down'],
  [21239, 'CreateSipCredentialList 400', 'twilio-limit'],
  [21240, 'CreateSipCredentialList 400', 'twilio-unusable'],
  [21242, 'CreateSipCredential 400', 'twilio-limit'],
  [21243, 'CreateSipCredential 400', 'fault-of-ours'],
  [21244, 'CreateTrunk 400', 'twilio-limit'],
  [21245, 'CreateTrunk 400', 'twilio-unusable'],
  [21248, 'CreateTrunk 400', 'twilio-unusable'],
] as const)(
  'a token that ends in %i fails the create with %s, refused as %s',
  (code, answer, as) => {
    const world = newWorld()
    const authToken = `${'0'.repeat(27)}${code}`
    const error = errorOf(() => createProvider(world, input({ authToken })))

    const failed = world.exchange.twilioCalls.find((it) => it.code === code)
    expect([`${failed?.operation} ${failed?.status}`, error.code]).toStrictEqual([answer, as])
  },
)

test('a token of Twilio errors leaves other providers of the account alone', () => {
  const world = newWorld()
  createProvider(world, input())
  errorOf(() => createProvider(world, input({ authToken: `${'0'.repeat(27)}21244` })))

  expect(createProvider(world, input({ name: 'Second' })).name).toBe('Second')
})

test.each([
  [20003, 'Cannot create the Twilio provider: Twilio answered 20003 (Authenticate).'],
  ['timeout', 'Cannot create the Twilio provider: Twilio did not answer in time.'],
] as const)('says why when Twilio answers %s', (error, message) => {
  const world = newWorld({ scenario: { twilio: [{ operation: '*', error }] } })

  expect(errorOf(() => createProvider(world, input())).message).toBe(message)
})

const REFUSING: [string, string, (world: World) => void][] = [
  [
    'an account with 100 trunks',
    'twilio-limit',
    (world) => {
      for (let count = 0; count < 100; count++) createProvider(world, input())
    },
  ],
  [
    'a trial account with a trunk',
    'twilio-limit',
    (world) => {
      openAccount(world, ACCOUNT, { type: 'Trial' })
      createProvider(world, input())
    },
  ],
  [
    'an account with 100 credential lists',
    'twilio-limit',
    (world) => {
      const account = openAccount(world, ACCOUNT)
      for (let count = 0; count < 100; count++) createCredentialList(world, account, `${count}`)
    },
  ],
  [
    'an account with another token',
    'credentials-refused',
    (world) => {
      createProvider(world, input({ authToken: OTHER_TOKEN }))
    },
  ],
  [
    'a closed account',
    'credentials-refused',
    (world) => {
      openAccount(world, ACCOUNT, { authToken: TOKEN, status: 'closed' })
    },
  ],
  [
    'a suspended account',
    'credentials-refused',
    (world) => {
      openAccount(world, ACCOUNT, { authToken: TOKEN, status: 'suspended' })
    },
  ],
]

test.each(REFUSING)('refuses %s as %s', (_, code, arrange) => {
  const world = newWorld()
  arrange(world)

  expect(errorOf(() => createProvider(world, input())).code).toBe(code)
})

test.each(REFUSING)('leaves %s as it was', (_, __, arrange) => {
  const world = newWorld()
  arrange(world)
  const before = leftovers(world)
  errorOf(() => createProvider(world, input()))

  expect(leftovers(world)).toStrictEqual(before)
})

test('makes the trunk when the trial account has room again', () => {
  const world = newWorld()
  const account = openAccount(world, ACCOUNT, { type: 'Trial' })
  deleteTrunk(world, account, createTrunk(world, account, {}))

  expect(createProvider(world, input()).accountSid).toBe(ACCOUNT)
})

test('takes the next derived name when its domain is taken', () => {
  const world = newWorld()
  const { domainName } = createProvider(newWorld(), input())
  createTrunk(world, openAccount(world, OTHER_ACCOUNT), { domainName })
  const { sipCredentialId, ...provider } = createProvider(world, input())

  const next = domainName.replace('.', '-2.')
  expect([provider.domainName, world.sipCredentials[sipCredentialId]?.server]).toStrictEqual([
    next,
    next,
  ])
})

test('records the answer that a domain is taken', () => {
  const world = newWorld()
  const { domainName } = createProvider(newWorld(), input())
  createTrunk(world, openAccount(world, OTHER_ACCOUNT), { domainName })
  createProvider(world, input())

  expect(conversationOf(world).slice(0, 3)).toStrictEqual([
    'FetchAccount 200',
    'CreateTrunk 400',
    'CreateTrunk 201',
  ])
})

test('takes the next derived name when the name of its list is taken', () => {
  const twin = newWorld()
  const { credentialListSid } = createProvider(twin, input())
  const taken = twin.twilio.credentialLists[credentialListSid]?.friendlyName ?? ''
  const world = newWorld()
  createCredentialList(world, openAccount(world, ACCOUNT), taken)
  const provider = createProvider(world, input())

  expect(world.twilio.credentialLists[provider.credentialListSid]?.friendlyName).toBe(`${taken}-2`)
})

test.each([
  ['CreateTrunk', 21248],
  ['CreateSipCredentialList', 21240],
] as const)('gives up after three names that %s finds taken', (operation, error) => {
  const world = newWorld({ scenario: { twilio: [{ operation, error }] } })
  errorOf(() => createProvider(world, input()))

  const tries = conversationOf(world).filter((it) => it === `${operation} 400`)
  expect(tries).toHaveLength(3)
})

test.each([
  ['CreateTrunk', 21240],
  ['CreateSipCredentialList', 21248],
] as const)('tries %s once when it answers %i, which is not about its name', (operation, error) => {
  const world = newWorld({ scenario: { twilio: [{ operation, error }] } })
  errorOf(() => createProvider(world, input()))

  const tries = conversationOf(world).filter((it) => it === `${operation} 400`)
  expect(tries).toHaveLength(1)
})

const REFUSED_UNDO: [Script['operation'], Script['error'], string[]][] = [
  ['DeleteTrunk', 20503, ['trunks', 'domainNames']],
  ['DeleteTrunk', 'timeout', ['trunks', 'domainNames']],
  ['DeleteSipCredentialList', 20429, ['credentialLists']],
  ['DeleteCredentialList', 20503, ['credentialLists']],
]

test.each(REFUSED_UNDO)('goes on undoing when %s answers %s', (operation, error, left) => {
  const world = newWorld({
    scenario: {
      twilio: [
        { operation: 'CreateSipCredential', error: 20503 },
        { operation, error },
      ],
    },
  })
  errorOf(() => createProvider(world, input()))

  const { counters, ...things } = leftovers(world)
  const kinds = Object.entries(things).filter(([, value]) => Object.keys(value).length > 0)
  expect(kinds.map(([kind]) => kind)).toStrictEqual([...left, 'owned'])
})

test.each(REFUSED_UNDO)(
  'draws none of the ids again of which %s left some behind by answering %s',
  (operation, error) => {
    const world = newWorld({
      scenario: {
        twilio: [
          { operation: 'CreateSipCredential', error: 20503 },
          { operation, error },
        ],
      },
    })
    const drawn = idsOf(createProvider(newWorld(), input()))
    errorOf(() => createProvider(world, input()))
    world.scenario = null

    const retried = idsOf(createProvider(world, input()))
    expect(retried.filter((id) => drawn.includes(id))).toStrictEqual([])
  },
)

test('reports the failure of the create, not that of an undo', () => {
  const world = newWorld({
    scenario: {
      twilio: [
        { operation: 'CreateSipCredential', error: 21243 },
        { operation: 'DeleteTrunk', error: 20429 },
      ],
    },
  })

  expect(errorOf(() => createProvider(world, input())).code).toBe('fault-of-ours')
})

test('lets an error through that does not come from Twilio', () => {
  const world = newWorld({ fixture: { phoneNumbersPerAccount: 1 } })

  expect(() => createProvider(world, input())).toThrow('faker is not loaded')
})

test('finds a provider by its id in capitals', () => {
  const world = newWorld()
  const { id } = createProvider(world, input())

  expect(readProvider(world, ORGANISATION, id.toUpperCase()).id).toBe(id)
})

test.each(['3c90c3cc-0d44-4b50-8888-8dd25736052a', '__proto__', 'constructor', ''])(
  'finds no provider %j',
  (id) => {
    expect(errorOf(() => readProvider(newWorld(), ORGANISATION, id)).code).toBe(
      'provider-not-found',
    )
  },
)

test.each([
  ['read', (world: World, id: string) => readProvider(world, 'org-2', id)],
  ['update', (world: World, id: string) => updateProvider(world, 'org-2', id, { name: 'Mine' })],
])('another organisation finds no provider to %s', (_, run) => {
  const world = newWorld()
  const { id } = createProvider(world, input())

  expect(errorOf(() => run(world, id)).code).toBe('provider-not-found')
})

test('another organisation leaves no trace on a provider', () => {
  const world = newWorld()
  const { id } = createProvider(world, input())
  const before = structuredClone(world)
  errorOf(() => readProvider(world, 'org-2', id))
  errorOf(() => updateProvider(world, 'org-2', id, { name: 'Mine', supportsCallTransfer: true }))

  expect(world).toStrictEqual(before)
})

test('a provider of a fixture belongs to every organisation', () => {
  const id = '11111111-1111-4111-8111-111111111111'
  const fixture = {
    accounts: [{ accountSid: ACCOUNT, authToken: TOKEN }],
    providers: [{ id, accountSid: ACCOUNT, name: 'Shared' }],
  }
  const world = newWorld({ fixture })
  const names = ['org-1', 'org-2'].map((it) => readProvider(world, it, id).name)

  expect(names).toStrictEqual(['Shared', 'Shared'])
})

test.each([
  ['no member', {}],
  ['only nulls', { name: null, region: null, supportsCallTransfer: null }],
])('an update with %s changes nothing', (_, change) => {
  const world = newWorld()
  const { id } = createProvider(world, input({ region: 'ie1', supportsCallTransfer: true }))
  const before = structuredClone({ providers: world.providers, twilio: world.twilio })
  updateProvider(world, ORGANISATION, id, change)

  expect({ providers: world.providers, twilio: world.twilio }).toStrictEqual(before)
})

test.each([
  { name: 'Renamed' },
  { name: '' },
  { region: 'au1' },
  { region: '' },
  { supportsCallTransfer: true },
  { name: 'Renamed', region: 'au1', supportsCallTransfer: true },
])('an update with %j changes that and nothing else', (change) => {
  const world = newWorld()
  const { id } = createProvider(world, input())
  const before = structuredClone(world.providers[id])

  expect(updateProvider(world, ORGANISATION, id, change)).toStrictEqual({ ...before, ...change })
})

test.each([
  [false, true, 'enable-all'],
  [true, false, 'disable-all'],
])('the trunk follows supportsCallTransfer from %s to %s', (before, after, transferMode) => {
  const world = newWorld()
  const { id, trunkSid } = createProvider(world, input({ supportsCallTransfer: before }))
  updateProvider(world, ORGANISATION, id, { supportsCallTransfer: after })

  expect(world.twilio.trunks[trunkSid]?.transferMode).toBe(transferMode)
})

test('asks Twilio once when supportsCallTransfer changes', () => {
  const world = newWorld()
  const { id, trunkSid } = createProvider(world, input())
  const before = world.exchange.twilioCalls.length
  updateProvider(world, ORGANISATION, id, { supportsCallTransfer: true })

  expect(world.exchange.twilioCalls.slice(before)).toStrictEqual([
    {
      operation: 'UpdateTrunk',
      method: 'POST',
      path: `/v1/Trunks/${trunkSid}`,
      status: 200,
      code: null,
    },
  ])
})

test.each([
  {},
  { supportsCallTransfer: false },
  { supportsCallTransfer: null },
  { name: 'Renamed', region: 'au1' },
])('does not ask Twilio for an update with %j', (change) => {
  const world = newWorld()
  const { id } = createProvider(world, input({ supportsCallTransfer: false }))
  const before = conversationOf(world)
  updateProvider(world, ORGANISATION, id, change)

  expect(conversationOf(world)).toStrictEqual(before)
})

test('renames a provider whose trunk is gone', () => {
  const world = newWorld()
  const { id } = createProvider(world, input())
  removeTrunk(world)

  expect(updateProvider(world, ORGANISATION, id, { name: 'Renamed' }).name).toBe('Renamed')
})

const REFUSED_UPDATE: [Script['error'], string][] = [
  [20003, 'twilio-conflict'],
  [20404, 'twilio-conflict'],
  [20409, 'twilio-conflict'],
  [20429, 'twilio-busy'],
  [20500, 'twilio-down'],
  [20503, 'twilio-down'],
  ['timeout', 'twilio-timeout'],
]

test.each(REFUSED_UPDATE)('when Twilio answers %s, an update is refused as %s', (error, code) => {
  const world = newWorld({ scenario: { twilio: [{ operation: 'UpdateTrunk', error }] } })
  const { id } = createProvider(world, input())
  const update = () => updateProvider(world, ORGANISATION, id, { supportsCallTransfer: true })

  expect(errorOf(update).code).toBe(code)
})

test.each(REFUSED_UPDATE)(
  'when Twilio answers %s, an update changes nothing [update/trunk-cannot-follow]',
  (error) => {
    const world = newWorld({ scenario: { twilio: [{ operation: 'UpdateTrunk', error }] } })
    const { id } = createProvider(world, input())
    const before = structuredClone({ providers: world.providers, twilio: world.twilio })
    const change = { name: 'Renamed', region: 'au1', supportsCallTransfer: true }
    errorOf(() => updateProvider(world, ORGANISATION, id, change))

    expect({ providers: world.providers, twilio: world.twilio }).toStrictEqual(before)
  },
)

test.each<[string, (world: World) => void]>([
  ['trunk is gone', removeTrunk],
  ['token was rotated', (world) => Object.assign(openedAccount(world), { authToken: OTHER_TOKEN })],
  ['account is closed', (world) => Object.assign(openedAccount(world), { status: 'closed' })],
  ['account is suspended', (world) => Object.assign(openedAccount(world), { status: 'suspended' })],
])('an update of the transfers conflicts when the %s', (_, sabotage) => {
  const world = newWorld()
  const { id } = createProvider(world, input())
  sabotage(world)
  const update = () => updateProvider(world, ORGANISATION, id, { supportsCallTransfer: true })

  expect(errorOf(update).code).toBe('twilio-conflict')
})

function input(details: Partial<NewProvider> = {}): NewProvider {
  return {
    organisation: ORGANISATION,
    accountSid: ACCOUNT,
    authToken: TOKEN,
    name: 'Main',
    supportsCallTransfer: false,
    ...details,
  }
}

function idsOf(provider: Provider): string[] {
  const { id, trunkSid, domainName, credentialListSid, credentialSid, sipCredentialId } = provider
  return [id, trunkSid, domainName, credentialListSid, credentialSid, sipCredentialId]
}

function scenarioOf(...twilio: Script[]): Scenario {
  return { name: 'test', description: 'of a test', twilio }
}

function errorOf(run: () => unknown): SimulatorError {
  try {
    run()
  } catch (error) {
    if (error instanceof SimulatorError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

/** What a create makes, and what it may not leave. The account itself, which Twilio has, is none of it. */
function leftovers(world: World) {
  const { counters, providers, sipCredentials, agenda, twilio } = world
  const { trunks, domainNames, credentialLists, credentials, accounts } = twilio
  const owned = Object.values(accounts).flatMap((it) => [...it.trunkSids, ...it.credentialListSids])
  return structuredClone({
    counters,
    providers,
    sipCredentials,
    agenda,
    trunks,
    domainNames,
    credentialLists,
    credentials,
    owned,
  })
}

function conversationOf(world: World): string[] {
  return world.exchange.twilioCalls.map(({ operation, status }) => `${operation} ${status}`)
}

function openedAccount(world: World) {
  const account = world.twilio.accounts[ACCOUNT]
  if (!account) throw new Error('no account')
  return account
}

function removeTrunk(world: World): void {
  const account = openedAccount(world)
  for (const trunk of Object.values(world.twilio.trunks)) deleteTrunk(world, account, trunk)
}
