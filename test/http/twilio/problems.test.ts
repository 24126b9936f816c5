import { expect, test } from 'vitest'
import type { Options } from '../../../src/index.ts'
import { ACCOUNT_SID, AUTH_TOKEN } from '../../support/client.ts'
import {
  ACCOUNT,
  basic,
  LISTS,
  NUMBERS,
  type Sent,
  TRUNKS,
  type TwilioClient,
  twilioInProcess,
} from '../../support/twilio.ts'

const MISSING_SID = '0'.repeat(32)
const CREDENTIALS = '/headers/authorization'
const OTHER_TOKEN = 'fedcba9876543210fedcba9876543210'

const closedWorld: Options = {
  fixture: {
    unknownAccounts: 'refuse',
    accounts: [{ accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN }],
  },
}

async function explained({ simulator }: Awaited<ReturnType<typeof twilioInProcess>>) {
  const requests = await simulator.control.requests()
  return simulator.control.explain(requests.at(-1)?.id ?? '')
}

const refused: [what: string, Authorization: string | null, why: RegExp][] = [
  ['no header', null, /^There is none: /],
  ['another scheme', `Bearer ${AUTH_TOKEN}`, /^It is not `Basic` and the Base64 /],
  ['a user name that is no SID', basic(`me:${AUTH_TOKEN}`), /^The user name is not the SID /],
  ['a password that is no token', basic(`${ACCOUNT_SID}:secret`), /^The password does not look /],
  ['another token', basic(`${ACCOUNT_SID}:${OTHER_TOKEN}`), /with another auth token\.$/],
  [
    'an unknown account',
    basic(`AC${MISSING_SID}:${AUTH_TOKEN}`),
    /^This world opens no account by itself, and has none with this SID\.$/,
  ],
]

test.each(refused)('%s is the problem of a 401', async (_, Authorization, why) => {
  const twilio = await twilioInProcess(closedWorld)
  const headers = Authorization === null ? {} : { Authorization }

  const { status } = await twilio.get(TRUNKS, { credentials: null, headers })
  const { problems } = await explained(twilio)

  expect(status).toBe(401)
  expect(problems).toEqual([{ pointer: CREDENTIALS, message: expect.stringMatching(why) }])
})

test.each(['suspended', 'closed'])('an account that is %s is the problem', async (Status) => {
  const twilio = await twilioInProcess(closedWorld)
  const { body: sub } = await twilio.post('/2010-04-01/Accounts.json')
  await twilio.post(`/2010-04-01/Accounts/${sub.sid}.json`, { Status })

  await twilio.get(TRUNKS, { credentials: `${sub.sid}:${sub.auth_token}` })

  const { problems } = await explained(twilio)
  expect(problems).toEqual([{ pointer: CREDENTIALS, message: `The account is ${Status}.` }])
})

type Send = (twilio: TwilioClient, trunk: string, list: string) => Promise<unknown>

const LONG = { FriendlyName: 'a'.repeat(65) }
const PASSWORD = 'Abcdefgh1234'
const missing = (path: string) => `The requested resource ${path} was not found`

