import { expect, test } from 'vitest'
import { PackedTexts } from '../../src/domain/packed-texts.ts'
import { expectRing, textOf } from '../support/packed-texts.ts'

test.each([
  ['nothing', []],
  ['an empty text', ['']],
  ['a byte order mark', ['\uFEFFa']],
  ['texts of one, two, three and four bytes a letter', ['a', 'é', '電話', '📞']],
  ['a text that is larger than any block', ['a', '電'.repeat(100_000), 'z']],
  ['more texts than a block holds', Array.from({ length: 500 }, (_, i) => `${i}`.repeat(300))],
])('%s is read as it was kept', (_, texts) => {
  const kept = new PackedTexts()
  const numbers = texts.map((text) => kept.keep(text))

  expect(numbers.map((it) => kept.at(it))).toStrictEqual(texts)
})

test('nothing is kept under a number that was not given, or was dropped', () => {
  const kept = new PackedTexts()
  const dropped = kept.keep('a')
  kept.drop(dropped)

  expect([undefined, 7, dropped].map((it) => kept.at(it))).toEqual(['', '', ''])
})

test('texts take the place of those that were dropped, whichever is longer, and the others stay', () => {
  const kept = new PackedTexts()
  const numbers = expectRing(kept, textOf, (text) => kept.keep(text))

  expect(Math.max(...numbers)).toBeLessThan(numbers.length)
})

test('what is kept again stays until it was dropped as often', () => {
  const kept = new PackedTexts()
  const number = kept.keepAgain(kept.keep('a'))
  const seen = [1, 2].map(() => {
    kept.drop(number)
    return kept.at(number)
  })

  expect(seen).toEqual(['a', ''])
})

test('texts are many once they have filled a few blocks', () => {
  const kept = new PackedTexts()
  const before = kept.isLarge
  for (let n = 0; n < 100; n++) kept.keep('x'.repeat(2000))

  expect([before, kept.isLarge]).toEqual([false, true])
})
