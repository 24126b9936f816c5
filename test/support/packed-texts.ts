import { expect } from 'vitest'
import type { PackedTexts } from '../../src/domain/packed-texts.ts'

/** A text of its own for every number, short and long in turn. */
export const textOf = (n: number): string => `${n} `.repeat(1 + ((n * 7919) % 1000))

/** Keeps texts in a ring, round after round. Returns the numbers of the last, which have to be those of its texts. */
export function expectRing(
  kept: PackedTexts,
  text: (n: number) => string,
  keep: (text: string) => number,
): number[] {
  const [size, rounds] = [40, 200]
  const numbers: number[] = []
  for (let n = 0; n < size * rounds; n++) {
    const old = numbers[n % size]
    if (old !== undefined) kept.drop(old)
    numbers[n % size] = keep(text(n))
  }
  const last = Array.from({ length: size }, (_, i) => text(size * (rounds - 1) + i))
  expect(numbers.map((it) => kept.at(it))).toStrictEqual(last)
  return numbers
}
