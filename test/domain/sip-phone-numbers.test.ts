import { expect, test } from 'vitest'
import { importPhoneNumbers } from '../../src/domain/imports.ts'
import { createSipCredential } from '../../src/domain/sip-credentials.ts'
import {
  agentsUsingSipPhoneNumber,
  createSipPhoneNumber,
  getSipPhoneNumber,
  linkSipPhoneNumber,
  listSipPhoneNumbers,
  type SipPhoneNumber,
  type SipPhoneNumberFilter,
  type SipPhoneNumberInput,
  unlinkSipPhoneNumber,
  updateSipPhoneNumber,
} from '../../src/domain/sip-phone-numbers.ts'
import type { World } from '../../src/domain/world.ts'
import {
  ACCOUNT,
  connect,
  connectWith,
  numbersIn,
  ORGANISATION,
  present,
  refusalOf,
  TOKEN,
} from '../support/domain.ts'
import { newWorld } from '../support/world.ts'

const ALL = { skip: 0, take: 100 }
const EVERYBODYS = '3c90c3cc-0d44-4b50-8888-8dd25736052a'

test('a number that is made by hand says what it was told, and nobody is linked to it', () => {
  const world = newWorld()
  const credentialsId = credentialIn(world)
  const said = {
    phoneNumber: '100',
    displayName: 'Desk',
    description: 'By hand',
    registration: true,
  }

  expect(
    createSipPhoneNumber(world, ORGANISATION, {
      ...said,
      credentialsId: credentialsId.toUpperCase(),
    }),
  ).toStrictEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    organisation: ORGANISATION,
    providerId: null,
    phoneNumberSid: null,
    ...said,
    sipCredentialId: credentialsId,
    inboundAgentId: null,
    outboundAgentIds: [],
    createdAt: world.clock.now,
    updatedAt: world.clock.now,
  })
})

test.each([
  ['a credential that is not there', EVERYBODYS, ORGANISATION],
  ['the credential of another organisation', null, 'org-2'],
])('refuses %s', (_, given, organisation) => {
  const world = newWorld()
  const credentialsId = given ?? credentialIn(world)
  const number = create(world, {}, organisation)
  const before = structuredClone(world)

  for (const act of [
    () => create(world, { phoneNumber: '+14155550199', credentialsId }, organisation),
    () => updateSipPhoneNumber(world, organisation, number.id, input({ credentialsId })),
  ]) {
    expect(refusalOf(act).code).toBe('sip-credential-not-found')
  }
  expect(world).toStrictEqual(before)
})

/** `A` and `B` are two credentials of the organisation. */
test.each<[string, [string, 'A' | 'B' | null, string], boolean]>([
  ['the same pair', ['+14155550100', 'A', ORGANISATION], false],
  ['the number with another credential', ['+14155550100', 'B', ORGANISATION], true],
  ['the number without a credential', ['+14155550100', null, ORGANISATION], true],
  ['another number with the credential', ['+14155550101', 'A', ORGANISATION], true],
  ['the number in another organisation', ['+14155550100', null, 'org-2'], true],
])(
  'beside a number and its credential there may be %s: %# [sip-phone-numbers/elsewhere]',
  (_, [phoneNumber, which, organisation], may) => {
    const world = newWorld()
    const ids = { A: credentialIn(world), B: credentialIn(world) }
    create(world, { credentialsId: ids.A })
    const details = { phoneNumber, credentialsId: which && ids[which] }
    const make = () => create(world, details, organisation).phoneNumber

    if (may) expect(make()).toBe(phoneNumber)
    else expect(refusalOf(make).code).toBe('already-exists')
  },
)

test('a number without a credential is there once', () => {
  const world = newWorld()
  create(world)

  expect(refusalOf(() => create(world)).code).toBe('already-exists')
})

test('an update puts another in its place; its links stay', () => {
  const world = newWorld()
  const credentialsId = credentialIn(world)
  const number = create(world, { credentialsId, displayName: 'Desk', registration: true })
  linkSipPhoneNumber(world, ORGANISATION, number.id, { agentId: 'anna', mode: 'inbound' })
  const { id, createdAt } = number
  world.clock.now += 1000

  expect(
    updateSipPhoneNumber(world, ORGANISATION, id, input({ phoneNumber: '+14155550101' })),
  ).toStrictEqual({
    id,
    organisation: ORGANISATION,
    providerId: null,
    phoneNumberSid: null,
    phoneNumber: '+14155550101',
    sipCredentialId: null,
    displayName: null,
    description: null,
    registration: false,
    inboundAgentId: 'anna',
    outboundAgentIds: [],
    createdAt,
    updatedAt: createdAt + 1000,
  })
})

