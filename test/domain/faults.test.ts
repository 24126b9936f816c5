import { expect, test } from 'vitest'
import { Fault } from '../../src/contract/faults.ts'
import {
  addFault,
  clearFaults,
  dueFaults,
  faultsOf,
  isFor,
  mayMeet,
  preferredFault,
  removeFault,
  strikingFault,
} from '../../src/domain/faults.ts'
import { setScenario } from '../../src/domain/scenario.ts'
import type { World } from '../../src/domain/world.ts'
import { newWorld } from '../support/world.ts'

const ID = '3c90c3cc-0d44-4b50-8888-8dd25736052a'
const READ = {
  method: 'GET',
  path: `/api/v1/providers/twilio/${ID}`,
  operationId: 'getTwilioProvider',
}
const CREATE = {
  method: 'POST',
  path: '/api/v1/providers/twilio',
  operationId: 'createTwilioProvider',
}

type FaultInput = Parameters<typeof Fault.parse>[0]

const faultFrom = (input: FaultInput) => Fault.parse(input)
const add = (world: World, input: FaultInput) => addFault(world, faultFrom(input))
const scenarioOf = (name: string, ...faults: FaultInput[]) => ({
  name,
  description: 'of a test',
  faults: faults.map(faultFrom),
})

/** Whether each of so many reads is struck. */
const strikes = (world: World, count: number) =>
  Array.from({ length: count }, () => strikingFault(world, READ) !== null)

test.each<[FaultInput, boolean, boolean]>([
  [{}, true, true],
  [{ method: 'GET' }, true, false],
  [{ method: 'POST' }, false, true],
  [{ operationId: 'getTwilioProvider' }, true, false],
  [{ path: READ.path }, true, false],
  [{ path: '/api/v1/providers/twilio/{id}' }, true, false],
  [{ path: '/api/v1/providers/twilio/*' }, true, false],
  [{ path: '/api/*/providers/twilio/*' }, true, false],
  [{ path: '/*/*/*/*' }, false, true],
  [{ path: '/api/v1/providers/twilio' }, false, true],
  [{ path: '/api/v1/providers/twilio/' }, false, false],
  [{ path: `/api/v1/providers/twilio/${ID.toUpperCase()}` }, false, false],
  [{ path: '/api/v1/providers/*/*', method: 'PUT' }, false, false],
  [{ path: '/api/v1/providers/*/*', operationId: 'getTwilioProvider', method: 'GET' }, true, false],
])('the match %j is for a read: %s, for a create: %s', (match, read, create) => {
  const fault = faultFrom({ match, status: 503 })

  expect([isFor(fault, READ), isFor(fault, CREATE)]).toEqual([read, create])
})

test.each([
  ['/a/b', '/a/b', true],
  ['/a/*', '/a/{id}', true],
  ['/a/x', '/a/{id}', true],
  ['/*/x', '/a/{id}', true],
  ['/a', '/a/{id}', false],
  ['/b/x', '/a/{id}', false],
  ['/a/b*', '/a/bc', false],
])('whether %s may meet %s: %s', (one, other, may) => {
  expect([mayMeet(one, other), mayMeet(other, one)]).toEqual([may, may])
})

test('a fault strikes every request that it is for, and counts them', () => {
  const world = newWorld()
  const fault = add(world, { status: 503 })

  expect(strikes(world, 3)).toEqual([true, true, true])
  expect([fault.met, fault.struck]).toEqual([3, 3])
})

test('a request that a fault is not for is not counted', () => {
  const world = newWorld()
  const fault = add(world, { match: { method: 'PUT' }, status: 503 })

  expect([strikes(world, 3), fault.met]).toEqual([[false, false, false], 0])
})

test('a fault lets through what it is to skip', () => {
  const world = newWorld()
  const fault = add(world, { skip: 2, status: 503 })

  expect([strikes(world, 4), fault.met, fault.struck]).toEqual([[false, false, true, true], 4, 2])
})

test('a fault strikes so many times and no more', () => {
  const world = newWorld()
  const fault = add(world, { skip: 1, times: 2, status: 503 })

  expect([strikes(world, 5), fault.met, fault.struck]).toEqual([
    [false, true, true, false, false],
    5,
    2,
  ])
})

test('under one seed a fault strikes the same requests by chance', () => {
  const [one, other] = [newWorld({ seed: 3 }), newWorld({ seed: 3 })]
  for (const world of [one, other]) add(world, { name: 'rare', probability: 0.3, status: 503 })

  expect(strikes(one, 1000)).toEqual(strikes(other, 1000))
})

test('under another seed, and under another name, a fault strikes others by chance', () => {
  const worlds = [newWorld({ seed: 3 }), newWorld({ seed: 4 }), newWorld({ seed: 3 })]
  for (const [index, world] of worlds.entries()) {
    add(world, { name: index === 2 ? 'other' : 'rare', probability: 0.5, status: 503 })
  }

  expect(new Set(worlds.map((world) => strikes(world, 100).join())).size).toBe(3)
})

test.each([0, 0.05, 0.3, 0.5, 0.9, 1])('a fault of probability %d strikes about as often', (p) => {
  const world = newWorld({ seed: 3 })
  add(world, { name: 'rare', probability: p, status: 503 })
  const struck = strikes(world, 1000).filter(Boolean).length
  // Four standard deviations.
  const slack = 4 * Math.sqrt(1000 * p * (1 - p))

  expect(Math.abs(struck - 1000 * p)).toBeLessThanOrEqual(slack)
})

