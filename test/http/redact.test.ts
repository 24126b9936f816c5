import { expect, test } from 'vitest'
import {
  redactedAnswer,
  redactedHeaders,
  redactedJson,
  redactedPart,
  redactedQuery,
} from '../../src/http/redact.ts'

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
  [`PageToken=${TOKEN}`, `PageToken=${TOKEN}`],
  [`x=${TOKEN}&y=1`, 'x=[redacted]&y=1'],
  [`x=%63${TOKEN.slice(1)}`, 'x=[redacted]'],
  [`x=%FF%26${TOKEN}`, 'x=%FF%26[redacted]'],
  [`${TOKEN}&${TOKEN}=1`, '[redacted]&[redacted]=1'],
  [`x=${STEERING}&y=AC${TOKEN}&z=${TOKEN}0`, `x=${STEERING}&y=AC${TOKEN}&z=${TOKEN}0`],
  ['u=https%3A%2F%2Fa:b%40example.com%2Fv', 'u=https://[redacted]@example.com/v'],
  ['u=sip:bob:b+c=d@example.com', 'u=sip:[redacted]@example.com'],
  ['u=https%3A%2F%2Fexample.com%2F%40me', 'u=https%3A%2F%2Fexample.com%2F%40me'],
])('the query %s', (query, redacted) => {
  expect(redactedQuery(query)).toBe(redacted)
})

test.each([
  [`/api/v1/phone/${TOKEN}`, '/api/v1/phone/[redacted]'],
  [`/2010-04-01/Accounts/${TOKEN}.json`, '/2010-04-01/Accounts/[redacted].json'],
  [`/%63${TOKEN.slice(1)}/x`, '/[redacted]/x'],
  ['/sip:bob:canary@example.com', '/sip:[redacted]@example.com'],
  [`/Accounts/AC${TOKEN}.json`, `/Accounts/AC${TOKEN}.json`],
  [`/x/${STEERING}`, `/x/${STEERING}`],
  ['/caf%C3%A9/%2e%2E/%zz', '/caf%C3%A9/%2e%2E/%zz'],
])('the path %s', (path, redacted) => {
  expect(redactedPart(path)).toBe(redacted)
})

test.each([
  ['X-Account', TOKEN, '[redacted]'],
  ['Referer', `http://localhost/?x=${TOKEN}`, 'http://localhost/?x=[redacted]'],
  ['Referer', 'http://bob:canary@localhost/', 'http://[redacted]@localhost/'],
  ['X-Account', `AC${TOKEN}`, `AC${TOKEN}`],
  ['X-Account', STEERING, STEERING],
  ['Twilio-Request-Id', `RQ${TOKEN}`, `RQ${TOKEN}`],
  ['traceparent', `00-${TOKEN}-00f067aa0ba902b7-01`, `00-${TOKEN}-00f067aa0ba902b7-01`],
  ['X-B3-TraceId', TOKEN, TOKEN],
  ['X-Request-ID', TOKEN, TOKEN],
  ['X-Request-ID', 'sip:bob:canary@x', 'sip:[redacted]@x'],
  ['X-Api-Key', 'canary', '[redacted]'],
])('the header %s: %s', (name, value, redacted) => {
  expect(redactedHeaders(['A', 'b', name, value])).toEqual(['A', 'b', name, redacted])
})

test('an auth token within a text is seen, and one that names a member', () => {
  const message = (it: string) =>
    `The requested resource /2010-04-01/Accounts/${it}.json was not found`

  expect(redactedAnswer({ message: message(TOKEN), [TOKEN]: 1 })).toEqual({
    message: message('[redacted]'),
    '[redacted]': 1,
  })
  expect(redactedJson({ [TOKEN]: `AC${TOKEN}` })).toEqual({ '[redacted]': `AC${TOKEN}` })
})

test('a URL loses its credentials in a request and in an answer', () => {
  const body = (it: string) => ({
    urls: [`https://${it}@example.com/v`],
    sip: `sip:${it}@example.com`,
  })

  expect([redactedJson(body('bob:canary')), redactedAnswer(body('bob:canary'))]).toEqual([
    body('[redacted]'),
    body('[redacted]'),
  ])
})
