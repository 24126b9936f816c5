import { check } from '../check.ts'
import { accepted, all, answered, equal } from '../finding.ts'
import { CREDENTIALS, NUMBERS } from '../target.ts'
import { deletedProvider, listed } from '../things.ts'

/** What goes with a provider. */
export const deletionChecks = [
  check('delete/provider', 'account', async (target) => {
    const { deleted, after } = await deletedProvider(target)
    return all(accepted(deleted), answered(after, 404))
  }),
  check('delete/sip-credentials', 'account', async (target) => {
    const { id } = await deletedProvider(target)
    const left = (await listed(target, CREDENTIALS)).filter((it) => it.providerId === id)
    return equal('SIP credentials of the provider', left.length, 0)
  }),
  check('delete/numbers', 'account', async (target) => {
    const { id } = await deletedProvider(target)
    const left = (await listed(target, NUMBERS)).filter((it) => it.providerId === id)
    return equal('phone numbers of the provider', left.length, 0)
  }),
]
