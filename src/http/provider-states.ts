import type { z } from '@hono/zod-openapi'
import { Fixture, type FixtureInput } from '../contract/fixture.ts'
import { NoParams, ProviderParams, type ProviderState } from '../contract/pact.ts'
import type { Scenario } from '../contract/scenario.ts'
import { SimulatorError } from '../domain/errors.ts'
import { addFixture, FixtureError, removeEverything } from '../domain/fixture.ts'
import { digest } from '../domain/ids.ts'
import { providerOf } from '../domain/providers.ts'
import { setScenario } from '../domain/scenario.ts'
import type { Simulator } from '../domain/simulator.ts'
import { stateOf } from '../domain/state.ts'
import type { World } from '../domain/world.ts'
import { problemsByPlace } from './pointer.ts'
import type { Errors } from './problem.ts'
import type { Services } from './services.ts'

/** What a provider state of Pact does to a world. */
interface KnownState {
  /** For people: README, "Pact". */
  description: string
  /** Whether every provider and every Twilio account is taken out. */
  isEmpty?: true
  /** The provider that exists from then on. Its id and its account are this digit, unless the parameters say others. */
  provider?: { digit: string; trait?: (phoneNumber: string) => Partial<ProviderInput> }
  /** The scenario that is on from then on; null for none. */
  scenario?: string | null
}

type ProviderInput = NonNullable<FixtureInput['providers']>[number]

/** The provider states by name. */
export const PROVIDER_STATES: ReadonlyMap<string, KnownState> = new Map<string, KnownState>([
  [
    'no providers exist',
    { description: 'No provider exists, and Twilio knows no account yet.', isEmpty: true },
  ],
  [
    'a pending provider exists',
    {
      description: 'A provider that was never verified, and stays so.',
      provider: { digit: '1', trait: () => ({ verification: 'pending' }) },
    },
  ],
  [
    'a verified provider exists',
    { description: 'A provider whose checks all passed.', provider: { digit: '2' } },
  ],
  [
    'a provider with a warning exists',
    {
      description: 'A provider whose phone number is not on its trunk any more.',
      provider: { digit: '3', trait: (it) => ({ atTwilio: { detached: [it] } }) },
    },
  ],
  [
    'a failed provider exists',
    {
      description: 'A provider whose trunk was deleted at Twilio.',
      provider: { digit: '4', trait: () => ({ atTwilio: { trunk: 'missing' } }) },
    },
  ],
  [
    'all is well at Twilio',
    { description: 'No scenario, also when the start had one.', scenario: null },
  ],
  [
    'Twilio refuses the credentials',
    { description: 'The scenario `bad-credentials`.', scenario: 'bad-credentials' },
  ],
  [
    'Twilio limits the rate',
    { description: 'The scenario `rate-limited`.', scenario: 'rate-limited' },
  ],
  ['Twilio is down', { description: 'The scenario `twilio-down`.', scenario: 'twilio-down' }],
  [
    'Twilio does not answer',
    { description: 'The scenario `twilio-timeout`.', scenario: 'twilio-timeout' },
  ],
])

/** An interaction that asks for no state gets the world as it is at its start. */
const NO_STATE: KnownState = { description: 'The world at its start.' }

/**
 * Puts a world into a provider state. A setup that comes after requests begins with the world at its start, so that no
 * interaction sees another; setups in a row add up. A teardown puts the world back to its start.
 * @returns values for the generators of Pact: the parameters of the provider, where there is one
 * @throws SimulatorError invalid for an unknown state, naming the known ones, or for parameters that cannot be used;
 *   the world is then as it was
 */
export async function applyProviderState(
  services: Services,
  asked: World,
  { state, params, action }: ProviderState,
): Promise<Record<string, unknown>> {
  const known = state === '' ? NO_STATE : PROVIDER_STATES.get(state)
  if (!known) {
    const names = [...PROVIDER_STATES.keys()].join(', ')
    throw refusal(state, 'there is no such provider state', { '/state': [`Use one of: ${names}.`] })
  }
  const fixture = fixtureOf(state, known, params)
  const scenario = await scenarioOf(services, known)
  const { simulator } = services
  // Other requests may have come while the scenarios were read.
  const world = simulator.enter(asked.id)
  if (action === 'teardown') {
    toStart(simulator, world)
  } else {
    const before = stateOf(world)
    try {
      if (simulator.hasServedSinceSetup(world)) toStart(simulator, world)
      if (known.isEmpty) removeEverything(world)
      if (scenario !== undefined) setScenario(world, scenario)
      if (fixture) add(world, state, fixture)
    } catch (error) {
      simulator.restore(world, before)
      throw error
    }
  }
  simulator.noteSetup(world)
  return action === 'setup' && fixture ? valuesOf(world, fixture) : {}
}

