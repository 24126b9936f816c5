import { objectsIn } from '../answer.ts'
import { check } from '../check.ts'
import {
  accepted,
  all,
  answered,
  equal,
  type Finding,
  forcedAfter,
  isSuccess,
  refused,
  Unseen,
} from '../finding.ts'
import { CREDENTIALS, NUMBERS, type Target } from '../target.ts'
import {
  createdCredential,
  createdNumber,
  credential,
  credentialOfProvider,
  number,
} from '../things.ts'

const REQUIRED = ['id', 'orgId', 'server', 'transport', 'source']
const NULLS = ['domain', 'authUser', 'authPassword', 'description', 'cpsLimit', 'cpsKey']
const WELL_FORMED = { server: 'sip.example.com' }

async function refuses({ send }: Target, change: object, what: string): Promise<Finding> {
  return refused(await send('POST', CREDENTIALS, { body: { ...WELL_FORMED, ...change } }), what)
}

async function takes({ send }: Target, change: object): Promise<Finding> {
  return accepted(await send('POST', CREDENTIALS, { body: { ...WELL_FORMED, ...change } }))
}

/** The delete of a credential that a number uses, and by force. */
function deletedInUse(target: Target) {
  return target.once('credential in use', async () => {
    const { id } = (await target.send('POST', CREDENTIALS, { body: WELL_FORMED })).body
    const body = { phoneNumber: '+14155550197', credentialsId: id }
    const user = await target.send('POST', NUMBERS, { body })
    if (!isSuccess(user)) throw new Unseen(`POST ${NUMBERS} answered ${user.status}`)
    const answer = await target.send('DELETE', `${CREDENTIALS}/${id}`)
    const forced = await target.send('DELETE', `${CREDENTIALS}/${id}?force=true`)
    return { answer, forced }
  })
}

/** The delete of a credential that a provider made. */
function deletedManaged(target: Target) {
  return target.once('managed credential', async () => {
    const managed = await credentialOfProvider(target)
    if (!managed) throw new Unseen('the provider has no SIP credential')
    const changed = await target.send('PUT', `${CREDENTIALS}/${managed.id}`, { body: WELL_FORMED })
    const deleted = await target.send('DELETE', `${CREDENTIALS}/${managed.id}`)
    return { changed, deleted }
  })
}

