import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  digest,
  draw,
  fakePhoneNumber,
  type IdKind,
  newSid,
  newUuid,
  password,
  sid,
  undraw,
  uuid,
} from '../../src/domain/ids.ts'
import { emptyWorld, type World } from '../../src/domain/world.ts'
import { newWorld, SETTINGS } from '../support/world.ts'

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const DRAWS = [
  '0'.repeat(64),
  'f'.repeat(64),
  ...Array.from({ length: 500 }, (_, index) => digest(7, `shape ${index}`)),
]

test('shapes hex digits as a uuid of version 4', () => {
  expect(DRAWS.map(uuid).filter((it) => !UUID_V4.test(it))).toStrictEqual([])
})

test('makes every variant of a version 4 uuid', () => {
  expect(new Set(DRAWS.map((hex) => uuid(hex).charAt(19)))).toEqual(new Set('89ab'))
})

test('keeps the other 122 bits of what was drawn in a uuid', () => {
  const hex = '0123456789abcdef0123456789abcdef'

  expect(uuid(hex)).toBe('01234567-89ab-4def-8123-456789abcdef')
})

test('shapes a SID as its prefix and 32 lowercase hex digits', () => {
  const sids = DRAWS.map((hex) => sid('trunk', hex))

  expect(sids.filter((it) => !/^TK[0-9a-f]{32}$/.test(it))).toStrictEqual([])
})

test.each([
  ['32 letters and digits', /^[A-Za-z0-9]{32}$/],
  ['a lowercase letter', /[a-z]/],
  ['a capital', /[A-Z]/],
  ['a digit', /[0-9]/],
])('makes only passwords with %s', (_, rule) => {
  expect(DRAWS.map(password).filter((it) => !rule.test(it))).toStrictEqual([])
})

test('makes another password of every draw', () => {
  expect(new Set(DRAWS.map(password)).size).toBe(DRAWS.length)
})

test.each<[string, (world: World, known: Record<string, unknown>) => string]>([
  ['a uuid', (world, known) => newUuid(world, 'provider', 'key', known)],
  ['a SID', (world, known) => newSid(world, 'trunk', 'key', known)],
])('%s that is known already is not drawn', (_, drawNew) => {
  const world = newWorld({ seed: 1 })
  const [first, second, third] = [1, 2, 3].map(() => drawNew(world, {}))
  const known = { [`${first}`]: 1, [`${second}`]: 1 }

  expect(drawNew(newWorld({ seed: 1 }), known)).toBe(third)
})

// A change here is a visible change of behaviour: it needs a line in the changelog.
test.each<[IdKind, (hex: string) => string, string]>([
  ['provider', uuid, '438a4013-f21e-43c2-8d05-28ec48513f90'],
  ['trunk', (hex) => sid('trunk', hex), 'TK0a8c1e8d4f48e245c20b31ba0cadec40'],
  ['credential-list', (hex) => sid('credential-list', hex), 'CL0ee2bf9fe1b59a976640ef6ba92801ad'],
  ['credential', (hex) => sid('credential', hex), 'CRdb6b3f4a545f4440e835730809bdbded'],
  ['phone-number', (hex) => sid('phone-number', hex), 'PN9d42882ca81481ca33f0d8cd4003ce6a'],
  ['sip-phone-number', uuid, '0a478f1c-440f-4164-8d4b-bcb50308d7d9'],
])('draws the same first %s for seed 1 for ever', (kind, shape, golden) => {
  expect(shape(draw(newWorld({ seed: 1 }), kind, 'key'))).toBe(golden)
})

test('draws the same second id for a key for ever', () => {
  const world = newWorld({ seed: 1 })
  draw(world, 'provider', 'key')

  expect(uuid(draw(world, 'provider', 'key'))).toBe('c341e41a-461d-4bb8-958b-3025c613f1b3')
})

test('makes the same password of a draw for ever', () => {
  expect(password(digest(1, 'key'))).toBe('nvI3kLRjBD2mAP1nMV9wGZnvS5tJVeC4')
})

test.each([
  ['nothing', ''],
  ['a short text', 'key'],
  ['340 letters', 'k'.repeat(340)],
  ['2,000 letters', 'k'.repeat(2000)],
  ['characters of three bytes', '語'.repeat(341)],
  ['many characters of three bytes', '語'.repeat(500)],
  ['characters of four bytes', '📞'.repeat(100)],
])('digests %s with the seed before it as SHA-256', (_, text) => {
  expect(digest(1, text)).toBe(createHash('sha256').update(`1 ${text}`).digest('hex'))
})

test('draws another id each time for the same key', () => {
  const world = newWorld()
  const ids = Array.from({ length: 100 }, () => draw(world, 'trunk', 'key'))

  expect(new Set(ids).size).toBe(100)
})

test.each<[string, number, IdKind, string]>([
  ['seed', 2, 'trunk', 'key'],
  ['kind', 1, 'credential', 'key'],
  ['key', 1, 'trunk', 'other key'],
])('draws another id for another %s', (_, seed, kind, key) => {
  const id = draw(newWorld({ seed: 1 }), 'trunk', 'key')

  expect(draw(newWorld({ seed }), kind, key)).not.toBe(id)
})

test('draws the same id in worlds of other names', () => {
  const { seed, clock } = newWorld()
  const ids = ['default', 'checkout', 'test'].map((name) =>
    draw(emptyWorld(name, { seed, clock, scenario: null, settings: SETTINGS }), 'provider', 'key'),
  )

  expect(new Set(ids).size).toBe(1)
})

test('draws the same ids for a key whatever was drawn for others in between', () => {
  const calm = newWorld()
  const busy = newWorld()
  const expected = [draw(calm, 'provider', 'key'), draw(calm, 'provider', 'key')]

  draw(busy, 'provider', 'other')
  const first = draw(busy, 'provider', 'key')
  draw(busy, 'trunk', 'key')
  draw(busy, 'provider', 'key ')
  draw(busy, 'provider', 'other')

  expect([first, draw(busy, 'provider', 'key')]).toStrictEqual(expected)
})

test('draws another id for a key that differs in half a character', () => {
  const world = newWorld()

  expect(draw(world, 'provider', '\ud800')).not.toBe(draw(world, 'provider', '\ud801'))
})

test('draws again what was given back', () => {
  const world = newWorld()
  const first = draw(world, 'trunk', 'key')
  const mark = world.exchange.draws.length
  const second = draw(world, 'trunk', 'key')
  undraw(world, mark)

  expect([draw(world, 'trunk', 'key'), first]).toStrictEqual([second, first])
})

test('gives back only what was drawn since the mark', () => {
  const world = newWorld()
  draw(world, 'trunk', 'kept')
  const before = structuredClone({ counters: world.counters, exchange: world.exchange })
  const mark = world.exchange.draws.length
  draw(world, 'trunk', 'kept')
  draw(world, 'trunk', 'kept')
  draw(world, 'credential', 'new')
  undraw(world, mark)

  expect({ counters: world.counters, exchange: world.exchange }).toStrictEqual(before)
})

test('leaves no counter behind of what was never drawn in the end', () => {
  const world = newWorld()
  draw(world, 'trunk', 'key')
  undraw(world, 0)

  expect(world.counters).toStrictEqual({})
})

test('refuses to make up a phone number before faker is loaded', () => {
  expect(() => fakePhoneNumber('0'.repeat(64))).toThrow(
    'Cannot make up a phone number: faker is not loaded',
  )
})
