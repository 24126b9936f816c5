import { expect, test } from 'vitest'
import { redactedAnswer, redactedJson, redactedQuery } from '../../src/http/redact.ts'

const TOKEN = 'c0ffee11c0ffee22c0ffee33c0ffee44'
const STEERING = '00000000000000000000000000310001'

test('an answer keeps everything but its secrets', () => {
  const answer = {
    sid: `AC${TOKEN}`,
    auth_token: TOKEN,
    accounts: [{ auth_token: STEERING, secondary_auth_token: null, status: 'active' }],
    credential: { authUser: 'dasha', authPassword: 'canary', orgId: TOKEN },
  }

  expect(redactedAnswer(answer)).toEqual({
    sid: `AC${TOKEN}`,
    auth_token: '[redacted]',
    accounts: [{ auth_token: STEERING, secondary_auth_token: null, status: 'active' }],
    credential: { authUser: 'dasha', authPassword: '[redacted]', orgId: '[redacted]' },
  })
})

test('an answer still says what was wrong with a secret', () => {
  const answer = { errors: { AuthToken: ['The AuthToken field is required.', TOKEN] } }

  expect(redactedAnswer(answer)).toEqual({
    errors: { AuthToken: ['The AuthToken field is required.', '[redacted]'] },
  })
})

test('a form loses its secrets, and what a client sent twice in their place', () => {
  const form = { FriendlyName: 'Main', Username: 'u', Password: 'canary', AuthToken: ['a', 'b'] }

  expect(redactedJson(form)).toEqual({
    FriendlyName: 'Main',
    Username: 'u',
    Password: '[redacted]',
    AuthToken: '[redacted]',
  })
})

test.each([
  ['PageSize=50&Page=1&PageToken=PAPN1', 'PageSize=50&Page=1&PageToken=PAPN1'],
  ['P%61geToken=PAPN1', 'P%61geToken=PAPN1'],
  ['Token=canary&MyPageToken=canary', 'Token=[redacted]&MyPageToken=[redacted]'],
])('the query %s', (query, redacted) => {
  expect(redactedQuery(query)).toBe(redacted)
})
