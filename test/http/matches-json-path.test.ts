import { expect, test } from 'vitest'
import { check, request } from '../support/recorded.ts'

const THINGS = { things: [{ name: 'RequiredThing' }, { name: 'Wiremock' }] }

const found: [jsonPath: unknown, body: unknown][] = [
  ['$.name', { name: 'Wiremock' }],
  ['$.name', { name: false }],
  ['$.name', { name: 0 }],
  ['$.name', { name: '' }],
  ["$['name']", { name: 'x' }],
  ['$..name', { a: [{ name: null }] }],
  ["$.things[?(@.name == 'RequiredThing')]", THINGS],
  ["$.things[?@.name == 'RequiredThing']", THINGS],
  ["$.things[?match(@.name, 'Required.*')]", THINGS],
  ['$[?length(@) == 2]', THINGS],
  ['$.things[-1]', THINGS],
  ['$.things[*].name', THINGS],
  ['$.numbers[?(@.number == 2)]', { numbers: [{ number: 1 }, { number: 2 }] }],
  ['$', 'text'],
  ['$', [1]],
  ["$['__proto__']", JSON.parse('{ "__proto__": 1 }')],
  [
    { expression: '$..todoItem', contains: 'wash' },
    { a: { todoItem: 'eat' }, b: [{ todoItem: 'wash up' }] },
  ],
  [{ expression: '$.outer', equalToJson: '{ "inner": 42 }' }, { outer: { inner: 42 } }],
  [{ expression: '$.volume.max', equalTo: '11' }, { volume: { max: 11 } }],
  [{ expression: '$.volume.max', equalTo: 'true' }, { volume: { max: true } }],
  [
    { expression: '$.volume.max', equalTo: 'ELEVEN', caseInsensitive: true },
    { volume: { max: 'eleven' } },
  ],
  [{ expression: '$.volume', equalTo: '{"max":11}' }, { volume: { max: 11 } }],
  [{ expression: '$.volume.max', equalToJson: '[1,2,3,11]' }, { volume: { max: [1, 2, 3, 11] } }],
  [{ expression: '$.list', equalToJson: [2, 1], ignoreArrayOrder: true }, { list: [1, 2] }],
  [{ expression: '$.a', equalToJson: { b: 1 }, ignoreExtraElements: true }, { a: { b: 1, c: 2 } }],
  [{ expression: '$..n', equalToJson: [1, 2] }, [{ n: 1 }, { n: 2 }]],
  [{ expression: '$..n', equalToJson: [] }, {}],
  [{ expression: '$.a', equalToJson: null }, { a: null }],
  [{ expression: '$.list', matches: 'b+' }, { list: ['a', 'bb'] }],
  [{ expression: '$.list', doesNotMatch: 'a' }, { list: ['a', 'bb'] }],
  [{ expression: '$.volume.min', absent: true }, { volume: { max: true } }],
  [{ expression: '$.volume.max', absent: true }, { volume: { max: null } }],
  [{ expression: '$.list', absent: true }, { list: [] }],
  [{ expression: '$.list[?@.x]', absent: true }, { list: [] }],
  [{ expression: '$.name', absent: true }, undefined],
]

test.each(found)('%j finds what it wants in %j', (matchesJsonPath, body) => {
  expect(check({ bodyPatterns: [{ matchesJsonPath }] }, request({ body }))).toEqual([])
})

/** Place in the body, operator, what it wants and what is there. */
type Failure = [at: string, operator: string, expected: unknown, actual: unknown]

