import { expect, test } from 'vitest'
import { AUTH_TOKEN, type CheckStatus } from '../../src/contract/providers.ts'
import {
  CHECK_NAMES,
  isSteeringToken,
  STEERING_ERROR_CODES,
  type Steering,
  steeringOf,
  steeringToken,
} from '../../src/domain/steering.ts'

const ZEROS = '0'.repeat(26)
const STATUSES: CheckStatus[] = ['passed', 'warning', 'failed']

test.each([
  ['010000', 0, 'passed passed passed passed'],
  ['010001', 0, 'passed passed passed warning'],
  ['012000', 0, 'failed passed passed passed'],
  ['010200', 0, 'passed failed passed passed'],
  ['010120', 0, 'passed warning failed passed'],
  ['012222', 0, 'failed failed failed failed'],
  ['310001', 3, 'passed passed passed warning'],
  ['911111', 9, 'warning warning warning warning'],
])('reads …%s as pending for %i reads, then checks that say %s', (tail, reads, statuses) => {
  const [Credentials, Trunk, CredentialList, PhoneNumbers] = statuses.split(' ')

  expect(steeringOf(ZEROS + tail)).toStrictEqual({
    kind: 'checks',
    reads,
    checks: {
      Credentials,
      Trunk,
      'Credential List': CredentialList,
      'Phone Numbers': PhoneNumbers,
    },
  })
})

test('reads …019999 as pending for ever', () => {
  expect(steeringOf(`${ZEROS}019999`)).toStrictEqual({ kind: 'pending' })
})

test.each([
  [20003, 'FetchAccount'],
  [20008, 'FetchAccount'],
  [20403, 'FetchAccount'],
  [20429, 'FetchAccount'],
  [20500, 'FetchAccount'],
  [20503, 'FetchAccount'],
  [21239, 'CreateSipCredentialList'],
  [21240, 'CreateSipCredentialList'],
  [21242, 'CreateSipCredential'],
  [21243, 'CreateSipCredential'],
  [21244, 'CreateTrunk'],
  [21245, 'CreateTrunk'],
  [21248, 'CreateTrunk'],
])('reads …0%i as that code of Twilio at %s', (code, operation) => {
  expect(steeringOf(`${ZEROS}0${code}`)).toStrictEqual({ kind: 'twilio-error', code, operation })
})

test.each([
  ['an ordinary token', '0123456789abcdef0123456789abcdef'],
  ['nothing but zeros', '0'.repeat(32)],
  ['a digit before 25 zeros', `1${'0'.repeat(25)}010000`],
  ['a letter among the zeros', `${'0'.repeat(12)}a${'0'.repeat(13)}010000`],
  ['a check that says 3', `${ZEROS}010003`],
  ['a first check that says 9', `${ZEROS}019000`],
  ['a letter for the reads', `${ZEROS}a10000`],
  ['a letter in the code', `${ZEROS}01000a`],
  ['reads with pending for ever', `${ZEROS}119999`],
  ['reads with an error code', `${ZEROS}120003`],
  ['a code of Twilio that no step answers', `${ZEROS}020404`],
  ['an unknown code', `${ZEROS}029999`],
  ['a code that starts with 0', `${ZEROS}000001`],
  ['one zero too many', `0${ZEROS}010000`],
  ['one zero too few', `${ZEROS.slice(1)}010000`],
  ['a newline at the end', `${ZEROS}010000\n`],
  ['nothing', ''],
])('takes %s for an ordinary token', (_, token) => {
  expect([steeringOf(token), isSteeringToken(token)]).toStrictEqual([null, false])
})

test('reads back every combination of checks and reads that it writes', () => {
  const all = everyChecksSteering()

  expect(all.map((it) => steeringOf(steeringToken(it)))).toStrictEqual(all)
})

test('writes back every token of checks that it reads', () => {
  const tokens = everyChecksSteering().map(steeringToken)
  const written = tokens.map((token) => {
    const steering = steeringOf(token)
    return steering && steeringToken(steering)
  })

  expect(written).toStrictEqual(tokens)
})

test('writes another token for each of the 810 combinations', () => {
  expect(new Set(everyChecksSteering().map(steeringToken)).size).toBe(810)
})

test('writes pending for ever', () => {
  expect(steeringToken({ kind: 'pending' })).toBe(`${ZEROS}019999`)
})

test.each(STEERING_ERROR_CODES)('writes back the token of code %i', (code) => {
  const token = `${ZEROS}0${code}`
  const steering = steeringOf(token)

  expect(steering && steeringToken(steering)).toBe(token)
})

test('writes nothing that the API would refuse as an auth token', () => {
  const tokens = everyChecksSteering().map(steeringToken)

  expect(tokens.filter((token) => !AUTH_TOKEN.test(token))).toStrictEqual([])
})

test.each([10, -1, 1.5, Number.NaN])('refuses to write a token with %d reads', (reads) => {
  const checks = {
    Credentials: 'passed',
    Trunk: 'passed',
    'Credential List': 'passed',
    'Phone Numbers': 'passed',
  } as const

  expect(() => steeringToken({ kind: 'checks', checks, reads })).toThrow(RangeError)
})

const PASSED = {
  Credentials: 'passed',
  Trunk: 'passed',
  'Credential List': 'passed',
  'Phone Numbers': 'passed',
}

test.each([
  [{ checks: PASSED, reads: 3 }, 'kind must be checks, pending or twilio-error, not undefined'],
  [{ kind: 'check' }, 'kind must be checks, pending or twilio-error, not check'],
  [{ kind: 'checks', checks: PASSED }, 'reads must be 0 to 9, not undefined'],
  [{ kind: 'checks', reads: 3 }, 'Credentials must be passed, warning or failed, not undefined'],
  [
    { kind: 'checks', checks: { ...PASSED, Trunk: 'bad' }, reads: 3 },
    'Trunk must be passed, warning or failed, not bad',
  ],
  [{ kind: 'twilio-error' }, 'code must be one of 20003, '],
  [{ kind: 'twilio-error', code: 11200 }, 'code must be one of 20003, '],
])('refuses to write %j, as plain JavaScript may ask, and names what is missing', (asked, why) => {
  const write = () => steeringToken(asked as unknown as Steering)

  expect(write).toThrow(RangeError)
  expect(write).toThrow(`Cannot make a steering token: ${why}`)
})

test('names the four checks in the documented order', () => {
  expect(CHECK_NAMES).toStrictEqual(['Credentials', 'Trunk', 'Credential List', 'Phone Numbers'])
})

/** 81 combinations of checks, each with 0 to 9 reads. */
function everyChecksSteering(): Steering[] {
  return STATUSES.flatMap((Credentials) =>
    STATUSES.flatMap((Trunk) =>
      STATUSES.flatMap((CredentialList) =>
        STATUSES.flatMap((PhoneNumbers) =>
          Array.from({ length: 10 }, (_, reads): Steering => {
            const checks = {
              Credentials,
              Trunk,
              'Credential List': CredentialList,
              'Phone Numbers': PhoneNumbers,
            }
            return { kind: 'checks', checks, reads }
          }),
        ),
      ),
    ),
  )
}
