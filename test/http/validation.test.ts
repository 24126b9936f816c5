import { expect, test } from 'vitest'
import { ACCOUNT_SID, AUTH_TOKEN, PROVIDERS, startInProcess, validBody } from '../support/client.ts'
import { refused } from '../support/refused.ts'

const SID_FORMAT = "The field AccountSid must match the regular expression '^AC[a-f0-9]{32}$'."
const TOKEN_FORMAT = "The field AuthToken must match the regular expression '^[a-f0-9]{32}$'."
const REQUIRED = {
  accountSid: { AccountSid: ['The AccountSid field is required.'] },
  authToken: { AuthToken: ['The AuthToken field is required.'] },
  name: { Name: ['The Name field is required.'] },
}
const TOO_LONG = { Name: ['The field Name must be a string with a maximum length of 100.'] }

/** A member that has another JSON type than the contract says. */
const notA = (type: string, member: string) => ({
  [`$.${member}`]: [`The JSON value could not be converted to ${type}. Path: $.${member}.`],
})

test.each([
  [
    'accountSid of 33 characters',
    { accountSid: `AC${'a'.repeat(31)}` },
    { AccountSid: [SID_FORMAT] },
  ],
  [
    'accountSid of 35 characters',
    { accountSid: `AC${'a'.repeat(33)}` },
    { AccountSid: [SID_FORMAT] },
  ],
  [
    'accountSid with upper-case hex',
    { accountSid: `AC${'A'.repeat(32)}` },
    { AccountSid: [SID_FORMAT] },
  ],
  [
    'accountSid with a letter after f',
    { accountSid: `AC${'g'.repeat(32)}` },
    { AccountSid: [SID_FORMAT] },
  ],
  [
    'accountSid that starts with ac',
    { accountSid: `ac${'a'.repeat(32)}` },
    { AccountSid: [SID_FORMAT] },
  ],
  [
    'accountSid that starts with SK',
    { accountSid: `SK${'a'.repeat(32)}` },
    { AccountSid: [SID_FORMAT] },
  ],
  ['accountSid and a newline', { accountSid: `${ACCOUNT_SID}\n` }, { AccountSid: [SID_FORMAT] }],
  ['accountSid after a space', { accountSid: ` ${ACCOUNT_SID}` }, { AccountSid: [SID_FORMAT] }],
  ['accountSid after a line', { accountSid: `x\n${ACCOUNT_SID}` }, { AccountSid: [SID_FORMAT] }],
  [
    'accountSid with full-width digits',
    { accountSid: `AC${'１'.repeat(32)}` },
    { AccountSid: [SID_FORMAT] },
  ],
  ['accountSid null', { accountSid: null }, REQUIRED.accountSid],
  ['accountSid absent', { accountSid: undefined }, REQUIRED.accountSid],
  ['accountSid empty', { accountSid: '' }, REQUIRED.accountSid],
  ['accountSid blank', { accountSid: '   ' }, REQUIRED.accountSid],
  ['accountSid a number', { accountSid: 1 }, notA('string', 'accountSid')],
  ['accountSid a boolean', { accountSid: true }, notA('string', 'accountSid')],
  ['accountSid an array', { accountSid: [ACCOUNT_SID] }, notA('string', 'accountSid')],
  ['accountSid an object', { accountSid: {} }, notA('string', 'accountSid')],
  ['authToken of 31 characters', { authToken: 'a'.repeat(31) }, { AuthToken: [TOKEN_FORMAT] }],
  ['authToken of 33 characters', { authToken: 'a'.repeat(33) }, { AuthToken: [TOKEN_FORMAT] }],
  ['authToken with upper-case hex', { authToken: 'A'.repeat(32) }, { AuthToken: [TOKEN_FORMAT] }],
  ['authToken with a letter after f', { authToken: 'g'.repeat(32) }, { AuthToken: [TOKEN_FORMAT] }],
  ['authToken and a newline', { authToken: `${AUTH_TOKEN}\n` }, { AuthToken: [TOKEN_FORMAT] }],
  ['authToken after a space', { authToken: ` ${AUTH_TOKEN}` }, { AuthToken: [TOKEN_FORMAT] }],
  ['authToken after a line', { authToken: `x\n${AUTH_TOKEN}` }, { AuthToken: [TOKEN_FORMAT] }],
  ['authToken null', { authToken: null }, REQUIRED.authToken],
  ['authToken absent', { authToken: undefined }, REQUIRED.authToken],
  ['authToken empty', { authToken: '' }, REQUIRED.authToken],
  ['authToken a number', { authToken: 12345 }, notA('string', 'authToken')],
  ['authToken an object', { authToken: { $ne: '' } }, notA('string', 'authToken')],
  ['name empty', { name: '' }, REQUIRED.name],
  ['name null', { name: null }, REQUIRED.name],
  ['name absent', { name: undefined }, REQUIRED.name],
  ['name of one space', { name: ' ' }, REQUIRED.name],
  ['name of tabs and newlines', { name: '\t\r\n' }, REQUIRED.name],
  ['name of unicode spaces', { name: '\u00a0\u2003\u2028\u3000' }, REQUIRED.name],
  ['name of 101 characters', { name: 'x'.repeat(101) }, TOO_LONG],
  ['name of 101 emoji', { name: '😀'.repeat(101) }, TOO_LONG],
  ['name of 10,000 characters', { name: 'x'.repeat(10_000) }, TOO_LONG],
  ['name a number', { name: 7 }, notA('string', 'name')],
  ['name an array', { name: ['Main'] }, notA('string', 'name')],
  ['region a number', { region: 1 }, notA('string', 'region')],
  ['region a boolean', { region: false }, notA('string', 'region')],
  ['region an object', { region: {} }, notA('string', 'region')],
  [
    'supportsCallTransfer null',
    { supportsCallTransfer: null },
    notA('boolean', 'supportsCallTransfer'),
  ],
  [
    'supportsCallTransfer "true"',
    { supportsCallTransfer: 'true' },
    notA('boolean', 'supportsCallTransfer'),
  ],
  ['supportsCallTransfer 1', { supportsCallTransfer: 1 }, notA('boolean', 'supportsCallTransfer')],
  [
    'supportsCallTransfer ""',
    { supportsCallTransfer: '' },
    notA('boolean', 'supportsCallTransfer'),
  ],
])('create refuses %s', async (_what, change, errors) => {
  const { create } = await startInProcess()

  const { status, body } = await create({ ...validBody, ...change })

  expect([status, body.errors]).toEqual([400, errors])
})

