import { expect, test } from 'vitest'
import { check, placeholder, request } from '../support/recorded.ts'

const ORDER = { ignoreArrayOrder: true }
const EXTRA = { ignoreExtraElements: true }
const BOTH = { ...ORDER, ...EXTRA }
const ONE_TO_FOUR = { one: 1, two: 2, three: 3, four: 4 }

const equal: [what: string, expected: unknown, actual: unknown, options?: object][] = [
  ['an object', ONE_TO_FOUR, ONE_TO_FOUR],
  ['members in another order', ONE_TO_FOUR, { four: 4, three: 3, one: 1, two: 2 }],
  ['a text that holds JSON', '{ "total_results": 4 }', { total_results: 4 }],
  ['numbers by value', '[1.0, 1e2, -0, 0.1]', [1, 100, 0, 0.1]],
  ['null', null, null],
  ['a text', '"text"', 'text'],
  ['empty objects and arrays', { a: {}, b: [] }, { a: {}, b: [] }],
  ['an array', [1, [2, { a: 3 }]], [1, [2, { a: 3 }]]],
  ['an array in any order', [1, 2, 3, 4], [1, 3, 2, 4], ORDER],
  [
    'an inner array in any order',
    { one: 1, two: [{ val: 1 }, { val: 2 }, { val: 3 }] },
    { one: 1, two: [{ val: 3 }, { val: 2 }, { val: 1 }] },
    ORDER,
  ],
  ['arrays of arrays in any order', [[1, 2], [3]], [[3], [2, 1]], ORDER],
  ['the same element twice, in any order', [1, 1, 2], [1, 2, 1], ORDER],
  ['more members', ONE_TO_FOUR, { ...ONE_TO_FOUR, five: 5, six: { seven: 7 } }, EXTRA],
  ['more members of an inner object', { a: [{ b: 1 }] }, { a: [{ b: 1, c: 2 }] }, EXTRA],
  ['more elements at the end', [1, 2, 3], [1, 2, 3, 4], EXTRA],
  ['more elements anywhere', [1, 2, 3], [5, 5, 4, 4, 3, 3, 2, 2, 1, 1], BOTH],
  [
    'more members, and arrays in any order',
    { one: 1, four: [1, 2, 3] },
    { one: 1, four: [2, 1, 3], five: 5 },
    BOTH,
  ],
  [
    'an element that has more members, in any order',
    [{ a: 1 }, { b: 2 }],
    [{ b: 2, c: 3 }, { a: 1 }],
    BOTH,
  ],
  [
    'elements of which the first that fits is not the right one',
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: 1, b: 2 }, { a: 1 }],
    BOTH,
  ],
  [
    'placeholders of which the first that fits is not the right one',
    [placeholder('any-string'), `${placeholder('regex')}[ab]`, 'a'],
    ['a', 'b', 'c'],
    ORDER,
  ],
  ['a member __proto__', '{ "__proto__": { "a": 1 } }', JSON.parse('{ "__proto__": { "a": 1 } }')],
  ['members of every object', { constructor: 1, toString: 2 }, { toString: 2, constructor: 1 }],
  ['any text', { id: placeholder('any-string'), name: 'Tom' }, { id: 'abc123', name: 'Tom' }],
  ['any number', [placeholder('any-number')], [1.5]],
  ['any boolean', [placeholder('any-boolean')], [false]],
  ['any array', [placeholder('any-array')], [[1]]],
  ['a text of a shape', { id: `${placeholder('regex')}[a-z]+` }, { id: 'abc' }],
  ['any value', [placeholder('ignore'), '#{json-unit.ignore}'], [null, { a: 1 }]],
  ['any value or none', { a: placeholder('ignore-element'), b: 1 }, { b: 1 }],
  [
    'any value or none, of a member that others have',
    { constructor: placeholder('ignore-element') },
    {},
  ],
  ['any body', `"${placeholder('ignore')}"`, { a: 1 }],
  ['a text that only contains a placeholder', ['x #{json-unit.ignore}'], ['x #{json-unit.ignore}']],
]

