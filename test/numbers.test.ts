import { expect, test } from 'vitest'
import { makeNumbers } from './support/make-numbers.ts'

// `vitest run -u test/numbers.test.ts` writes it.
test('the numbers of the fixture are those that the seed makes', async () => {
  const text = `${JSON.stringify(makeNumbers(), null, 2)}\n`
  await expect(text).toMatchFileSnapshot('../fixtures/numbers.json')
})
