import { check } from '../check.ts'
import { accepted, all, equal, type Finding, holds } from '../finding.ts'
import { PREFIX, PROVIDERS, type Target, TWILIO } from '../target.ts'
import { createdProvider, provider, readProvider, verified } from '../things.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const TRUNK_SID = /^TK[a-f0-9]{32}$/
const TERMINATION_URI = /^sip:[a-z0-9-]+\.pstn\.twilio\.com$/
const REQUIRED = ['name', 'providerType', 'accountSid']
const MEMBERS = [
  ...REQUIRED,
  'id',
  'verificationStatus',
  'lastVerifiedAt',
  'phoneNumberCount',
  'verificationDetails',
  'trunkSid',
  'terminationUri',
  'region',
  'supportsCallTransfer',
]
const STATUSES = ['pending', 'verified', 'warning', 'failed']

/** Whether a member of the provider is as it should be, in the answer of the create and of a read. */
const member = (name: string, expected: string, does: (value: unknown) => boolean) =>
  async function look(target: Target): Promise<Finding> {
    const created = (await provider(target))[name]
    const read = (await readProvider(target)).body[name]
    return all(
      holds(`${name} of the create`, created, expected, does(created)),
      holds(`${name} of the read`, read, expected, does(read)),
    )
  }

const isText = (value: unknown) => typeof value === 'string'
const isInstant = (value: unknown) => isText(value) && !Number.isNaN(Date.parse(String(value)))
const orNull = (does: (value: unknown) => boolean) => (value: unknown) =>
  value === null || does(value)

/** What a provider looks like. */
export const providerChecks = [
  check('provider/read', 'account', async (target) => {
    const { id } = await provider(target)
    const answer = await readProvider(target)
    return all(accepted(answer), equal('id', answer.body.id, id))
  }),
  check('provider/required-members', 'account', async (target) => {
    const { body } = await readProvider(target)
    return equal(
      'required members',
      REQUIRED.filter((it) => it in body),
      REQUIRED,
    )
  }),
  check(
    'provider/type',
    'account',
    member('providerType', 'is "twilio"', (it) => it === 'twilio'),
  ),
  check('provider/account-sid', 'account', (target) =>
    member(
      'accountSid',
      'is the one given',
      (it) => it === target.access.account?.accountSid,
    )(target),
  ),
  check(
    'provider/id',
    'account',
    member('id', 'is a uuid', (it) => UUID.test(String(it))),
  ),
  check(
    'provider/name',
    'account',
    member('name', `begins with ${PREFIX}`, (it) => String(it).startsWith(PREFIX)),
  ),
  check(
    'provider/status',
    'account',
    member('verificationStatus', `is one of ${STATUSES.join(', ')}`, (it) =>
      STATUSES.includes(String(it)),
    ),
  ),
  check('provider/never-verified', 'account', async (target) => {
    const { verificationStatus, lastVerifiedAt, verificationDetails } = await provider(target)
    if (verificationStatus !== 'pending') {
      const isThere = lastVerifiedAt !== null && verificationDetails !== null
      return holds('a verified provider', verificationStatus, 'has time and details', isThere)
    }
    return equal('time and details', [lastVerifiedAt, verificationDetails], [null, null])
  }),
  check(
    'provider/last-verified',
    'account',
    member('lastVerifiedAt', 'is an instant or null', orNull(isInstant)),
  ),
  check(
    'provider/number-count',
    'account',
    member('phoneNumberCount', 'is a whole number', Number.isInteger),
  ),
  check(
    'provider/trunk-sid',
    'account',
    member(
      'trunkSid',
      'is TK and 32 hexadecimal digits',
      orNull((it) => TRUNK_SID.test(String(it))),
    ),
  ),
  check(
    'provider/termination-uri',
    'account',
    member('terminationUri', 'is sip:<name>.pstn.twilio.com', (it) =>
      TERMINATION_URI.test(String(it)),
    ),
  ),
  check('provider/region', 'account', member('region', 'is a text or null', orNull(isText))),
  check(
    'provider/transfer',
    'account',
    member('supportsCallTransfer', 'is true or false', (it) => typeof it === 'boolean'),
  ),
  check('provider/token-hidden', 'account', async (target) => {
    const token = target.access.account?.authToken ?? ''
    const { id } = await provider(target)
    const answers = [
      await createdProvider(target),
      await readProvider(target),
      await verified(target),
      await target.send('GET', `${PROVIDERS}/${id}`),
      await target.send('PUT', `${TWILIO}/${id}`, { body: {} }),
    ]
    const showing = answers.filter(({ text }) => text.includes(token) || /"authToken"/i.test(text))
    return equal(
      'answers that show the auth token',
      showing.map(({ method, path }) => `${method} ${path}`),
      [],
    )
  }),
  check('provider/all-members', 'account', async (target) => {
    const { body } = await readProvider(target)
    return equal(
      'missing members',
      MEMBERS.filter((it) => !(it in body)),
      [],
    )
  }),
  check('provider/no-other-members', 'account', async (target) => {
    const { body } = await readProvider(target)
    return equal(
      'other members',
      Object.keys(body).filter((it) => !MEMBERS.includes(it)),
      [],
    )
  }),
  check('provider/generic', 'account', async (target) => {
    const { id } = await provider(target)
    const answer = await target.send('GET', `${PROVIDERS}/${id}`)
    return all(
      accepted(answer),
      equal('id', answer.body.id, id),
      equal('providerType', answer.body.providerType, 'twilio'),
    )
  }),
  check('provider/generic-same', 'account', async (target) => {
    const { id } = await provider(target)
    const own = await readProvider(target)
    const generic = await target.send('GET', `${PROVIDERS}/${id}`)
    const differing = [...new Set([...Object.keys(own.body), ...Object.keys(generic.body)])].filter(
      (it) => JSON.stringify(own.body[it]) !== JSON.stringify(generic.body[it]),
    )
    return equal('members that differ', differing, [])
  }),
]