test.each([
  ['name of 1 character', { name: 'x' }, { name: 'x' }],
  ['name of 100 characters', { name: 'x'.repeat(100) }, { name: 'x'.repeat(100) }],
  ['name of 100 emoji', { name: '😀'.repeat(100) }, { name: '😀'.repeat(100) }],
  ['name with spaces around it', { name: ' Main ' }, { name: ' Main ' }],
  ['name with a quote, a slash and a newline', { name: '"/\\\n' }, { name: '"/\\\n' }],
  ['name of half a surrogate pair', { name: '\ud83d' }, { name: '\ud83d' }],
  ['name with a null character', { name: 'a\u0000b' }, { name: 'a\u0000b' }],
  [
    'accountSid of every hex digit',
    { accountSid: 'AC0123456789abcdef0123456789abcdef' },
    { accountSid: 'AC0123456789abcdef0123456789abcdef' },
  ],
  ['region absent', { region: undefined }, { region: 'us1' }],
  ['region null', { region: null }, { region: 'us1' }],
  ['region empty', { region: '' }, { region: '' }],
  ['region ie1', { region: 'ie1' }, { region: 'ie1' }],
  ['region nobody has heard of', { region: 'Атлантида 🌊' }, { region: 'Атлантида 🌊' }],
  ['region of 10,000 characters', { region: 'x'.repeat(10_000) }, { region: 'x'.repeat(10_000) }],
  [
    'supportsCallTransfer absent',
    { supportsCallTransfer: undefined },
    { supportsCallTransfer: false },
  ],
  ['supportsCallTransfer false', { supportsCallTransfer: false }, { supportsCallTransfer: false }],
  ['supportsCallTransfer true', { supportsCallTransfer: true }, { supportsCallTransfer: true }],
])('create accepts %s [create/name-code-points]', async (_what, change, expected) => {
  const { create } = await startInProcess()

  const { status, body } = await create({ ...validBody, ...change })

  expect([status, body]).toEqual([201, expect.objectContaining(expected)])
})