test('an update may leave number and credential as they are', () => {
  const world = newWorld()
  const { id } = create(world)

  expect(
    updateSipPhoneNumber(world, ORGANISATION, id, input({ displayName: 'Desk' })),
  ).toMatchObject({ displayName: 'Desk' })
})

test('an update does not make a pair that is there already', () => {
  const world = newWorld()
  create(world)
  const { id } = create(world, { phoneNumber: '+14155550101' })
  const before = structuredClone(world)

  expect(refusalOf(() => updateSipPhoneNumber(world, ORGANISATION, id, input())).code).toBe(
    'already-exists',
  )
  expect(world).toStrictEqual(before)
})

test.each<[string, (credential: string) => Partial<SipPhoneNumberInput>, boolean]>([
  [
    'names and registration',
    () => ({ displayName: 'Desk', description: 'D', registration: true }),
    true,
  ],
  ['its own credential', (credentialsId) => ({ credentialsId }), true],
  ['another number', () => ({ phoneNumber: '+14155550101' }), false],
])('of a number that a provider imported an update may say %s: %#', (_, details, may) => {
  const world = newWorld()
  const { provider, ids } = connectWith(world, '+14155550100')
  const [id = ''] = ids
  const { sipCredentialId } = provider
  const said = details(sipCredentialId)
  const before = structuredClone(world)
  const update = () => updateSipPhoneNumber(world, ORGANISATION, id, input(said))

  if (may) {
    expect(update()).toMatchObject({ sipCredentialId, providerId: provider.id, ...withoutId(said) })
  } else {
    expect(refusalOf(update).code).toBe('managed-by-provider')
    expect(world).toStrictEqual(before)
  }
})

test('a number that a provider imported cannot be given another credential [sip-phone-numbers/managed]', () => {
  const world = newWorld()
  const { ids } = connectWith(world, '+14155550100')
  const credentialsId = credentialIn(world)

  expect(
    refusalOf(() =>
      updateSipPhoneNumber(world, ORGANISATION, ids[0] ?? '', input({ credentialsId })),
    ).code,
  ).toBe('managed-by-provider')
})

test.each<[string, (world: World, id: string) => unknown]>([
  ['read', (world, id) => getSipPhoneNumber(world, 'org-2', id)],
  ['changed', (world, id) => updateSipPhoneNumber(world, 'org-2', id, input())],
  [
    'linked',
    (world, id) => linkSipPhoneNumber(world, 'org-2', id, { agentId: 'a', mode: 'inbound' }),
  ],
  ['unlinked', (world, id) => unlinkSipPhoneNumber(world, 'org-2', id, { mode: 'inbound' })],
  ['asked for its agents', (world, id) => agentsUsingSipPhoneNumber(world, 'org-2', id)],
])('by another organisation a number cannot be %s', (_, act) => {
  const world = newWorld()
  const { id } = create(world)
  const before = structuredClone(world)

  expect(refusalOf(() => act(world, id)).code).toBe('sip-phone-number-not-found')
  expect(world).toStrictEqual(before)
})

test.each<[string, Partial<SipPhoneNumberFilter>, string[]]>([
  ['all', {}, ['shared', 'imported', 'plain', 'inbound', 'outbound']],
  ['those with a part of a number', { phoneNumber: '5550102' }, ['inbound']],
  [
    'those that begin so',
    { phoneNumber: '+1415' },
    ['shared', 'imported', 'plain', 'inbound', 'outbound'],
  ],
  ['those of no number', { phoneNumber: '999' }, []],
  [
    'those of an agent, whatever it does with them',
    { linkedAgentId: 'anna' },
    ['inbound', 'outbound'],
  ],
  ['those of an agent that has none', { linkedAgentId: 'nobody' }, []],
  ['those that nobody is linked to', { unlinkedOnly: true }, ['shared', 'imported', 'plain']],
  ['those of an agent that nobody is linked to', { linkedAgentId: 'anna', unlinkedOnly: true }, []],
  ['those of a provider', { providerId: EVERYBODYS.toUpperCase() }, ['shared']],
  ['those of a provider that is not there', { providerId: ACCOUNT }, []],
])('lists %s', (_, filter, expected) => {
  const { world, names } = newSetting()
  const page = listSipPhoneNumbers(world, ORGANISATION, { unlinkedOnly: false, ...filter, ...ALL })

  expect(page.items.map(({ phoneNumber }) => names[phoneNumber])).toStrictEqual(expected)
  expect(page.totalCount).toBe(expected.length)
})

