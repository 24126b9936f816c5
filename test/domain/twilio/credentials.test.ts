import { expect, test } from 'vitest'
import {
  attachCredentialList,
  createCredentialList,
  deleteCredentialList,
  detachCredentialList,
  fetchAttachedCredentialList,
  listAttachedCredentialLists,
  listCredentialLists,
  updateCredentialList,
} from '../../../src/domain/twilio/credential-lists.ts'
import {
  createCredential,
  deleteCredential,
  fetchCredential,
  listCredentials,
  updateCredential,
} from '../../../src/domain/twilio/credentials.ts'
import { createTrunk } from '../../../src/domain/twilio/trunks.ts'
import { accountIn, OTHER_ACCOUNT, twilioCode } from '../../support/domain.ts'
import { newWorld } from '../../support/world.ts'

const PASSWORD = 'Abcdefghijk1'

/** Twilio's rule: 12 or more characters, a digit, a lowercase letter and a capital. */
const WEAK = ['', 'Abcdefghij1', 'abcdefghijk1', 'ABCDEFGHIJK1', 'Abcdefghijkl', '0123456789ab']

test.each(['Renamed', 'n'.repeat(64)])('a list can be renamed to %s', (friendlyName) => {
  const { world, account, list } = newSetting()
  world.clock.now += 1000
  updateCredentialList(world, account, list, friendlyName)

  expect(list).toMatchObject({ friendlyName, dateUpdated: list.dateCreated + 1000 })
})

test.each(['', ' ', '\t'])(
  'refuses the name %j for a list with 21240 [twilio-credential-lists/blank]',
  (name) => {
    const { world, account, list } = newSetting()

    expect(twilioCode(() => createCredentialList(world, account, name))).toBe(21240)
    expect(twilioCode(() => updateCredentialList(world, account, list, name))).toBe(21240)
  },
)

test('a list can be given the name that it has', () => {
  const { world, account, list } = newSetting()

  expect(updateCredentialList(world, account, list, 'Main').friendlyName).toBe('Main')
})

test('the name that a list had is free for another', () => {
  const { world, account, list } = newSetting()
  updateCredentialList(world, account, list, 'Renamed')

  expect(createCredentialList(world, account, 'Main').sid).not.toBe(list.sid)
})

test.each([
  ['the name of another list', 'Other', 21240],
  ['65 characters', 'n'.repeat(65), 20002],
])('refuses to rename a list to %s', (_, friendlyName, code) => {
  const { world, account, list } = newSetting()
  createCredentialList(world, account, 'Other')
  const before = structuredClone(world)

  expect(twilioCode(() => updateCredentialList(world, account, list, friendlyName))).toBe(code)
  expect(world).toStrictEqual(before)
})

test('a list can be renamed to a name of another account', () => {
  const { world, account, list } = newSetting()
  createCredentialList(world, accountIn(world, OTHER_ACCOUNT), 'Other')

  expect(updateCredentialList(world, account, list, 'Other').friendlyName).toBe('Other')
})

test('lists the lists of the account alone, in the order of their making', () => {
  const { world, account, list } = newSetting()
  createCredentialList(world, accountIn(world, OTHER_ACCOUNT), 'Main')
  const gone = createCredentialList(world, account, 'Gone')
  const last = createCredentialList(world, account, 'Last')
  deleteCredentialList(world, account, gone)

  expect(listCredentialLists(world, account)).toStrictEqual([list, last])
})

test('lists the lists of a trunk in the order of their attaching [twilio-attached-lists/order]', () => {
  const { world, account, list, trunk } = newSetting()
  const other = createCredentialList(world, account, 'Other')
  attachCredentialList(world, trunk, other)
  attachCredentialList(world, trunk, list)

  expect(listAttachedCredentialLists(world, trunk)).toStrictEqual([other, list])
  detachCredentialList(world, trunk, other.sid)
  expect(listAttachedCredentialLists(world, trunk)).toStrictEqual([list])
})

test('a list is found on the trunk that it is attached to, and on no other [twilio-attached-lists/absent]', () => {
  const { world, account, list, trunk } = newSetting()
  attachCredentialList(world, trunk, list)
  const other = createTrunk(world, account, {})

  expect(fetchAttachedCredentialList(world, trunk, list.sid)).toBe(list)
  expect(twilioCode(() => fetchAttachedCredentialList(world, other, list.sid))).toBe(20404)
})

test('a list that was detached can be attached again', () => {
  const { world, list, trunk } = newSetting()
  attachCredentialList(world, trunk, list)
  detachCredentialList(world, trunk, list.sid)
  attachCredentialList(world, trunk, list)

  expect(trunk.credentialListSids).toStrictEqual([list.sid])
})

