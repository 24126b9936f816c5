import { expect, test } from 'vitest'
import { Fixture } from '../../src/contract/fixture.ts'
import { type Clock, DEFAULT_NOW } from '../../src/domain/clock.ts'
import { createProvider, readProvider } from '../../src/domain/providers.ts'
import { Simulator, type SimulatorStart } from '../../src/domain/simulator.ts'
import { verificationStatus } from '../../src/domain/verification.ts'
import { newWorld, SETTINGS } from '../support/world.ts'

const INPUT = {
  organisation: 'org-1',
  accountSid: `AC${'a'.repeat(32)}`,
  authToken: '0123456789abcdef0123456789abcdef',
  name: 'Main',
  supportsCallTransfer: false,
}
const HOUR = 3_600_000

test('makes a world on first use and keeps it', () => {
  const simulator = new Simulator(start())
  const { id } = createProvider(simulator.enter('checkout'), INPUT)

  expect(readProvider(simulator.enter('checkout'), 'org-1', id).name).toBe('Main')
})

test('makes every world from the fixture', () => {
  const fixture = { accounts: [{ accountSid: INPUT.accountSid, authToken: INPUT.authToken }] }
  const simulator = new Simulator(start({ fixture: Fixture.parse(fixture) }))

  expect(Object.keys(simulator.enter('checkout').twilio.accounts)).toStrictEqual([INPUT.accountSid])
})

test('draws the same ids in every world', () => {
  const simulator = new Simulator(start())
  const provider = createProvider(simulator.enter('one'), INPUT)

  expect(createProvider(simulator.enter('other'), INPUT)).toStrictEqual(provider)
})

test('keeps what happens in one world from the others', () => {
  const simulator = new Simulator(start())
  const before = structuredClone(simulator.enter('other'))
  createProvider(simulator.enter('one'), INPUT)

  expect(simulator.enter('other')).toStrictEqual(before)
})

test('goes on with the worlds that were saved', () => {
  const saved = newWorld()
  const { id } = createProvider(saved, INPUT)
  const simulator = new Simulator(start(), [saved])

  expect(readProvider(simulator.enter(saved.id), 'org-1', id).name).toBe('Main')
})

test('moves a real clock to the wall before a request', () => {
  const clock: Clock = { mode: 'real', now: DEFAULT_NOW, offset: 0 }
  const simulator = new Simulator(start({ clock, wall: () => DEFAULT_NOW + HOUR }))

  expect(simulator.enter('default').clock.now).toBe(DEFAULT_NOW + HOUR)
})

test('leaves a frozen clock where it stands', () => {
  const simulator = new Simulator(start({ wall: () => DEFAULT_NOW + HOUR }))

  expect(simulator.enter('default').clock.now).toBe(DEFAULT_NOW)
})

test('moves the clock of one world without the others', () => {
  const simulator = new Simulator(start())
  simulator.enter('one').clock.now += HOUR

  expect(simulator.enter('other').clock.now).toBe(DEFAULT_NOW)
})

test('does what is due before a request', () => {
  let wall = DEFAULT_NOW
  const clock: Clock = { mode: 'real', now: wall, offset: 0 }
  const simulator = new Simulator(start({ clock, wall: () => wall }))
  const provider = createProvider(simulator.enter('default'), INPUT)
  readProvider(simulator.enter('default'), 'org-1', provider.id)
  wall += HOUR
  simulator.enter('default')

  expect(provider.verification.lastVerifiedAt).toBe(DEFAULT_NOW + HOUR)
})

test('what a request preferred has no part in what is due after it', () => {
  const simulator = new Simulator(start())
  const provider = createProvider(simulator.enter('default'), INPUT)
  const world = simulator.enter('default')
  readProvider(world, 'org-1', provider.id)
  world.exchange.preferred = {
    name: 'failed',
    description: 'It fails.',
    verification: { outcome: 'failed' },
  }
  world.clock.now += HOUR
  simulator.enter('default')

  expect(verificationStatus(provider.verification)).toBe('verified')
})

test('what is due after a request does not go on the record of that request', () => {
  const simulator = new Simulator(start())
  const { id } = createProvider(simulator.enter('default'), INPUT)
  const world = simulator.enter('default')
  readProvider(world, 'org-1', id)
  const { exchange } = world
  const before = structuredClone(exchange)
  world.clock.now += HOUR
  simulator.enter('default')

  expect(exchange).toStrictEqual(before)
})

test('begins every request with a new exchange', () => {
  const simulator = new Simulator(start())
  createProvider(simulator.enter('default'), INPUT)

  expect(simulator.enter('default').exchange).toStrictEqual({
    at: DEFAULT_NOW,
    draws: [],
    twilioCalls: [],
    decisions: [],
    preferred: null,
  })
})

function start(details: Partial<SimulatorStart> = {}): SimulatorStart {
  return {
    seed: 1,
    scenario: null,
    settings: SETTINGS,
    journalSize: 10,
    fixture: Fixture.parse({}),
    clock: { mode: 'frozen', now: DEFAULT_NOW, offset: 0 },
    wall: () => DEFAULT_NOW,
    ...details,
  }
}

test('holds 10,000 worlds and says so when asked for one more', () => {
  const simulator = new Simulator(start())
  for (let index = 0; index < 10_000; index++) simulator.world(`world-${index}`)

  expect(() => simulator.world('one-more')).toThrow('there are 10000 already')
  expect(simulator.world('world-9999').id).toBe('world-9999')
})

test.each(['', '.', '..', 'a/b', 'a b', 'é', 'x'.repeat(65)])('refuses the world "%s"', (name) => {
  const simulator = new Simulator(start())

  expect(() => simulator.world(name)).toThrow('a name has 1 to 64 letters')
})

test('knows the seed of a world before it is made', () => {
  const simulator = new Simulator(start({ seed: 7 }))

  expect(simulator.seedOf('not-made')).toBe(7)
})