test.each([
  ['name of 101 characters', { name: 'x'.repeat(101) }, TOO_LONG],
  ['name of 101 emoji', { name: '😀'.repeat(101) }, TOO_LONG],
  ['name of 101 spaces', { name: ' '.repeat(101) }, TOO_LONG],
  ['name a number', { name: 7 }, notA('string', 'name')],
  ['name an object', { name: {} }, notA('string', 'name')],
  ['region a number', { region: 1 }, notA('string', 'region')],
  ['region an array', { region: ['us1'] }, notA('string', 'region')],
  [
    'supportsCallTransfer "true"',
    { supportsCallTransfer: 'true' },
    notA('boolean', 'supportsCallTransfer'),
  ],
  ['supportsCallTransfer 1', { supportsCallTransfer: 1 }, notA('boolean', 'supportsCallTransfer')],
  [
    'supportsCallTransfer an array',
    { supportsCallTransfer: [] },
    notA('boolean', 'supportsCallTransfer'),
  ],
])('update refuses %s', async (_what, change, errors) => {
  const { create, update } = await startInProcess()
  const { id } = (await create()).body

  const { status, body } = await update(id, change)

  expect([status, body.errors]).toEqual([400, errors])
})

test.each([
  ['name empty', { name: '' }],
  ['name blank', { name: '   ' }],
  ['name of 1 character', { name: 'x' }],
  ['name of 100 characters', { name: 'x'.repeat(100) }],
  ['name of 100 emoji', { name: '😀'.repeat(100) }],
  ['region empty', { region: '' }],
  ['region of any text', { region: 'Атлантида 🌊' }],
  ['supportsCallTransfer true', { supportsCallTransfer: true }],
  ['all three at once', { name: 'New', region: 'ie1', supportsCallTransfer: true }],
])('update applies %s and nothing else', async (_what, change) => {
  const { create, update } = await startInProcess()
  const created = (await create()).body

  const { status, body } = await update(created.id, change)

  expect([status, body]).toEqual([200, { ...created, ...change }])
})

test.each([
  ['no member', {}],
  ['name null', { name: null }],
  ['region null', { region: null }],
  ['supportsCallTransfer null', { supportsCallTransfer: null }],
  ['every member null', { name: null, region: null, supportsCallTransfer: null }],
  ['the same values', { name: 'Main', region: 'ie1', supportsCallTransfer: true }],
  ['another account and token', { accountSid: `AC${'b'.repeat(32)}`, authToken: 'b'.repeat(32) }],
  ['a malformed account and token', { accountSid: 'nonsense', authToken: 7 }],
  [
    'members of the answer',
    { id: '0', verificationStatus: 'failed', trunkSid: null, phoneNumberCount: 9 },
  ],
  ['an unknown member', { colour: 'red' }],
])('update with %s changes nothing', async (_what, change) => {
  const { create, update } = await startInProcess()
  const created = (await create({ ...validBody, region: 'ie1', supportsCallTransfer: true })).body

  const { status, body } = await update(created.id, change)

  expect([status, body]).toEqual([200, created])
})

test('a refused update changes none of its good members', async () => {
  const { create, update } = await startInProcess()
  const created = (await create()).body

  await update(created.id, { name: 'New', region: 7, supportsCallTransfer: true })

  expect((await update(created.id, {})).body).toEqual(created)
})

test('an authToken in an update is not used from then on', async () => {
  const { create, update, get } = await startInProcess()
  const { id } = (await create()).body

  await update(id, { authToken: '00000000000000000000000000012000' })

  expect((await get(id)).body.verificationStatus).toBe('verified')
})

test('every problem of a create is told in one answer', async () => {
  const { create } = await startInProcess()

  const { body } = await create({
    accountSid: 'AC1',
    name: 'x'.repeat(101),
    region: 1,
    supportsCallTransfer: null,
  })

  expect(body.errors).toEqual({
    AccountSid: [SID_FORMAT],
    ...REQUIRED.authToken,
    ...TOO_LONG,
    ...notA('string', 'region'),
    ...notA('boolean', 'supportsCallTransfer'),
  })
})

test('every problem of an update is told in one answer', async () => {
  const { create, update } = await startInProcess()
  const { id } = (await create()).body

  const { body } = await update(id, {
    name: 'x'.repeat(101),
    region: 1,
    supportsCallTransfer: 'no',
  })

  expect(Object.keys(body.errors)).toEqual(['Name', '$.region', '$.supportsCallTransfer'])
})

test.each([
  ['pascal' as const, ['AccountSid', 'AuthToken', 'Name', '$.region']],
  ['camel' as const, ['accountSid', 'authToken', 'name', '$.region']],
])('with errorKeys %s, members are named %j', async (errorKeys, keys) => {
  const { create } = await startInProcess({ assumptions: { errorKeys } })

  const { body } = await create({ accountSid: 'AC1', name: 'x'.repeat(101), region: 1 })

  expect(Object.keys(body.errors)).toEqual(keys)
})

