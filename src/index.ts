import type { Assumptions } from './contract/assumptions.ts'
import type { Fixture, FixtureInput } from './contract/fixture.ts'
import { Options } from './contract/options.ts'
import type { Scenario } from './contract/scenario.ts'
import { type Control, controlOver } from './control.ts'
import { type Clock, DEFAULT_NOW, instantOf } from './domain/clock.ts'
import { SimulatorError } from './domain/errors.ts'
import { FixtureError } from './domain/fixture.ts'
import { loadFaker, useHash } from './domain/ids.ts'
import { setScenario } from './domain/scenario.ts'
import { Simulator as Worlds } from './domain/simulator.ts'
import type { World } from './domain/world.ts'
import { DEFAULT_WORLD, isWorldName, WORLD_NAME_RULE } from './domain/world-name.ts'
import { createApp, type Outcome } from './http/app.ts'
import { asFetch, Broken } from './http/broken.ts'
import { type Guard, guardOf, needsAdminToken } from './http/guard.ts'
import { methodOf } from './http/method.ts'
import { pathOf } from './http/path.ts'
import { redactedPart } from './http/redact.ts'
import { InputError, parse } from './input.ts'
import type { Listening, listen } from './listen.ts'
import type { Answered } from './log.ts'
import { type Fetch, requestOf } from './request.ts'

export { type ConnectedSimulator, connectSimulator } from './client.ts'
export { type Control, ControlError } from './control.ts'
export { steeringOf, steeringToken } from './domain/steering.ts'
export type { Assumptions, FixtureInput as Fixture, Listening, Options, Scenario }
export { type Fetch, InputError }

/** A simulator, seen from one of its worlds. */
export interface Simulator {
  /** What every id of this world is drawn from. */
  readonly seed: number
  /**
   * `fetch`, answered as the port would, without a port. The origin of the URL does not matter, and may be left out. A
   * request may name another world, by the prefix `/__w/{world}` of its path or by `X-Mock-World`.
   */
  readonly fetch: Fetch
  /** The control plane of this world: the same as `connectSimulator(url).control`, without a port. */
  readonly control: Control
  /**
   * Opens a port that serves this world.
   * @param options `port` 4700 (0 picks a free one), `host` 127.0.0.1
   * @throws Error with `code` `EADDRINUSE` when the port is taken
   */
  listen(options?: { port?: number; host?: string }): Promise<Listening>
  /** Closes every port of the simulator, requests under way answered first, and leaves its data directory to others. */
  close(): Promise<void>
  /**
   * The same simulator, seen from another world, which is made on first use.
   * @param name letters, digits, `.`, `_` and `-`, at most 64
   * @throws RangeError for any other name
   */
  world(name: string): Simulator
}

/** What only a program can give. */
export interface Hooks {
  /** Told about every error that nobody foresaw; by default it goes to `console.error`. */
  logError?: (error: unknown) => void
  /** Told about every request that a port has answered. */
  logRequest?: (answered: Answered) => void
  /** Whether the process does nothing else. A port may then replace the global `Request` and `Response` by faster ones. */
  ownsProcess?: boolean
}

// Not imported, so that the engine also runs where there is no Node.
const crypto = globalThis.process?.getBuiltinModule?.('node:crypto')
if (crypto) useHash((text) => crypto.hash('sha256', text))

/**
 * Makes a simulator. Without options: seed 1, an empty world, a clock frozen at 2025-01-01T00:00:00Z, in memory.
 * @throws InputError when an option, fixture, scenario or data file cannot be used
 * @example
 * const simulator = await createSimulator({ seed: 1 })
 * const response = await simulator.fetch('/__admin/health')
 */
export async function createSimulator(
  options: Options = {},
  hooks: Hooks = {},
): Promise<Simulator> {
  const {
    seed,
    clock,
    now,
    apiKeys,
    data,
    assumptions,
    plain,
    journalSize,
    adminToken,
    allowedHosts,
    ...sources
  } = parse(Options, options, 'options')
  const fixture = await fixtureOf(sources.fixture)
  const scenario = await scenarioOf(sources.scenario)
  await checkScenario(scenario)
  const storage = data === undefined ? null : await (await import('./storage.ts')).openStorage(data)
  const saved = storage?.worlds ?? []
  // A saved world keeps its seed, clock and state. A scenario that is asked for now applies to it too, unless it has it
  // already or was given another one.
  for (const world of saved) {
    if (scenario && !world.scenarioIsOwn && !isSame(scenario, world.scenario)) {
      setScenario(world, scenario, false)
    }
  }
  const inventories = [fixture, ...saved.map((world) => world.twilio)]
  if (inventories.some((it) => it.phoneNumbersPerAccount > 0)) await loadFaker()
  const settings = { fixedDelay: null, delayDistribution: null, assumptions }
  const start = {
    seed,
    scenario,
    settings,
    fixture,
    journalSize,
    clock: clockOf(clock, now),
    wall: Date.now,
  }
  const worlds = new Worlds(start, saved)
  checkFixture(worlds, sources.fixture)
  /** Not when nothing has happened in it, nor when it was dropped while its last request was under way. */
  const isToBeSaved = (world: World) => world.revision > 0 && worlds.holds(world)
  const app = createApp({
    simulator: worlds,
    plain,
    apiKeys: apiKeys.length > 0 ? new Set(apiKeys) : null,
    save: storage && ((world) => (isToBeSaved(world) ? storage.save(world) : undefined)),
    forget: storage && ((id) => storage.forget(id)),
    scenarios: knownScenarios(scenario),
    version: packageVersion,
    logError: hooks.logError ?? ((error) => console.error(error)),
  })
  const ports: Listening[] = []

  /** @param world null for one that nobody has named */
  function seenFrom(world: string | null): Simulator {
    const fetch: Fetch = async (input, init) => {
      const request = requestOf(input, init)
      const { signal } = request
      signal.throwIfAborted()
      return asResponse(signal, app(request, world))
    }
    return {
      fetch,
      control: controlOver(fetch, 'http://trunkline'),
      get seed() {
        return worlds.world(world ?? DEFAULT_WORLD).seed
      },
      async listen({ port = 4700, host = '127.0.0.1' } = {}) {
        const guard = portGuard(host, allowedHosts, adminToken)
        const answer: Answer = (request, rawHeaders) => app(request, world, { guard, rawHeaders })
        const { listen } = await import('./listen.ts')
        const listening = await listen(logged(answer, hooks.logRequest), {
          host,
          port,
          replaceGlobals: hooks.ownsProcess ?? false,
        })
        ports.push(listening)
        return listening
      },
      async close() {
        await Promise.all(ports.splice(0).map((port) => port.close()))
        await storage?.close()
      },
      world(name) {
        if (!isWorldName(name)) {
          throw new RangeError(`Cannot use world "${name}": ${WORLD_NAME_RULE}.`)
        }
        return seenFrom(name)
      },
    }
  }
  return seenFrom(null)
}

