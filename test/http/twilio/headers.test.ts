import { expect, test } from 'vitest'
import { TRUNKS, twilioInProcess } from '../../support/twilio.ts'

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

test('a plain answer keeps the headers of Twilio and loses those of the simulator', async () => {
  const { get } = await twilioInProcess({ plain: true })

  const { headers } = await get(TRUNKS)

  expect([headers.get('X-Mock-Request-Id'), headers.get('X-Mock-World')]).toEqual([null, null])
  expect(headers.get('Twilio-Request-Id')).toMatch(/^RQ/)
})

test('HEAD is answered like GET, without the body', async () => {
  const { send } = await twilioInProcess()

  const { status, text, headers } = await send('HEAD', TRUNKS)

  expect([status, text, headers.get('X-API-Domain')]).toEqual([200, '', 'trunking.twilio.com'])
})

test('a deletion is answered without body and type', async () => {
  const { post, delete: remove } = await twilioInProcess()
  const { body: trunk } = await post(TRUNKS)

  const { status, text, headers } = await remove(`${TRUNKS}/${trunk.sid}`)

  expect([status, text, headers.get('Content-Type')]).toEqual([204, '', null])
})
