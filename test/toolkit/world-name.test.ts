import { expect, test } from 'vitest'
import { isWorldName } from '../../src/domain/world-name.ts'
import { worldNameFor } from '../../src/toolkit/world-name.ts'

test('a world is named after the file, the suites and the test', () => {
  expect(worldNameFor('test/checkout.test.ts', ['provider', 'warns, and stays so'])).toMatch(
    /^checkout\.provider\.warns-and-stays-so\.[0-9a-f]{8}$/,
  )
})

test('the same test never has the same world twice', () => {
  const names = Array.from({ length: 1000 }, () => worldNameFor('a.test.ts', ['same']))
  expect(new Set(names).size).toBe(1000)
})

test.each([
  ['accents', 'a.test.ts', ['Århus é'], /^a\.Arhus-e\.[0-9a-f]{8}$/],
  ['no letter of ASCII', 'тест.ts', ['предупреждает'], /^[0-9a-f]{8}$/],
  ['dots and slashes', 'C:\\tests\\a.spec.tsx', ['..', '/'], /^a\.[0-9a-f]{8}$/],
  ['nothing', '', [], /^[0-9a-f]{8}$/],
  ['a long name', `${'f'.repeat(99)}.test.ts`, ['t'.repeat(99)], /^f{20}\.t{34}\.[0-9a-f]{8}$/],
  [
    'a cut between words',
    'a.ts',
    [`${'t'.repeat(52)} ${'u'.repeat(9)}`],
    /^a\.t{52}\.[0-9a-f]{8}$/,
  ],
])('%s make a valid name', (_case, file, titles, expected) => {
  const name = worldNameFor(file, titles)
  expect(name).toMatch(expected)
  expect(isWorldName(name)).toBe(true)
})
