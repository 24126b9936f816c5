import { expect, test } from 'vitest'
import { authenticate, openAccount } from '../../src/domain/twilio/accounts.ts'
import { TwilioClient } from '../../src/domain/twilio/client.ts'
import {
  attachCredentialList,
  createCredentialList,
  deleteCredentialList,
  detachCredentialList,
  fetchCredentialList,
} from '../../src/domain/twilio/credential-lists.ts'
import { createCredential } from '../../src/domain/twilio/credentials.ts'
import { TwilioError } from '../../src/domain/twilio/errors.ts'
import {
  addPhoneNumber,
  attachPhoneNumber,
  detachPhoneNumber,
} from '../../src/domain/twilio/phone-numbers.ts'
import type { Account } from '../../src/domain/twilio/state.ts'
import {
  createTrunk,
  deleteTrunk,
  fetchTrunk,
  updateTrunk,
} from '../../src/domain/twilio/trunks.ts'
import type { World } from '../../src/domain/world.ts'
import { advance, newWorld } from '../support/world.ts'

const SID_A = `AC${'a'.repeat(32)}`
const SID_B = `AC${'b'.repeat(32)}`
const TOKEN = '0123456789abcdef0123456789abcdef'
const OTHER_TOKEN = 'fedcba9876543210fedcba9876543210'
const STEERING_TOKEN = `${'0'.repeat(26)}010000`
const PASSWORD = 'Abcdefghijk1'
const DAY = 24 * 3_600_000

test('opens an account for the first token that is seen with its SID', () => {
  const world = newWorld()
  const account = authenticate(world, { accountSid: SID_A, authToken: TOKEN })

  expect(account).toMatchObject({ sid: SID_A, authToken: TOKEN, status: 'active', type: 'Full' })
})

test('refuses a second token for the same account with 20003', () => {
  const world = newWorld()
  authenticate(world, { accountSid: SID_A, authToken: TOKEN })

  expect(
    errorOf(() => authenticate(world, { accountSid: SID_A, authToken: OTHER_TOKEN })),
  ).toStrictEqual({ code: 20003, status: 401 })
})

test('keeps the token of an account when another one is refused', () => {
  const world = newWorld()
  authenticate(world, { accountSid: SID_A, authToken: TOKEN })
  errorOf(() => authenticate(world, { accountSid: SID_A, authToken: OTHER_TOKEN }))

  expect(authenticate(world, { accountSid: SID_A, authToken: TOKEN }).authToken).toBe(TOKEN)
})

test('opens every account for a steering token', () => {
  const world = newWorld()
  authenticate(world, { accountSid: SID_A, authToken: TOKEN })

  expect(authenticate(world, { accountSid: SID_A, authToken: STEERING_TOKEN }).sid).toBe(SID_A)
})

test('does not take a steering token for the token of the account', () => {
  const world = newWorld()
  authenticate(world, { accountSid: SID_A, authToken: STEERING_TOKEN })

  expect(authenticate(world, { accountSid: SID_A, authToken: TOKEN }).authToken).toBe(TOKEN)
})

test.each([
  ['closed', TOKEN, 20003, 401],
  ['closed', STEERING_TOKEN, 20003, 401],
  ['suspended', TOKEN, 20403, 403],
  ['suspended', STEERING_TOKEN, 20403, 403],
] as const)('refuses a %s account the token %s', (accountStatus, authToken, code, status) => {
  const world = newWorld()
  openAccount(world, SID_A, { authToken: TOKEN, status: accountStatus })

  expect(errorOf(() => authenticate(world, { accountSid: SID_A, authToken }))).toStrictEqual({
    code,
    status,
  })
})

test('does not say whether a suspended account is suspended to a wrong token', () => {
  const world = newWorld()
  openAccount(world, SID_A, { authToken: TOKEN, status: 'suspended' })

  expect(codeOf(() => authenticate(world, { accountSid: SID_A, authToken: OTHER_TOKEN }))).toBe(
    20003,
  )
})

test('makes a trunk without transfers unless told otherwise [twilio-trunks/nulls]', () => {
  const world = newWorld()
  const trunk = createTrunk(world, openAccount(world, SID_A), {})

  expect(trunk).toMatchObject({
    accountSid: SID_A,
    friendlyName: null,
    domainName: null,
    transferMode: 'disable-all',
    credentialListSids: [],
    phoneNumberSids: [],
  })
})

