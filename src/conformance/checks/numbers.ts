import { objectsIn } from '../answer.ts'
import { check } from '../check.ts'
import { accepted, all, answered, equal, forcedAfter, holds, refused } from '../finding.ts'
import { NUMBERS, type Target, TWILIO } from '../target.ts'
import { link, listed, provider, readProvider } from '../things.ts'

/** No account has it. */
const UNKNOWN = `PN${crypto.randomUUID().replaceAll('-', '')}`
const MEMBERS = [
  'capabilities',
  'friendlyName',
  'isImported',
  'phoneNumber',
  'phoneNumberSid',
  'trunkSid',
]

async function available(target: Target) {
  const { id } = await provider(target)
  return target.send('GET', `${TWILIO}/${id}/available-numbers`)
}

async function importing(target: Target, phoneNumberSids: unknown) {
  const { id } = await provider(target)
  return target.send('POST', `${TWILIO}/${id}/import-numbers`, { body: { phoneNumberSids } })
}

function unknownImport(target: Target) {
  return target.once('unknown import', () => importing(target, [UNKNOWN]))
}

/** An import of a number that is not there and one that is; what the provider and the records say then. */
function imported(target: Target) {
  return target.once('import', async () => {
    const { id } = await provider(target)
    const answer = await importing(target, [UNKNOWN, target.access.importNumber])
    const { phoneNumberCount } = (await readProvider(target)).body
    const records = await listed(target, `${NUMBERS}?providerId=${id}`)
    const again = await importing(target, [target.access.importNumber])
    const list = await available(target)
    return { id, answer, phoneNumberCount, records, again, list }
  })
}

const pathOf = (id: unknown, number: unknown) => `${TWILIO}/${id}/phone-numbers/${number}`

/** The removal of that number, and another import of it. */
function removed(target: Target) {
  return target.once('removal', async () => {
    const { id, records } = await imported(target)
    const answer = await target.send('DELETE', pathOf(id, records[0]?.id))
    const after = await listed(target, `${NUMBERS}?providerId=${id}`)
    const again = await importing(target, [target.access.importNumber])
    return { id, answer, after, again }
  })
}

/** The removal of it while an agent uses it, and by force. */
function removedInUse(target: Target) {
  return target.once('removal in use', async () => {
    const { id } = await removed(target)
    const [record] = await listed(target, `${NUMBERS}?providerId=${id}`)
    await link(target, record?.id)
    const answer = await target.send('DELETE', pathOf(id, record?.id))
    const forced = await target.send('DELETE', `${pathOf(id, record?.id)}?force=true`)
    return { answer, forced }
  })
}

/** The phone numbers of the Twilio account: which there are, and how they come and go. */
export const numberChecks = [
  check('available-numbers/offered', 'account', async (target) =>
    accepted(await available(target)),
  ),
  check('available-numbers/page', 'account', async (target) => {
    const members = Object.keys((await available(target)).body).sort()
    return equal('members', members, ['items', 'skip', 'take', 'totalCount'])
  }),
  check('available-numbers/members', 'number', async (target) => {
    const [first = {}] = objectsIn((await available(target)).body.items)
    return equal('members', Object.keys(first).sort(), MEMBERS)
  }),
  check('available-numbers/capabilities', 'number', async (target) => {
    const [first = {}] = objectsIn((await available(target)).body.items)
    const names = Object.keys(Object(first.capabilities)).sort()
    return equal('capabilities', names, ['fax', 'mms', 'sms', 'voice'])
  }),
  check('available-numbers/imported-too', 'number', async (target) => {
    const { list } = await imported(target)
    const sid = target.access.importNumber
    const item = objectsIn(list.body.items).find((it) => it.phoneNumberSid === sid)
    return equal('isImported', item?.isImported, true)
  }),

  check('import/result', 'account', async (target) => {
    const { successCount, failedCount, errors } = (await unknownImport(target)).body
    return all(
      holds('successCount', successCount, 'is a whole number', Number.isInteger(successCount)),
      holds('failedCount', failedCount, 'is a whole number', Number.isInteger(failedCount)),
      holds('errors', errors, 'is a list', Array.isArray(errors)),
    )
  }),
  check('import/not-refused', 'account', async (target) => accepted(await unknownImport(target))),
  check('import/unknown-sid', 'account', async (target) => {
    const { successCount, failedCount } = (await unknownImport(target)).body
    return equal('successes and failures', [successCount, failedCount], [0, 1])
  }),
  check('import/error-members', 'account', async (target) => {
    const [error = {}] = objectsIn((await unknownImport(target)).body.errors)
    const { phoneNumberSid, errorMessage } = error
    return all(
      equal('phoneNumberSid', phoneNumberSid, UNKNOWN),
      holds('errorMessage', errorMessage, 'is a text', typeof errorMessage === 'string'),
    )
  }),
  check('import/sids-required', 'account', async (target) =>
    refused(await importing(target, undefined), 'no phoneNumberSids'),
  ),
  check('import/sid-format', 'account', async (target) =>
    refused(await importing(target, ['no-sid']), 'a text that is no SID'),
  ),
  check('import/count', 'account', async (target) =>
    refused(await importing(target, []), 'an empty list'),
  ),
  check('import/goes-on', 'number', async (target) => {
    const { successCount, failedCount } = (await imported(target)).answer.body
    return equal('successes and failures', [successCount, failedCount], [1, 1])
  }),
  check('import/imports', 'number', async (target) =>
    equal('phoneNumberCount', (await imported(target)).phoneNumberCount, 1),
  ),
  check('import/record', 'number', async (target) => {
    const { id, records } = await imported(target)
    return equal(
      'providerId of the records',
      records.map((it) => it.providerId),
      [id],
    )
  }),
  check('import/again', 'number', async (target) => {
    const { successCount, failedCount } = (await imported(target)).again.body
    return equal('successes and failures', [successCount, failedCount], [0, 1])
  }),
  check('sip-phone-numbers/of-provider', 'number', async (target) => {
    const { id, records } = await imported(target)
    const own = (await listed(target, NUMBERS))
      .filter((it) => it.providerId === id)
      .map((it) => it.id)
    return equal(
      'ids',
      records.map((it) => it.id),
      own,
    )
  }),

  check('removal/removes', 'number', async (target) => {
    const { answer, after } = await removed(target)
    return all(accepted(answer), equal('records', after.length, 0))
  }),
  check('removal/import-again', 'number', async (target) =>
    equal('successCount', (await removed(target)).again.body.successCount, 1),
  ),
  check('removal/in-use', 'number and agent', async (target) =>
    answered((await removedInUse(target)).answer, 409),
  ),
  check('removal/agents-named', 'number and agent', async (target) => {
    const agents = objectsIn((await removedInUse(target)).answer.body.affectedAgents)
    return equal(
      'agentIds',
      agents.map((it) => it.agentId),
      [target.access.agentId],
    )
  }),
  check('removal/force', 'number and agent', async (target) => {
    const { answer, forced } = await removedInUse(target)
    return forcedAfter(answer, forced)
  }),
]
