import { check } from '../check.ts'
import { accepted, answered, equal, isSuccess, Unseen } from '../finding.ts'
import { CREDENTIALS } from '../target.ts'

const LIST = `${CREDENTIALS}?take=1`

/** Who is let in. */
export const authenticationChecks = [
  check('authentication/bearer', 'nothing', async ({ send }) => accepted(await send('GET', LIST))),
  check('authentication/wrong-key', 'nothing', async ({ send }) => {
    const answer = await send('GET', LIST, { token: `wrong-${crypto.randomUUID()}` })
    // A simulator of ours that was not told its keys.
    if (isSuccess(answer) && answer.headers.has('X-Mock-World')) {
      throw new Unseen('any key is let in here: start Trunkline with --api-key')
    }
    return answered(answer, 401)
  }),
  check('authentication/no-key', 'nothing', async ({ send }) =>
    answered(await send('GET', LIST, { token: null }), 401),
  ),
  check('authentication/other-scheme', 'nothing', async ({ send }) => {
    const headers = { Authorization: 'Basic dHJ1bmtsaW5lOmNvbmZvcm1hbmNl' }
    return answered(await send('GET', LIST, { token: null, headers }), 401)
  }),
  check('authentication/challenge', 'nothing', async ({ send }) => {
    const { headers } = await send('GET', LIST, { token: null })
    return equal('WWW-Authenticate', headers.get('WWW-Authenticate'), 'Bearer')
  }),
  check('authentication/before-body', 'nothing', async ({ send }) =>
    answered(await send('POST', CREDENTIALS, { token: null, raw: '{' }), 401),
  ),
]
