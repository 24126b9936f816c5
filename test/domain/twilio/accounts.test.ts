import { expect, test } from 'vitest'
import {
  accessAccount,
  authenticate,
  createSubaccount,
  listAccounts,
  updateAccount,
} from '../../../src/domain/twilio/accounts.ts'
import { addPhoneNumber, attachPhoneNumber } from '../../../src/domain/twilio/phone-numbers.ts'
import type { Account } from '../../../src/domain/twilio/state.ts'
import { createTrunk } from '../../../src/domain/twilio/trunks.ts'
import {
  ACCOUNT,
  accountIn,
  OTHER_ACCOUNT,
  OTHER_TOKEN,
  present,
  STEERING_TOKEN,
  TOKEN,
  twilioCode,
} from '../../support/domain.ts'
import { newWorld } from '../../support/world.ts'

test('a subaccount has its owner, a token of its own and no number [twilio-accounts/create]', () => {
  const world = newWorld()
  const owner = accountIn(world)

  expect(createSubaccount(world, owner, { friendlyName: 'Berlin' })).toStrictEqual({
    sid: expect.stringMatching(/^AC[0-9a-f]{32}$/),
    ownerAccountSid: ACCOUNT,
    authToken: expect.stringMatching(/^[0-9a-f]{32}$/),
    secondaryAuthToken: null,
    friendlyName: 'Berlin',
    status: 'active',
    type: 'Full',
    trunkSids: [],
    credentialListSids: [],
    phoneNumberSids: [],
    dateCreated: world.clock.now,
    dateUpdated: world.clock.now,
  })
})

test('a subaccount is of the type of its owner [twilio-accounts/type]', () => {
  const world = newWorld()

  expect(createSubaccount(world, accountIn(world, ACCOUNT, { type: 'Trial' }), {}).type).toBe(
    'Trial',
  )
})

test('two subaccounts of one name are two, and no other seed has either', () => {
  const sidsOf = (seed: number) => {
    const world = newWorld({ seed })
    const owner = accountIn(world)
    return [1, 2].map(() => createSubaccount(world, owner, {}).sid)
  }
  const sids = [...sidsOf(1), ...sidsOf(2)]

  expect(new Set(sids).size).toBe(4)
  expect(sidsOf(1)).toStrictEqual(sids.slice(0, 2))
})

test('a subaccount opens with its own token and with no other', () => {
  const world = newWorld()
  const { sid, authToken } = createSubaccount(world, accountIn(world), {})

  expect(authenticate(world, { accountSid: sid, authToken: present(authToken) }).sid).toBe(sid)
  expect(twilioCode(() => authenticate(world, { accountSid: sid, authToken: TOKEN }))).toBe(20003)
})

test('refuses a subaccount a subaccount with 20403 [twilio-accounts/one-level]', () => {
  const world = newWorld()
  const subaccount = createSubaccount(world, accountIn(world), {})

  expect(twilioCode(() => createSubaccount(world, subaccount, {}))).toBe(20403)
})

test.each([
  [64, 'n'.repeat(64)],
  [65, 20002],
])(
  'a name of %i characters for an account gives %s [twilio-requests/friendly-name]',
  (length, expected) => {
    const world = newWorld()
    const owner = accountIn(world)
    const friendlyName = 'n'.repeat(length)
    const named = (run: () => Account) => {
      try {
        return run().friendlyName
      } catch {
        return twilioCode(run)
      }
    }

    expect([
      named(() => createSubaccount(world, owner, { friendlyName })),
      named(() => updateAccount(world, owner, owner, { friendlyName })),
    ]).toStrictEqual([expected, expected])
  },
)

type Family = Record<'main' | 'sub' | 'sibling' | 'stranger', Account>

test.each<[keyof Family, keyof Family, boolean]>([
  ['main', 'main', true],
  ['main', 'sub', true],
  ['sub', 'sub', true],
  ['sub', 'main', false],
  ['sub', 'sibling', false],
  ['stranger', 'sub', false],
  ['main', 'stranger', false],
])(
  'whether %s may use the path of %s: %s [twilio-authentication/subaccounts]',
  (caller, target, may) => {
    const { world, accounts } = family()
    const access = () => accessAccount(world, accounts[caller], accounts[target].sid)

    if (may) expect(access()).toBe(accounts[target])
    else expect(twilioCode(access)).toBe(20404)
  },
)

