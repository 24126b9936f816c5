import type { Json } from '../answer.ts'
import { check } from '../check.ts'
import { accepted, all, equal, type Finding, refused } from '../finding.ts'
import { PREFIX, type Target, TWILIO } from '../target.ts'
import { provider, readProvider } from '../things.ts'

const OTHER_SID = 'ACffffffffffffffffffffffffffffffff'

/** What may change while nobody asks for it. */
const VOLATILE = ['verificationStatus', 'lastVerifiedAt', 'verificationDetails']

async function update(target: Target, body: Json) {
  const { id } = await provider(target)
  return target.send('PUT', `${TWILIO}/${id}`, { body })
}

/** Whether an update is accepted, and the next read shows these changes and no others. */
async function changes(target: Target, body: Json, changed: Json): Promise<Finding> {
  const before = (await readProvider(target)).body
  const answer = await update(target, body)
  const after = (await readProvider(target)).body
  const expected = { ...before, ...changed }
  const differing = Object.keys({ ...expected, ...after }).filter(
    (it) => !VOLATILE.includes(it) && JSON.stringify(after[it]) !== JSON.stringify(expected[it]),
  )
  return all(accepted(answer), equal('members that are not as expected', differing, []))
}

/** What an update changes, and what it leaves. */
export const updateChecks = [
  check('update/partial', 'account', (target) =>
    changes(target, { name: `${PREFIX} renamed` }, { name: `${PREFIX} renamed` }),
  ),
  check('update/empty', 'account', (target) => changes(target, {}, {})),
  check('update/name', 'account', async (target) => {
    const name = `${PREFIX} renamed again`
    const answer = await update(target, { name })
    return all(accepted(answer), equal('name', answer.body.name, name))
  }),
  check('update/read-again', 'account', async (target) => {
    const name = `${PREFIX} read again`
    await update(target, { name })
    return equal('name', (await readProvider(target)).body.name, name)
  }),
  check('update/name-length', 'account', async (target) => {
    const longest = `${PREFIX} `.padEnd(100, 'y')
    const answer = await update(target, { name: longest })
    return all(
      refused(await update(target, { name: 'x'.repeat(101) }), 'a name of 101 characters'),
      accepted(answer),
      equal('name', answer.body.name, longest),
    )
  }),
  check('update/types', 'account', async (target) =>
    all(
      refused(await update(target, { region: 7 }), 'a region that is no text'),
      refused(await update(target, { supportsCallTransfer: 'yes' }), 'a text as a switch'),
    ),
  ),
  check('update/region', 'account', async (target) => {
    const answer = await update(target, { region: 'de1' })
    return all(accepted(answer), equal('region', answer.body.region, 'de1'))
  }),
  check('update/region-trunk', 'account', async (target) => {
    const { trunkSid, terminationUri } = await provider(target)
    const { body } = await update(target, { region: 'ie1' })
    return equal('trunk', [body.trunkSid, body.terminationUri], [trunkSid, terminationUri])
  }),
  check('update/transfer', 'account', async (target) => {
    const on = await update(target, { supportsCallTransfer: true })
    const off = await update(target, { supportsCallTransfer: false })
    const observed = [on.body.supportsCallTransfer, off.body.supportsCallTransfer]
    return all(accepted(on), accepted(off), equal('supportsCallTransfer', observed, [true, false]))
  }),
  check('update/null', 'account', (target) =>
    changes(target, { name: null, region: null, supportsCallTransfer: null }, {}),
  ),
  check('update/credentials-stay', 'account', async (target) => {
    await update(target, { accountSid: OTHER_SID })
    const { accountSid } = (await readProvider(target)).body
    return equal('accountSid', accountSid, target.access.account?.accountSid)
  }),
  check('update/credentials-ignored', 'account', (target) =>
    changes(target, { accountSid: OTHER_SID }, {}),
  ),
  check('update/all-or-nothing', 'account', async (target) => {
    const { region } = (await readProvider(target)).body
    await update(target, { region: 'jp1', name: 'x'.repeat(101) })
    return equal('region', (await readProvider(target)).body.region, region)
  }),
  // The last one: the name that the run began with is gone for a moment.
  check('update/name-empty', 'account', async (target) => {
    const answer = await update(target, { name: '' })
    await update(target, { name: `${PREFIX} first` })
    return all(accepted(answer), equal('name', answer.body.name, ''))
  }),
]