test('takes a friendly name of 64 characters for a trunk [twilio-requests/friendly-name]', () => {
  const world = newWorld()
  const friendlyName = 'n'.repeat(64)

  expect(createTrunk(world, openAccount(world, SID_A), { friendlyName }).friendlyName).toBe(
    friendlyName,
  )
})

test('refuses a friendly name of 65 characters for a trunk with 20002 [twilio-requests/friendly-name]', () => {
  const world = newWorld()
  const account = openAccount(world, SID_A)

  expect(codeOf(() => createTrunk(world, account, { friendlyName: 'n'.repeat(65) }))).toBe(20002)
})

test.each([
  'a.pstn.twilio.com',
  '0.pstn.twilio.com',
  'a-b--c.pstn.twilio.com',
  `${'a'.repeat(63)}.pstn.twilio.com`,
  `${SID_A.toLowerCase()}.pstn.twilio.com`,
])(
  'takes the domain name %s [twilio-trunks/domain] [twilio-trunks/domain-labels]',
  (domainName) => {
    const world = newWorld()

    expect(createTrunk(world, openAccount(world, SID_A), { domainName }).domainName).toBe(
      domainName,
    )
  },
)

test.each([
  'pstn.twilio.com',
  '.pstn.twilio.com',
  'a.twilio.com',
  'a.pstn.twilio.com.',
  'a.pstn.twilio.com\n',
  'a.pstn.twilio.com.evil.example',
  'apstn.twilio.com',
  'a.pstnxtwilio.com',
  '-a.pstn.twilio.com',
  'a-.pstn.twilio.com',
  'a..b.pstn.twilio.com',
  'a_b.pstn.twilio.com',
  'a b.pstn.twilio.com',
  'ä.pstn.twilio.com',
  'sip:a.pstn.twilio.com',
  `${'a'.repeat(64)}.pstn.twilio.com`,
  `${SID_B.toLowerCase()}.pstn.twilio.com`,
])(
  'refuses the domain name %j with 21245 [twilio-trunks/domain] [twilio-trunks/domain-labels] [twilio-trunks/domain-malformed] [twilio-trunks/domain-account]',
  (domainName) => {
    const world = newWorld()
    const account = openAccount(world, SID_A)

    expect(codeOf(() => createTrunk(world, account, { domainName }))).toBe(21245)
  },
)

test.each([
  ['the same account', SID_A, 'main.pstn.twilio.com'],
  ['another account', SID_B, 'main.pstn.twilio.com'],
  ['another account in capitals', SID_B, 'MAIN.pstn.Twilio.com'],
])(
  'refuses a domain name that is taken to %s with 21248 [twilio-trunks/domain-taken]',
  (_, sid, domainName) => {
    const world = newWorld()
    openAccount(world, SID_B)
    createTrunk(world, openAccount(world, SID_A), { domainName: 'main.pstn.twilio.com' })

    expect(codeOf(() => createTrunk(world, accountOf(world, sid), { domainName }))).toBe(21248)
  },
)

test('keeps the domain name of a trunk that is deleted out of reach for 30 days [twilio-trunks/domain-reserved]', () => {
  const world = newWorld()
  const account = openAccount(world, SID_A)
  const other = openAccount(world, SID_B)
  const domainName = 'main.pstn.twilio.com'
  deleteTrunk(world, account, createTrunk(world, account, { domainName }))
  advance(world, 30 * DAY - 1)
  expect(codeOf(() => createTrunk(world, other, { domainName }))).toBe(21248)
  advance(world, 1)
  expect(createTrunk(world, other, { domainName }).domainName).toBe(domainName)
})

