import { expect, test } from 'vitest'
import type { Options } from '../../../src/index.ts'
import { ACCOUNT_SID, AUTH_TOKEN } from '../../support/client.ts'
import { ACCOUNT, basic, NUMBERS, TRUNKS, twilioInProcess } from '../../support/twilio.ts'

const OTHER_SID = 'ACbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'
const OTHER_TOKEN = 'fedcba9876543210fedcba9876543210'
const NONE = 'Authentication Error - No credentials provided'
const UNKNOWN = 'Authentication Error - invalid username'
const WRONG = 'Authenticate'

const known: Options = {
  fixture: { accounts: [{ accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN }] },
}

/** What is sent, and the text of the refusal in the 2010 API and in the others. */
const refused: [what: string, Authorization: string | null, in2010: string, inV1: string][] = [
  ['no header', null, NONE, NONE],
  ['another scheme', `Bearer ${AUTH_TOKEN}`, NONE, NONE],
  ['no Base64', 'Basic ????', NONE, NONE],
  ['no colon', basic(ACCOUNT_SID), NONE, NONE],
  ['a user name that is no SID', basic(`me:${AUTH_TOKEN}`), UNKNOWN, WRONG],
  ['the SID of an API key', basic(`SK${ACCOUNT_SID.slice(2)}:${AUTH_TOKEN}`), UNKNOWN, WRONG],
  ['a name that every object knows', basic(`constructor:${AUTH_TOKEN}`), UNKNOWN, WRONG],
  ['another token', basic(`${ACCOUNT_SID}:${OTHER_TOKEN}`), WRONG, WRONG],
  ['an empty token', basic(`${ACCOUNT_SID}:`), WRONG, WRONG],
  ['a token in capitals', basic(`${ACCOUNT_SID}:${AUTH_TOKEN.toUpperCase()}`), WRONG, WRONG],
]

test.each(refused)(
  '%s is refused [twilio-authentication/refused] [twilio-authentication/none] [twilio-authentication/unknown] [twilio-authentication/challenge]',
  async (_, Authorization, in2010, inV1) => {
    const { get } = await twilioInProcess(known)
    const sent = { credentials: null, ...(Authorization && { headers: { Authorization } }) }

    for (const [path, message] of [
      [`${ACCOUNT}.json`, in2010],
      [TRUNKS, inV1],
    ] as const) {
      const { status, body, headers } = await get(path, sent)

      expect([status, body.code, body.message]).toEqual([401, 20003, message])
      expect(body.detail).toBe(
        message === UNKNOWN ? 'Your AccountSid or AuthToken was incorrect.' : undefined,
      )
      expect(headers.get('WWW-Authenticate')).toBe('Basic realm="Twilio API"')
    }
  },
)

test('the SID of an account and its token let a request in [twilio-authentication/basic]', async () => {
  const { get } = await twilioInProcess(known)

  const { status, body } = await get(`${ACCOUNT}.json`)

  expect([status, body.sid]).toEqual([200, ACCOUNT_SID])
})

test('credentials are looked at before path, query and form [twilio-authentication/first]', async () => {
  const { get, post } = await twilioInProcess(known)
  const sent = { credentials: null }

  const answers = [
    await get(`${TRUNKS}/TK71`, sent),
    await get(`${TRUNKS}?PageSize=0`, sent),
    await post(TRUNKS, { Secure: 'yes' }, sent),
  ]

  expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
    answers.map(() => [401, 20003]),
  )
})

test.each(['', 'secret', AUTH_TOKEN.toUpperCase(), `${AUTH_TOKEN}0`])(
  'the password %j opens no account, also one that was never seen [twilio-authentication/token-form]',
  async (password) => {
    const { get } = await twilioInProcess()

    const refused = await get(`${ACCOUNT}.json`, { credentials: `${ACCOUNT_SID}:${password}` })
    const opened = await get(`${ACCOUNT}.json`)

    expect([refused.status, refused.body.code, opened.status]).toEqual([401, 20003, 200])
  },
)

test('an account keeps the token of its first request [twilio-authentication/first-token]', async () => {
  const { get } = await twilioInProcess()
  const first = await get(`${ACCOUNT}.json`)

  const other = await get(`${ACCOUNT}.json`, { credentials: `${ACCOUNT_SID}:${OTHER_TOKEN}` })
  const again = await get(`${ACCOUNT}.json`)

  expect([first.status, other.status, again.status]).toEqual([200, 401, 200])
})

test('an account that was never seen is opened by its first request [twilio-accounts/token-shown]', async () => {
  const { get } = await twilioInProcess()

  const { status, body } = await get(`${ACCOUNT}.json`)

  expect([status, body.sid, body.auth_token]).toEqual([200, ACCOUNT_SID, AUTH_TOKEN])
})

test('a SID in capitals is the same account, in the user name and in the path [twilio-requests/sid-case]', async () => {
  const { get } = await twilioInProcess(known)
  const capitals = `AC${ACCOUNT_SID.slice(2).toUpperCase()}`
  const credentials = `${capitals}:${AUTH_TOKEN}`

  const { status, body } = await get(`/2010-04-01/Accounts/${capitals}.json`, { credentials })

  expect([status, body.sid]).toEqual([200, ACCOUNT_SID])
})