/** SIP credentials. */
export const sipCredentialChecks = [
  check('sip-credentials/list', 'nothing', async ({ send }) =>
    accepted(await send('GET', CREDENTIALS)),
  ),
  check('sip-credentials/create', 'writes', async (target) =>
    accepted(await createdCredential(target)),
  ),
  check('sip-credentials/members', 'writes', async (target) => {
    const body = await credential(target)
    return equal(
      'required members',
      REQUIRED.filter((it) => typeof body[it] === 'string'),
      REQUIRED,
    )
  }),
  check('sip-credentials/nulls', 'writes', async (target) => {
    const body = await credential(target)
    const names = [...NULLS, 'providerId']
    return equal(
      'members that are null',
      names.filter((it) => body[it] === null),
      names,
    )
  }),
  check('sip-credentials/password-shown', 'writes', async ({ send }) => {
    const authPassword = 'shown-to-nobody-else'
    const { body } = await send('POST', CREDENTIALS, { body: { ...WELL_FORMED, authPassword } })
    const isShown = body.authPassword === authPassword
    const observed = isShown ? 'the password is shown' : 'the password is not shown'
    return { holds: isShown, expected: 'the password is shown', observed }
  }),
  check('sip-credentials/server-required', 'writes', async (target) =>
    all(
      await refuses(target, { server: undefined }, 'no server'),
      await refuses(target, { server: '' }, 'an empty server'),
      await refuses(target, { server: 'x'.repeat(256) }, 'a server of 256 characters'),
    ),
  ),
  check('sip-credentials/text-lengths', 'writes', async (target) => {
    const longest = 'x'.repeat(255)
    const refusals = []
    for (const name of ['domain', 'authUser', 'description']) {
      refusals.push(await refuses(target, { [name]: `${longest}x` }, `a ${name} of 256 characters`))
    }
    const taken = await takes(target, { domain: longest, authUser: longest, description: longest })
    return all(taken, ...refusals)
  }),
  check('sip-credentials/password-length', 'writes', async (target) =>
    all(
      await takes(target, { authPassword: 'x'.repeat(64) }),
      await refuses(target, { authPassword: 'x'.repeat(65) }, 'an authPassword of 65 characters'),
    ),
  ),
  check('sip-credentials/transport', 'writes', async (target) =>
    all(
      await takes(target, { transport: 'tcp' }),
      await takes(target, { transport: 'tls' }),
      await refuses(target, { transport: 'sctp' }, 'a transport that there is not'),
    ),
  ),
  check('sip-credentials/transport-default', 'writes', async (target) =>
    equal('transport', (await credential(target)).transport, 'udp'),
  ),
  check('sip-credentials/defaults', 'writes', async (target) => {
    const body = await credential(target)
    const values = NULLS.filter((it) => body[it] !== null && body[it] !== undefined)
    return equal('members with a value', values, [])
  }),
  check('sip-credentials/source', 'writes', async (target) =>
    equal('source', (await credential(target)).source, 'manual'),
  ),
  check('sip-credentials/read', 'writes', async (target) => {
    const { id } = await credential(target)
    const answer = await target.send('GET', `${CREDENTIALS}/${id}`)
    return all(accepted(answer), equal('id', answer.body.id, id))
  }),
  check('sip-credentials/usage', 'writes', async (target) => {
    const { id } = await number(target)
    const credentialsId = (await credential(target)).id
    const answer = await target.send('GET', `${CREDENTIALS}/${credentialsId}/affected-agents`)
    const ids = objectsIn(answer.body.phoneNumbers).map((it) => it.id)
    return all(accepted(await createdNumber(target)), accepted(answer), equal('ids', ids, [id]))
  }),
  check('sip-credentials/replaces', 'writes', async ({ send }) => {
    const long = { ...WELL_FORMED, description: 'to be gone', transport: 'tls' }
    const { id } = (await send('POST', CREDENTIALS, { body: long })).body
    const answer = await send('PUT', `${CREDENTIALS}/${id}`, { body: WELL_FORMED })
    const { description, transport } = answer.body
    return all(
      accepted(answer),
      equal('description and transport', [description ?? null, transport], [null, 'udp']),
    )
  }),
  check('sip-credentials/delete', 'writes', async ({ send }) => {
    const { id } = (await send('POST', CREDENTIALS, { body: WELL_FORMED })).body
    const deleted = await send('DELETE', `${CREDENTIALS}/${id}`)
    return all(accepted(deleted), answered(await send('GET', `${CREDENTIALS}/${id}`), 404))
  }),
  check('sip-credentials/in-use', 'writes', async (target) =>
    answered((await deletedInUse(target)).answer, 409),
  ),
  check('sip-credentials/in-use-named', 'writes', async (target) => {
    const numbers = objectsIn((await deletedInUse(target)).answer.body.phoneNumbers)
    return equal(
      'phoneNumbers',
      numbers.map((it) => it.phoneNumber),
      ['+14155550197'],
    )
  }),
  check('sip-credentials/force', 'writes', async (target) => {
    const { answer, forced } = await deletedInUse(target)
    return forcedAfter(answer, forced)
  }),
  check('sip-credentials/managed', 'account', async (target) => {
    const { changed, deleted } = await deletedManaged(target)
    return all(refused(changed, 'a change'), refused(deleted, 'a delete'))
  }),
  check('sip-credentials/managed-409', 'account', async (target) => {
    const { changed, deleted } = await deletedManaged(target)
    return all(answered(changed, 409), answered(deleted, 409))
  }),
]