test('lists page by page, and another organisation what it sees', () => {
  const { world, names } = newSetting()
  const list = (organisation: string, paging: typeof ALL) => {
    const page = listSipPhoneNumbers(world, organisation, { unlinkedOnly: false, ...paging })
    return [page.totalCount, ...page.items.map(({ phoneNumber }) => names[phoneNumber])]
  }

  expect([
    list(ORGANISATION, { skip: 1, take: 2 }),
    list(ORGANISATION, { skip: 5, take: 2 }),
    list('org-2', ALL),
    list('org-3', ALL),
  ]).toStrictEqual([[5, 'imported', 'plain'], [5], [2, 'shared', 'foreign'], [1, 'shared']])
})

test('the agent that is linked takes the place of the one before [agent-links/replaces]', () => {
  const world = newWorld()
  const { id } = create(world)
  link(world, id, 'anna')
  world.clock.now += 1000

  expect(link(world, id, 'bert')).toMatchObject({
    inboundAgentId: 'bert',
    outboundAgentIds: [],
    updatedAt: world.clock.now,
  })
  expect(world.agents.map((it) => it.id)).toStrictEqual(['anna', 'bert'])
})

test('an agent may take the calls of many numbers', () => {
  const world = newWorld()
  const numbers = ['+14155550100', '+14155550101'].map((phoneNumber) =>
    create(world, { phoneNumber }),
  )
  for (const { id } of numbers) link(world, id, 'anna')

  expect(numbers.map((it) => it.inboundAgentId)).toStrictEqual(['anna', 'anna'])
})

test('an agent calls with one number: another takes its place', () => {
  const world = newWorld()
  const [one, other] = ['+14155550100', '+14155550101'].map((it) =>
    create(world, { phoneNumber: it }),
  )
  link(world, present(one).id, 'anna', 'replaceOutbound')
  link(world, present(one).id, 'bert', 'replaceOutbound')
  link(world, present(other).id, 'anna', 'replaceOutbound')
  link(world, present(other).id, 'anna', 'replaceOutbound')

  expect([one, other].map((it) => it?.outboundAgentIds)).toStrictEqual([['bert'], ['anna']])
})

test('to move what an agent calls with leaves whose calls it takes', () => {
  const world = newWorld()
  const [one, other] = ['+14155550100', '+14155550101'].map((it) =>
    create(world, { phoneNumber: it }),
  )
  link(world, present(one).id, 'anna')
  link(world, present(other).id, 'anna', 'replaceOutbound')

  expect(one?.inboundAgentId).toBe('anna')
})

test('agents of one organisation do not move those of another that are called the same', () => {
  const world = newWorld()
  const mine = create(world)
  const theirs = create(world, {}, 'org-2')
  linkSipPhoneNumber(world, 'org-2', theirs.id, { agentId: 'anna', mode: 'replaceOutbound' })
  link(world, mine.id, 'anna', 'replaceOutbound')

  expect(theirs.outboundAgentIds).toStrictEqual(['anna'])
})

test('a number whose calls are taken cannot become one whose calls another organisation takes', () => {
  const world = newWorld()
  const make = (organisation: string, phoneNumber: string) => {
    const number = createSipPhoneNumber(world, organisation, input({ phoneNumber }))
    linkSipPhoneNumber(world, organisation, number.id, { agentId: 'anna', mode: 'inbound' })
    return number
  }
  make('org-2', '+1999')
  const mine = make(ORGANISATION, '+1888')

  const renamed = () =>
    updateSipPhoneNumber(world, ORGANISATION, mine.id, input({ phoneNumber: '+1999' }))
  expect(refusalOf(renamed).code).toBe('linked-elsewhere')
  expect(mine.phoneNumber).toBe('+1888')
})

test('refuses to take the calls of a number while another organisation takes them [agent-links/elsewhere]', () => {
  const world = newWorld()
  const mine = create(world)
  const theirs = create(world, {}, 'org-2')
  linkSipPhoneNumber(world, 'org-2', theirs.id, { agentId: 'bert', mode: 'inbound' })
  const before = structuredClone(world)
  expect(refusalOf(() => link(world, mine.id, 'anna')).code).toBe('linked-elsewhere')
  expect(world).toStrictEqual(before)
  unlinkSipPhoneNumber(world, 'org-2', theirs.id, { mode: 'inbound' })
  expect(link(world, mine.id, 'anna').inboundAgentId).toBe('anna')
})

test.each<[string, 'inbound' | 'replaceOutbound', 'inbound' | 'replaceOutbound']>([
  ['calls with it', 'replaceOutbound', 'inbound'],
  ['takes its calls', 'inbound', 'replaceOutbound'],
])('does not mind that another organisation %s when it wants something else', (_, theirs, mine) => {
  const world = newWorld()
  const { id } = create(world, {}, 'org-2')
  linkSipPhoneNumber(world, 'org-2', id, { agentId: 'bert', mode: theirs })

  expect(link(world, create(world).id, 'anna', mine).id).toBeDefined()
})

