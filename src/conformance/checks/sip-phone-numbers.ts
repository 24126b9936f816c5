import { check } from '../check.ts'
import { accepted, all, answered, equal, type Finding, forcedAfter, refused } from '../finding.ts'
import { NUMBERS, type Target } from '../target.ts'
import { createdNumber, credential, link, listed, number, spareNumber } from '../things.ts'

const REQUIRED = ['id', 'orgId', 'phoneNumber']
const NULLS = ['description', 'displayName', 'providerId', 'incomingCallsAgentId']
const WELL_FORMED = { phoneNumber: '+14155550196' }

async function refuses({ send }: Target, change: object, what: string): Promise<Finding> {
  return refused(await send('POST', NUMBERS, { body: { ...WELL_FORMED, ...change } }), what)
}

/** Another create of a number that is there. */
function createdTwice(target: Target) {
  return target.once('number twice', async () => {
    const { phoneNumber, credentialsId } = await number(target)
    return target.send('POST', NUMBERS, { body: { phoneNumber, credentialsId } })
  })
}

/** The delete of a number that an agent uses, what lists say of it, and the delete by force. */
function deletedInUse(target: Target) {
  return target.once('number in use', async () => {
    const { id } = await spareNumber(target, '+14155550195')
    await link(target, id)
    const agentId = encodeURIComponent(String(target.access.agentId))
    const ofAgent = await listed(target, `${NUMBERS}?linkedAgentId=${agentId}`)
    const unlinked = await listed(target, `${NUMBERS}?unlinkedOnly=true`)
    const answer = await target.send('DELETE', `${NUMBERS}/${id}`)
    const forced = await target.send('DELETE', `${NUMBERS}/${id}?force=true`)
    return { id, ofAgent, unlinked, answer, forced }
  })
}

/** Phone numbers that were entered by hand. */
export const sipPhoneNumberChecks = [
  check('sip-phone-numbers/list', 'nothing', async ({ send }) =>
    accepted(await send('GET', NUMBERS)),
  ),
  check('sip-phone-numbers/create', 'writes', async (target) =>
    accepted(await createdNumber(target)),
  ),
  check('sip-phone-numbers/members', 'writes', async (target) => {
    const body = await number(target)
    return equal(
      'required members',
      REQUIRED.filter((it) => typeof body[it] === 'string'),
      REQUIRED,
    )
  }),
  check('sip-phone-numbers/nulls', 'writes', async (target) => {
    const body = await number(target)
    return equal(
      'members that are null',
      NULLS.filter((it) => body[it] === null),
      NULLS,
    )
  }),
  check('sip-phone-numbers/registration-status', 'writes', async (target) => {
    const { state } = Object((await number(target)).registrationStatus)
    return equal('state', state, 'Disabled')
  }),
  check('sip-phone-numbers/number-required', 'writes', async (target) =>
    all(
      await refuses(target, { phoneNumber: undefined }, 'no phoneNumber'),
      await refuses(target, { phoneNumber: '' }, 'an empty phoneNumber'),
      await refuses(target, { phoneNumber: '1'.repeat(256) }, 'a phoneNumber of 256 characters'),
    ),
  ),
  check('sip-phone-numbers/text-lengths', 'writes', async (target) =>
    all(
      await refuses(target, { displayName: 'x'.repeat(256) }, 'a displayName of 256 characters'),
      await refuses(target, { description: 'x'.repeat(256) }, 'a description of 256 characters'),
    ),
  ),
  check('sip-phone-numbers/defaults', 'writes', async (target) => {
    const { displayName, description, registration } = await number(target)
    const observed = [displayName ?? null, description ?? null, registration]
    return equal('displayName, description and registration', observed, [null, null, false])
  }),
  check('sip-phone-numbers/unique', 'writes', async (target) =>
    refused(await createdTwice(target), 'the same number with the same credential'),
  ),
  check('sip-phone-numbers/unique-409', 'writes', async (target) =>
    answered(await createdTwice(target), 409),
  ),
  check('sip-phone-numbers/unknown-credential', 'writes', async ({ send }) => {
    const body = { ...WELL_FORMED, credentialsId: crypto.randomUUID() }
    return answered(await send('POST', NUMBERS, { body }), 404)
  }),
  check('sip-phone-numbers/read', 'writes', async (target) => {
    const { id } = await number(target)
    const answer = await target.send('GET', `${NUMBERS}/${id}`)
    return all(accepted(answer), equal('id', answer.body.id, id))
  }),
  check('sip-phone-numbers/replaces', 'writes', async (target) => {
    const { id, phoneNumber } = await number(target)
    const credentialsId = (await credential(target)).id
    const long = { phoneNumber, credentialsId, displayName: 'to be gone' }
    const before = await target.send('PUT', `${NUMBERS}/${id}`, { body: long })
    const answer = await target.send('PUT', `${NUMBERS}/${id}`, {
      body: { phoneNumber, credentialsId },
    })
    const names = [before.body.displayName, answer.body.displayName ?? null]
    return all(
      accepted(before),
      accepted(answer),
      equal('displayNames', names, ['to be gone', null]),
    )
  }),
  check('sip-phone-numbers/like', 'writes', async (target) => {
    const { id } = await number(target)
    const found = await listed(target, `${NUMBERS}?phoneNumber=55550199`)
    const rest = await listed(target, `${NUMBERS}?phoneNumber=trunkline`)
    const isFound = found.some((it) => it.id === id)
    return equal('found by a part and by another text', [isFound, rest.length], [true, 0])
  }),
  check('sip-phone-numbers/delete', 'writes', async (target) => {
    const { id } = await spareNumber(target, '+14155550194')
    const deleted = await target.send('DELETE', `${NUMBERS}/${id}`)
    return all(accepted(deleted), answered(await target.send('GET', `${NUMBERS}/${id}`), 404))
  }),
  check('sip-phone-numbers/of-agent', 'agent', async (target) => {
    const { id, ofAgent } = await deletedInUse(target)
    return equal(
      'the number is listed',
      ofAgent.some((it) => it.id === id),
      true,
    )
  }),
  check('sip-phone-numbers/unlinked', 'agent', async (target) => {
    const { id, unlinked } = await deletedInUse(target)
    const other = (await number(target)).id
    const observed = [id, other].map((it) => unlinked.some((item) => item.id === it))
    return equal('the linked and another number are listed', observed, [false, true])
  }),
  check('sip-phone-numbers/in-use', 'agent', async (target) =>
    answered((await deletedInUse(target)).answer, 409),
  ),
  check('sip-phone-numbers/force', 'agent', async (target) => {
    const { answer, forced } = await deletedInUse(target)
    return forcedAfter(answer, forced)
  }),
]