/** The journal stays, so that one can still read there what an interaction did. */
function toStart(simulator: Simulator, world: World): void {
  simulator.reset(world, { only: ['state', 'clock', 'faults', 'scenario', 'settings'] })
}

/** What a state adds, or nothing. */
function fixtureOf(state: string, { provider }: KnownState, params: unknown): Fixture | null {
  if (provider) return withProvider(provider, valid(state, ProviderParams, params))
  valid(state, NoParams, params)
  return null
}

function valid<S extends z.ZodObject>(state: string, schema: S, params: unknown): z.output<S> {
  const { data, error } = schema.safeParse(params)
  if (!error) return data
  const errors: Errors = {}
  for (const { pointer, message } of problemsByPlace(error.issues)) {
    errors[`/params${pointer}`] = [...(errors[`/params${pointer}`] ?? []), message]
  }
  const names = Object.keys(schema.shape).join(', ') || 'none'
  throw refusal(state, `see \`errors\`; the parameters that it takes: ${names}`, errors)
}

/** One provider with one phone number. */
function withProvider(
  { digit, trait }: NonNullable<KnownState['provider']>,
  params: z.output<typeof ProviderParams>,
): Fixture {
  const { id = idOf(digit), accountSid = `AC${digit.repeat(32)}`, ...rest } = params
  const authToken = digest(0, `provider state ${accountSid}`).slice(0, 32)
  const phoneNumber = phoneNumberOf(id)
  const provider = { ...rest, id, accountSid, phoneNumbers: [phoneNumber], ...trait?.(phoneNumber) }
  return Fixture.parse({
    accounts: [{ accountSid, authToken, phoneNumbers: [{ phoneNumber }] }],
    providers: [provider],
  })
}

/** As in the fixture `every-status`. */
function idOf(digit: string): string {
  const of = (length: number) => digit.repeat(length)
  return `${of(8)}-${of(4)}-4${of(3)}-8${of(3)}-${of(12)}`
}

/** Of the provider alone, because a number of an account is on one trunk only. */
function phoneNumberOf(id: string): string {
  const line = Number.parseInt(digest(0, `phone number ${id}`).slice(0, 8), 16) % 10_000
  return `+1415555${`${line}`.padStart(4, '0')}`
}

async function scenarioOf(
  services: Services,
  { scenario: name }: KnownState,
): Promise<Scenario | null | undefined> {
  if (typeof name !== 'string') return name
  const scenario = (await services.scenarios()).find((it) => it.name === name)
  if (!scenario) throw new Error(`Cannot set scenario ${name}: it is not one of the known ones`)
  return scenario
}

/** Twilio's own rules may be against a provider: an account that is closed or full, a name that is taken. */
function add(world: World, state: string, fixture: Fixture): void {
  try {
    addFixture(world, fixture)
  } catch (error) {
    const cause = error instanceof FixtureError ? error.cause : undefined
    if (!(cause instanceof SimulatorError)) throw error
    // Every name at Twilio comes from the id.
    const place = cause.code === 'twilio-unusable' ? '/params/id' : '/params/accountSid'
    throw refusal(state, 'Twilio refuses it', { [place]: [cause.message] })
  }
}

function valuesOf(world: World, { providers }: Fixture): Record<string, unknown> {
  const { id, accountSid, name, region, supportsCallTransfer } = providerOf(
    world,
    providers[0]?.id ?? '',
  )
  return { id, accountSid, name, region, supportsCallTransfer }
}

function refusal(state: string, why: string, errors: Errors): SimulatorError {
  return new SimulatorError('invalid', `Cannot set up "${state}": ${why}.`, { errors })
}