test.each<[string, object, string | null, string[]]>([
  ['the inbound link of whoever has it', { mode: 'inbound' }, null, ['anna', 'bert']],
  ['the inbound link of its agent', { mode: 'inbound', agentId: 'anna' }, null, ['anna', 'bert']],
  [
    'the inbound link of another agent: none',
    { mode: 'inbound', agentId: 'bert' },
    'anna',
    ['anna', 'bert'],
  ],
  ['an outbound link', { mode: 'replaceOutbound', agentId: 'anna' }, 'anna', ['bert']],
  [
    'an outbound link of nobody',
    { mode: 'replaceOutbound', agentId: 'zoe' },
    'anna',
    ['anna', 'bert'],
  ],
])('unlinks %s', (_, how, inboundAgentId, outboundAgentIds) => {
  const world = newWorld()
  const { id } = create(world)
  link(world, id, 'anna')
  for (const agentId of ['anna', 'bert']) link(world, id, agentId, 'replaceOutbound')

  expect(unlinkSipPhoneNumber(world, ORGANISATION, id, { mode: 'inbound', ...how })).toMatchObject({
    inboundAgentId,
    outboundAgentIds,
  })
})

test('to unlink what is not linked is no error', () => {
  const world = newWorld()
  const { id } = create(world)

  expect(
    unlinkSipPhoneNumber(world, ORGANISATION, id, { mode: 'inbound' }).inboundAgentId,
  ).toBeNull()
})

test('tells which agents would miss a number', () => {
  const world = newWorld()
  const { id } = create(world)
  link(world, id, 'anna')
  link(world, id, 'anna', 'replaceOutbound')

  expect(agentsUsingSipPhoneNumber(world, ORGANISATION, id)).toStrictEqual({
    id,
    phoneNumber: '+14155550100',
    affectedAgents: [{ agentId: 'anna', agentName: 'anna', uses: ['inbound', 'outbound'] }],
  })
})

test('a number by hand has an id that depends on what it is, not on what came before', () => {
  const idIn = (...before: string[]) => {
    const world = newWorld()
    for (const phoneNumber of before) create(world, { phoneNumber })
    return create(world).id
  }

  expect(idIn()).toBe(idIn('+14155550101', '+14155550102'))
})

/** Numbers of every kind, and what they are called here. */
function newSetting() {
  const world = newWorld({
    fixture: {
      accounts: [
        { accountSid: ACCOUNT, authToken: TOKEN, phoneNumbers: [{ phoneNumber: '+14155550199' }] },
      ],
      providers: [
        { id: EVERYBODYS, accountSid: ACCOUNT, name: 'Shared', phoneNumbers: ['+14155550199'] },
      ],
    },
  })
  const { id } = connect(world)
  importPhoneNumbers(world, ORGANISATION, id, numbersIn(world, '+14155550100'))
  create(world, { phoneNumber: '+14155550101' })
  link(world, create(world, { phoneNumber: '+14155550102' }).id, 'anna')
  link(world, create(world, { phoneNumber: '+14155550103' }).id, 'anna', 'replaceOutbound')
  create(world, { phoneNumber: '+14155550104' }, 'org-2')
  const names: Record<string, string> = {
    '+14155550199': 'shared',
    '+14155550100': 'imported',
    '+14155550101': 'plain',
    '+14155550102': 'inbound',
    '+14155550103': 'outbound',
    '+14155550104': 'foreign',
  }
  return { world, names }
}

function input(details: Partial<SipPhoneNumberInput> = {}): SipPhoneNumberInput {
  return {
    phoneNumber: '+14155550100',
    credentialsId: null,
    displayName: null,
    description: null,
    registration: false,
    ...details,
  }
}

function create(
  world: World,
  details: Partial<SipPhoneNumberInput> = {},
  organisation = ORGANISATION,
): SipPhoneNumber {
  return createSipPhoneNumber(world, organisation, input(details))
}

function link(
  world: World,
  id: string,
  agentId: string,
  mode: 'inbound' | 'replaceOutbound' = 'inbound',
): SipPhoneNumber {
  return linkSipPhoneNumber(world, ORGANISATION, id, { agentId, mode })
}

function credentialIn(world: World): string {
  return createSipCredential(world, ORGANISATION, {
    server: 'sip.example.com',
    transport: 'udp',
    domain: null,
    authUser: null,
    authPassword: null,
    description: null,
    cpsLimit: null,
    cpsKey: null,
  }).id
}

function withoutId({ credentialsId: _, ...rest }: Partial<SipPhoneNumberInput>) {
  return rest
}
