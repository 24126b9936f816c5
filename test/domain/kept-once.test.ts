import { expect, test } from 'vitest'
import { KeptOnce } from '../../src/domain/kept-once.ts'
import { PackedTexts } from '../../src/domain/packed-texts.ts'
import { expectRing, textOf } from '../support/packed-texts.ts'

const OTHERS = 100

/** Enough other texts that it is worthwhile to look for a list that comes again. */
function busy(): PackedTexts {
  const kept = new PackedTexts()
  for (let n = 0; n < OTHERS; n++) kept.keep('x'.repeat(2000))
  return kept
}

const onceIn = (kept: PackedTexts) => new KeptOnce(kept, (list) => list.join('|'))

test('a list that comes again soon is kept once, until everybody has dropped it', () => {
  const kept = busy()
  const once = onceIn(kept)
  const [one, again] = [once.keep(['a', 'b']), once.keep(['a', 'b'])]

  expect(again).toBe(one)
  kept.drop(one)
  expect(kept.at(again)).toBe('a|b')
})

test('a list that comes again is kept once also after a large text', () => {
  const kept = busy()
  kept.keep('x'.repeat(200_000))
  const once = onceIn(kept)

  expect(once.keep(['same'])).toBe(once.keep(['same']))
})

test.each([
  ['another text', ['a', 'b'], ['a', 'c']],
  ['a text less', ['a', 'b'], ['a']],
  ['a text more', ['a'], ['a', 'b']],
  ['no text', ['a'], []],
])('a list with %s is another one', (_, list, other) => {
  const kept = busy()
  const once = onceIn(kept)
  const numbers = [once.keep(list), once.keep(other)]

  expect(numbers.map((it) => kept.at(it))).toEqual([list.join('|'), other.join('|')])
})

test.each([
  ['comes again after eight others', ['same'], 8],
  ['has a long text', ['a', 'x'.repeat(5000)], 0],
])('a list that %s is kept again', (_, list, others) => {
  const kept = busy()
  const once = onceIn(kept)
  const first = once.keep(list)
  for (let n = 0; n < others; n++) once.keep([textOf(n)])
  const second = once.keep(list)

  expect(second).not.toBe(first)
  expect([first, second].map((it) => kept.at(it))).toEqual([list.join('|'), list.join('|')])
})

test('where there is little, nothing is looked for', () => {
  const once = onceIn(new PackedTexts())

  expect(once.keep(['same'])).not.toBe(once.keep(['same']))
})

test('lists that come again can be dropped and kept over and over', () => {
  const kept = busy()
  const once = onceIn(kept)
  const numbers = expectRing(
    kept,
    (n) => textOf(n % 7 === 0 ? n : n % 3),
    (text) => once.keep([text]),
  )

  // Beside those that were there before, and those that are looked at for one that comes again.
  expect(Math.max(...numbers)).toBeLessThan(OTHERS + numbers.length + 9)
})
