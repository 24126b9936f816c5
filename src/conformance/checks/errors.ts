import type { Assumptions } from '../../contract/assumptions.ts'
import { check } from '../check.ts'
import { accepted, all, answered, equal, holds } from '../finding.ts'
import { CREDENTIALS, NUMBERS, PREFIX, PROVIDERS, type Target, TWILIO } from '../target.ts'
import { createdCredential, deletedProvider } from '../things.ts'

const NOWHERE = crypto.randomUUID()
const PROBLEM = ['type', 'title', 'status', 'detail', 'instance']
const READS = [TWILIO, PROVIDERS, NUMBERS, CREDENTIALS]

/** An error that changes nothing. */
function notFound(target: Target) {
  return target.once('not found', () => target.send('DELETE', `${PROVIDERS}/${NOWHERE}`))
}

/** A create that breaks three rules of the contract. */
function invalid(target: Target) {
  const body = { server: '', description: 'x'.repeat(256), authPassword: 'x'.repeat(65) }
  return target.once('invalid', () => target.send('POST', CREDENTIALS, { body }))
}

/** How a request succeeds or is refused, whatever it is about. */
export const errorChecks = [
  check('success/status-200', 'nothing', async ({ send }) =>
    all(answered(await send('GET', CREDENTIALS), 200), answered(await send('GET', NUMBERS), 200)),
  ),
  check('success/status-204', 'account', async (target) => {
    const { deleted } = await deletedProvider(target)
    return all(answered(deleted, 204), equal('body', deleted.text, ''))
  }),
  check('errors/problem-details', 'nothing', async (target) => {
    const { body } = await notFound(target)
    return equal(
      'members',
      PROBLEM.filter((it) => it in body),
      PROBLEM,
    )
  }),
  check('errors/status-member', 'nothing', async (target) => {
    const { status, body } = await notFound(target)
    return equal('status in the body', body.status, status)
  }),
  check('errors/content-type', 'nothing', async (target) => {
    const type = (await notFound(target)).headers.get('Content-Type')
    const isProblem = type?.startsWith('application/problem+json') ?? false
    return holds('Content-Type', type, 'is application/problem+json', isProblem)
  }),
  check('errors/trace-id', 'nothing', async (target) => {
    const { traceId } = (await notFound(target)).body
    const isTrace = /^00-[0-9a-f]{32}-[0-9a-f]{16}-\d\d$/.test(String(traceId))
    return holds('traceId', traceId, 'is a W3C trace context', isTrace)
  }),
  check('errors/not-found', 'nothing', async ({ send }) => {
    const answers = []
    for (const path of READS) answers.push(answered(await send('GET', `${path}/${NOWHERE}`), 404))
    return all(answered(await send('GET', `${TWILIO}/${NOWHERE}`), 404), ...answers)
  }),
  check('errors/malformed-id', 'nothing', async ({ send }) => {
    const answers = []
    for (const path of READS) answers.push(answered(await send('GET', `${path}/${PREFIX}`), 400))
    return all(answered(await send('GET', `${TWILIO}/${PREFIX}`), 400), ...answers)
  }),
  check('errors/validation', 'writes', async (target) => answered(await invalid(target), 400)),
  check('errors/by-member', 'writes', async (target) => {
    const { errors } = (await invalid(target)).body
    const messages = Object.values(Object(errors))
    const areLists = messages.length > 0 && messages.every(Array.isArray)
    return holds('errors', errors, 'has lists of messages', areLists)
  }),
  check('errors/all-at-once', 'writes', async (target) => {
    const names = Object.keys(Object((await invalid(target)).body.errors)).map((it) =>
      it.toLowerCase(),
    )
    return equal('members', names.sort(), ['authpassword', 'description', 'server'])
  }),
  check('errors/keys-pascal', 'writes', async (target) => {
    const names = Object.keys(Object((await invalid(target)).body.errors))
    const errorKeys = spelling(names)
    const finding = holds('keys', names, 'begin with a capital', errorKeys === 'pascal')
    return { ...finding, ...(errorKeys && { learned: { errorKeys } }) }
  }),
  check('errors/json-path', 'writes', async ({ send }) => {
    const body = { server: 'sip.example.com', cpsLimit: 'many' }
    const { errors } = (await send('POST', CREDENTIALS, { body })).body
    return holds('errors', errors, 'has $.cpsLimit', '$.cpsLimit' in Object(errors))
  }),
  check('errors/malformed-json', 'writes', async ({ send }) =>
    answered(await send('POST', CREDENTIALS, { raw: '{' }), 400),
  ),
  check('errors/no-body', 'writes', async ({ send }) =>
    answered(await send('POST', CREDENTIALS, { raw: '' }), 400),
  ),
  check('errors/unknown-members', 'writes', async (target) => {
    const { server } = (await createdCredential(target)).body
    const body = { server, trunklineConformance: true }
    return accepted(await target.send('POST', CREDENTIALS, { body }))
  }),
  check('errors/media-type', 'writes', async ({ send }) => {
    const headers = { 'Content-Type': 'text/plain' }
    return answered(await send('POST', CREDENTIALS, { raw: '{}', headers }), 415)
  }),
  check('errors/too-large', 'writes', async ({ send }) =>
    answered(await send('POST', CREDENTIALS, { raw: ' '.repeat(1024 * 1024 + 1) }), 413),
  ),
]

/** How members of the body are named; undefined where the names say neither. */
function spelling(names: string[]): Assumptions['errorKeys'] | undefined {
  if (names.length === 0) return undefined
  if (names.every((it) => /^[A-Z]/.test(it))) return 'pascal'
  return names.every((it) => /^[a-z]/.test(it)) ? 'camel' : undefined
}
