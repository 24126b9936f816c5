import fc from 'fast-check'
import { odd } from './fuzz-arbitraries.ts'

/** A change to a place of a JSON value, which is found by numbers: at each level the how-many-th member. */
export interface Mutation {
  way: number[]
  how: 'drop' | 'repeat' | 'swap' | 'odd'
  /** Another place, whose value is put here. */
  from: number[]
  odd: unknown
}

const way = fc.array(fc.nat(30), { minLength: 1, maxLength: 6, size: 'max' })

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  way,
  how: fc.constantFrom('drop', 'repeat', 'swap', 'odd'),
  from: way,
  odd,
})

/** A copy of a JSON value with the changes, one after the other. Each brings copies, so that nothing holds itself. */
export function mutated(value: unknown, mutations: readonly Mutation[]): unknown {
  const copy: unknown = structuredClone(value)
  for (const { way: path, how, from, odd: strange } of mutations) {
    const [parent, key] = placeIn(copy, path)
    if (how === 'drop') {
      if (Array.isArray(parent)) parent.splice(Number(key), 1)
      else delete parent[key]
    } else if (how === 'repeat' && Array.isArray(parent)) {
      parent.push(structuredClone(parent[Number(key)]))
    } else if (how === 'swap') {
      const [other, otherKey] = placeIn(copy, from)
      parent[key] = structuredClone(other[otherKey])
    } else {
      parent[key] = structuredClone(strange)
    }
  }
  return copy
}

type Parent = Record<string, unknown>

/** Goes down as far as the way leads, and there is something to go down into. */
function placeIn(root: unknown, [first = 0, ...rest]: readonly number[]): [Parent, string] {
  const parent = root as Parent
  const keys = Object.keys(parent)
  const key = keys[first % (keys.length || 1)] ?? 'none'
  const child = parent[key]
  const isDeeper = typeof child === 'object' && child !== null && Object.keys(child).length > 0
  return rest.length > 0 && isDeeper ? placeIn(child, rest) : [parent, key]
}