test('a sub-domain belongs to whoever has the domain above [twilio-trunks/sub-domain] [twilio-trunks/sub-domain-above]', () => {
  const world = newWorld()
  const account = openAccount(world, SID_A)
  const domainName = 'eu.main.pstn.twilio.com'
  expect(codeOf(() => createTrunk(world, account, { domainName }))).toBe(21247)
  const parent = createTrunk(world, account, { domainName: 'main.pstn.twilio.com' })
  const other = openAccount(world, SID_B)
  expect(codeOf(() => createTrunk(world, other, { domainName }))).toBe(21247)
  const child = createTrunk(world, account, { domainName })
  expect(codeOf(() => deleteTrunk(world, account, parent))).toBe(21247)
  expect(codeOf(() => updateTrunk(world, account, parent, { domainName: '' }))).toBe(21247)
  deleteTrunk(world, account, child)
  deleteTrunk(world, account, parent)
  expect(world.twilio.trunks).toStrictEqual({})
})

test('keeps the domain names of the other trunks when one is deleted', () => {
  const world = newWorld()
  const account = openAccount(world, SID_A)
  const domainName = 'kept.pstn.twilio.com'
  createTrunk(world, account, { domainName })
  deleteTrunk(world, account, createTrunk(world, account, { domainName: 'gone.pstn.twilio.com' }))

  expect(codeOf(() => createTrunk(world, account, { domainName }))).toBe(21248)
})

test.each([
  ['Full', 100],
  ['Trial', 1],
] as const)(
  'refuses a %s account more than %i trunks with 21244 [twilio-trunks/limit]',
  (type, limit) => {
    const world = newWorld()
    const account = openAccount(world, SID_A, { type })
    for (let count = 0; count < limit; count++) createTrunk(world, account, {})

    expect(codeOf(() => createTrunk(world, account, {}))).toBe(21244)
  },
)

test('makes room for a trunk when one is deleted', () => {
  const world = newWorld()
  const account = openAccount(world, SID_A, { type: 'Trial' })
  deleteTrunk(world, account, createTrunk(world, account, {}))

  expect(createTrunk(world, account, {}).accountSid).toBe(SID_A)
})

test('counts the trunks of each account alone', () => {
  const world = newWorld()
  createTrunk(world, openAccount(world, SID_A, { type: 'Trial' }), {})

  expect(createTrunk(world, openAccount(world, SID_B, { type: 'Trial' }), {}).accountSid).toBe(
    SID_B,
  )
})

test('leaves the phone numbers and credential lists of a deleted trunk in the account [twilio-trunks/delete-leaves]', () => {
  const world = newWorld()
  const account = openAccount(world, SID_A)
  const trunk = createTrunk(world, account, {})
  const list = createCredentialList(world, account, 'list')
  const number = addPhoneNumber(world, account, '+14155550100')
  attachCredentialList(world, trunk, list)
  attachPhoneNumber(world, trunk, number.sid)
  deleteTrunk(world, account, trunk)

  const { trunks, credentialLists, phoneNumbers } = world.twilio
  expect({
    trunks: Object.keys(trunks),
    lists: Object.keys(credentialLists),
    numbers: Object.values(phoneNumbers).map((it) => [it.sid, it.trunkSid]),
  }).toStrictEqual({ trunks: [], lists: [list.sid], numbers: [[number.sid, null]] })
})

test('refuses another account a trunk with 20404 [twilio-errors/foreign]', () => {
  const world = newWorld()
  const trunk = createTrunk(world, openAccount(world, SID_A), {})
  const stranger = openAccount(world, SID_B)

  expect(codeOf(() => fetchTrunk(world, stranger, trunk.sid))).toBe(20404)
})

test('repeats the path of a resource that is not there, as Twilio does', () => {
  const world = newWorld()
  const account = openAccount(world, SID_A)

  expect(() => fetchTrunk(world, account, 'TK71')).toThrow(
    'The requested resource /Trunks/TK71 was not found',
  )
})

test.each(['__proto__', 'constructor', 'toString'])('finds no trunk under %s', (sid) => {
  const world = newWorld()
  const account = openAccount(world, SID_A)

  expect(codeOf(() => fetchTrunk(world, account, sid))).toBe(20404)
})

test('refuses a friendly name of 65 characters for a credential list with 20002 [twilio-requests/friendly-name]', () => {
  const world = newWorld()
  const account = openAccount(world, SID_A)

  expect(codeOf(() => createCredentialList(world, account, 'n'.repeat(65)))).toBe(20002)
})