test.each([
  ['not-a-uuid'],
  ['3c90c3cc-0d44-4b50-8888-8dd25736052'],
  ['3c90c3cc-0d44-4b50-8888-8dd25736052a0'],
  ['3c90c3cc0d444b5088888dd25736052a'],
  ['{3c90c3cc-0d44-4b50-8888-8dd25736052a}'],
  ['3c90c3cc-0d44-4b50-8888-8dd25736052g'],
  ['__proto__'],
  ['constructor'],
])('the id %s is malformed', async (id) => {
  const { send } = await startInProcess()

  const { status, body } = await send('GET', `${PROVIDERS}/${encodeURIComponent(id)}`)

  expect([status, body.errors]).toEqual([400, { id: [`The value '${id}' is not valid.`] }])
})

test('an id with a newline at its end is malformed', async () => {
  const { create, send } = await startInProcess()
  const { id } = (await create()).body

  expect((await send('GET', `${PROVIDERS}/${id}%0A`)).status).toBe(400)
})

test('an id in upper case is the same id', async () => {
  const { create, get } = await startInProcess()
  const { id } = (await create()).body

  expect((await get(id.toUpperCase())).body.id).toBe(id)
})

test.each([
  ['accountSid', { accountSid: 'f00dfacef00dface', authToken: AUTH_TOKEN }],
  ['authToken', { accountSid: ACCOUNT_SID, authToken: 'f00dfacef00dface' }],
  ['name', { name: `f00dfacef00dface${'x'.repeat(100)}` }],
  ['region', { region: ['f00dfacef00dface'] }],
  ['supportsCallTransfer', { supportsCallTransfer: 'f00dfacef00dface' }],
  ['an unknown member', { name: '', token: 'f00dfacef00dface' }],
  ['the name of a member', { name: '', f00dfacef00dface: 1 }],
])('an answer never repeats what was sent as %s', async (_member, change) => {
  const { create } = await startInProcess()

  const { status, text } = await create({ ...validBody, ...change })

  expect([status, text]).toEqual([400, expect.not.stringContaining('f00dface')])
})

test.each([[[]], [{ length: 0 }], [['a']]])(
  'a value of the wrong type is told that only: %j',
  async (value) => {
    const { create } = await startInProcess()

    const { body } = await create({ ...validBody, authToken: value, name: value })

    expect(Object.keys(body.errors).sort()).toEqual(['$.authToken', '$.name'])
  },
)

const IMPORT = `${PROVIDERS}/3c90c3cc-0d44-4b50-8888-8dd25736052a/import-numbers`
const NUMBERS = '/api/v1/sip-phone-numbers'
const CREDENTIALS = '/api/v1/sip-credentials'
const SID = `PN${'a'.repeat(32)}`

const numberWith = (credentialsId: unknown) => ({ phoneNumber: '+14155550199', credentialsId })
const credentialWith = (change: object) => ({ server: 'sip.example.com', ...change })
const sids = (...phoneNumberSids: unknown[]) => ({ phoneNumberSids })
const unread = (place: string, type: string) =>
  [`$.${place}`, `The JSON value could not be converted to ${type}. Path: $.${place}.`] as const
const missing = (name: string) => [name, `The ${name} field is required.`] as const
const noSid = (name: string) =>
  [name, `The field ${name} must match the regular expression '^PN[a-f0-9]{32}$'.`] as const
const long = (name: string, max: number) =>
  [name, `The field ${name} must be a string with a maximum length of ${max}.`] as const
const listOf = (bound: string, length: number) =>
  [
    'PhoneNumberSids',
    `The field PhoneNumberSids must be a string or array type with a ${bound} length of '${length}'.`,
  ] as const

type Wrong = [pointer: string, about: readonly [key: string, message: string]]