const wrong: [what: string, send: Send, pointer: string, why: string | RegExp][] = [
  ['a name', ({ post }) => post(TRUNKS, LONG), '/body/FriendlyName', /64 characters/],
  [
    'a value of another shape',
    ({ post }) => post(TRUNKS, { Secure: 'x' }),
    '/body/Secure',
    'Invalid Secure',
  ],
  [
    'a parameter that is missing',
    ({ post }) => post(`${LISTS}.json`),
    '/body/FriendlyName',
    'Missing required parameter FriendlyName in the post body',
  ],
  [
    'a name that is taken',
    ({ post }) => post(`${LISTS}.json`, { FriendlyName: 'One' }),
    '/body/FriendlyName',
    'The account has a list of this name.',
  ],
  [
    'a domain',
    ({ post }) => post(TRUNKS, { DomainName: 'x.example.com' }),
    '/body/DomainName',
    /pstn/,
  ],
  [
    'a domain that is taken',
    ({ post }) => post(TRUNKS, { DomainName: 'one.pstn.twilio.com' }),
    '/body/DomainName',
    /^A trunk has it/,
  ],
  [
    'a domain below that of another account',
    ({ post }) => post(TRUNKS, { DomainName: 'a.two.pstn.twilio.com' }),
    '/body/DomainName',
    'The account has no trunk with the domain above it.',
  ],
  [
    'a user name',
    ({ post }, _, list) =>
      post(`${LISTS}/${list}/Credentials.json`, { Username: '', Password: PASSWORD }),
    '/body/Username',
    'It has no character, or more than 32.',
  ],
  [
    'a password',
    ({ post }, _, list) =>
      post(`${LISTS}/${list}/Credentials.json`, { Username: 'me', Password: 'weak' }),
    '/body/Password',
    /^It needs 12 /,
  ],
  [
    'a phone number',
    ({ post }) => post(`${NUMBERS}.json`, { PhoneNumber: 'four' }),
    '/body/PhoneNumber',
    'PhoneNumber is invalid',
  ],
  [
    'no choice of a phone number',
    ({ post }) => post(`${NUMBERS}.json`),
    '/body',
    'It has neither a PhoneNumber nor an AreaCode.',
  ],
  [
    'an area',
    ({ post }) => post(`${NUMBERS}.json`, { AreaCode: '533' }),
    '/body/AreaCode',
    'No phone numbers found in area code',
  ],
  [
    'a status of its own',
    ({ post }) => post(`${ACCOUNT}.json`, { Status: 'closed' }),
    '/body/Status',
    /^Only the main account /,
  ],
  [
    'a page that is too large',
    ({ get }) => get(`${TRUNKS}?PageSize=1001`),
    '/query/PageSize',
    'Page size too large',
  ],
  [
    'a page that is too small',
    ({ get }) => get(`${TRUNKS}?PageSize=0`),
    '/query/PageSize',
    'Invalid PageSize',
  ],
  ['a page that is no number', ({ get }) => get(`${TRUNKS}?Page=x`), '/query/Page', 'Invalid Page'],
  [
    'a resource that is not there',
    ({ get }) => get(`${TRUNKS}/TK${MISSING_SID}`),
    '/path',
    missing(`/Trunks/TK${MISSING_SID}`),
  ],
  [
    'what is attached and is not there',
    ({ post }, trunk) =>
      post(`${TRUNKS}/${trunk}/PhoneNumbers`, { PhoneNumberSid: `PN${MISSING_SID}` }),
    '/body/PhoneNumberSid',
    /PN0+ was not found$/,
  ],
  [
    'a list that a trunk has',
    ({ post }, trunk, list) =>
      post(`${TRUNKS}/${trunk}/CredentialLists`, { CredentialListSid: list }),
    '/body/CredentialListSid',
    'The list is attached already.',
  ],
  [
    'a list that a trunk uses',
    (twilio, _, list) => twilio.delete(`${LISTS}/${list}.json`),
    '/path',
    'It is attached to a trunk.',
  ],
  [
    'a path that no operation has',
    ({ get }) => get(`${ACCOUNT}/Calls.json`),
    '/path',
    'No operation has it: see /__admin/twilio-openapi.json.',
  ],
  [
    'a method that a path does not take',
    ({ send }) => send('PUT', TRUNKS),
    '/method',
    'It is none of GET, HEAD, OPTIONS, POST.',
  ],
]

test.each(wrong)('%s that is refused is told with its place', async (_, send, pointer, why) => {
  const twilio = await twilioInProcess(closedWorld)
  const { body: trunk } = await twilio.post(TRUNKS, { DomainName: 'one.pstn.twilio.com' })
  const { body: list } = await twilio.post(`${LISTS}.json`, { FriendlyName: 'One' })
  await twilio.post(`${TRUNKS}/${trunk.sid}/CredentialLists`, { CredentialListSid: list.sid })

  await send(twilio, trunk.sid, list.sid)

  const { problems, entry } = await explained(twilio)
  const message = typeof why === 'string' ? why : expect.stringMatching(why)
  expect(entry.response?.status).toBeGreaterThanOrEqual(400)
  expect(problems).toEqual([{ pointer, message }])
})

test('a second auth token too many is told, with its rule', async () => {
  const twilio = await twilioInProcess()
  await twilio.post('/v1/AuthTokens/Secondary')
  await twilio.post('/v1/AuthTokens/Secondary')

  const { problems, rules } = await explained(twilio)

  expect(problems).toEqual([
    { pointer: '/path', message: 'The account has a second auth token already.' },
  ])
  expect(rules).toMatchObject([
    {
      rule: 'twilio-auth-tokens/one-second',
      says: expect.stringMatching(/^It has one at a time/),
      fidelity: { class: 'inferred' },
    },
  ])
})

