import { expect, test } from 'vitest'
import { twilioRoutes } from '../../../src/contract/twilio/routes.ts'
import { ACCOUNT_SID, clientOf } from '../../support/client.ts'
import { ACCOUNT, LISTS, NUMBERS, TRUNKS, twilioInProcess } from '../../support/twilio.ts'

const steered = (code: number) => `${ACCOUNT_SID}:${`${code}`.padStart(32, '0')}`

test.each([
  [20003, 401],
  [20008, 403],
  [20403, 403],
  [20429, 429],
  [20500, 500],
  [20503, 503],
])(
  'a token that carries %i meets it at every operation [twilio-steering/refusing-token] [twilio-errors/busy] [twilio-errors/down]',
  async (code, expected) => {
    const { get, post } = await twilioInProcess()
    const credentials = steered(code)

    const answers = [
      await get(`${ACCOUNT}.json`, { credentials }),
      await get(`${TRUNKS}/TK71`, { credentials }),
      await post(TRUNKS, {}, { credentials }),
    ]

    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
      answers.map(() => [expected, code]),
    )
  },
)

test('a token that carries the step of a create meets it there, and nowhere else [twilio-steering/step-token]', async () => {
  const { get, post } = await twilioInProcess()
  const credentials = steered(21248)

  const created = await post(TRUNKS, { DomainName: 'one.pstn.twilio.com' }, { credentials })
  const listed = await get(TRUNKS, { credentials })
  const list = await post(`${LISTS}.json`, { FriendlyName: 'One' }, { credentials: steered(21240) })

  expect([created.status, created.body.code]).toEqual([400, 21248])
  expect([listed.status, listed.body.trunks]).toEqual([200, []])
  expect([list.status, list.body.code]).toEqual([400, 21240])
})

test('a token that steers is no key to an account that has a token of its own [twilio-authentication/steering-token]', async () => {
  const { get, post } = await twilioInProcess()
  const credentials = steered(10000)
  expect((await get(`${ACCOUNT}.json`, { credentials })).body.auth_token).toBe('')
  await get(`${ACCOUNT}.json`)

  const refused = [
    await get(`${ACCOUNT}.json`, { credentials }),
    await post('/v1/AuthTokens/Secondary', {}, { credentials }),
  ]
  expect(refused.map(({ status, body }) => [status, body.code])).toEqual([
    [401, 20003],
    [401, 20003],
  ])
})

test.each(Object.entries(twilioRoutes))(
  'every status that %s declares can be asked for [twilio-errors/asked-for]',
  async (_, { method, path, responses }) => {
    const { send } = await twilioInProcess()
    for (const code of Object.keys(responses).map(Number)) {
      const headers = { Prefer: `code=${code}` }
      const asked = path.replaceAll(/\{\w+\}/g, 'x')
      const { status, body } = await send(method.toUpperCase(), asked, { headers })

      expect(status).toBe(code)
      if (code >= 400) expect(body).toMatchObject({ status: code, code: expect.any(Number) })
    }
  },
)

test('an example is asked for by its code', async () => {
  const { post } = await twilioInProcess()
  const headers = { Prefer: 'code=400, example=21244' }

  const { body, headers: answered } = await post(TRUNKS, {}, { headers })

  expect(body).toEqual({
    code: 21244,
    message: 'Maximum Number of Trunks reached',
    more_info: 'https://www.twilio.com/docs/errors/21244',
    status: 400,
  })
  expect(answered.get('Preference-Applied')).toBe('code=400, example=21244')
})

