import { check } from '../check.ts'
import { answered, holds } from '../finding.ts'
import { TWILIO } from '../target.ts'

/** A read of what can only be posted to changes nothing. */
const WRONG = `${TWILIO}/${crypto.randomUUID()}/import-numbers`

/** What finds an operation. */
export const routingChecks = [
  check('routing/no-path', 'nothing', async ({ send }) =>
    answered(await send('GET', '/api/v1/trunkline-conformance'), 404),
  ),
  check('routing/wrong-method', 'nothing', async ({ send }) =>
    answered(await send('GET', WRONG), 405),
  ),
  check('routing/allow', 'nothing', async ({ send }) => {
    const allow = (await send('GET', WRONG)).headers.get('Allow')
    return holds('Allow', allow, 'with POST', /\bPOST\b/.test(allow ?? ''))
  }),
]