test('refuses a 101st credential list with 21239 [twilio-credential-lists/limit] [twilio-credential-lists/limit-code]', () => {
  const world = newWorld()
  const account = openAccount(world, SID_A)
  for (let count = 0; count < 100; count++) createCredentialList(world, account, `list ${count}`)

  expect(codeOf(() => createCredentialList(world, account, 'one more'))).toBe(21239)
})

test('makes room for a credential list when one is deleted', () => {
  const world = newWorld()
  const account = openAccount(world, SID_A)
  const lists = Array.from({ length: 100 }, (_, index) =>
    createCredentialList(world, account, `list ${index}`),
  )
  for (const list of lists.slice(0, 1)) deleteCredentialList(world, account, list)

  expect(createCredentialList(world, account, 'list 0').friendlyName).toBe('list 0')
})

test('refuses a second credential list of the same name in an account with 21240 [twilio-credential-lists/unique]', () => {
  const world = newWorld()
  const account = openAccount(world, SID_A)
  createCredentialList(world, account, 'list')

  expect(codeOf(() => createCredentialList(world, account, 'list'))).toBe(21240)
})

test('lets another account use the name of a credential list [twilio-credential-lists/elsewhere]', () => {
  const world = newWorld()
  createCredentialList(world, openAccount(world, SID_A), 'list')

  expect(createCredentialList(world, openAccount(world, SID_B), 'list').accountSid).toBe(SID_B)
})

test('refuses to delete a credential list that a trunk uses with 21241 [twilio-credential-lists/in-use]', () => {
  const world = newWorld()
  const account = openAccount(world, SID_A)
  const list = createCredentialList(world, account, 'list')
  attachCredentialList(world, createTrunk(world, account, {}), list)

  expect(codeOf(() => deleteCredentialList(world, account, list))).toBe(21241)
})

test('deletes a credential list with its credentials once no trunk uses it', () => {
  const world = newWorld()
  const account = openAccount(world, SID_A)
  const trunk = createTrunk(world, account, {})
  const list = createCredentialList(world, account, 'list')
  createCredential(world, list, { username: 'user', password: PASSWORD })
  attachCredentialList(world, trunk, list)
  detachCredentialList(world, trunk, list.sid)
  deleteCredentialList(world, account, list)

  const { credentialLists, credentials } = world.twilio
  expect({ credentialLists, credentials }).toStrictEqual({ credentialLists: {}, credentials: {} })
})

test('refuses to attach a credential list to a trunk twice with 21245 [twilio-attached-lists/once]', () => {
  const world = newWorld()
  const account = openAccount(world, SID_A)
  const trunk = createTrunk(world, account, {})
  const list = createCredentialList(world, account, 'list')
  attachCredentialList(world, trunk, list)

  expect(codeOf(() => attachCredentialList(world, trunk, list))).toBe(21245)
})

test('attaches a credential list to several trunks [twilio-attached-lists/several]', () => {
  const world = newWorld()
  const account = openAccount(world, SID_A)
  const trunks = [createTrunk(world, account, {}), createTrunk(world, account, {})]
  const list = createCredentialList(world, account, 'list')
  for (const trunk of trunks) attachCredentialList(world, trunk, list)

  expect(trunks.map((trunk) => trunk.credentialListSids)).toStrictEqual([[list.sid], [list.sid]])
})

test('refuses to detach a credential list that is not attached with 20404', () => {
  const world = newWorld()
  const account = openAccount(world, SID_A)
  const trunk = createTrunk(world, account, {})
  const list = createCredentialList(world, account, 'list')

  expect(codeOf(() => detachCredentialList(world, trunk, list.sid))).toBe(20404)
})

test('refuses another account a credential list with 20404 [twilio-errors/foreign]', () => {
  const world = newWorld()
  const list = createCredentialList(world, openAccount(world, SID_A), 'list')
  const stranger = openAccount(world, SID_B)

  expect(codeOf(() => fetchCredentialList(world, stranger, list.sid))).toBe(20404)
})

test('refuses to attach the credential list of another account with 20404', () => {
  const world = newWorld()
  const list = createCredentialList(world, openAccount(world, SID_A), 'list')
  const client = new TwilioClient(world, { accountSid: SID_B, authToken: TOKEN })
  const trunk = client.createTrunk({})

  expect(codeOf(() => client.attachCredentialList(trunk.sid, list.sid))).toBe(20404)
})

