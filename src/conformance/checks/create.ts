import type { Assumptions } from '../../contract/assumptions.ts'
import type { Answer } from '../answer.ts'
import { check } from '../check.ts'
import { accepted, all, answered, equal, type Finding, holds, refused, Unseen } from '../finding.ts'
import { PREFIX, type Target, TWILIO } from '../target.ts'
import {
  createdCredential,
  createdNumber,
  createdProvider,
  createdSecond,
  credentialOfProvider,
  LONGEST_NAME,
  provider,
  providerBody,
  secondProvider,
} from '../things.ts'

const HEX = '0123456789abcdef0123456789abcdef'
const WELL_FORMED = { accountSid: `AC${HEX}`, authToken: HEX, name: `${PREFIX} refused` }

/** Whether a create with this change to a body that is well-formed is refused. */
async function refuses({ send }: Target, change: object, what: string): Promise<Finding> {
  return refused(await send('POST', TWILIO, { body: { ...WELL_FORMED, ...change } }), what)
}

/** The same for the account of the run, of which nothing else can be refused. */
async function refusesFor(target: Target, change: object, what: string): Promise<Finding> {
  const body = { ...providerBody(target), ...change }
  return refused(await target.send('POST', TWILIO, { body }), what)
}

/** A token that is as well-formed as the one of the account, and another. */
function otherToken({ access }: Target): string {
  const token = access.account?.authToken ?? HEX
  return (token.startsWith('f') ? 'e' : 'f') + token.slice(1)
}

function withOtherToken(target: Target) {
  return target.once('refused credentials', async () => {
    await provider(target)
    const body = { ...providerBody(target), authToken: otherToken(target) }
    return target.send('POST', TWILIO, { body })
  })
}

/** The creates that need no account. */
async function createdByHand(target: Target): Promise<[Answer, Answer]> {
  return [await createdCredential(target), await createdNumber(target)]
}

const STATUSES: readonly number[] = [
  400, 401, 422, 502,
] satisfies Assumptions['refusedCredentials'][]

