import { expect, test } from 'vitest'
import { PackedTexts } from '../../src/domain/packed-texts.ts'

const textOf = (n: number) => `${n} `.repeat(1 + ((n * 7919) % 1000))

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

/** Keeps texts in a ring, round after round. Returns the numbers of the last, which have to be those of its texts. */
function expectRing(
  kept: PackedTexts,
  keep: 'keep' | 'keepOnce',
  text: (n: number) => string,
): number[] {
  const [size, rounds] = [40, 200]
  const numbers: number[] = []
  for (let n = 0; n < size * rounds; n++) {
    const old = numbers[n % size]
    if (old !== undefined) kept.drop(old)
    numbers[n % size] = kept[keep](text(n))
  }
  const last = Array.from({ length: size }, (_, i) => text(size * (rounds - 1) + i))
  expect(numbers.map((it) => kept.at(it))).toStrictEqual(last)
  return numbers
}

test('texts take the place of those that were dropped, whichever is longer, and the others stay', () => {
  const numbers = expectRing(new PackedTexts(), 'keep', textOf)

  expect(Math.max(...numbers)).toBeLessThan(numbers.length)
})

const OTHERS = 100

/** Enough of them that it is worthwhile to look for one that comes again. */
function busy(): PackedTexts {
  const kept = new PackedTexts()
  for (let n = 0; n < OTHERS; n++) kept.keep('x'.repeat(2000))
  return kept
}

test('a text that comes again is kept once also after a large one', () => {
  const kept = busy()
  kept.keep('x'.repeat(200_000))

  expect(kept.keepOnce('same')).toBe(kept.keepOnce('same'))
})

test('a text that comes again soon is kept once, until everybody has dropped it', () => {
  const kept = busy()
  const [one, again] = [kept.keepOnce('same'), kept.keepOnce('same')]

  expect(again).toBe(one)
  kept.drop(one)
  expect(kept.at(again)).toBe('same')
})

test.each([
  ['comes again after eight others', 'same', 8],
  ['is long', 'x'.repeat(5000), 0],
])('a text that %s is kept again', (_, text, others) => {
  const kept = busy()
  const first = kept.keepOnce(text)
  for (let n = 0; n < others; n++) kept.keepOnce(textOf(n))
  const second = kept.keepOnce(text)

  expect(second).not.toBe(first)
  expect([first, second].map((it) => kept.at(it))).toEqual([text, text])
})

test('texts that come again can be dropped and kept over and over', () => {
  const numbers = expectRing(busy(), 'keepOnce', (n) => textOf(n % 7 === 0 ? n : n % 3))

  // Beside those that were there before, and those that are looked at for one that comes again.
  expect(Math.max(...numbers)).toBeLessThan(OTHERS + numbers.length + 9)
})