test.each(equal)('takes for equal: %s', (_what, expected, actual, options) => {
  const pattern = { bodyPatterns: [{ equalToJson: expected, ...options }] }
  expect(check(pattern, request({ body: actual }))).toEqual([])
})

/** Place in the body, place in the expected JSON, what stands at each. */
type Row = [at: string, expectedAt: string, expected: unknown, actual: unknown]

const unequal: [what: string, expected: unknown, actual: unknown, options: object, ...Row[]][] = [
  ['no body', { a: 1 }, undefined, {}, ['', '', { a: 1 }, undefined]],
  [
    'no body for any value',
    `"${placeholder('ignore')}"`,
    undefined,
    {},
    ['', '', placeholder('ignore'), undefined],
  ],
  ['null', { a: 1 }, null, {}, ['', '', { a: 1 }, null]],
  ['an array for an object', {}, [], {}, ['', '', {}, []]],
  ['a text for a number', { a: 1 }, { a: '1' }, {}, ['/a', '/a', 1, '1']],
  ['a boolean for a text', ['true'], [true], {}, ['/0', '/0', 'true', true]],
  [
    'several wrong values',
    { one: 1, two: 2, three: 3, four: 4 },
    { one: 1, two: 2, three: 7, four: 8 },
    {},
    ['/three', '/three', 3, 7],
    ['/four', '/four', 4, 8],
  ],
  [
    'wrong, missing and extra members, deep down',
    { outer: { inner: { wrong: 1, same: [1, 2], missing: {} } } },
    { outer: { inner: { wrong: 2, same: [1, 3], extra: { a: 1 } } } },
    {},
    ['/outer/inner/wrong', '/outer/inner/wrong', 1, 2],
    ['/outer/inner/same/1', '/outer/inner/same/1', 2, 3],
    ['/outer/inner/missing', '/outer/inner/missing', {}, undefined],
    ['/outer/inner/extra', '/outer/inner/extra', undefined, { a: 1 }],
  ],
  [
    'members with odd names',
    { 'a/b': 1, 'm~n': 2, '': 3 },
    { 'a/b': 0, 'm~n': 0, '': 0 },
    {},
    ['/a~1b', '/a~1b', 1, 0],
    ['/m~0n', '/m~0n', 2, 0],
    ['/', '/', 3, 0],
  ],
  [
    'an empty object more',
    { client: 'AAA' },
    { client: 'AAA', addresses: {} },
    ORDER,
    ['/addresses', '/addresses', undefined, {}],
  ],
  ['a member less', { a: 1, b: 2 }, { a: 1, c: 3 }, EXTRA, ['/b', '/b', 2, undefined]],
  ['a null for a missing member', { a: null }, {}, EXTRA, ['/a', '/a', null, undefined]],
  ['a wrong value among more members', { a: 1 }, { a: 2, b: 3 }, EXTRA, ['/a', '/a', 1, 2]],
  ['another order', [1, 2, 3, 4], [1, 3, 2, 4], {}, ['/1', '/1', 2, 3], ['/2', '/2', 3, 2]],
  [
    'a shorter array',
    { list: [1, 2, 3] },
    { list: [1] },
    {},
    ['/list/1', '/list/1', 2, undefined],
    ['/list/2', '/list/2', 3, undefined],
  ],
  ['a longer array', [1], [1, 2], ORDER, ['/1', '/-', undefined, 2]],
  ['a longer array in order', [1], [1, 2], {}, ['/1', '/1', undefined, 2]],
  ['more elements at the start', [2], [1, 2], EXTRA, ['/0', '/0', 2, 1]],
  ['too few elements', [1, 2], [1], EXTRA, ['/1', '/1', 2, undefined]],
  [
    'one element that changed, in any order',
    [
      { id: 1, name: 'a' },
      { id: 2, name: 'b' },
    ],
    [
      { id: 2, name: 'c' },
      { id: 1, name: 'a' },
    ],
    ORDER,
    ['/0/name', '/1/name', 'b', 'c'],
  ],
  [
    'several elements that changed, in any order',
    { list: [1, 2, 3] },
    { list: [4, 3, 5] },
    ORDER,
    ['/list/-', '/list/0', 1, undefined],
    ['/list/-', '/list/1', 2, undefined],
    ['/list/0', '/list/-', undefined, 4],
    ['/list/2', '/list/-', undefined, 5],
  ],
  ['an element too few times', [1, 1, 2], [1, 2, 2], ORDER, ['/1', '/1', 1, 2]],
  ['a missing element among more', [1, 9], [1, 2, 3], BOTH, ['/-', '/1', 9, undefined]],
  [
    'a missing member that others have too',
    { constructor: 1 },
    {},
    {},
    ['/constructor', '/constructor', 1, undefined],
  ],
  [
    'an extra member that others have too',
    {},
    { constructor: 1 },
    {},
    ['/constructor', '/constructor', undefined, 1],
  ],
  [
    'a missing member __proto__',
    '{ "__proto__": {} }',
    {},
    {},
    ['/__proto__', '/__proto__', {}, undefined],
  ],
  [
    'an extra member __proto__',
    {},
    JSON.parse('{ "__proto__": 1 }'),
    {},
    ['/__proto__', '/__proto__', undefined, 1],
  ],
  [
    'a number for any text',
    { id: placeholder('any-string') },
    { id: 1 },
    {},
    ['/id', '/id', placeholder('any-string'), 1],
  ],
  [
    'a text for any number, boolean or array',
    [placeholder('any-number'), placeholder('any-boolean'), placeholder('any-array')],
    ['1', 'true', '[]'],
    {},
    ['/0', '/0', placeholder('any-number'), '1'],
    ['/1', '/1', placeholder('any-boolean'), 'true'],
    ['/2', '/2', placeholder('any-array'), '[]'],
  ],
  [
    'a text of another shape, and no text',
    [`${placeholder('regex')}[a-z]+`, `${placeholder('regex')}\\d`],
    ['abc1', 1],
    {},
    ['/0', '/0', `${placeholder('regex')}[a-z]+`, 'abc1'],
    ['/1', '/1', `${placeholder('regex')}\\d`, 1],
  ],
  [
    'a missing member that may be anything',
    { a: placeholder('ignore') },
    {},
    {},
    ['/a', '/a', placeholder('ignore'), undefined],
  ],
]

