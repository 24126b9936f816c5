import { expect, test } from 'vitest'
import type { Mismatch } from '../../src/http/request-pattern.ts'
import { CREATE, check, request } from '../support/recorded.ts'

const matching: [what: string, pattern: object][] = [
  ['no part', {}],
  ['empty parts', { headers: {}, queryParameters: {}, bodyPatterns: [] }],
  ['any method', { method: 'ANY' }],
  ['the method', { method: 'POST' }],
  ['the path', { urlPath: '/api/v1/providers/twilio' }],
  ['an expression for the path', { urlPathPattern: '/api/v1/([a-z]*)/twilio' }],
  ['alternatives for the path', { urlPathPattern: '/other|/api/.*' }],
  ['an expression with anchors of its own', { urlPathPattern: '^/api/.+$' }],
  ['a header in capitals', { headers: { 'CONTENT-TYPE': { contains: 'json' } } }],
  [
    'a header in other letters',
    {
      headers: {
        'Content-Type': { equalTo: 'APPLICATION/JSON; CHARSET=UTF-8', caseInsensitive: true },
      },
    },
  ],
  ['an expression for a header', { headers: { 'content-type': { matches: '.*/json.*' } } }],
  ['a dot for a line break', { headers: { 'x-lines': { matches: 'one.two' } } }],
  ['no such header', { headers: { 'X-Absent': { absent: true } } }],
  [
    'no such header, named like a member of objects',
    { headers: { constructor: { absent: true } } },
  ],
  [
    'an expression that an absent header cannot match',
    { headers: { 'X-B': { doesNotMatch: '.*' } } },
  ],
  ['an expression for a part only', { headers: { 'content-type': { doesNotMatch: 'json' } } }],
  ['a parameter', { queryParameters: { dryRun: { equalTo: 'false' } } }],
  ['one of several values', { queryParameters: { tag: { equalTo: 'b c' } } }],
  ['one of several that is different', { queryParameters: { tag: { doesNotMatch: 'a' } } }],
  ['an empty parameter', { queryParameters: { empty: { equalTo: '' } } }],
  ['no such parameter', { queryParameters: { search_term: { absent: true } } }],
  [
    'all parts at once',
    {
      method: 'POST',
      urlPath: '/api/v1/providers/twilio',
      headers: { 'Content-Type': { contains: 'json' }, 'X-Absent': { absent: true } },
      queryParameters: { tag: { contains: 'a' } },
      bodyPatterns: [
        { matchesJsonPath: '$.name' },
        { equalToJson: { name: 'EU trunk' }, ignoreExtraElements: true },
      ],
    },
  ],
]

test.each(matching)('matches by %s', (_what, pattern) => {
  expect(check(pattern, CREATE)).toEqual([])
})