type Answer = Parameters<typeof listen>[0]

function logged(answer: Answer, log: Hooks['logRequest']): Answer {
  if (!log) return answer
  // Clients ask for the same again and again, and to look for secrets takes as long as to log.
  let last = { url: '', path: '' }
  return (request, rawHeaders) => {
    const outcome = answer(request, rawHeaders)
    const told = (it: Outcome) => {
      const { url } = request
      if (url !== last.url) last = { url, path: redactedPart(pathOf(url)) }
      const { status } = it instanceof Broken ? it.response : it
      log({ method: methodOf(request), path: last.path, status })
      return it
    }
    return outcome instanceof Promise ? outcome.then(told) : told(outcome)
  }
}

/** A fault that answers what the contract does not declare is a mistake, and better learnt of now. */
async function checkScenario(scenario: Scenario | null): Promise<void> {
  if (!scenario?.faults) return
  const { expectUsableFaults } = await import('./http/faults.ts')
  try {
    await expectUsableFaults(scenario)
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error
    const places = Object.entries(Object(error.more).errors ?? {})
    const problems = places.map(([pointer, messages]) => `${pointer}: ${messages}`)
    throw new InputError(`Cannot load scenario ${scenario.name}:\n  ${problems.join('\n  ')}`)
  }
}

/** @throws RangeError for an address that others can reach, while the control plane is open to everybody */
function portGuard(host: string, allowedHosts: string[], adminToken: string | undefined): Guard {
  if (adminToken === undefined && needsAdminToken(host)) {
    throw new RangeError(
      `Cannot listen on ${host}: others can reach it, and the control plane is open. Set --admin-token (\`adminToken\`), or listen on 127.0.0.1.`,
    )
  }
  return guardOf({ host, allowedHosts, adminToken: adminToken ?? null })
}

/** A broken answer becomes what `fetch` makes of one, and who gives up on an answer does not get it. */
function asResponse(
  signal: AbortSignal,
  outcome: Outcome | Promise<Outcome>,
): Response | Promise<Response> {
  if (!(outcome instanceof Promise)) {
    return outcome instanceof Broken ? asFetch(outcome, signal) : outcome
  }
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason)
    signal.addEventListener('abort', giveUp, { once: true })
    outcome
      .then((it) => asResponse(signal, it))
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', giveUp))
  })
}

/** The shipped scenarios and the one of the start, read when they are first asked for. */
function knownScenarios(own: Scenario | null): () => Promise<Scenario[]> {
  let known: Promise<Scenario[]> | undefined
  return () => {
    known ??= import('./load.ts')
      .then((load) => load.shippedScenarios())
      .then((shipped) => [
        ...shipped.filter(({ name }) => name !== own?.name),
        ...(own ? [own] : []),
      ])
    return known
  }
}

const isSame = (one: Scenario, other: Scenario | null): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

async function packageVersion(): Promise<string> {
  const { createRequire } = await import('node:module')
  return createRequire(import.meta.url)('../package.json').version
}

async function fixtureOf(source: string | Fixture): Promise<Fixture> {
  if (typeof source !== 'string') return source
  return (await import('./load.ts')).loadFixture(source)
}

async function scenarioOf(source: string | Scenario | undefined): Promise<Scenario | null> {
  if (source === undefined) return null
  if (typeof source !== 'string') return source
  return (await import('./load.ts')).loadScenario(source)
}

/** Twilio's rules are checked by building a world, and it is better to learn of a breach now than at a request. */
function checkFixture(worlds: Worlds, source: string | Fixture): void {
  try {
    worlds.world(DEFAULT_WORLD)
  } catch (error) {
    if (!(error instanceof FixtureError)) throw error
    const name = typeof source === 'string' ? ` ${source}` : ''
    throw new InputError(`Cannot load fixture${name}:\n  ${error.message}`)
  }
}

function clockOf(mode: Clock['mode'], now: string | undefined): Clock {
  const wall = Date.now()
  const start = now === undefined ? (mode === 'frozen' ? DEFAULT_NOW : wall) : instantOf(now)
  return { mode, now: start, offset: mode === 'frozen' ? 0 : start - wall }
}