test.each<[what: string, path: string, body: unknown, ...wrong: Wrong[]]>([
  ['no SIDs', IMPORT, {}, ['/phoneNumberSids', missing('PhoneNumberSids')]],
  [
    'SIDs null',
    IMPORT,
    { phoneNumberSids: null },
    ['/phoneNumberSids', missing('PhoneNumberSids')],
  ],
  ['SIDs empty', IMPORT, sids(), ['/phoneNumberSids', listOf('minimum', 1)]],
  [
    '1001 SIDs',
    IMPORT,
    sids(...Array(1001).fill(SID)),
    ['/phoneNumberSids', listOf('maximum', 1000)],
  ],
  [
    'SIDs a text',
    IMPORT,
    { phoneNumberSids: SID },
    ['/phoneNumberSids', unread('phoneNumberSids', 'array')],
  ],
  [
    'SIDs an object with a length',
    IMPORT,
    { phoneNumberSids: { length: 0 } },
    ['/phoneNumberSids', unread('phoneNumberSids', 'array')],
  ],
  ['a malformed SID', IMPORT, sids('PN1'), ['/phoneNumberSids/0', noSid('PhoneNumberSids[0]')]],
  [
    'a malformed SID after others',
    IMPORT,
    sids(...Array(11).fill(SID), 'PN1'),
    ['/phoneNumberSids/11', noSid('PhoneNumberSids[11]')],
  ],
  [
    'a number as SID',
    IMPORT,
    sids(1),
    ['/phoneNumberSids/0', unread('phoneNumberSids[0]', 'string')],
  ],
  ['an empty SID', IMPORT, sids(''), ['/phoneNumberSids/0', missing('PhoneNumberSids[0]')]],
  ['a SID null', IMPORT, sids(null), ['/phoneNumberSids/0', missing('PhoneNumberSids[0]')]],
  [
    'SIDs that are wrong in several ways',
    IMPORT,
    sids([], SID, 'PN1', 'PN2', false),
    ['/phoneNumberSids/0', unread('phoneNumberSids[0]', 'string')],
    ['/phoneNumberSids/2', noSid('PhoneNumberSids[2]')],
    ['/phoneNumberSids/3', noSid('PhoneNumberSids[3]')],
    ['/phoneNumberSids/4', unread('phoneNumberSids[4]', 'string')],
  ],
  [
    'credentialsId no uuid',
    NUMBERS,
    numberWith('x'),
    ['/credentialsId', unread('credentialsId', 'uuid')],
  ],
  [
    'credentialsId empty',
    NUMBERS,
    numberWith(''),
    ['/credentialsId', unread('credentialsId', 'uuid')],
  ],
  [
    'credentialsId a number',
    NUMBERS,
    numberWith(7),
    ['/credentialsId', unread('credentialsId', 'uuid')],
  ],
  [
    'a number with several mistakes',
    NUMBERS,
    { displayName: 'x'.repeat(256), description: 7, registration: 'yes' },
    ['/phoneNumber', missing('PhoneNumber')],
    ['/displayName', long('DisplayName', 255)],
    ['/description', unread('description', 'string')],
    ['/registration', unread('registration', 'boolean')],
  ],
  [
    'transport unknown',
    CREDENTIALS,
    credentialWith({ transport: 'sctp' }),
    ['/transport', unread('transport', 'one of udp, tcp, tls')],
  ],
  [
    'transport in capitals',
    CREDENTIALS,
    credentialWith({ transport: 'UDP' }),
    ['/transport', unread('transport', 'one of udp, tcp, tls')],
  ],
  [
    'transport empty',
    CREDENTIALS,
    credentialWith({ transport: '' }),
    ['/transport', unread('transport', 'one of udp, tcp, tls')],
  ],
  [
    'transport null',
    CREDENTIALS,
    credentialWith({ transport: null }),
    ['/transport', unread('transport', 'one of udp, tcp, tls')],
  ],
  [
    'transport a number',
    CREDENTIALS,
    credentialWith({ transport: 0 }),
    ['/transport', unread('transport', 'one of udp, tcp, tls')],
  ],
  [
    'a credential with several mistakes',
    CREDENTIALS,
    { server: ' ', authPassword: 'x'.repeat(65), cpsLimit: '5', cpsKey: 5 },
    ['/server', missing('Server')],
    ['/authPassword', long('AuthPassword', 64)],
    ['/cpsLimit', unread('cpsLimit', 'number')],
    ['/cpsKey', unread('cpsKey', 'string')],
  ],
])('refused, and on record where it is wrong: %s', async (_what, path, body, ...wrong) => {
  expect(await refused('POST', path, { body })).toEqual({
    status: 400,
    errors: Object.fromEntries(wrong.map(([, [key, message]]) => [key, [message]])),
    problems: wrong.map(([pointer, [, message]]) => ({ pointer: `/body${pointer}`, message })),
  })
})

test('what is said twice of a member is one problem', async () => {
  const { problems } = await refused('POST', PROVIDERS, { body: { ...validBody, accountSid: '' } })

  expect(problems).toEqual([
    { pointer: '/body/accountSid', message: 'The AccountSid field is required.' },
  ])
})

test('with errorKeys camel, the key of an element begins in lower case, and its message does not', async () => {
  const { send } = await startInProcess({ assumptions: { errorKeys: 'camel' } })

  const { body } = await send('POST', IMPORT, { body: sids('PN1', 1) })

  expect(body.errors).toEqual({
    'phoneNumberSids[0]': [noSid('PhoneNumberSids[0]')[1]],
    ...notA('string', 'phoneNumberSids[1]'),
  })
})