const notFound: [jsonPath: unknown, body: unknown, ...Failure[]][] = [
  ['$.name', { price: 15 }, ['/name', '', '$.name', undefined]],
  ['$.name', undefined, ['/name', '', '$.name', undefined]],
  ['$.name', { name: null }, ['/name', '', '$.name', null]],
  ['$.a.b', { a: { b: {} } }, ['/a/b', '', '$.a.b', {}]],
  ['$.a[0]', { a: [[]] }, ['/a/0', '', '$.a[0]', []]],
  ['$.a[-3]', { a: [1] }, ['/a/-', '', '$.a[-3]', undefined]],
  ["$['a/b'][2]", {}, ['/a~1b/2', '', "$['a/b'][2]", undefined]],
  ['$..name', { a: 1 }, ['', '', '$..name', undefined]],
  ['$..*', undefined, ['', '', '$..*', undefined]],
  ['$.constructor', {}, ['/constructor', '', '$.constructor', undefined]],
  ['$.__proto__', {}, ['/__proto__', '', '$.__proto__', undefined]],
  ["$.things[?@.name == 'x']", THINGS, ['', '', "$.things[?@.name == 'x']", undefined]],
  [
    { expression: '$..name', contains: 'wash' },
    THINGS,
    ['/things/0/name', '/contains', 'wash', 'RequiredThing'],
    ['/things/1/name', '/contains', 'wash', 'Wiremock'],
  ],
  [
    { expression: '$.list', equalTo: 'c' },
    { list: ['a', ['b']] },
    ['/list/0', '/equalTo', 'c', 'a'],
    ['/list/1', '/equalTo', 'c', ['b']],
  ],
  [{ expression: '$.a', equalTo: '2' }, { a: 1 }, ['/a', '/equalTo', '2', 1]],
  [{ expression: '$.a', equalTo: '' }, {}, ['/a', '/equalTo', '', undefined]],
  [{ expression: '$.a', equalTo: 'null' }, { a: null }, ['/a', '/equalTo', 'null', null]],
  [{ expression: '$..a', matches: '.*' }, {}, ['', '/matches', '.*', undefined]],
  [{ expression: '$.a', doesNotMatch: 'x' }, { a: 'x' }, ['/a', '/doesNotMatch', 'x', 'x']],
  [{ expression: '$.a', doesNotMatch: 'x' }, {}, ['/a', '/doesNotMatch', 'x', undefined]],
  [{ expression: '$.a', absent: true }, { a: {} }, ['/a', '/absent', true, {}]],
  [{ expression: '$..a', absent: true }, { a: null }, ['/a', '/absent', true, null]],
  [
    { expression: '$.outer', equalToJson: { inner: 42, more: 1 } },
    { outer: { inner: 43 } },
    ['/outer/inner', '/equalToJson/inner', 42, 43],
    ['/outer/more', '/equalToJson/more', 1, undefined],
  ],
  [{ expression: '$.a', equalToJson: 1 }, {}, ['/a', '/equalToJson', 1, undefined]],
  [
    { expression: '$.list[*]', equalToJson: [{ n: 1 }, { n: 2 }, 3] },
    { list: [{ n: 1 }, { n: 0 }] },
    ['/list/1/n', '/equalToJson/1/n', 2, 0],
    ['', '/equalToJson/2', 3, undefined],
  ],
  [
    { expression: '$.things[?@.name]', equalToJson: { name: 'a' } },
    { things: [{ name: 'a' }] },
    ['', '/equalToJson', { name: 'a' }, [{ name: 'a' }]],
  ],
]

test.each(notFound)('%j does not find what it wants in %j', (matchesJsonPath, body, ...rows) => {
  expect(check({ bodyPatterns: [{ matchesJsonPath }] }, request({ body }))).toStrictEqual(
    rows.map(([at, operator, expected, actual]) => ({
      pointer: `/body${at}`,
      pattern: `/bodyPatterns/0/matchesJsonPath${operator}`,
      expected,
      actual,
    })),
  )
})

test.each([
  // Jayway looks at the object itself, RFC 9535 at its members.
  ["$.things[?(@.name == 'RequiredThing')]", { things: { name: 'RequiredThing' } }],
  ['$..thingOne[?(@.innerOne == 11)]', { things: { thingOne: { innerOne: 11 } } }],
  // Jayway compares a number with a text that holds it.
  ["$.numbers[?(@.number == '2')]", { numbers: [{ number: 2 }] }],
])('where WireMock finds something, %j finds nothing in %j', (matchesJsonPath, body) => {
  expect(check({ bodyPatterns: [{ matchesJsonPath }] }, request({ body }))).toHaveLength(1)
})

test.each([
  ["$[?(@.name == 'Busy')]", { name: 'Busy' }, 0],
  ["$[?(@.name == 'Busy')]", { name: 'Other' }, 1],
  ["$[?(@.name == 'Busy')]", [{ name: 'Busy' }], 0],
])('a filter at the top looks at the body itself: %j in %j', (matchesJsonPath, body, misses) => {
  expect(check({ bodyPatterns: [{ matchesJsonPath }] }, request({ body }))).toHaveLength(misses)
})
