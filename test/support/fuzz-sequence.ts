import { expect } from 'vitest'
import type { WorldState } from '../../src/contract/state.ts'
import type { Answer } from './conformance.ts'
import { type Watched, watched } from './fuzz-client.ts'
import { FIXTURE, KEYS, type ModelProvider, type ModelWorld, newModel } from './fuzz-model.ts'
import { expectConsistent, withoutProvider } from './fuzz-state.ts'
import { basic } from './twilio.ts'

export const WORLDS = ['default', 'other'] as const

/** One step: what to do, and numbers that choose what it is done with. */
export interface Step {
  do: string
  world: number
  key: number
  a: number
  b: number
}

/** What a request is sent with, and whether something in its world asks for odd answers. */
interface Sent {
  key?: string
  credentials?: string
  body?: unknown
  form?: Record<string, string>
  isDisturbed?: boolean
}

/** A step under way, in its world. */
export interface Scene {
  model: ModelWorld
  before: WorldState
  key: string
  a: number
  b: number
  /** Null where the answer was broken on purpose. */
  send(method: string, path: string, sent?: Sent): Promise<Answer | null>
  exported(): Promise<WorldState>
  /** Puts another model in the place of this one. */
  become(model: ModelWorld): void
  /** One of the providers, if there is one. */
  provider(): ModelProvider | undefined
  /** Kept from one step to a later one of the same world. */
  shelf: Map<string, { state: WorldState; model: ModelWorld }>
  /** What must never be told. */
  secrets: Set<string>
}

/** Every step by its name. */
export type Steps = Record<string, (scene: Scene) => Promise<void>>

/** Takes the steps one after the other in a fresh simulator, and looks at every world after each. */
export async function play(steps: Steps, sequence: readonly Step[]): Promise<void> {
  const { ask, simulator, expectForeseen } = await watched({ fixture: FIXTURE })
  const exported = (world: string) => simulator.world(world).control.exportState()
  const states = new Map<string, WorldState>()
  const models = new Map<string, ModelWorld>()
  const shelves = new Map(WORLDS.map((world) => [world as string, new Map()]))
  for (const world of WORLDS) {
    const state = await exported(world)
    states.set(world, state)
    models.set(world, newModel(state))
  }
  const secrets = new Set<string>([...KEYS, ...FIXTURE.accounts.map(({ authToken }) => authToken)])

  for (const { do: name, world: at, key, a, b } of sequence) {
    const world = WORLDS[at % WORLDS.length] ?? 'default'
    const model = take(models, world)
    const scene: Scene = {
      model,
      before: take(states, world),
      key: KEYS[key % KEYS.length] ?? KEYS[0],
      a,
      b,
      send: (method, path, sent = {}) => ask(askedIn(world, model, method, path, sent)),
      exported: () => exported(world),
      become: (other) => models.set(world, other),
      provider: () => [...model.providers.values()][a % (model.providers.size || 1)],
      shelf: take(shelves, world),
      secrets,
    }
    await steps[name]?.(scene)
    expectForeseen()
    states.set(world, await exported(world))
    expectAsModelled(take(states, world), take(models, world))
    for (const other of WORLDS) {
      if (other === world) continue
      // As text, because to read it takes longer than most steps.
      const text = await textOf(simulator, other)
      if (text === JSON.stringify(take(states, other))) continue
      throw new Error(`${name} in ${world} changed ${other}: ${text}`)
    }
  }
  for (const world of WORLDS) await expectStable({ simulator, world })
  for (const world of WORLDS) await expectSecretive({ simulator, world, secrets })
}

function take<T>(map: Map<string, T>, name: string): T {
  const value = map.get(name)
  if (value === undefined) throw new Error(`Nothing is kept of ${name}`)
  return value
}

/** A world is named by the prefix of the path or by the header. */
function askedIn(
  world: string,
  { hasScenario, hasFaults, providers }: ModelWorld,
  method: string,
  path: string,
  { key, credentials, body, form, isDisturbed = false }: Sent,
) {
  const isPrefixed = world !== 'default'
  const isSteered = [...providers.values()].some((it) => it.isSteered)
  return {
    method,
    path: isPrefixed ? `/__w/${world}${path}` : path,
    headers: {
      ...(!isPrefixed && { 'X-Mock-World': world }),
      ...(key !== undefined && { Authorization: `Bearer ${key}` }),
      ...(credentials !== undefined && { Authorization: basic(credentials) }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(form && { 'Content-Type': 'application/x-www-form-urlencoded' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(form && { body: `${new URLSearchParams(form)}` }),
    isDisturbed: isDisturbed || hasScenario || hasFaults || isSteered,
  }
}

function expectAsModelled(state: WorldState, model: ModelWorld): void {
  expectConsistent(state)
  const { providers, sipCredentials, sipPhoneNumbers, twilio } = state
  const imported = [...model.providers.values()].flatMap((it) => [...it.numbers.keys()])
  expect(Object.keys(providers).sort()).toEqual([...model.providers.keys()].sort())
  expect(Object.keys(sipPhoneNumbers).sort()).toEqual(
    [...model.manualNumbers.keys(), ...imported].sort(),
  )
  expect(Object.keys(sipCredentials)).toHaveLength(
    model.providers.size + model.manualCredentials.size,
  )
  expect(Object.keys(twilio.trunks).sort()).toEqual([...model.trunks.keys()].sort())
  expect(
    Object.fromEntries(Object.values(twilio.phoneNumbers).map((it) => [it.sid, it.trunkSid])),
  ).toEqual(Object.fromEntries([...model.numbers].map(([sid, it]) => [sid, it.trunkSid])))
  expect(withoutProvider(state).filter((sid) => !model.loose.has(sid))).toEqual([])
}

async function textOf(simulator: Watched['simulator'], world: string): Promise<string> {
  return (await simulator.world(world).fetch('/__admin/state')).text()
}

/** To explain a request takes longer than to answer it. */
const EXPLAINED = 8

interface Place {
  simulator: Watched['simulator']
  world: string
}

/** What was exported is imported, and exported again as it was. */
async function expectStable({ simulator, world }: Place): Promise<void> {
  const { control } = simulator.world(world)
  const state = await control.exportState()
  await control.importState(state)
  expect(await control.exportState()).toEqual(state)
  const copy = simulator.world(`${world}-copy`).control
  await copy.importState(state)
  expect(await copy.exportState()).toEqual(state)
}

async function expectSecretive({
  simulator,
  world,
  secrets,
}: Place & { secrets: Set<string> }): Promise<void> {
  const { control } = simulator.world(world)
  const requests = await control.requests()
  const told = [requests, await control.exportState(), await control.worlds()] as unknown[]
  for (const { id } of requests.slice(-EXPLAINED)) told.push(await control.explain(id))
  expectNoSecret(JSON.stringify(told), secrets)
}

/** Fails when a text shows a secret as it is, or as credentials do in Base64. */
export function expectNoSecret(text: string, secrets: Iterable<string>): void {
  const shown = [...secrets].filter(
    (it) => text.includes(it) || text.includes(btoa(it).slice(0, -4)),
  )
  expect(shown).toEqual([])
}
