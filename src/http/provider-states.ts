import { Fixture, type FixtureInput } from '../contract/fixture.ts'
import type { ProviderState } from '../contract/pact.ts'
import { SimulatorError } from '../domain/errors.ts'
import { addFixture } from '../domain/fixture.ts'
import { digest } from '../domain/ids.ts'
import { setScenario } from '../domain/scenario.ts'
import type { World } from '../domain/world.ts'
import { problemsByPlace } from './pointer.ts'
import type { Services } from './services.ts'

/** What a provider state of Pact does to a world. */
interface StateOfPact {
  description: string
  /** What is added to the world, from the parameters of the state. */
  fixture?: (params: Record<string, unknown>) => FixtureInput
  /** The scenario that is on from then; null for none. */
  scenario?: string | null
}

const NUMBER = '+14155550100'

/** The provider states by name. README: "Pact". */
export const PROVIDER_STATES: Record<string, StateOfPact> = {
  'no providers exist': { description: 'A world at its start.' },
  'a pending provider exists': {
    description: 'A provider that was never verified, and stays so.',
    fixture: (params) => fixtureOf('1', params, { verification: 'pending' }),
  },
  'a verified provider exists': {
    description: 'A provider whose checks all passed.',
    fixture: (params) => fixtureOf('2', params, {}),
  },
  'a provider with a warning exists': {
    description: 'A provider with a number that is not on its trunk any more.',
    fixture: (params) => fixtureOf('3', params, { atTwilio: { detached: [NUMBER] } }),
  },
  'a failed provider exists': {
    description: 'A provider whose trunk was deleted at Twilio.',
    fixture: (params) => fixtureOf('4', params, { atTwilio: { trunk: 'missing' } }),
  },
  'all is well at Twilio': { description: 'No scenario.', scenario: null },
  'Twilio refuses the credentials': {
    description: 'The scenario `bad-credentials`.',
    scenario: 'bad-credentials',
  },
  'Twilio limits the rate': {
    description: 'The scenario `rate-limited`.',
    scenario: 'rate-limited',
  },
  'Twilio is down': { description: 'The scenario `twilio-down`.', scenario: 'twilio-down' },
  'Twilio does not answer': {
    description: 'The scenario `twilio-timeout`.',
    scenario: 'twilio-timeout',
  },
}

/**
 * Puts a world into a provider state. A setup that comes after requests begins with the world at its start, so that no
 * interaction sees another; setups in a row add up. A teardown puts the world back to its start.
 * @returns values for the generators of Pact: the id of the provider, where there is one
 * @throws SimulatorError invalid for an unknown state, naming the known ones, or for parameters that cannot be used
 */
export async function applyProviderState(
  services: Services,
  world: World,
  { state, states = [], params, action }: ProviderState,
): Promise<Record<string, unknown>> {
  const { simulator } = services
  const names = state === undefined ? states : [state]
  const wanted = names.map((name) => [name, PROVIDER_STATES[name]] as const)
  for (const [name, known] of wanted) if (!known) throw unknownState(name)
  if (action === 'teardown' || simulator.hasServedSinceSetup(world)) {
    simulator.reset(world, { only: ['state', 'clock', 'faults', 'scenario', 'settings'] })
  }
  simulator.noteSetup(world)
  if (action === 'teardown') return {}
  const values: Record<string, unknown> = {}
  for (const [name, known] of wanted) {
    if (known?.fixture) Object.assign(values, add(world, name, known.fixture(params)))
    if (known?.scenario !== undefined) await set(services, world, known.scenario)
  }
  return values
}

function add(world: World, name: string, input: FixtureInput): Record<string, unknown> {
  const { data, error } = Fixture.safeParse(input)
  if (!data) {
    const errors: Record<string, string[]> = {}
    for (const { pointer, message } of problemsByPlace(error.issues)) {
      errors[pointer.replace(/^\/(providers|accounts)\/0/, '/params')] = [message]
    }
    throw new SimulatorError('invalid', `Cannot set up "${name}": see \`errors\`.`, { errors })
  }
  addFixture(world, data)
  return { id: data.providers[0]?.id }
}

async function set(services: Services, world: World, name: string | null): Promise<void> {
  const known = await services.scenarios()
  setScenario(world, known.find((it) => it.name === name) ?? null)
}

function unknownState(name: string): SimulatorError {
  const known = Object.keys(PROVIDER_STATES)
  return new SimulatorError(
    'invalid',
    `Cannot set up "${name}": there is no such provider state.`,
    {
      errors: { '/state': [`Use one of: ${known.join(', ')}.`] },
    },
  )
}

type ProviderInput = NonNullable<FixtureInput['providers']>[number]

/** One provider with one number. Parameters say more of it: `id`, `name`, `accountSid`, `region`, … */
function fixtureOf(
  digit: string,
  params: Record<string, unknown>,
  more: Partial<ProviderInput>,
): FixtureInput {
  const accountSid = 'accountSid' in params ? String(params.accountSid) : `AC${digit.repeat(32)}`
  const provider = {
    id: idOf(digit),
    name: 'Main account',
    phoneNumbers: [NUMBER],
    ...more,
    ...params,
    accountSid,
  }
  const authToken = digest(0, `provider state ${accountSid}`).slice(0, 32)
  return {
    accounts: [{ accountSid, authToken, phoneNumbers: [{ phoneNumber: NUMBER }] }],
    providers: [provider],
  }
}

/** As in the fixture `every-status`. */
function idOf(digit: string): string {
  const of = (length: number) => digit.repeat(length)
  return `${of(8)}-${of(4)}-4${of(3)}-8${of(3)}-${of(12)}`
}