test.each(['AC00000000000000000000000000000000', 'constructor', '__proto__'])(
  'nobody may use the path of %s, which is no account',
  (sid) => {
    const { world, accounts } = family()

    expect(twilioCode(() => accessAccount(world, accounts.main, sid))).toBe(20404)
  },
)

test('lists the account itself, then its subaccounts in the order of their making [twilio-accounts/list]', () => {
  const { world, accounts } = family()

  expect(listAccounts(world, accounts.main)).toStrictEqual([
    accounts.main,
    accounts.sub,
    accounts.sibling,
  ])
  expect(listAccounts(world, accounts.sub)).toStrictEqual([accounts.sub])
})

test.each<[string, object, (keyof Family)[]]>([
  ['a name', { friendlyName: 'Sibling' }, ['sibling']],
  ['a part of a name', { friendlyName: 'Sib' }, []],
  ['a status', { status: 'suspended' }, ['sub']],
  ['name and status', { friendlyName: 'Sibling', status: 'suspended' }, []],
])('lists the accounts of %s [twilio-accounts/filters]', (_, filter, expected) => {
  const { world, accounts } = family()
  updateAccount(world, accounts.main, accounts.sub, { status: 'suspended' })

  expect(listAccounts(world, accounts.main, filter)).toStrictEqual(
    expected.map((it) => accounts[it]),
  )
})

test.each([
  ['suspended', 20403],
  ['closed', 20003],
] as const)(
  'the main account makes a subaccount %s, and its own token gives %i [twilio-accounts/status]',
  (status, code) => {
    const { world, accounts } = family()
    const { sub, main } = accounts
    updateAccount(world, main, sub, { status })
    const open = () =>
      authenticate(world, { accountSid: sub.sid, authToken: present(sub.authToken) })

    expect(twilioCode(open)).toBe(code)
    expect(accessAccount(world, main, sub.sid).status).toBe(status)
  },
)

test('the main account makes a suspended subaccount active again [twilio-accounts/status]', () => {
  const { world, accounts } = family()
  const { sub, main } = accounts
  updateAccount(world, main, sub, { status: 'suspended' })
  updateAccount(world, main, sub, { status: 'active' })

  expect(
    authenticate(world, { accountSid: sub.sid, authToken: present(sub.authToken) }).status,
  ).toBe('active')
})

test.each(['active', 'suspended'] as const)(
  'a closed subaccount is never %s again [twilio-accounts/closed-for-ever] [twilio-accounts/closed-403]',
  (status) => {
    const { world, accounts } = family()
    const { sub, main } = accounts
    updateAccount(world, main, sub, { status: 'closed' })

    expect(twilioCode(() => updateAccount(world, main, sub, { status }))).toBe(20403)
    expect(sub.status).toBe('closed')
  },
)

test.each<[keyof Family, 'suspended' | 'closed']>([
  ['main', 'suspended'],
  ['main', 'closed'],
  ['sub', 'suspended'],
  ['sub', 'closed'],
])(
  '%s does not make itself %s, and keeps its name then [twilio-accounts/own-status]',
  (name, status) => {
    const { world, accounts } = family()
    const account = accounts[name]
    const before = structuredClone(account)

    expect(
      twilioCode(() => updateAccount(world, account, account, { status, friendlyName: 'New' })),
    ).toBe(20002)
    expect(account).toStrictEqual(before)
  },
)

test('an account may say the status that it has', () => {
  const { world, accounts } = family()
  const { sub } = accounts

  expect(updateAccount(world, sub, sub, { status: 'active', friendlyName: 'New' })).toMatchObject({
    status: 'active',
    friendlyName: 'New',
  })
})

