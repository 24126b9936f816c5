import { expect, test } from 'vitest'
import type { Entry } from '../../src/domain/journal.ts'
import { packed, TEXTS_OF, unpacked } from '../../src/domain/packed-entry.ts'
import { entryOf } from '../support/entry.ts'

const bare = entryOf()

const full: Entry = {
  id: '1000000',
  at: 1_735_689_600_123,
  clockMode: 'real',
  operationId: 'createTwilioProvider',
  method: 'POST',
  sent: {
    path: '/api/v1/providers/tw%00ilio',
    query: 'a=1&b=%0A',
    headers: ['Host', 'localhost', 'X-Empty', '', 'X-Name', 'Jos\u00e9\t!', 'Host', 'again'],
    json: '{\n  "name": "\\u0000 \u{1f4de}"\n}',
    problems: [{ pointer: '/body', message: 'two\nlines\0' }],
  },
  status: 201,
  responseHeaders: {
    'Content-Type': 'application/json',
    Location: '/x',
    'X-Empty': '',
    'X-Mock-Request-Id': '1000000',
    'Retry-After': '1000000',
  },
  responseBody: 'a\0b\nc',
  fault: 'TIMEOUT',
  decisions: [{ about: 'the answer', won: { rank: 1, by: 'Prefer: code=500' }, lost: [] }],
  isForced: true,
  draws: ['1 provider AC1 Main\0'],
  twilioCalls: [
    { operation: 'FetchAccount', method: 'GET', path: '/', status: null, code: null },
    { operation: 'DeleteTrunk', method: 'DELETE', path: '/v1/Trunks', status: 404, code: 20404 },
  ],
}

test.each([
  ['that has hardly anything', bare],
  ['that has everything', full],
  ['with a problem alone', { ...bare, sent: { ...bare.sent, problems: full.sent.problems } }],
  ['with a decision alone', { ...bare, decisions: full.decisions }],
  ['with an id alone', { ...bare, draws: full.draws }],
  ['with a call alone', { ...bare, twilioCalls: full.twilioCalls }],
])('an entry %s is unpacked as it was packed', (_, entry) => {
  const lists = packed(entry)
  const texts = TEXTS_OF.map((textOf, nth) => textOf(lists[nth] ?? []))

  expect(unpacked(entry.id, entry.at, texts)).toStrictEqual(entry)
})

test('two requests that differ by number and time alone have every list in common', () => {
  const answered = (id: string) => ({ ...full.responseHeaders, 'X-Mock-Request-Id': id })
  const one: Entry = { ...full, id: '7', at: 1, responseHeaders: answered('7') }
  const other: Entry = { ...full, id: '8', at: 2, responseHeaders: answered('8') }

  expect(packed(one)).toStrictEqual(packed(other))
})

test('where a thing was made is the one difference between the headers of two answers', () => {
  const answered = (Location: string) => packed({ ...full, responseHeaders: { Location, a: 'b' } })

  expect(answered('/one')[2]).toStrictEqual(answered('/other')[2])
})
