import { expect, test } from 'vitest'
import { Journal } from '../../src/domain/journal.ts'
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

test('requests that have much in common are listed each as it was', () => {
  const journal = new Journal(400)
  const entries = Array.from({ length: 1000 }, (_, n) => {
    const id = journal.nextId()
    const problems = n % 5 === 0 ? [{ pointer: '/body', message: `wrong ${n % 2}` }] : []
    const headers = ['Host', 'localhost', 'X-Nth', `${n % 3}`]
    const sent = { path: `/${n % 4}`, query: '', headers, json: `[${n % 11}]`, problems }
    const responseHeaders = { 'Content-Type': 'x', 'X-Mock-Request-Id': id }
    return entryOf({ id, at: n, sent, responseHeaders, responseBody: 'x'.repeat(1000 + (n % 7)) })
  })
  for (const entry of entries) journal.add(entry)

  expect(journal.list()).toStrictEqual(entries.slice(-400))
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
