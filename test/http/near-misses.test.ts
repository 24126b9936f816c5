import { expect, test } from 'vitest'
import { RequestPattern } from '../../src/contract/request-pattern.ts'
import { mismatches, nearMisses, type RecordedRequest } from '../../src/http/request-pattern.ts'
import { request } from '../support/recorded.ts'

const PATTERN = RequestPattern.parse({
  method: 'POST',
  urlPath: '/api/v1/providers/twilio',
  headers: { 'Content-Type': { contains: 'json' }, 'X-Run': { equalTo: '7' } },
  bodyPatterns: [{ equalToJson: { name: 'a', region: 'us1', tags: ['x', 'y'] } }],
})

const EXACT = request({
  headers: { 'content-type': 'application/json', 'x-run': '7' },
  body: { name: 'a', region: 'us1', tags: ['x', 'y'] },
})

/** From near to far; the distance is the sum over the weight of all named parts, 15. */
const byDistance: [what: string, RecordedRequest, sum: number][] = [
  [
    'one wrong leaf of four',
    { ...EXACT, body: { name: 'b', region: 'us1', tags: ['x', 'y'] } },
    1 / 4,
  ],
  ['one header of two', { ...EXACT, headers: { 'content-type': 'application/json' } }, 1 / 2],
  [
    'three wrong leaves of four',
    { ...EXACT, body: { name: 'b', region: 'eu1', tags: ['x', 'z'] } },
    3 / 4,
  ],
  ['no body', { ...EXACT, body: undefined }, 1],
  ['headers and body', { ...EXACT, headers: {}, body: null }, 2],
  ['the method', { ...EXACT, method: 'PUT' }, 3],
  ['method and body', { ...EXACT, method: 'GET', body: undefined }, 4],
  ['one segment more', { ...EXACT, path: '/api/v1/providers/twilio/7' }, 5 + 5 / 6],
  ['two segments', { ...EXACT, path: '/api/v2/providers' }, 5 + (5 * 2) / 5],
  ['the whole path', { ...EXACT, path: '/health' }, 5 + (5 * 4) / 5],
  ['everything', { ...EXACT, method: 'GET', path: '/health', headers: {}, body: undefined }, 14],
]

test('the nearest come first, each with its distance and what is wrong', () => {
  const requests = byDistance.map(([, recorded]) => recorded)
  const nearest = nearMisses(PATTERN, requests.toReversed(), 20)
  expect(nearest.map(({ request }) => request)).toEqual(requests)
  expect(nearest.map(({ distance }) => distance)).toEqual(
    byDistance.map(([, , sum]) => expect.closeTo(sum / 15)),
  )
  expect(nearest.map((it) => it.mismatches)).toEqual(
    requests.map((recorded) => mismatches(PATTERN, recorded)),
  )
})

test('a request that matches is no near miss', () => {
  const near = { ...EXACT, method: 'PUT' }
  expect(nearMisses(PATTERN, [EXACT, near, EXACT]).map(({ request }) => request)).toEqual([near])
  expect(nearMisses(RequestPattern.parse({}), [EXACT, near])).toEqual([])
})

test('there are three, unless another number is asked for', () => {
  const requests = Array.from({ length: 5 }, () => ({ ...EXACT, method: 'PUT' }))
  expect(nearMisses(PATTERN, requests)).toHaveLength(3)
  expect(nearMisses(PATTERN, requests, 1)).toHaveLength(1)
  expect(nearMisses(PATTERN, [], 1)).toEqual([])
})

test('of two that are as near, the one that comes first does so among the nearest', () => {
  const requests = [5, 4, 3, 2, 1].map((id) => ({
    ...EXACT,
    id,
    method: id === 2 ? 'POST' : 'PUT',
  }))
  expect(nearMisses(PATTERN, requests).map(({ request }) => request.id)).toEqual([5, 4, 3])
})

test('a wrong method is farther than all that can be wrong with query, headers and body', () => {
  const pattern = RequestPattern.parse({
    method: 'POST',
    queryParameters: { a: { equalTo: '1' } },
    headers: { a: { equalTo: '1' }, b: { equalTo: '1' }, c: { equalTo: '1' } },
    bodyPatterns: [{ equalToJson: 1 }, { matchesJsonPath: '$.a' }],
  })
  const right = {
    method: 'POST',
    path: '/',
    query: 'a=1',
    headers: { a: '1', b: '1', c: '1' },
    body: 1,
  }
  const [allWrong, wrongMethod] = [
    { ...right, query: '', headers: {}, body: 2 },
    { ...right, method: 'PUT' },
  ].map((it) => nearMisses(pattern, [it])[0]?.distance)
  expect(allWrong).toBeLessThanOrEqual(wrongMethod ?? 0)
})

test('where nothing matches the distance is 1, whichever parts the pattern names', () => {
  const nothing = { method: 'GET', path: '', query: '', headers: {}, body: undefined }
  const patterns = [
    { method: 'POST' },
    { urlPathPattern: '/.*' },
    { headers: { a: { equalTo: '1' } } },
    { queryParameters: { a: { equalTo: '1' }, b: { contains: '1' } } },
    { bodyPatterns: [{ equalToJson: { a: 1, b: [] } }, { matchesJsonPath: '$.a' }] },
    { method: 'POST', urlPathPattern: '/.*', bodyPatterns: [{ equalToJson: {} }] },
  ]
  const distances = patterns.map(
    (it) => nearMisses(RequestPattern.parse(it), [nothing])[0]?.distance,
  )
  expect(distances).toEqual(patterns.map(() => 1))
})

test('members and elements that are ignored do not make a request nearer', () => {
  const pattern = RequestPattern.parse({
    bodyPatterns: [
      { equalToJson: { a: 1, list: [1, 2] }, ignoreArrayOrder: true, ignoreExtraElements: true },
    ],
  })
  const bodies = [
    { a: 2, list: [1, 2], b: 3, c: 4 },
    { a: 2, list: [2, 1] },
    { a: 2, list: [3, 2, 1] },
  ]
  const distances = nearMisses(
    pattern,
    bodies.map((body) => request({ body })),
  ).map(({ distance }) => distance)
  expect(distances).toEqual([1 / 3, 1 / 3, 1 / 3])
})

test('a missing object weighs as much as the leaves that it holds', () => {
  const expected = { a: { b: 1, c: [2, {}] }, d: 4 }
  const pattern = RequestPattern.parse({ bodyPatterns: [{ equalToJson: expected }] })
  const [nearest] = nearMisses(pattern, [request({ body: { d: 4 } })])
  expect(nearest?.distance).toBe(3 / 4)
})

test('neither the pattern nor the requests are changed', () => {
  const before = structuredClone([PATTERN, byDistance])
  nearMisses(
    PATTERN,
    byDistance.map(([, recorded]) => recorded),
  )
  expect([PATTERN, byDistance]).toEqual(before)
})
