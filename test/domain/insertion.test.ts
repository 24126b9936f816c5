import { beforeAll, expect, test } from 'vitest'
import type { Scenario } from '../../src/contract/scenario.ts'
import { SimulatorError } from '../../src/domain/errors.ts'
import { loadFaker } from '../../src/domain/ids.ts'
import {
  createProvider,
  type NewProvider,
  readProvider,
  updateProvider,
} from '../../src/domain/providers.ts'
import { newExchange, type World } from '../../src/domain/world.ts'
import { newWorld } from '../support/world.ts'

beforeAll(loadFaker)

const ACCOUNT_A = `AC${'a'.repeat(32)}`
const ACCOUNT_B = `AC${'b'.repeat(32)}`
const STRANGER = `AC${'c'.repeat(32)}`
const TOKEN = '0123456789abcdef0123456789abcdef'

/** One request: gets the world and the ids of the providers that the base sequence has made so far. */
type Step = (world: World, made: string[]) => unknown

/** Two accounts, a name that comes twice, a steered provider and a change at Twilio. */
const BASE: Step[] = [
  create({ accountSid: ACCOUNT_A, name: 'Main' }),
  create({ accountSid: ACCOUNT_B, name: 'Main' }),
  create({ accountSid: ACCOUNT_A, name: 'Main' }),
  read(0),
  update(0, { name: 'Renamed', supportsCallTransfer: true }),
  create({ accountSid: ACCOUNT_A, name: 'Second', authToken: steering('310001') }),
  read(1),
  create({ accountSid: ACCOUNT_B, name: 'Renamed' }),
  read(2),
  create({ accountSid: ACCOUNT_A, name: 'Main', organisation: 'org-2' }),
  read(0),
  phoneNumbers,
]

const failing = { accountSid: ACCOUNT_A, name: 'Main' }

test.each<[string, Step]>([
  ['creates another name in the same account', create({ accountSid: ACCOUNT_A, name: 'Extra' })],
  ['creates the same name in another account', create({ accountSid: STRANGER, name: 'Main' })],
  ['creates a name with more white space', create({ accountSid: ACCOUNT_A, name: 'Main ' })],
  ['reads a provider', read(0)],
  ['reads what is not there', read(99)],
  ['updates what is not there', update(99, { name: 'Nothing' })],
  ['updates a provider of another organisation', updateAs('org-3', 0, { name: 'Mine' })],
  ['changes and reads a provider of its own', createUpdateRead],
  ['fails to create: token 20003', create({ ...failing, authToken: steering('020003') })],
  ['fails to create: token 21244', create({ ...failing, authToken: steering('021244') })],
  ['fails to create: token 21248', create({ ...failing, authToken: steering('021248') })],
  ['fails to create: token 21239', create({ ...failing, authToken: steering('021239') })],
  ['fails to create: token 21243', create({ ...failing, authToken: steering('021243') })],
  ['fails to create: no account', during('FetchAccount', 20503, create(failing))],
  ['fails to create: no trunk', during('CreateTrunk', 20503, create(failing))],
  ['fails to create: no list', during('CreateSipCredentialList', 'timeout', create(failing))],
  ['fails to create: not attached', during('CreateCredentialList', 20429, create(failing))],
  ['fails to create: no credential', during('CreateSipCredential', 20500, create(failing))],
])('a request that %s shifts no id of the others, wherever it comes', (_, extra) => {
  const expected = resultsOf(BASE.map((step) => ({ step, isBase: true })))

  for (let position = 0; position <= BASE.length; position++) {
    const steps = BASE.map((step) => ({ step, isBase: true }))
    steps.splice(position, 0, { step: extra, isBase: false })
    expect(resultsOf(steps), `inserted before step ${position}`).toStrictEqual(expected)
  }
})

test('many extra requests between all the others shift no id', () => {
  const expected = resultsOf(BASE.map((step) => ({ step, isBase: true })))
  const extras = [
    create({ accountSid: STRANGER, name: 'Main' }),
    during('CreateSipCredential', 20503, create(failing)),
    create({ accountSid: ACCOUNT_B, name: 'Extra' }),
    read(0),
  ].map((step) => ({ step, isBase: false }))

  expect(resultsOf(BASE.flatMap((step) => [...extras, { step, isBase: true }]))).toStrictEqual(
    expected,
  )
})

test('a successful create of the same account and name comes first, and the next draws other ids', () => {
  const [first] = resultsOf([{ step: create(failing), isBase: true }])
  const [second] = resultsOf([
    { step: create(failing), isBase: false },
    { step: create(failing), isBase: true },
  ])

  expect(second).not.toMatchObject({ id: (first as { id: string }).id })
})

/** What the base steps answer. Each step is a request of its own. */
function resultsOf(steps: { step: Step; isBase: boolean }[]): unknown[] {
  const world = newWorld({ fixture: { phoneNumbersPerAccount: 2 } })
  const made: string[] = []
  const results: unknown[] = []
  for (const { step, isBase } of steps) {
    world.exchange = newExchange(world.clock.now)
    const before = Object.keys(world.providers)
    const result = structuredClone(step(world, made))
    if (!isBase) continue
    made.push(...Object.keys(world.providers).filter((id) => !before.includes(id)))
    results.push(result)
  }
  return results
}

function create(details: Pick<NewProvider, 'accountSid' | 'name'> & Partial<NewProvider>): Step {
  const input = { organisation: 'org-1', authToken: TOKEN, supportsCallTransfer: false, ...details }
  return (world) => attempt(() => createProvider(world, input))
}

function read(index: number): Step {
  return (world, made) => attempt(() => readProvider(world, 'org-1', made[index] ?? 'not there'))
}

function update(index: number, change: object): Step {
  return updateAs('org-1', index, change)
}

function updateAs(organisation: string, index: number, change: object): Step {
  return (world, made) =>
    attempt(() => updateProvider(world, organisation, made[index] ?? 'not there', change))
}

function phoneNumbers(world: World): unknown {
  const numbers = Object.values(world.twilio.phoneNumbers)
  return [ACCOUNT_A, ACCOUNT_B].map((sid) => numbers.filter((it) => it.accountSid === sid))
}

function createUpdateRead(world: World): void {
  const input = { accountSid: STRANGER, authToken: TOKEN, name: 'Own', supportsCallTransfer: false }
  const { id } = createProvider(world, { ...input, organisation: 'org-1' })
  updateProvider(world, 'org-1', id, { name: 'Main', supportsCallTransfer: true })
  readProvider(world, 'org-1', id)
}

/** The step while one call of Twilio fails. */
function during(
  operation: NonNullable<Scenario['twilio']>[number]['operation'],
  error: NonNullable<Scenario['twilio']>[number]['error'],
  step: Step,
): Step {
  return (world, made) => {
    world.scenario = { name: 'test', description: 'of a test', twilio: [{ operation, error }] }
    const result = step(world, made)
    world.scenario = null
    return result
  }
}

function attempt(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    if (error instanceof SimulatorError) return error.message
    throw error
  }
}

function steering(tail: string): string {
  return '0'.repeat(26) + tail
}