/** What a create takes, makes and answers. */
export const createChecks = [
  check('create/makes-provider', 'account', async (target) => {
    const answer = await createdProvider(target)
    const { id } = answer.body
    return all(accepted(answer), holds('id', id, 'is a text', typeof id === 'string'))
  }),
  check('create/status-201', 'writes', async (target) => {
    const byHand = await createdByHand(target)
    const first = target.access.account ? await createdProvider(target) : byHand[0]
    const { status } = first
    const isKnown = status === 200 || status === 201
    return {
      ...all(answered(first, 201), ...byHand.map((it) => answered(it, 201))),
      ...(isKnown && { learned: { createStatus: status } }),
    }
  }),
  check('create/location', 'account', async (target) => {
    const { headers, body } = await createdProvider(target)
    const location = headers.get('Location')
    const path = location && new URL(location, target.access.url).pathname
    return holds('Location', location, `ends in ${TWILIO}/<id>`, isPlaceOf(path, body.id))
  }),
  check('create/account-sid-required', 'writes', (target) =>
    refuses(target, { accountSid: undefined }, 'no accountSid'),
  ),
  check('create/account-sid-format', 'writes', async (target) =>
    all(
      await refuses(target, { accountSid: `AC${HEX.slice(1)}` }, 'an accountSid of 33 characters'),
      await refuses(target, { accountSid: `AC${HEX}0` }, 'an accountSid of 35 characters'),
      await refuses(target, { accountSid: `SK${HEX}` }, 'an accountSid that begins with SK'),
      await refuses(target, { accountSid: `AC${HEX.toUpperCase()}` }, 'an upper-case accountSid'),
      await refuses(target, { accountSid: `AC${HEX}\n` }, 'an accountSid with a line break'),
    ),
  ),
  check('create/auth-token-required', 'writes', (target) =>
    refuses(target, { authToken: undefined }, 'no authToken'),
  ),
  check('create/auth-token-format', 'writes', async (target) =>
    all(
      await refuses(target, { authToken: HEX.slice(1) }, 'an authToken of 31 characters'),
      await refuses(target, { authToken: `${HEX}0` }, 'an authToken of 33 characters'),
      await refuses(target, { authToken: HEX.toUpperCase() }, 'an upper-case authToken'),
    ),
  ),
  check('create/name-required', 'account', (target) =>
    refusesFor(target, { name: undefined }, 'no name'),
  ),
  check('create/name-length', 'account', async (target) =>
    all(
      await refusesFor(target, { name: '' }, 'an empty name'),
      await refusesFor(target, { name: 'x'.repeat(101) }, 'a name of 101 characters'),
    ),
  ),
  check('create/name-longest', 'account', async (target) => {
    const answer = await createdSecond(target)
    return all(accepted(answer), equal('name', answer.body.name, LONGEST_NAME))
  }),
  check('create/name-blank', 'account', (target) =>
    refusesFor(target, { name: '   ' }, 'a blank name'),
  ),
  check('create/region-type', 'account', (target) =>
    refusesFor(target, { region: 7 }, 'a region that is no text'),
  ),
  check('create/region-kept', 'account', async (target) =>
    equal('region', (await secondProvider(target)).region, 'ie1'),
  ),
  check('create/region-defaults', 'account', async (target) => {
    const { region } = await provider(target)
    return holds('region', region, 'is a text', typeof region === 'string' && region !== '')
  }),
  check('create/region-us1', 'account', async (target) =>
    equal('region', (await provider(target)).region, 'us1'),
  ),
  check('create/transfer-type', 'account', (target) =>
    refusesFor(target, { supportsCallTransfer: 'yes' }, 'a supportsCallTransfer that is a text'),
  ),
  check('create/transfer-default', 'account', async (target) =>
    equal('supportsCallTransfer', (await provider(target)).supportsCallTransfer, false),
  ),
  check('create/transfer-kept', 'account', async (target) =>
    equal('supportsCallTransfer', (await secondProvider(target)).supportsCallTransfer, true),
  ),
  check('create/transfer-null', 'account', (target) =>
    refusesFor(target, { supportsCallTransfer: null }, 'a supportsCallTransfer of null'),
  ),
  check('create/trunk', 'account', async (target) => {
    const { trunkSid, terminationUri } = await provider(target)
    return all(
      holds('trunkSid', trunkSid, 'is a text', typeof trunkSid === 'string'),
      holds('terminationUri', terminationUri, 'is a text', typeof terminationUri === 'string'),
    )
  }),
  check('create/own-trunk', 'account', async (target) => {
    const { trunkSid } = await provider(target)
    const second = (await secondProvider(target)).trunkSid
    return holds('trunkSid', second, 'is another one', trunkSid !== second)
  }),
  check('create/sip-credential', 'account', async (target) =>
    equal('source', (await credentialOfProvider(target))?.source, 'provider'),
  ),
  check('create/sip-server', 'account', async (target) => {
    const { terminationUri } = await provider(target)
    const server = (await credentialOfProvider(target))?.server
    return equal('server', `sip:${server}`, terminationUri)
  }),
  check('create/sip-password', 'account', async (target) => {
    const password = (await credentialOfProvider(target))?.authPassword
    // Whether it is shown is a rule of its own.
    if (typeof password !== 'string' || /^\**$/.test(password)) {
      throw new Unseen('the password is not shown')
    }
    return equal('length of authPassword', password.length, 32)
  }),
  check('create/pending', 'account', async (target) =>
    equal('verificationStatus', (await provider(target)).verificationStatus, 'pending'),
  ),
  check('create/no-numbers', 'account', async (target) =>
    equal('phoneNumberCount', (await provider(target)).phoneNumberCount, 0),
  ),
  check('create/same-account', 'account', async (target) => accepted(await createdSecond(target))),
  check('create/refused', 'account', async (target) => {
    const answer = await withOtherToken(target)
    const { method, path, status } = answer
    return {
      holds: status >= 400,
      expected: 'a wrong token is refused',
      observed: `${method} ${path} answered ${status}`,
    }
  }),
  check('create/refused-400', 'account', async (target) => {
    const answer = await withOtherToken(target)
    const refusedCredentials = answer.status as Assumptions['refusedCredentials']
    const isKnown = STATUSES.includes(answer.status)
    return { ...answered(answer, 400), ...(isKnown && { learned: { refusedCredentials } }) }
  }),
]

function isPlaceOf(path: string | null, id: unknown): boolean {
  return path?.endsWith(`${TWILIO}/${id}`) ?? false
}
