import { expect, test, vi } from 'vitest'
import { type Entry, Journal } from '../../src/domain/journal.ts'
import { PackedTexts } from '../../src/domain/packed-texts.ts'
import { entryOf } from '../support/entry.ts'

function filled(capacity: number, count: number): Journal {
  const journal = new Journal(capacity)
  for (let n = 0; n < count; n++) journal.add(entryOf({ id: journal.nextId() }))
  return journal
}

const idsIn = (journal: Journal) => journal.list().map(({ id }) => id)

test.each([
  [3, 0, []],
  [3, 2, ['1', '2']],
  [3, 3, ['1', '2', '3']],
  [3, 4, ['2', '3', '4']],
  [3, 7, ['5', '6', '7']],
  [1, 5, ['5']],
  [0, 5, []],
])('a journal of %i holds of %i requests the newest, oldest first', (capacity, count, ids) => {
  const journal = filled(capacity, count)

  expect([idsIn(journal), journal.size, journal.total]).toEqual([ids, ids.length, count])
})

test('a request is found while it is held', () => {
  const journal = filled(3, 5)

  expect(['2', '3', '5', '6'].map((id) => journal.find(id)?.id)).toEqual([
    undefined,
    '3',
    '5',
    undefined,
  ])
})

test('after it is emptied a journal fills up again, and the numbers go on', () => {
  const journal = filled(3, 5)
  const count = journal.clear()
  const after = [journal.size, journal.total]
  for (let n = 0; n < 4; n++) journal.add(entryOf({ id: journal.nextId() }))

  expect([count, after, idsIn(journal)]).toEqual([3, [0, 5], ['7', '8', '9']])
})

/** The n-th request of many that have much in common. */
function similar(n: number): Entry {
  const problems = n % 5 === 0 ? [{ pointer: '/body', message: `wrong ${n % 2}` }] : []
  const headers = ['Host', 'localhost', 'X-Nth', `${n % 3}`]
  return entryOf({
    id: `${n}`,
    at: n,
    sent: { path: `/${n % 4}`, query: '', headers, json: `[${n % 11}]`, problems },
    responseHeaders: { 'Content-Type': 'x', Location: `/${n % 6}`, 'X-Mock-Request-Id': `${n}` },
    responseBody: 'x'.repeat(1000 + (n % 7)),
  })
}

test.each([1, 7, 400])('a journal of %i lists each of many similar requests as it was', (size) => {
  const journal = new Journal(size)
  const entries = Array.from({ length: 1000 }, (_, n) => similar(n))
  for (const [n, entry] of entries.entries()) {
    journal.add(entry)
    if (n % 3 === 0) journal.replace({ ...similar(n + 1), id: entry.id })
  }
  const last = entries.map((entry, n) => {
    return n % 3 === 0 ? { ...similar(n + 1), id: entry.id } : entry
  })

  expect(journal.list()).toStrictEqual(last.slice(-size))
})

test('as many texts are let go of as are kept', () => {
  const kept = ['keep', 'keepAgain'] as const
  const ins = kept.map((name) => vi.spyOn(PackedTexts.prototype, name))
  const out = vi.spyOn(PackedTexts.prototype, 'drop')
  const calls = () => ins.reduce((sum, spy) => sum + spy.mock.calls.length, 0)
  const journal = new Journal(300)
  const held = Array.from({ length: 4 }, (_, turn) => {
    for (let n = 0; n < 300; n++) journal.add(similar(turn * 300 + n))
    journal.replace(similar(turn * 300 + 299))
    return calls() - out.mock.calls.length
  })

  // Once it is full and looks for what comes again, nothing more is held.
  expect(held[3]).toBe(held[2])
})

test('a list does not change with the journal', () => {
  const journal = filled(3, 3)
  const list = journal.list()
  journal.add(entryOf({ id: journal.nextId() }))

  expect(list.map(({ id }) => id)).toEqual(['1', '2', '3'])
})

test('an entry takes the place of the one with its number, unless that is forgotten', () => {
  const journal = filled(3, 4)
  journal.replace(entryOf({ id: '3', status: 500 }))
  journal.replace(entryOf({ id: '1', status: 500 }))
  expect(journal.list().map(({ id, status }) => [id, status])).toStrictEqual([
    ['2', 404],
    ['3', 500],
    ['4', 404],
  ])
})

test.each(['03', '3.0', ' 3', '', 'x', '5'])('no entry is found by the number "%s"', (id) => {
  expect(filled(3, 4).find(id)).toBe(undefined)
})
