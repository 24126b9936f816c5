import { objectsIn } from '../answer.ts'
import { check } from '../check.ts'
import { accepted, all, equal, holds } from '../finding.ts'
import { readProvider, verified } from '../things.ts'

const STATUSES = ['pending', 'verified', 'warning', 'failed']
const CHECK_STATUSES = ['passed', 'warning', 'failed']
const NAMES = ['Credentials', 'Trunk', 'Credential List', 'Phone Numbers']

/** What verification looks at and says. */
export const verificationChecks = [
  check('verification/on-demand', 'account', async (target) => {
    const answer = await verified(target)
    const { status, checks } = answer.body
    return all(
      accepted(answer),
      holds(
        'status',
        status,
        `is one of ${STATUSES.join(', ')}`,
        STATUSES.includes(String(status)),
      ),
      holds('checks', checks, 'is a list or null', checks === null || Array.isArray(checks)),
    )
  }),
  check('verification/time', 'account', async (target) => {
    const { lastVerifiedAt } = (await verified(target)).body
    const isUtc = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)$/.test(String(lastVerifiedAt))
    return holds('lastVerifiedAt', lastVerifiedAt, 'is an instant in UTC', isUtc)
  }),
  check('verification/updates-provider', 'account', async (target) => {
    const { status } = (await verified(target)).body
    return equal('verificationStatus', (await readProvider(target)).body.verificationStatus, status)
  }),
  check('verification/aggregate', 'account', async (target) => {
    const { status, checks } = (await verified(target)).body
    const statuses = objectsIn(checks).map((it) => it.status)
    const isWell = statuses.length > 0 && statuses.every((it) => it === 'passed')
    const expected = isWell ? 'is "verified", as every check passed' : 'is not "verified"'
    return holds('status', status, expected, isWell === (status === 'verified'))
  }),
  check('verification/check-members', 'account', async (target) => {
    const [first = {}] = objectsIn((await verified(target)).body.checks)
    const expected = ['checkName', 'message', 'status', 'timestamp']
    return equal(
      'members of a check',
      expected.filter((it) => typeof first[it] === 'string'),
      expected,
    )
  }),
  check('verification/check-names', 'account', async (target) => {
    const checks = objectsIn((await verified(target)).body.checks)
    return equal(
      'checkNames',
      checks.map((it) => it.checkName),
      NAMES,
    )
  }),
  check('verification/check-status', 'account', async (target) => {
    const statuses = objectsIn((await verified(target)).body.checks).map((it) => it.status)
    const areKnown = statuses.every((it) => CHECK_STATUSES.includes(String(it)))
    return holds('statuses', statuses, `are of ${CHECK_STATUSES.join(', ')}`, areKnown)
  }),
  check('verification/details', 'account', async (target) => {
    const details = objectsIn((await verified(target)).body.checks).map((it) => it.details)
    const types = details.map((it) => (it === null ? 'null' : typeof it))
    return holds(
      'types of details',
      types,
      'are "object"',
      types.every((it) => it === 'object'),
    )
  }),
]
