import { expect, test } from 'vitest'
import { PackedTexts } from '../../src/domain/packed-texts.ts'

function packed(...texts: string[]): PackedTexts {
  const list = new PackedTexts()
  for (const [index, text] of texts.entries()) list.set(index, text)
  return list
}

const listed = (list: PackedTexts) => Array.from({ length: list.length }, (_, i) => list.at(i))

test.each([
  ['nothing', []],
  ['an empty text', ['']],
  ['a byte order mark', ['\uFEFFa']],
  ['texts of one, two, three and four bytes a letter', ['a', 'é', '電話', '📞']],
  ['a text that is larger than any block', ['a', '電'.repeat(100_000), 'z']],
  ['more texts than a block holds', Array.from({ length: 500 }, (_, i) => `${i}`.repeat(300))],
])('%s is unpacked as it was packed', (_, texts) => {
  expect(listed(packed(...texts))).toStrictEqual(texts)
})

test('there is nothing behind the last text', () => {
  expect(packed('a').at(1)).toBe(undefined)
})

test('a text takes the place of another, whichever is longer, and the others stay', () => {
  const list = packed('a', 'b', 'c')
  list.set(1, 'longer')
  list.set(2, '')
  expect(listed(list)).toStrictEqual(['a', 'longer', ''])
})

test('a ring of texts can be written over and over', () => {
  const list = new PackedTexts()
  const textOf = (n: number) => `${n}`.repeat(1 + ((n * 7919) % 3000))
  const [size, rounds] = [40, 50]
  for (let n = 0; n < size * rounds; n++) list.set(n % size, textOf(n))
  const last = Array.from({ length: size }, (_, i) => textOf(size * (rounds - 1) + i))
  expect(listed(list)).toStrictEqual(last)
})