test('refuses a 1,001st credential in a list with 21242 [twilio-credentials/limit] [twilio-credentials/limit-code]', () => {
  const world = newWorld()
  const list = createCredentialList(world, openAccount(world, SID_A), 'list')
  for (let count = 0; count < 1000; count++) {
    createCredential(world, list, { username: `user${count}`, password: PASSWORD })
  }

  expect(
    codeOf(() => createCredential(world, list, { username: 'more', password: PASSWORD })),
  ).toBe(21242)
})

test.each(['u', 'u'.repeat(32)])('takes the user name %s', (username) => {
  const world = newWorld()
  const list = createCredentialList(world, openAccount(world, SID_A), 'list')

  expect(createCredential(world, list, { username, password: PASSWORD }).username).toBe(username)
})

test.each([
  ['an empty user name', '', PASSWORD],
  ['a user name of 33 characters', 'u'.repeat(33), PASSWORD],
  ['a user name that is taken', 'taken', PASSWORD],
  ['a password of 11 characters', 'user', 'Abcdefghij1'],
  ['a password without a digit', 'user', 'Abcdefghijkl'],
  ['a password without a capital', 'user', 'abcdefghijk1'],
  ['a password without a lowercase letter', 'user', 'ABCDEFGHIJK1'],
  ['an empty password', 'user', ''],
])('refuses %s with 21243', (_, username, password) => {
  const world = newWorld()
  const list = createCredentialList(world, openAccount(world, SID_A), 'list')
  createCredential(world, list, { username: 'taken', password: PASSWORD })

  expect(codeOf(() => createCredential(world, list, { username, password }))).toBe(21243)
})

test('lets another list use a user name [twilio-credentials/elsewhere]', () => {
  const world = newWorld()
  const account = openAccount(world, SID_A)
  const form = { username: 'user', password: PASSWORD }
  createCredential(world, createCredentialList(world, account, 'one'), form)
  const other = createCredentialList(world, account, 'two')

  expect(createCredential(world, other, form).credentialListSid).toBe(other.sid)
})

test('keeps no password', () => {
  const world = newWorld()
  const list = createCredentialList(world, openAccount(world, SID_A), 'list')
  createCredential(world, list, { username: 'user', password: PASSWORD })

  expect(JSON.stringify(world)).not.toContain(PASSWORD)
})

test.each([
  ['+14155550100', '(415) 555-0100'],
  ['+442079460958', '+442079460958'],
])(
  'calls the number %s %s [twilio-phone-numbers/name] [twilio-phone-numbers/name-elsewhere]',
  (phoneNumber, friendlyName) => {
    const world = newWorld()

    expect(addPhoneNumber(world, openAccount(world, SID_A), phoneNumber).friendlyName).toBe(
      friendlyName,
    )
  },
)

test('a phone number sits on one trunk: it leaves the one before', () => {
  const world = newWorld()
  const account = openAccount(world, SID_A)
  const [before, after] = [createTrunk(world, account, {}), createTrunk(world, account, {})]
  const { sid } = addPhoneNumber(world, account, '+14155550100')
  attachPhoneNumber(world, before, sid)
  attachPhoneNumber(world, after, sid)

  expect({
    before: before.phoneNumberSids,
    after: after.phoneNumberSids,
    trunkSid: world.twilio.phoneNumbers[sid]?.trunkSid,
  }).toStrictEqual({ before: [], after: [sid], trunkSid: after.sid })
})

test('a phone number that is attached to the same trunk twice is attached once', () => {
  const world = newWorld()
  const account = openAccount(world, SID_A)
  const trunk = createTrunk(world, account, {})
  const { sid } = addPhoneNumber(world, account, '+14155550100')
  attachPhoneNumber(world, trunk, sid)
  attachPhoneNumber(world, trunk, sid)

  expect(trunk.phoneNumberSids).toStrictEqual([sid])
})

