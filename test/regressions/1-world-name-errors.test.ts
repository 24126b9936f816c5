import { expect, test } from 'vitest'
import { startInProcess } from '../support/client.ts'

const ID = '11111111-1111-4111-8111-111111111111'

test.each(['', '..', 'a b'])(
  'world "%s" is refused with the `errors` that every 400 has',
  async (name) => {
    const { send } = await startInProcess()
    const headers = { 'X-Mock-World': name }

    const { status, body } = await send('POST', `/api/v1/providers/${ID}/verify`, { headers })

    expect(status).toBe(400)
    expect(body.errors).toEqual({ world: [expect.stringContaining('1 to 64 letters')] })
  },
)