test('a preference that cannot be kept is refused in the words of Twilio [twilio-steering/preference]', async () => {
  const { get } = await twilioInProcess()

  const { status, body } = await get(TRUNKS, { headers: { Prefer: 'code=418' } })

  expect([status, body.code]).toEqual([400, 20002])
  expect(body.message).toMatch(/^Invalid Prefer \(\(ListTrunk does not answer 418: use one of /)
})

test.each([
  [{ operationId: 'ListTrunk' }, TRUNKS],
  [{ path: '/v1/Trunks' }, TRUNKS],
  [{ path: `${NUMBERS}.json`, method: 'GET' as const }, `${NUMBERS}.json`],
  [{ path: '/2010-04-01/Accounts/*' }, `${ACCOUNT}.json`],
])('a fault that names %j strikes there [twilio-steering/faults]', async (match, path) => {
  const { get, simulator } = await twilioInProcess()
  await simulator.control.addFault({ match, status: 429, retryAfter: 2, times: 1 })

  const [first, second] = [await get(path), await get(path)]

  expect([first.status, first.body.code, second.status]).toEqual([429, 20429, 200])
  expect(first.headers.get('Retry-After')).toBe('2')
})

test('a fault that names no operation is for the BlackBox API alone [twilio-steering/faults]', async () => {
  const { get, simulator } = await twilioInProcess()
  await simulator.control.addFault({ name: 'once', status: 503, times: 1 })

  const atTwilio = await get(TRUNKS)
  const atBlackBox = await clientOf(simulator.fetch).create()

  expect([atTwilio.status, atBlackBox.status]).toEqual([200, 503])
})

test('a fault that Twilio does not answer, or that names nothing, is refused', async () => {
  const { simulator } = await twilioInProcess()
  const refusal = (match: object, status: number) =>
    simulator.control.addFault({ match, status }).then(
      () => 'taken',
      (error) => JSON.stringify(error.problem.errors),
    )

  expect(await refusal({ operationId: 'FetchTrunk' }, 418)).toContain('FetchTrunk does not answer')
})

test.each([
  [{ operationId: 'ListTrunks' }, 'there is no ListTrunks: use ListTrunk.'],
  [
    { operationId: 'listtrunk', path: '/api/v1/providers' },
    'there is no listtrunk: use ListTrunk.',
  ],
  [
    { operationId: 'AuthToken' },
    'there is no AuthToken: use one of updateAuthToken, CreateSecondaryAuthToken, DeleteSecondaryAuthToken, UpdateAuthTokenPromotion.',
  ],
  [{ operationId: 'FetchTrunk', path: '/v1/Trunks' }, 'FetchTrunk is GET /v1/Trunks/{Sid}.'],
  [
    { path: '/v1/Trunk' },
    'see the paths and methods of /openapi.json, and of /__admin/twilio-openapi.json.',
  ],
])('the fault for %j that fits nothing is told what does', async (match, instead) => {
  const { simulator } = await twilioInProcess()

  const refusal = simulator.control.addFault({ match, status: 503 })

  await expect(refusal).rejects.toMatchObject({
    problem: { errors: { '/match': [`No operation fits: ${instead}`] } },
  })
})

test('an operation that none is like is told every name of both surfaces, and no path', async () => {
  const { simulator } = await twilioInProcess()

  const error = await simulator.control
    .addFault({ match: { operationId: 'x1' }, status: 503 })
    .catch((it) => it)

  const [message] = error.problem.errors['/match']
  expect(message).toMatch(/use one of createTwilioProvider, .*, UpdateAuthTokenPromotion/)
  expect(message).not.toContain('/')
})

test('a broken answer of Twilio breaks as any other does', async () => {
  const { get, simulator } = await twilioInProcess()
  const match = { operationId: 'ListTrunk' }
  await simulator.control.addFault({ match, fault: 'CONNECTION_RESET_BY_PEER' })

  await expect(get(TRUNKS)).rejects.toThrow('fetch failed')
})

test('a scenario that takes Twilio down takes it down for everybody [twilio-steering/scenario]', async () => {
  const { get, simulator } = await twilioInProcess({ scenario: 'twilio-down' })

  const { status, body } = await get(TRUNKS)
  const [, explained] = [await get(TRUNKS), await simulator.control.explain('1')]

  expect([status, body.code]).toEqual([503, 20503])
  expect(explained.steering).toMatchObject([
    { about: 'what Twilio answers', won: { rank: 5, by: 'scenario twilio-down' } },
  ])
})

test('where Twilio is to say nothing, no answer comes [twilio-steering/silence]', async () => {
  const { get } = await twilioInProcess({ scenario: 'twilio-timeout' })

  await expect(get(`${ACCOUNT}.json`)).rejects.toThrow('fetch failed')
})

test('a request to Twilio explains itself', async () => {
  const { post, simulator } = await twilioInProcess()
  await post(`${LISTS}.json`)

  const { route, rules, entry } = await simulator.control.explain('1')

  expect(route).toEqual({
    operationId: 'CreateSipCredentialList',
    method: 'POST',
    path: '/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists.json',
  })
  expect(rules.map(({ rule }) => rule)).toEqual(['twilio-requests/required'])
  expect(entry.response?.status).toBe(400)
})