test('what stands in for a token in an export opens nothing [twilio-accounts/token-unknown]', async () => {
  const { get, simulator } = await twilioInProcess(known)
  await get(`${ACCOUNT}.json`)
  const state = await simulator.control.exportState()
  const standIn = state.twilio.accounts[ACCOUNT_SID]?.authToken
  await simulator.control.importState(state)

  const own = await get(`${ACCOUNT}.json`)
  const copied = await get(`${ACCOUNT}.json`, { credentials: `${ACCOUNT_SID}:${standIn}` })

  expect(standIn).toMatch(/^sha256:/)
  expect([own.status, own.body.auth_token, copied.status]).toEqual([200, '', 401])
})

test("another account's path is not there, whatever is asked below it [twilio-authentication/other-account]", async () => {
  const { get } = await twilioInProcess(known)
  const credentials = `${OTHER_SID}:${OTHER_TOKEN}`

  for (const path of [`${ACCOUNT}.json`, `${NUMBERS}.json`, '/2010-04-01/Accounts/AC12.json']) {
    const { status, body } = await get(path, { credentials })

    expect([status, body.code]).toEqual([404, 20404])
    expect(body.message).toBe(`The requested resource ${path} was not found`)
  }
})

test('the main account uses the paths of its subaccount, and not the other way round [twilio-authentication/subaccounts]', async () => {
  const { get, post } = await twilioInProcess(known)
  const { body: sub } = await post('/2010-04-01/Accounts.json', { FriendlyName: 'Tests' })
  const credentials = `${sub.sid}:${sub.auth_token}`
  const numbers = `/2010-04-01/Accounts/${sub.sid}/IncomingPhoneNumbers.json`

  const bought = await post(numbers, { PhoneNumber: '+14155550100' })
  const own = await get(numbers, { credentials })
  const above = await get(`${NUMBERS}.json`, { credentials })

  expect([bought.status, bought.body.account_sid]).toEqual([201, sub.sid])
  expect(own.body.incoming_phone_numbers).toEqual([bought.body])
  expect([sub.owner_account_sid, above.status]).toEqual([ACCOUNT_SID, 404])
})

test.each([
  ['suspended', 403, 20403],
  ['closed', 401, 20003],
])(
  'a subaccount that is %s is refused to itself, not to its main account [twilio-authentication/suspended] [twilio-authentication/closed] [twilio-accounts/closed-readable] [twilio-errors/forbidden]',
  async (...row) => {
    const [Status, refusedWith, code] = row
    const { get, post } = await twilioInProcess(known)
    const { body: sub } = await post('/2010-04-01/Accounts.json')
    const path = `/2010-04-01/Accounts/${sub.sid}.json`

    await post(path, { Status })
    const own = await get(path, { credentials: `${sub.sid}:${sub.auth_token}` })
    const above = await get(path)

    expect([own.status, own.body.code]).toEqual([refusedWith, code])
    expect([above.status, above.body.status]).toEqual([200, Status])
  },
)

test('a promoted token is the only one that opens the account [twilio-auth-tokens/second] [twilio-auth-tokens/delete] [twilio-auth-tokens/promote]', async () => {
  const { get, post, delete: remove } = await twilioInProcess(known)
  const { body: first } = await post('/v1/AuthTokens/Secondary')
  const withFirst = { credentials: `${ACCOUNT_SID}:${first.secondary_auth_token}` }
  const beside = await get(`${ACCOUNT}.json`, withFirst)
  const removed = await remove('/v1/AuthTokens/Secondary')
  const without = await get(`${ACCOUNT}.json`, withFirst)
  const { body: second } = await post('/v1/AuthTokens/Secondary')
  const credentials = `${ACCOUNT_SID}:${second.secondary_auth_token}`
  const { body: promoted } = await post('/v1/AuthTokens/Promote')
  const old = await get(`${ACCOUNT}.json`)
  const own = await get(`${ACCOUNT}.json`, { credentials })

  expect([beside.status, removed.status, without.status]).toEqual([200, 204, 401])
  expect(promoted.auth_token).toBe(second.secondary_auth_token)
  expect([old.status, own.status, own.body.auth_token]).toEqual([401, 200, promoted.auth_token])
})

test('below a closed subaccount its main account can look, and change nothing [twilio-accounts/closed-unchangeable]', async () => {
  const { get, post } = await twilioInProcess()
  const { body: sub } = await post('/2010-04-01/Accounts.json', {})
  const path = `/2010-04-01/Accounts/${sub.sid}`
  await post(`${path}.json`, { Status: 'closed' })

  const bought = await post(`${path}/IncomingPhoneNumbers.json`, { AreaCode: '415' })
  expect([bought.status, bought.body.code]).toEqual([403, 20403])
  expect((await get(`${path}/IncomingPhoneNumbers.json`)).body.incoming_phone_numbers).toEqual([])
})