test.each(unequal)('finds every difference: %s', (_what, expected, actual, options, ...rows) => {
  const pattern = {
    bodyPatterns: [{ matchesJsonPath: '$' }, { equalToJson: expected, ...options }],
  }
  const found = check(pattern, request({ body: actual }))
  expect(found.filter((it) => it.pattern !== '/bodyPatterns/0/matchesJsonPath')).toStrictEqual(
    rows.map(([at, expectedAt, ...values]) => ({
      pointer: `/body${at}`,
      pattern: `/bodyPatterns/1/equalToJson${expectedAt}`,
      expected: values[0],
      actual: values[1],
    })),
  )
})

test('many equal elements in any order find a partner each', () => {
  const expected = [...Array<string>(400).fill('same'), 'other']
  const pattern = { bodyPatterns: [{ equalToJson: expected, ignoreArrayOrder: true }] }
  expect(check(pattern, request({ body: expected.toReversed() }))).toEqual([])
  const changed = [...Array<string>(399).fill('same'), 'other', 'new']
  expect(check(pattern, request({ body: changed }))).toMatchObject([
    { pointer: '/body/400', expected: 'same', actual: 'new' },
  ])
})

test('a body that is nested deeper than the stack is compared like any other', () => {
  const deep = JSON.parse(`{ "a": ${'['.repeat(100_000)}${']'.repeat(100_000)}, "x": 1 }`)
  const patterns = [
    { equalToJson: { x: 1 } },
    { equalToJson: { x: 1 }, ignoreExtraElements: true },
    { matchesJsonPath: '$.x' },
    { matchesJsonPath: '$..x' },
  ]
  const failing = patterns.map((it) => check({ bodyPatterns: [it] }, request({ body: deep })))
  expect(failing.map((it) => it.map(({ pointer }) => pointer))).toEqual([
    ['/body/a'],
    [],
    [],
    ['/body'],
  ])
})