test('a list that is on one of two trunks cannot be deleted', () => {
  const { world, account, list, trunk } = newSetting()
  const other = createTrunk(world, account, {})
  for (const each of [trunk, other]) attachCredentialList(world, each, list)
  detachCredentialList(world, trunk, list.sid)

  expect(twilioCode(() => deleteCredentialList(world, account, list))).toBe(21241)
})

test('a list that is deleted takes its credentials with it, and no other [twilio-credential-lists/delete-takes]', () => {
  const { world, account, list } = newSetting()
  const other = createCredentialList(world, account, 'Other')
  createCredential(world, list, { username: 'user', password: PASSWORD })
  const kept = createCredential(world, other, { username: 'user', password: PASSWORD })
  deleteCredentialList(world, account, list)

  expect(world.twilio.credentials).toStrictEqual({ [kept.sid]: kept })
})

test('a credential keeps no password', () => {
  const { world, list } = newSetting()
  createCredential(world, list, { username: 'user', password: PASSWORD })

  expect(JSON.stringify(world)).not.toContain(PASSWORD)
})

test.each<[string, string, string]>([
  ['no user name', '', PASSWORD],
  ['a user name of 33 characters', 'u'.repeat(33), PASSWORD],
  ['a user name that is taken', 'taken', PASSWORD],
  ...WEAK.map((weak): [string, string, string] => [`the password "${weak}"`, 'user', weak]),
])(
  'refuses a credential with %s with 21243 [twilio-credentials/refused] [twilio-credentials/username] [twilio-credentials/password] [twilio-credentials/unique]',
  (_, username, password) => {
    const { world, list } = newSetting()
    createCredential(world, list, { username: 'taken', password: PASSWORD })
    const before = structuredClone(world)

    expect(twilioCode(() => createCredential(world, list, { username, password }))).toBe(21243)
    expect(world).toStrictEqual(before)
  },
)

test.each([
  ['a user name of 32 characters', 'u'.repeat(32), PASSWORD],
  ['a password of 12 characters', 'user', PASSWORD],
  ['a password with other signs', 'user', 'Äbc-def_ghi 1K'],
])(
  'takes a credential with %s [twilio-credentials/username] [twilio-credentials/password]',
  (_, username, password) => {
    const { world, list } = newSetting()

    expect(createCredential(world, list, { username, password }).username).toBe(username)
  },
)

test.each(WEAK)('refuses the new password "%s" with 21243', (password) => {
  const { world, list } = newSetting()
  const credential = createCredential(world, list, { username: 'user', password: PASSWORD })
  const before = structuredClone(world)
  world.clock.now += 1000

  expect(twilioCode(() => updateCredential(world, credential, { password }))).toBe(21243)
  expect(world.twilio).toStrictEqual(before.twilio)
})

test.each([{ password: 'Another1Password' }, {}])(
  'a credential that is updated with %j says when, and stays who it is [twilio-credentials/update]',
  (form) => {
    const { world, list } = newSetting()
    const credential = createCredential(world, list, { username: 'user', password: PASSWORD })
    const before = structuredClone(credential)
    world.clock.now += 1000
    updateCredential(world, credential, form)

    expect(credential).toStrictEqual({ ...before, dateUpdated: before.dateUpdated + 1000 })
  },
)

test('a user name that was deleted is free again, under another SID', () => {
  const { world, list } = newSetting()
  const form = { username: 'user', password: PASSWORD }
  const gone = createCredential(world, list, form)
  deleteCredential(world, list, gone)
  const next = createCredential(world, list, form)

  expect(next.sid).not.toBe(gone.sid)
  expect(listCredentials(world, list)).toStrictEqual([next])
  expect(Object.keys(world.twilio.credentials)).toStrictEqual([next.sid])
})

test('a credential is found in its list, and in no other [twilio-credentials/in-its-list]', () => {
  const { world, account, list } = newSetting()
  const credential = createCredential(world, list, { username: 'user', password: PASSWORD })
  const other = createCredentialList(world, account, 'Other')

  expect(fetchCredential(world, list, credential.sid)).toBe(credential)
  expect(() => fetchCredential(world, other, credential.sid)).toThrow(
    `The requested resource /2010-04-01/Accounts/${account.sid}/SIP/CredentialLists/${other.sid}/Credentials/${credential.sid}.json was not found`,
  )
})

test('lists credentials in the order of their making', () => {
  const { world, list } = newSetting()
  const names = ['zoe', 'anna', 'mia']
  for (const username of names) createCredential(world, list, { username, password: PASSWORD })

  expect(listCredentials(world, list).map((it) => it.username)).toStrictEqual(names)
})

function newSetting() {
  const world = newWorld()
  const account = accountIn(world)
  const trunk = createTrunk(world, account, {})
  return { world, account, trunk, list: createCredentialList(world, account, 'Main') }
}