const differing: [what: string, pattern: object, ...Mismatch[]][] = [
  [
    'another method',
    { method: 'GET' },
    { pointer: '/method', pattern: '/method', expected: 'GET', actual: 'POST' },
  ],
  [
    'another path',
    { urlPath: '/api/v1/providers' },
    {
      pointer: '/path',
      pattern: '/urlPath',
      expected: '/api/v1/providers',
      actual: '/api/v1/providers/twilio',
    },
  ],
  [
    'a path that the expression matches in part',
    { urlPathPattern: '/api/v1' },
    {
      pointer: '/path',
      pattern: '/urlPathPattern',
      expected: '/api/v1',
      actual: '/api/v1/providers/twilio',
    },
  ],
  [
    'a path that one of the alternatives matches in part',
    { urlPathPattern: '/api|other' },
    {
      pointer: '/path',
      pattern: '/urlPathPattern',
      expected: '/api|other',
      actual: '/api/v1/providers/twilio',
    },
  ],
  [
    'a header in other letters',
    { headers: { 'X-Lines': { equalTo: 'ONE\nTWO' } } },
    {
      pointer: '/headers/x-lines',
      pattern: '/headers/X-Lines/equalTo',
      expected: 'ONE\nTWO',
      actual: 'one\ntwo',
    },
  ],
  [
    'a header without the part',
    { headers: { 'x-lines': { contains: 'three' } } },
    {
      pointer: '/headers/x-lines',
      pattern: '/headers/x-lines/contains',
      expected: 'three',
      actual: 'one\ntwo',
    },
  ],
  [
    'a header that the expression matches in part',
    { headers: { 'x-lines': { matches: 'one' } } },
    {
      pointer: '/headers/x-lines',
      pattern: '/headers/x-lines/matches',
      expected: 'one',
      actual: 'one\ntwo',
    },
  ],
  [
    'a header that the expression should not match',
    { headers: { 'x-lines': { doesNotMatch: 'one.*' } } },
    {
      pointer: '/headers/x-lines',
      pattern: '/headers/x-lines/doesNotMatch',
      expected: 'one.*',
      actual: 'one\ntwo',
    },
  ],
  [
    'a header that should be absent',
    { headers: { 'x-lines': { absent: true } } },
    {
      pointer: '/headers/x-lines',
      pattern: '/headers/x-lines/absent',
      expected: true,
      actual: 'one\ntwo',
    },
  ],
  ...(['equalTo', 'contains', 'matches'] as const).map((operator): [string, object, Mismatch] => [
    `no header for ${operator}`,
    { headers: { 'X/~': { [operator]: '' } } },
    {
      pointer: '/headers/x~1~0',
      pattern: `/headers/X~1~0/${operator}`,
      expected: '',
      actual: undefined,
    },
  ]),
  [
    'no header, where every object has a member of that name',
    { headers: { constructor: { matches: '.*' } } },
    {
      pointer: '/headers/constructor',
      pattern: '/headers/constructor/matches',
      expected: '.*',
      actual: undefined,
    },
  ],
  [
    'a parameter in capitals',
    { queryParameters: { DRYRUN: { equalTo: 'false' } } },
    {
      pointer: '/query/DRYRUN',
      pattern: '/queryParameters/DRYRUN/equalTo',
      expected: 'false',
      actual: undefined,
    },
  ],
  [
    'several values of a parameter',
    { queryParameters: { tag: { equalTo: 'c' } } },
    { pointer: '/query/tag', pattern: '/queryParameters/tag/equalTo', expected: 'c', actual: 'a' },
    {
      pointer: '/query/tag',
      pattern: '/queryParameters/tag/equalTo',
      expected: 'c',
      actual: 'b c',
    },
  ],
  [
    'an empty parameter that should be absent',
    { queryParameters: { empty: { absent: true } } },
    {
      pointer: '/query/empty',
      pattern: '/queryParameters/empty/absent',
      expected: true,
      actual: '',
    },
  ],
  [
    'several parts at once',
    {
      method: 'PATCH',
      urlPath: '/other',
      headers: { 'X-A': { equalTo: 'a' } },
      queryParameters: { dryRun: { equalTo: 'true' } },
      bodyPatterns: [
        { equalToJson: { name: 'EU trunk' }, ignoreExtraElements: true },
        { equalToJson: { name: 'US trunk' }, ignoreExtraElements: true },
      ],
    },
    {
      pointer: '/path',
      pattern: '/urlPath',
      expected: '/other',
      actual: '/api/v1/providers/twilio',
    },
    { pointer: '/method', pattern: '/method', expected: 'PATCH', actual: 'POST' },
    { pointer: '/headers/x-a', pattern: '/headers/X-A/equalTo', expected: 'a', actual: undefined },
    {
      pointer: '/query/dryRun',
      pattern: '/queryParameters/dryRun/equalTo',
      expected: 'true',
      actual: 'false',
    },
    {
      pointer: '/body/name',
      pattern: '/bodyPatterns/1/equalToJson/name',
      expected: 'US trunk',
      actual: 'EU trunk',
    },
  ],
]

test.each(differing)('names %s', (_what, pattern, ...expected) => {
  expect(check(pattern, CREATE)).toStrictEqual(expected)
})

test('a query without ? in front, and none, are read too', () => {
  const pattern = { queryParameters: { tag: { equalTo: 'a' } } }
  expect(check(pattern, request({ query: 'tag=a' }))).toEqual([])
  expect(check(pattern, request({ query: '' }))).toHaveLength(1)
})
