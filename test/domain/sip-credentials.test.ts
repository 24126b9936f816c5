import { expect, test } from 'vitest'
import {
  agentsUsingSipCredential,
  createSipCredential,
  deleteSipCredential,
  getSipCredential,
  listSipCredentials,
  type SipCredentialInput,
  updateSipCredential,
} from '../../src/domain/sip-credentials.ts'
import { createSipPhoneNumber, linkSipPhoneNumber } from '../../src/domain/sip-phone-numbers.ts'
import type { World } from '../../src/domain/world.ts'
import { ACCOUNT, connect, ORGANISATION, refusalOf, TOKEN } from '../support/domain.ts'
import { newWorld } from '../support/world.ts'

const ALL = { skip: 0, take: 100 }
const FULL: SipCredentialInput = {
  server: 'sip.example.com',
  transport: 'tls',
  domain: 'example.com',
  authUser: 'user',
  authPassword: 'secret',
  description: 'By hand',
  cpsLimit: 2.5,
  cpsKey: 'key',
}

test('a credential that is made by hand says what it was told', () => {
  const world = newWorld()

  expect(createSipCredential(world, ORGANISATION, FULL)).toStrictEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    organisation: ORGANISATION,
    providerId: null,
    ...FULL,
    createdAt: world.clock.now,
    updatedAt: world.clock.now,
  })
})

test('two credentials that are alike are two, and other seeds make others', () => {
  const idsIn = (seed: number) => {
    const world = newWorld({ seed })
    return [1, 2].map(() => createSipCredential(world, ORGANISATION, FULL).id)
  }

  expect(new Set([...idsIn(1), ...idsIn(2)]).size).toBe(4)
  expect(idsIn(1)).toStrictEqual(idsIn(1))
})

test('lists what an organisation sees, the credentials of its providers too, page by page', () => {
  const world = newWorld()
  const byHand = createSipCredential(world, ORGANISATION, FULL)
  createSipCredential(world, 'org-2', FULL)
  const provider = connect(world)
  const managed = world.sipCredentials[provider.sipCredentialId]

  expect(listSipCredentials(world, ORGANISATION, ALL)).toStrictEqual({
    items: [byHand, managed],
    totalCount: 2,
    ...ALL,
  })
  expect(listSipCredentials(world, ORGANISATION, { skip: 1, take: 1 })).toStrictEqual({
    items: [managed],
    totalCount: 2,
    skip: 1,
    take: 1,
  })
})

test('a credential is found by its id, in capitals too', () => {
  const world = newWorld()
  const credential = createSipCredential(world, ORGANISATION, FULL)

  expect(getSipCredential(world, ORGANISATION, credential.id.toUpperCase())).toBe(credential)
})

test.each<[string, (world: World, id: string) => unknown]>([
  ['read', (world, id) => getSipCredential(world, 'org-2', id)],
  ['changed', (world, id) => updateSipCredential(world, 'org-2', id, FULL)],
  ['deleted', (world, id) => deleteSipCredential(world, 'org-2', id, { force: true })],
  ['asked for its agents', (world, id) => agentsUsingSipCredential(world, 'org-2', id)],
])('by another organisation a credential cannot be %s', (_, act) => {
  const world = newWorld()
  const { id } = createSipCredential(world, ORGANISATION, FULL)
  const before = structuredClone(world)

  expect(refusalOf(() => act(world, id)).code).toBe('sip-credential-not-found')
  expect(world).toStrictEqual(before)
})

test('an update puts another in its place, and keeps id and birthday', () => {
  const world = newWorld()
  const credential = createSipCredential(world, ORGANISATION, FULL)
  const { id, createdAt } = credential
  world.clock.now += 1000
  const other: SipCredentialInput = {
    server: 'other.example.com',
    transport: 'udp',
    domain: null,
    authUser: null,
    authPassword: null,
    description: null,
    cpsLimit: null,
    cpsKey: null,
  }

  expect(updateSipCredential(world, ORGANISATION, id, other)).toStrictEqual({
    id,
    organisation: ORGANISATION,
    providerId: null,
    ...other,
    createdAt,
    updatedAt: createdAt + 1000,
  })
})

