import type { controlRoutes } from '../contract/control.ts'
import type { Fault } from '../contract/faults.ts'
import type { Scenario, ScenarioChoice } from '../contract/scenario.ts'
import type { WorldState } from '../contract/state.ts'
import type { Snapshot, WorldSummary } from '../contract/worlds.ts'
import { exactTime } from '../domain/clock.ts'
import { SimulatorError } from '../domain/errors.ts'
import { addFault, clearFaults, removeFault } from '../domain/faults.ts'
import { loadFaker, sha256 } from '../domain/ids.ts'
import type { Entry } from '../domain/journal.ts'
import { providerOf } from '../domain/providers.ts'
import { setScenario } from '../domain/scenario.ts'
import { changeSettings } from '../domain/settings.ts'
import { stateOf, withoutSecrets } from '../domain/state.ts'
import { nextVerification, scriptVerification, verificationStatus } from '../domain/verification.ts'
import type { World } from '../domain/world.ts'
import type { Handlers } from './bind.ts'
import { expectUsable, expectUsableFaults } from './faults.ts'
import { toJournalEntry } from './journal.ts'
import { applyProviderState } from './provider-states.ts'
import type { Services } from './services.ts'
import { matching, verify } from './verify.ts'

/** The handlers of the control plane, but for `health`, which is answered without them. */
export function controlHandlers(
  services: Services,
): Handlers<Omit<typeof controlRoutes, 'health'>> {
  const { simulator } = services

  const summary = (world: World): WorldSummary => ({
    id: world.id,
    seed: world.seed,
    now: exactTime(world.clock.now),
    providers: Object.keys(world.providers).length,
    requests: simulator.journalled(world.id),
  })
  const entries = (world: World): Entry[] => simulator.journal(world.id).list()

  function entryOf(world: World, id: string): Entry {
    const entry = simulator.journal(world.id).find(id)
    if (entry) return entry
    const why = 'it was never made in this world, or the journal has forgotten it'
    throw new SimulatorError('not-found', `Cannot find request ${id}: ${why}.`)
  }

  async function scenarioOf({ description, ...given }: ScenarioChoice): Promise<Scenario> {
    if (description !== undefined) return { ...given, description }
    const known = await services.scenarios()
    const scenario = known.find(({ name }) => name === given.name)
    if (scenario) return scenario
    const names = known.map(({ name }) => name).join(', ')
    const message = `Cannot set scenario ${given.name}: no such scenario. Use one of ${names}, or give it in full.`
    throw new SimulatorError('not-found', message)
  }

  return {
    version: async ({ world }) => ({
      status: 200,
      body: {
        version: await services.version(),
        contract: sha256(await documentText()),
        seed: world.seed,
      },
    }),

    reset: ({ world, body }) => {
      simulator.reset(world, body)
      return { status: 200, body: summary(world) }
    },

    exportState: ({ world }) => ({ status: 200, body: withoutSecrets(stateOf(world)) }),

    importState: async ({ world, body }) => {
      await expectUsableFaults(body)
      if (body.scenario) await expectUsableFaults(body.scenario, '/scenario')
      if (body.twilio.phoneNumbersPerAccount > 0) await loadFaker()
      simulator.restore(world, body)
      return { status: 200, body: summary(world) }
    },

    worlds: () => ({ status: 200, body: simulator.worlds().map(summary) }),

    createWorld: async ({ world, body }) => {
      const made = simulator.createWorld(world, body)
      await services.save?.(made)
      return { status: 201, body: summary(made) }
    },

    dropWorld: async ({ params }) => {
      const requests = simulator.journalled(params.id)
      const { world, takeBack } = simulator.dropWorld(params.id)
      const dropped = { ...summary(world), requests }
      await services.forget?.(params.id).catch((error) => {
        // A world whose file is still there would come back with a restart.
        takeBack()
        throw error
      })
      return { status: 200, body: dropped }
    },

    snapshots: ({ world }) => ({
      status: 200,
      body: [...simulator.snapshots(world)].map(([name, state]) => toSnapshot(name, state)),
    }),

    takeSnapshot: ({ world, params }) => ({
      status: 201,
      body: toSnapshot(params.name, simulator.takeSnapshot(world, params.name)),
    }),

    restoreSnapshot: ({ world, params }) => {
      simulator.restoreSnapshot(world, params.name)
      return { status: 200, body: summary(world) }
    },

    dropSnapshot: ({ world, params }) => ({
      status: 200,
      body: toSnapshot(params.name, simulator.dropSnapshot(world, params.name)),
    }),

    clock: ({ world }) => ({ status: 200, body: toClock(world) }),

    setClock: ({ world, body }) => {
      simulator.setClock(world, body)
      return { status: 200, body: toClock(world) }
    },

    scenario: ({ world }) => ({ status: 200, body: { scenario: world.scenario } }),

    setScenario: async ({ world, body }) => {
      const scenario = await scenarioOf(body)
      await expectUsableFaults(scenario)
      setScenario(world, scenario)
      return { status: 200, body: { scenario } }
    },

    clearScenario: ({ world }) => {
      setScenario(world, null)
      return { status: 200, body: { scenario: null } }
    },

    scenarios: async () => ({ status: 200, body: await services.scenarios() }),

    setVerification: ({ world, params, body }) => {
      const provider = providerOf(world, params.id)
      const isEmpty = Object.keys(body).length === 0
      const lostTo = scriptVerification(world, provider, isEmpty ? null : body)
      const { id, verification } = provider
      return {
        status: 200,
        body: {
          id,
          verificationStatus: verificationStatus(verification),
          verificationDetails: verification.checks,
          lostTo,
        },
      }
    },

    faults: ({ world }) => ({ status: 200, body: world.faults }),

    addFault: async ({ world, body }: { world: World; body: Fault }) => {
      await expectUsable(body, '')
      return { status: 201, body: addFault(world, body) }
    },

    clearFaults: ({ world }) => ({ status: 200, body: { count: clearFaults(world) } }),

    removeFault: ({ world, params }) => ({ status: 200, body: removeFault(world, params.name) }),

    requests: ({ world }) => ({ status: 200, body: entries(world).map(toJournalEntry) }),

    clearRequests: ({ world }) => ({
      status: 200,
      body: { count: simulator.journal(world.id).clear() },
    }),

    request: ({ world, params }) => ({
      status: 200,
      body: toJournalEntry(entryOf(world, params.id)),
    }),

    findRequests: ({ world, body }) => ({
      status: 200,
      body: matching(entries(world), body).map(toJournalEntry),
    }),

    countRequests: ({ world, body }) => ({
      status: 200,
      body: { count: matching(entries(world), body).length },
    }),

    verifyRequests: ({ world, body }) => {
      const { exactly, atLeast, atMost, ...pattern } = body
      const { forgotten } = simulator.journal(world.id)
      const expected = { exactly, atLeast, atMost }
      const result = verify(entries(world), pattern, expected, forgotten)
      if (!('detail' in result)) return { status: 200, body: result }
      const { detail, ...more } = result
      throw new SimulatorError('unverified', detail, more)
    },

    explain: async ({ world, params }) => {
      const { explain } = await import('./explain.ts')
      return { status: 200, body: explain(entryOf(world, params.id)) }
    },

    settings: ({ world }) => ({ status: 200, body: world.settings }),

    setSettings: ({ world, body }) => ({ status: 200, body: changeSettings(world, body) }),

    providerState: async ({ world, body }) => ({
      status: 200,
      body: await applyProviderState(services, world, body),
    }),

    fidelity: async () => ({ status: 200, body: (await import('./fidelity.ts')).rules() }),
  }
}

function toSnapshot(name: string, { clock, providers }: WorldState): Snapshot {
  return { name, now: exactTime(clock.now), providers: Object.keys(providers).length }
}

function toClock(world: World) {
  const next = nextVerification(world)
  const { mode, now } = world.clock
  return { mode, now: exactTime(now), nextEvent: next === null ? null : exactTime(next) }
}

async function documentText(): Promise<string> {
  const { openApiDocument } = await import('../contract/document.ts')
  return `${JSON.stringify(openApiDocument(), null, 2)}\n`
}