test('a phone number that is detached stays in the account', () => {
  const world = newWorld()
  const account = openAccount(world, SID_A)
  const trunk = createTrunk(world, account, {})
  const number = addPhoneNumber(world, account, '+14155550100')
  attachPhoneNumber(world, trunk, number.sid)
  detachPhoneNumber(world, number)

  expect({
    onTrunk: trunk.phoneNumberSids,
    inAccount: account.phoneNumberSids,
    trunkSid: number.trunkSid,
  }).toStrictEqual({ onTrunk: [], inAccount: [number.sid], trunkSid: null })
})

test('refuses to attach the phone number of another account with 20404 [twilio-errors/foreign]', () => {
  const world = newWorld()
  const { sid } = addPhoneNumber(world, openAccount(world, SID_A), '+14155550100')
  const trunk = createTrunk(world, openAccount(world, SID_B), {})

  expect(codeOf(() => attachPhoneNumber(world, trunk, sid))).toBe(20404)
})

test('records every call with its path and answer, but no secret', () => {
  const world = newWorld()
  const client = new TwilioClient(world, { accountSid: SID_A, authToken: TOKEN })
  const { sid } = client.createCredentialList('list')
  client.createCredential(sid, { username: 'user', password: PASSWORD })
  codeOf(() => client.fetchTrunk('TK71'))

  const lists = `/2010-04-01/Accounts/${SID_A}/SIP/CredentialLists`
  expect(world.exchange.twilioCalls).toStrictEqual([
    {
      operation: 'CreateSipCredentialList',
      method: 'POST',
      path: `${lists}.json`,
      status: 201,
      code: null,
    },
    {
      operation: 'CreateSipCredential',
      method: 'POST',
      path: `${lists}/${sid}/Credentials.json`,
      status: 201,
      code: null,
    },
    { operation: 'FetchTrunk', method: 'GET', path: '/v1/Trunks/TK71', status: 404, code: 20404 },
  ])
})

test('records a call that Twilio does not answer without a status', () => {
  const world = newWorld({ scenario: { twilio: [{ operation: '*', error: 'timeout' }] } })
  const client = new TwilioClient(world, { accountSid: SID_A, authToken: TOKEN })

  expect(() => client.fetchAccount()).toThrow('Twilio did not answer in time')
  expect(world.exchange.twilioCalls).toMatchObject([{ status: null, code: null }])
})

test('a scripted error strikes before anything has happened at Twilio', () => {
  const world = newWorld({ scenario: { twilio: [{ operation: '*', error: 20503 }] } })
  const client = new TwilioClient(world, { accountSid: SID_A, authToken: TOKEN })
  codeOf(() => client.createTrunk({}))

  expect(world.twilio).toStrictEqual(newWorld().twilio)
})

test('of two scripted errors for a call the first strikes', () => {
  const world = newWorld({
    scenario: {
      twilio: [
        { operation: 'FetchAccount', error: 20429 },
        { operation: '*', error: 20503 },
      ],
    },
  })
  const client = new TwilioClient(world, { accountSid: SID_A, authToken: TOKEN })

  expect(codeOf(() => client.fetchAccount())).toBe(20429)
})

test('of a token and a scenario with errors for a call the token strikes', () => {
  const world = newWorld({ scenario: { twilio: [{ operation: '*', error: 20503 }] } })
  const authToken = `${'0'.repeat(27)}20429`
  const client = new TwilioClient(world, { accountSid: SID_A, authToken })

  expect(codeOf(() => client.fetchAccount())).toBe(20429)
})

test('a scripted error leaves other operations alone', () => {
  const world = newWorld({ scenario: { twilio: [{ operation: 'FetchTrunk', error: 20503 }] } })
  const client = new TwilioClient(world, { accountSid: SID_A, authToken: TOKEN })

  expect(client.fetchAccount().sid).toBe(SID_A)
})

function accountOf(world: World, sid: string): Account {
  const account = world.twilio.accounts[sid]
  if (!account) throw new Error(`no account ${sid}`)
  return account
}

function codeOf(run: () => unknown): number {
  return errorOf(run).code
}

function errorOf(run: () => unknown): { code: number; status: number } {
  try {
    run()
  } catch (error) {
    if (error instanceof TwilioError) return { code: error.code, status: error.status }
    throw error
  }
  throw new Error('Twilio did not refuse')
}