test('a credential that nobody uses is deleted', () => {
  const world = newWorld()
  const { id } = createSipCredential(world, ORGANISATION, FULL)
  deleteSipCredential(world, ORGANISATION, id, { force: false })

  expect(world.sipCredentials).toStrictEqual({})
})

test('a credential that numbers use is deleted by force only, and leaves them without one', () => {
  const world = newWorld()
  const { id } = createSipCredential(world, ORGANISATION, FULL)
  const number = numberWith(world, id)
  linkSipPhoneNumber(world, ORGANISATION, number.id, { agentId: 'anna', mode: 'inbound' })
  const refusal = refusalOf(() => deleteSipCredential(world, ORGANISATION, id, { force: false }))
  const phoneNumbers = [
    {
      id: number.id,
      phoneNumber: '+14155550100',
      affectedAgents: [{ agentId: 'anna', agentName: 'anna', uses: ['inbound'] }],
    },
  ]
  expect([refusal.code, refusal.more]).toStrictEqual(['in-use', { phoneNumbers }])
  expect(agentsUsingSipCredential(world, ORGANISATION, id)).toStrictEqual({
    phoneNumbers,
    affectedCallsCount: 0,
  })
  deleteSipCredential(world, ORGANISATION, id, { force: true })
  expect([world.sipCredentials, number.sipCredentialId]).toStrictEqual([{}, null])
  expect(number.inboundAgentId).toBe('anna')
})

test('a number without agents is in the way of a delete too', () => {
  const world = newWorld()
  const { id } = createSipCredential(world, ORGANISATION, FULL)
  numberWith(world, id)

  expect(refusalOf(() => deleteSipCredential(world, ORGANISATION, id, { force: false })).code).toBe(
    'in-use',
  )
})

test('to delete one credential leaves the numbers of another alone', () => {
  const world = newWorld()
  const [gone, kept] = [1, 2].map(() => createSipCredential(world, ORGANISATION, FULL).id)
  const number = numberWith(world, kept ?? '')
  deleteSipCredential(world, ORGANISATION, gone ?? '', { force: true })

  expect(number.sipCredentialId).toBe(kept)
})

test.each<[string, (world: World, id: string) => unknown]>([
  ['changed', (world, id) => updateSipCredential(world, ORGANISATION, id, FULL)],
  ['deleted', (world, id) => deleteSipCredential(world, ORGANISATION, id, { force: false })],
  [
    'deleted by force',
    (world, id) => deleteSipCredential(world, ORGANISATION, id, { force: true }),
  ],
])('the credential of a provider cannot be %s here', (_, act) => {
  const world = newWorld()
  const { id, sipCredentialId } = connect(world)
  numberWith(world, sipCredentialId)
  const before = structuredClone(world)
  const { code, message } = refusalOf(() => act(world, sipCredentialId))

  expect(code).toBe('managed-by-provider')
  expect(message).toContain(id)
  expect(world).toStrictEqual(before)
})

test('tells nobody of the numbers by which another organisation uses a shared credential', () => {
  const world = newWorld({
    fixture: {
      accounts: [{ accountSid: ACCOUNT, authToken: TOKEN }],
      providers: [
        { id: '3c90c3cc-0d44-4b50-8888-8dd25736052a', accountSid: ACCOUNT, name: 'Everybody' },
      ],
    },
  })
  const [id = ''] = Object.keys(world.sipCredentials)
  const [mine] = [ORGANISATION, 'org-2'].map((it) => numberWith(world, id, it))

  expect(
    agentsUsingSipCredential(world, ORGANISATION, id).phoneNumbers.map((it) => it.id),
  ).toStrictEqual([mine?.id])
})

function numberWith(world: World, credentialsId: string, organisation = ORGANISATION) {
  return createSipPhoneNumber(world, organisation, {
    phoneNumber: '+14155550100',
    credentialsId,
    displayName: null,
    description: null,
    registration: false,
  })
}