test('a subaccount that is closed gives up its trunks, also the one above another [twilio-accounts/closed-trunks]', () => {
  const world = newWorld()
  const main = accountIn(world)
  const sub = createSubaccount(world, main, {})
  for (const domainName of ['a.pstn.twilio.com', 'eu.a.pstn.twilio.com']) {
    createTrunk(world, sub, { domainName })
  }
  createTrunk(world, main, { domainName: 'main.pstn.twilio.com' })
  updateAccount(world, main, sub, { status: 'closed' })

  expect(Object.keys(world.twilio.domainNames)).toStrictEqual(['main.pstn.twilio.com'])
  expect(sub.trunkSids).toStrictEqual([])
})

test('a subaccount that is closed gives up its numbers, and no other account does [twilio-accounts/closed-numbers]', () => {
  const { world, accounts } = family()
  const { sub, main } = accounts
  const kept = addPhoneNumber(world, main, '+14155550100')
  const numbers = ['+14155550101', '+14155550102'].map((it) => addPhoneNumber(world, sub, it))
  const trunk = createTrunk(world, sub, {})
  for (const { sid } of numbers) attachPhoneNumber(world, trunk, sid)
  updateAccount(world, main, sub, { status: 'closed' })

  expect([sub.phoneNumberSids, trunk.phoneNumberSids]).toStrictEqual([[], []])
  expect(Object.values(world.twilio.phoneNumbers)).toStrictEqual([kept])
})

test('a subaccount that is suspended keeps its numbers [twilio-accounts/suspended-numbers]', () => {
  const { world, accounts } = family()
  const { sub, main } = accounts
  const { sid } = addPhoneNumber(world, sub, '+14155550101')
  updateAccount(world, main, sub, { status: 'suspended' })

  expect(sub.phoneNumberSids).toStrictEqual([sid])
})

test.each([
  ['an ordinary', TOKEN],
  ['a steering', STEERING_TOKEN],
])(
  'a world that opens no account refuses an unknown one %s token with 20003 [twilio-authentication/unknown-accounts]',
  (_, authToken) => {
    const world = newWorld({ fixture: { unknownAccounts: 'refuse' } })

    expect(twilioCode(() => authenticate(world, { accountSid: ACCOUNT, authToken }))).toBe(20003)
    expect(world.twilio.accounts).toStrictEqual({})
  },
)

test('a world that opens no account opens those that it has', () => {
  const world = newWorld({
    fixture: {
      unknownAccounts: 'refuse',
      accounts: [{ accountSid: ACCOUNT, authToken: TOKEN }],
    },
  })
  const { sid, authToken } = createSubaccount(world, accountIn(world), {})

  expect([
    authenticate(world, { accountSid: ACCOUNT, authToken: TOKEN }).sid,
    authenticate(world, { accountSid: sid, authToken: present(authToken) }).sid,
  ]).toStrictEqual([ACCOUNT, sid])
})

test('tells an unknown account from a wrong token', () => {
  const world = newWorld({ fixture: { unknownAccounts: 'refuse' } })
  accountIn(world)

  expect(() => authenticate(world, { accountSid: OTHER_ACCOUNT, authToken: TOKEN })).toThrow(
    'Authentication Error - invalid username',
  )
  expect(() => authenticate(world, { accountSid: ACCOUNT, authToken: OTHER_TOKEN })).toThrow(
    /^Authenticate$/,
  )
})

test.each([
  '',
  'constructor',
  '__proto__',
  'SK0123456789abcdef0123456789abcdef',
  'AC0123',
  ACCOUNT.toUpperCase(),
])('opens no account for %j, which is no account SID', (accountSid) => {
  const world = newWorld()

  expect(twilioCode(() => authenticate(world, { accountSid, authToken: TOKEN }))).toBe(20003)
  expect(world.twilio.accounts).toStrictEqual({})
})

function family() {
  const world = newWorld()
  const main = accountIn(world)
  const accounts: Family = {
    main,
    stranger: accountIn(world, OTHER_ACCOUNT),
    sub: createSubaccount(world, main, { friendlyName: 'Sub' }),
    sibling: createSubaccount(world, main, { friendlyName: 'Sibling' }),
  }
  return { world, accounts }
}