const unread: [what: string, sent: Sent, problems: object[]][] = [
  [
    'a form of another type is',
    { form: '--x--', headers: { 'Content-Type': 'multipart/form-data; boundary=x' } },
    [
      {
        pointer: '/headers/content-type',
        message: 'It is not application/x-www-form-urlencoded, so the form counts as empty.',
      },
    ],
  ],
  ['another type without a body is not', { headers: { 'Content-Type': 'text/plain' } }, []],
  ['a form is not', { form: { FriendlyName: 'One' } }, []],
]

test.each(unread)('%s noted, whatever the answer', async (_, sent, expected) => {
  const twilio = await twilioInProcess()

  const { status } = await twilio.send('POST', TRUNKS, sent)
  const { problems } = await explained(twilio)

  expect([status, problems]).toEqual([201, expected])
})

test('what is scripted is no problem of the request', async () => {
  const twilio = await twilioInProcess({ scenario: 'twilio-down' })

  const { status } = await twilio.get(TRUNKS)
  const { problems, rules } = await explained(twilio)

  expect([status, problems]).toEqual([503, []])
  expect(rules.map(({ rule }) => rule)).toEqual(['steering/5-start', 'twilio-errors/down'])
})

const ruled: [what: string, send: Send, ...rules: string[]][] = [
  ['a read', ({ get }) => get(TRUNKS), 'twilio-answers/status-200'],
  ['a create', ({ post }) => post(TRUNKS), 'twilio-answers/status-201'],
  [
    'no credentials',
    ({ get }) => get(TRUNKS, { credentials: null }),
    'twilio-authentication/refused',
    'twilio-authentication/basic',
  ],
  [
    'a path that there is not',
    ({ get }) => get(`${TRUNKS}/TK71/Recording`),
    'twilio-errors/no-path',
  ],
  [
    'a method that a path does not take',
    ({ send }) => send('PUT', TRUNKS),
    'twilio-errors/wrong-method',
  ],
  ['a resource that is not there', ({ get }) => get(`${TRUNKS}/TK71`), 'twilio-errors/not-found'],
  [
    'a page that cannot be',
    ({ get }) => get(`${TRUNKS}?Page=x`),
    'twilio-requests/invalid',
    'twilio-paging/impossible',
  ],
  [
    'a page that is too large',
    ({ get }) => get(`${TRUNKS}?PageSize=1001`),
    'twilio-paging/too-large',
  ],
  [
    'a name that is too long',
    ({ post }) => post(TRUNKS, LONG),
    'twilio-requests/invalid',
    'twilio-requests/friendly-name',
  ],
  [
    'a flag',
    ({ post }) => post(TRUNKS, { Secure: 'x' }),
    'twilio-requests/invalid',
    'twilio-requests/booleans',
  ],
  [
    'a body of another type',
    ({ send }) => send('POST', TRUNKS, { form: 'x', headers: { 'Content-Type': 'text/plain' } }),
    'twilio-answers/status-201',
    'twilio-requests/other-type',
  ],
  [
    'a domain name',
    ({ post }) => post(TRUNKS, { DomainName: 'x.example.com' }),
    'twilio-trunks/domain-malformed',
  ],
  [
    'a name that is taken',
    ({ post }) => post(`${LISTS}.json`, { FriendlyName: 'One' }),
    'twilio-credential-lists/unique',
  ],
  [
    'a list that a trunk has',
    ({ post }, trunk, list) =>
      post(`${TRUNKS}/${trunk}/CredentialLists`, { CredentialListSid: list }),
    'twilio-attached-lists/once',
  ],
  [
    'a list that a trunk uses',
    (twilio, _, list) => twilio.delete(`${LISTS}/${list}.json`),
    'twilio-credential-lists/in-use',
  ],
]

test.each(ruled)('%s is explained by its rules in the ledger', async (_, send, ...expected) => {
  const twilio = await twilioInProcess()
  const { body: trunk } = await twilio.post(TRUNKS)
  const { body: list } = await twilio.post(`${LISTS}.json`, { FriendlyName: 'One' })
  await twilio.post(`${TRUNKS}/${trunk.sid}/CredentialLists`, { CredentialListSid: list.sid })

  await send(twilio, trunk.sid, list.sid)

  const { rules, validation } = await explained(twilio)
  expect(rules.map(({ rule }) => rule)).toEqual(expected)
  expect(validation).toEqual([])
})
