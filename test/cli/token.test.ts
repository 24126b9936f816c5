import { expect, test } from 'vitest'
import { run } from '../support/process.ts'

const ZEROS = '0'.repeat(26)

test.each([
  [[], '010000'],
  [['--reads', '3'], '310000'],
  [['--numbers', 'warning'], '010001'],
  [['--credentials', 'failed'], '012000'],
  [['--trunk', 'warning'], '010100'],
  [['--list', 'failed'], '010020'],
  [
    ['--credentials', 'warning', '--trunk', 'failed', '--list', 'passed', '--numbers', 'failed'],
    '011202',
  ],
  [['--numbers', 'warning', '--reads', '3'], '310001'],
  [['--pending'], '019999'],
  [['--error', '20003'], '020003'],
  [['--error', '20008'], '020008'],
  [['--error', '20403'], '020403'],
  [['--error', '20429'], '020429'],
  [['--error', '20500'], '020500'],
  [['--error', '20503'], '020503'],
  [['--error', '21244'], '021244'],
  [['--error', '21248'], '021248'],
])('prints for %j the token that ends in %s', async (flags, digits) => {
  expect(await run(['token', ...flags])).toStrictEqual({
    code: 0,
    stdout: `${ZEROS}${digits}\n`,
    stderr: '',
  })
})

test.each([
  [
    '011202',
    [
      'The create succeeds; verification comes when it usually does. Verification says:',
      '  Credentials: warning',
      '  Trunk: failed',
      '  Credential List: passed',
      '  Phone Numbers: failed',
    ],
  ],
  [
    '310001',
    [
      'The create succeeds; 3 reads say pending first. Verification says:',
      '  Credentials: passed',
      '  Trunk: passed',
      '  Credential List: passed',
      '  Phone Numbers: warning',
    ],
  ],
  ['019999', ['The create succeeds; verification stays pending for ever.']],
  ['020003', ['Twilio answers 20003 at FetchAccount.']],
  ['021248', ['Twilio answers 21248 at CreateTrunk.']],
  [
    '012003',
    ['An ordinary token: all is well. It begins like one that steers, but no code ends like that.'],
  ],
])('explains the token that ends in %s', async (digits, lines) => {
  expect(await run(['token', '--explain', `${ZEROS}${digits}`])).toStrictEqual({
    code: 0,
    stdout: `${lines.join('\n')}\n`,
    stderr: '',
  })
})

test('explains an ordinary token', async () => {
  const { stdout } = await run(['token', '--explain', '0123456789abcdef0123456789abcdef'])
  expect(stdout).toBe('An ordinary token: all is well.\n')
})

test.each([
  [['--reads', '10'], 'a whole number from 0 to 9'],
  [['--reads', '-1'], 'a whole number from 0 to 9'],
  [['--reads', 'many'], 'a whole number from 0 to 9'],
  [['--reads', ''], 'a whole number from 0 to 9'],
  [['--error', '11200'], 'use one of 20003, 20008, 20403, 20429, 20500, 20503, '],
  [['--error', '12000'], 'use one of 20003'],
  [['--error', 'none'], 'use one of 20003'],
  [['--pending', '--reads', '3'], 'use the checks, --pending or --error, one of them.'],
  [['--pending', '--error', '20003'], 'use the checks, --pending or --error, one of them.'],
  [
    ['--error', '20003', '--numbers', 'failed'],
    'use the checks, --pending or --error, one of them.',
  ],
  [['--numbers', 'maybe'], 'Allowed choices are passed, warning, failed.'],
  [['--explain', 'abc'], 'an auth token is 32 lowercase hexadecimal digits'],
  [['--explain', 'A'.repeat(32)], 'an auth token is 32 lowercase hexadecimal digits'],
  [['--sip', 'failed'], "unknown option '--sip'"],
])('ends with 2 for %j and says the way out', async (flags, message) => {
  const { code, stdout, stderr } = await run(['token', ...flags])
  expect(stderr).toContain(message)
  expect({ code, stdout }).toStrictEqual({ code: 2, stdout: '' })
})
