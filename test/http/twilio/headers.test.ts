import { expect, test } from 'vitest'
import { ACCOUNT, TRUNKS, twilioInProcess } from '../../support/twilio.ts'

test('a request id is drawn from the seed and the number of the request', async () => {
  const idsOf = async (seed: number) => {
    const { get } = await twilioInProcess({ seed })
    const answers = [await get(TRUNKS), await get(TRUNKS), await get('/v1/Trunks/TK71')]
    return answers.map(({ headers }) => headers.get('Twilio-Request-Id'))
  }

  const [one, again, other] = [await idsOf(1), await idsOf(1), await idsOf(2)]

  expect(again).toEqual(one)
  expect(new Set([...one, ...other]).size).toBe(6)
})

test.each([
  [TRUNKS, 200, 'trunking.twilio.com'],
  [`${TRUNKS}/TK71`, 404, 'trunking.twilio.com'],
  [`${ACCOUNT}.json`, 200, 'api.twilio.com'],
  ['/v1/AuthTokens', 404, 'accounts.twilio.com'],
])(
  '%s has the headers of Twilio, whether it is there or not [twilio-answers/headers] [twilio-answers/request-id]',
  async (path, expected, api) => {
    const { get } = await twilioInProcess()

    const { status, headers } = await get(path)

    expect(status).toBe(expected)
    expect(headers.get('Twilio-Request-Id')).toMatch(/^RQ[0-9a-f]{32}$/)
    expect(headers.get('Twilio-Request-Duration')).toBe('0.080')
    expect(headers.get('Twilio-Concurrent-Requests')).toBe('1')
    expect([headers.get('X-Home-Region'), headers.get('X-API-Domain')]).toEqual(['us1', api])
  },
)

test('a plain answer keeps the headers of Twilio and loses those of the simulator', async () => {
  const { get } = await twilioInProcess({ plain: true })

  const { headers } = await get(TRUNKS)

  expect([headers.get('X-Mock-Request-Id'), headers.get('X-Mock-World')]).toEqual([null, null])
  expect(headers.get('Twilio-Request-Id')).toMatch(/^RQ/)
})

test('HEAD is answered like GET, without the body [twilio-answers/head]', async () => {
  const { send } = await twilioInProcess()

  const { status, text, headers } = await send('HEAD', TRUNKS)

  expect([status, text, headers.get('X-API-Domain')]).toEqual([200, '', 'trunking.twilio.com'])
})

test('a deletion is answered without body and type [twilio-answers/status-204]', async () => {
  const { post, delete: remove } = await twilioInProcess()
  const { body: trunk } = await post(TRUNKS)

  const { status, text, headers } = await remove(`${TRUNKS}/${trunk.sid}`)

  expect([status, text, headers.get('Content-Type')]).toEqual([204, '', null])
})
