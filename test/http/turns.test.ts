import { expect, test } from 'vitest'
import { Turns } from '../../src/http/turns.ts'

/** Requests that note when they begin; `load` makes one wait for what is loaded for it. */
function recorder() {
  const turns = new Turns()
  const begun: string[] = []
  const ask = (name: string, load?: Promise<unknown>) =>
    turns.take(() => {
      if (!load) {
        begun.push(name)
        return name
      }
      turns.waitFor(load)
      return load.then(
        () => {
          begun.push(name)
          return name
        },
        () => `${name} failed`,
      )
    })
  return { turns, begun, ask }
}

/** A load that ends when it is told to. */
function loading() {
  let end: { load: () => void; fail: () => void } = { load() {}, fail() {} }
  const load = new Promise<void>((resolve, reject) => {
    end = { load: resolve, fail: () => reject(new Error('no')) }
  })
  return { load, end }
}

test('a request begins at once where nothing is being loaded, and is not made a promise', () => {
  const { ask } = recorder()
  expect([ask('a'), ask('b')]).toEqual(['a', 'b'])
})

test('nobody overtakes the request that something is loaded for', async () => {
  const { ask, begun } = recorder()
  const first = loading()
  const answers = [ask('a', first.load), ask('b'), ask('c')]
  expect(begun).toEqual([])
  first.end.load()
  expect(await Promise.all(answers)).toEqual(['a', 'b', 'c'])
  expect(begun).toEqual(['a', 'b', 'c'])
  expect(ask('d')).toBe('d')
})

test('nor one that waited, and then had to have something else loaded', async () => {
  const { ask, begun } = recorder()
  const [first, second] = [loading(), loading()]
  const answers = [ask('a', first.load), ask('b', second.load), ask('c')]
  first.end.load()
  await answers[0]
  expect(begun).toEqual(['a'])
  second.end.load()
  await Promise.all(answers)
  expect(begun).toEqual(['a', 'b', 'c'])
})

test('a load that fails holds nobody up', async () => {
  const { ask, begun } = recorder()
  const first = loading()
  const answers = [ask('a', first.load), ask('b')]
  first.end.fail()
  expect(await Promise.all(answers)).toEqual(['a failed', 'b'])
  expect(begun).toEqual(['b'])
})

test('a request that throws when its turn comes is refused alone', async () => {
  const { turns, ask } = recorder()
  const first = loading()
  const answers = [
    ask('a', first.load),
    turns.take(() => {
      throw new Error('mine')
    }),
    ask('c'),
  ]
  first.end.load()
  expect((await Promise.allSettled(answers)).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
  ])
})
