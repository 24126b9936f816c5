import { expect, test } from 'vitest'
import { pairUp } from '../../src/http/pairing.ts'

/** Each left one is paired with the right ones that it names. */
const pair = (wishes: number[][], rights: number) =>
  pairUp(wishes.length, rights, (left, right) => wishes[left]?.includes(right) ?? false)

test('equal lists are paired place by place', () => {
  const all = [0, 1, 2]
  expect(pair([all, all, all], 3)).toEqual([0, 1, 2])
})

test('one moves on for another, which moves on for a third', () => {
  expect(pair([[0, 1], [1, 2], [0]], 3)).toEqual([1, 2, 0])
})

test('the one that no other fits stays alone', () => {
  expect(pair([[0], [0], [1]], 2)).toEqual([0, undefined, 1])
  expect(
    pair(
      [
        [0, 1],
        [0, 1],
        [0, 1, 2],
      ],
      2,
    ),
  ).toEqual([0, 1, undefined])
  expect(pair([], 2)).toEqual([])
  expect(pair([[], []], 0)).toEqual([undefined, undefined])
})

test('whatever fits whatever, as many as can be are paired, and each once', () => {
  for (let graph = 0; graph < 2 ** 9; graph++) {
    const wishes = [0, 1, 2].map((left) => [0, 1, 2].filter((it) => (graph >> (left * 3 + it)) & 1))
    const partners = pair(wishes, 3)
    const paired = partners.filter((it) => it !== undefined)
    expect(new Set(paired).size, `${graph}`).toBe(paired.length)
    partners.forEach((it, left) => {
      if (it !== undefined) expect(wishes[left], `${graph}`).toContain(it)
    })
    expect(paired.length, `${graph}`).toBe(most(wishes))
  }
})

/** The same by trying everything. */
function most([first, ...others]: number[][], taken: number[] = []): number {
  if (!first) return 0
  const free = first.filter((it) => !taken.includes(it))
  return Math.max(most(others, taken), ...free.map((it) => 1 + most(others, [...taken, it])))
}
