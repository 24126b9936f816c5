/** Numbers that look random and depend on nothing but a seed. */
export interface Random {
  /** A whole number from 0 to below the limit. */
  below(limit: number): number
  /** One of them. */
  pick<Item>(items: readonly [Item, ...Item[]]): Item
}

/** Mulberry32: the same seed draws the same numbers. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  function below(limit: number): number {
    state = (state + 0x6d2b79f5) >>> 0
    let bits = Math.imul(state ^ (state >>> 15), state | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
  return {
    below,
    pick: ([first, ...others]) => [first, ...others][below(others.length + 1)] ?? first,
  }
}