test('times counts what struck, not what chance let through', () => {
  const world = newWorld({ seed: 3 })
  add(world, { name: 'rare', probability: 0.3, times: 5, status: 503 })

  expect(strikes(world, 1000).filter(Boolean)).toHaveLength(5)
})

test('the first fault that is due strikes, and the ones after it are not asked', () => {
  const world = newWorld()
  const [one, two, three] = ['one', 'two', 'three'].map((name) =>
    add(world, { name, ...(name === 'one' && { skip: 1 }), status: 503 }),
  )
  const first = strikingFault(world, READ)
  const second = strikingFault(world, READ)

  expect([first?.name, second?.name]).toEqual(['two', 'one'])
  expect([one?.met, two?.met, three?.met]).toEqual([2, 1, 0])
})

test('the faults that are due are those that would strike, and asking changes nothing', () => {
  const world = newWorld()
  add(world, { name: 'later', skip: 1, status: 503 })
  add(world, { name: 'never', probability: 0, status: 503 })
  add(world, { name: 'others', match: { method: 'PUT' }, status: 503 })
  add(world, { name: 'now', times: 1, status: 503 })
  add(world, { name: 'too', status: 503 })
  const before = structuredClone(world.faults)

  expect(dueFaults(world, READ).map(({ name }) => name)).toEqual(['now', 'too'])
  expect(world.faults).toStrictEqual(before)
  strikingFault(world, READ)
  expect(dueFaults(world, READ).map(({ name }) => name)).toEqual(['later', 'too'])
})

test('a fault without a name gets the next free one', () => {
  const world = newWorld()
  add(world, { name: 'fault-2', status: 503 })

  expect([add(world, { status: 503 }).name, add(world, { status: 503 }).name]).toEqual([
    'fault-1',
    'fault-3',
  ])
})

test('a fault of the same name takes the place of the other and counts from nothing', () => {
  const world = newWorld()
  for (const name of ['a', 'b', 'c']) add(world, { name, status: 503 })
  strikes(world, 3)
  add(world, { name: 'a', status: 500 })

  expect(world.faults.map(({ name, status, met }) => [name, status, met])).toEqual([
    ['a', 500, 0],
    ['b', 503, 0],
    ['c', 503, 0],
  ])
})

test('the faults of a scenario come and go with it, and stand behind those of the world', () => {
  const world = newWorld()
  add(world, { name: 'own', status: 503 })
  setScenario(world, scenarioOf('storm', { status: 500 }, { name: 'hail', status: 502 }))
  add(world, { name: 'late', status: 504 })
  const during = world.faults.map(({ name, scenario }) => [name, scenario])
  setScenario(world, null)

  expect([during, world.faults.map(({ name }) => name)]).toEqual([
    [
      ['own', null],
      ['late', null],
      ['storm-1', 'storm'],
      ['hail', 'storm'],
    ],
    ['own', 'late'],
  ])
})

test('a fault in the place of one of a scenario is of the world, and stays', () => {
  const world = newWorld()
  setScenario(world, scenarioOf('storm', { name: 'hail', status: 502 }))
  add(world, { name: 'hail', status: 500 })
  setScenario(world, null)

  expect(world.faults.map(({ name, status, scenario }) => [name, status, scenario])).toEqual([
    ['hail', 500, null],
  ])
})

test('a world that begins with a scenario begins with its faults', () => {
  const world = newWorld({ scenario: scenarioOf('storm', { status: 500 }) })

  expect(world.faults.map(({ name }) => name)).toEqual(['storm-1'])
})

test('two worlds of one scenario count each for themselves', () => {
  const scenario = scenarioOf('storm', { status: 500 })
  const [one, other] = [newWorld({ scenario }), newWorld({ scenario })]
  strikes(one, 2)

  expect([one.faults[0]?.met, other.faults[0]?.met, faultsOf(scenario)[0]?.met]).toEqual([2, 0, 0])
})

test('a fault that is removed strikes no more, and the others do', () => {
  const world = newWorld()
  for (const name of ['a', 'b']) add(world, { name, status: 503 })

  expect(removeFault(world, 'a').name).toBe('a')
  expect(strikingFault(world, READ)?.name).toBe('b')
})

test('a fault that there is not cannot be removed, and the message names those that there are', () => {
  const world = newWorld()
  expect(() => removeFault(world, 'x')).toThrow(
    'Cannot remove fault x: no such fault ((there is none)).',
  )
  for (const name of ['a', 'b']) add(world, { name, status: 503 })
  expect(() => removeFault(world, 'x')).toThrow('Cannot remove fault x: no such fault ((a, b)).')
})

test('all faults are removed at once, those of the scenario too', () => {
  const world = newWorld({ scenario: scenarioOf('storm', { status: 500 }) })
  add(world, { status: 503 })

  expect([clearFaults(world), world.faults, clearFaults(world)]).toEqual([2, [], 0])
})

test('a scenario that a request asks for is asked as if the request were its first', () => {
  const world = newWorld()
  const scenario = scenarioOf(
    'storm',
    { name: 'later', skip: 1, status: 500 },
    { name: 'others', match: { method: 'PUT' }, status: 500 },
    { name: 'now', times: 1, status: 502 },
  )

  const struck = [1, 2, 3].map(() => preferredFault(world, scenario, READ)?.name)

  expect([struck, world.faults]).toEqual([['now', 'now', 'now'], []])
})
