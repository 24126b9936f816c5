import { check } from '../check.ts'
import { accepted, all, equal, type Finding, refused } from '../finding.ts'
import { type Target, TWILIO } from '../target.ts'
import { provider, readProvider } from '../things.ts'

async function replace(target: Target, body: object) {
  const { id } = await provider(target)
  return target.send('PATCH', `${TWILIO}/${id}/auth-token`, { body })
}

/** How the auth token of a provider is replaced: by itself, so that it goes on working. */
export const authTokenChecks = [
  check('auth-token/replaces', 'account', async (target) => {
    const answer = await replace(target, { authToken: target.access.account?.authToken })
    return all(accepted(answer), equal('id', answer.body.id, (await provider(target)).id))
  }),
  check('auth-token/required', 'account', async (target) =>
    refused(await replace(target, {}), 'no authToken'),
  ),
  check('auth-token/format', 'account', async (target) => {
    const token = target.access.account?.authToken ?? ''
    return all(
      refused(await replace(target, { authToken: token.slice(1) }), 'a token of 31 characters'),
      refused(await replace(target, { authToken: `${token}0` }), 'a token of 33 characters'),
    )
  }),
  check('auth-token/refused', 'account', async (target) => {
    const wrong = target.access.account?.authToken.replace(/^./, (it) => (it === 'f' ? 'e' : 'f'))
    const answer = await replace(target, { authToken: wrong })
    const again = await replace(target, { authToken: target.access.account?.authToken })
    return all(isRefused(answer), accepted(again))
  }),
  check('auth-token/verification-stays', 'account', async (target) => {
    const before = (await readProvider(target)).body.lastVerifiedAt
    await replace(target, { authToken: target.access.account?.authToken })
    return equal('lastVerifiedAt', (await readProvider(target)).body.lastVerifiedAt, before)
  }),
]

/** With whatever code: none is documented. */
function isRefused({ method, path, status }: Awaited<ReturnType<typeof replace>>): Finding {
  const observed = `${method} ${path} answered ${status}`
  return { holds: status >= 400, expected: 'a wrong token is refused', observed }
}
