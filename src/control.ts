import type { z } from 'zod'
import type { Clock, ClockChange } from './contract/clock.ts'
import type { ActiveFault, Fault } from './contract/faults.ts'
import type { Explanation, JournalEntry, Rule } from './contract/journal.ts'
import type { ProviderState } from './contract/pact.ts'
import type { ControlProblem, VerifyProblem } from './contract/problem.ts'
import type { VerificationCheck, VerificationStatus } from './contract/providers.ts'
import type { RequestPattern } from './contract/request-pattern.ts'
import type { Scenario, VerificationScript } from './contract/scenario.ts'
import type { Settings, SettingsChange } from './contract/settings.ts'
import type { WorldState } from './contract/state.ts'
import type { NewWorld, ResetScope, Snapshot, WorldSummary } from './contract/worlds.ts'

type FaultInput = z.input<typeof Fault>
type PatternInput = z.input<typeof RequestPattern>
type ScenarioInput = z.input<typeof Scenario>
type StateInput = z.input<typeof ProviderState>

/** How many requests are to fit a pattern; at least one when nothing is said. */
export interface Times {
  exactly?: number
  atLeast?: number
  atMost?: number
}

/** What verification says of a provider; `lostTo` names a stronger way of steering that has the word instead. */
export interface ProviderVerification {
  id: string
  verificationStatus: VerificationStatus
  verificationDetails: VerificationCheck[] | null
  lostTo: string | null
}

/**
 * The control plane of one world: each method is the operation of that name at `/__admin/openapi.json`, and the verb of
 * that name on the command line. Each rejects with a `ControlError` when it is refused, and with another error when no
 * simulator answers.
 */
export interface Control {
  /** Whether it is up. */
  health(): Promise<{ status: 'ok' }>
  /** The version of the package, the SHA-256 of `openapi.json`, and the seed of the world. */
  version(): Promise<{ version: string; contract: string; seed: number }>

  /** Puts the world back to its start; `only` puts back parts: `state`, `journal`, `clock`, `faults`, `scenario`, `settings`. */
  reset(scope?: ResetScope): Promise<WorldSummary>
  /** Everything in the world, without its secrets, as `importState` takes it. */
  exportState(): Promise<WorldState>
  /** Replaces everything in the world; its journal and its snapshots stay. */
  importState(state: WorldState): Promise<WorldSummary>

  /** Every world of the server, in the order of their making. */
  worlds(): Promise<WorldSummary[]>
  /** Makes a world: like any other, or `from` a snapshot of this world or another world, with the `seed` given. */
  createWorld(world: NewWorld): Promise<WorldSummary>
  /** Drops a world with its journal and its snapshots. */
  dropWorld(id: string): Promise<WorldSummary>

  /** The snapshots of the world. */
  snapshots(): Promise<Snapshot[]>
  /** Keeps a copy of the world in memory, in the place of one of that name. */
  takeSnapshot(name: string): Promise<Snapshot>
  /** Puts the world back to a snapshot; the journal goes on. */
  restoreSnapshot(name: string): Promise<WorldSummary>
  dropSnapshot(name: string): Promise<Snapshot>

  /** The clock, and when the next verification is due by it. */
  clock(): Promise<Clock>
  /** Freezes, advances, resumes or resets the clock; what is due on the way happens in the order of time. */
  setClock(change: ClockChange): Promise<Clock>
  /** `setClock` with the action `advance`: an ISO 8601 duration of weeks to seconds, or `next-event`. */
  advance(duration: string): Promise<Clock>
  /** `setClock` with the action `freeze`: here, or at an ISO 8601 instant. */
  freeze(instant?: string): Promise<Clock>
  /** `setClock` with the action `resume`: it runs on with the clock of the machine. */
  resume(): Promise<Clock>

  /** The scenario that is on; null when all is well. */
  scenario(): Promise<{ scenario: Scenario | null }>
  /** Sets the scenario, by the name of a known one or in full. */
  setScenario(scenario: string | ScenarioInput): Promise<{ scenario: Scenario | null }>
  /** All is well again, also when the start had said otherwise. */
  clearScenario(): Promise<{ scenario: Scenario | null }>
  /** The scenarios that are known by name. */
  scenarios(): Promise<Scenario[]>
  /** Says what verification says of one provider: at once, unless a `progression` says when. `{}` takes it back. */
  setVerification(id: string, script: VerificationScript): Promise<ProviderVerification>

  /** The faults, in the order in which they are asked. */
  faults(): Promise<ActiveFault[]>
  /** Adds a fault, in the place of one of that name. */
  addFault(fault: FaultInput): Promise<ActiveFault>
  clearFaults(): Promise<{ count: number }>
  removeFault(name: string): Promise<ActiveFault>

  /** The journal: the last requests of the world, oldest first, without their secrets. */
  requests(): Promise<JournalEntry[]>
  clearRequests(): Promise<{ count: number }>
  /** One request, by the `X-Mock-Request-Id` of its answer. */
  request(id: string): Promise<JournalEntry>
  /** The requests that fit a pattern of WireMock, oldest first. */
  findRequests(pattern: PatternInput): Promise<JournalEntry[]>
  countRequests(pattern: PatternInput): Promise<{ count: number }>
  /**
   * Passes when as many requests fit the pattern as should.
   * @throws ControlError 406, whose message tells the nearest misses and whose `problem.nearMisses` holds them
   */
  verifyRequests(pattern: PatternInput & Times): Promise<{ count: number }>
  /** Why a request was answered as it was. */
  explain(id: string): Promise<Explanation>

  /** How the world answers. */
  settings(): Promise<Settings>
  /** Changes the settings that are given. */
  setSettings(change: SettingsChange): Promise<Settings>

  /** Puts the world into a provider state of Pact; answers values for its generators. */
  providerState(state: StateInput): Promise<Record<string, unknown>>
  /** The ledger: every rule that can be observed, and whether it is documented, inferred or invented. */
  fidelity(): Promise<Rule[]>
}

type Problem = z.output<typeof ControlProblem> & Partial<z.output<typeof VerifyProblem>>

/** A refusal of the control plane. The message holds everything that there is to tell. */
export class ControlError extends Error {
  override name = 'ControlError'
  /** The status of the answer. */
  readonly status: number
  /** Its body: `detail`, `errors` by JSON pointer, `nearMisses`. */
  readonly problem: Problem

  constructor(problem: Problem) {
    super(textOf(problem))
    this.status = problem.status
    this.problem = problem
  }
}

type Send = (request: Request) => Response | Promise<Response>

/**
 * The control plane behind anything that answers requests.
 * @param base what stands before `/__admin`, without a slash at its end
 * @param headers to send with each request
 */
export function controlOver(
  send: Send,
  base: string,
  headers: Record<string, string> = {},
): Control {
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const request = new Request(`${base}/__admin${path}`, {
      method,
      headers: { ...headers, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const response = await send(request)
    const answer: unknown = await response.json().catch(() => undefined)
    if (response.ok && answer !== undefined) return answer as T
    if (isProblem(answer)) throw new ControlError(answer)
    throw new Error(
      `Cannot use the control plane at ${base}: it answered ${response.status} as no simulator does. Is another server there?`,
    )
  }
  const get = <T>(path: string) => call<T>('GET', path)
  const put = <T>(path: string, body: unknown) => call<T>('PUT', path, body)
  const post = <T>(path: string, body?: unknown) => call<T>('POST', path, body)
  const remove = <T>(path: string) => call<T>('DELETE', path)
  const setClock = (change: ClockChange) => put<Clock>('/clock', change)

  return {
    health: () => get('/health'),
    version: () => get('/version'),
    reset: (scope = {}) => post('/reset', scope),
    exportState: () => get('/state'),
    importState: (state) => put('/state', state),
    worlds: () => get('/worlds'),
    createWorld: (world) => post('/worlds', world),
    dropWorld: async (id) => remove(named('worlds', id)),
    snapshots: () => get('/snapshots'),
    takeSnapshot: async (name) => post(named('snapshots', name)),
    restoreSnapshot: async (name) => post(`${named('snapshots', name)}/restore`),
    dropSnapshot: async (name) => remove(named('snapshots', name)),
    clock: () => get('/clock'),
    setClock,
    advance: (duration) => setClock({ action: 'advance', duration }),
    freeze: (instant) => setClock({ action: 'freeze', ...(instant !== undefined && { instant }) }),
    resume: () => setClock({ action: 'resume' }),
    scenario: () => get('/scenario'),
    setScenario: (scenario) =>
      put('/scenario', typeof scenario === 'string' ? { name: scenario } : scenario),
    clearScenario: () => remove('/scenario'),
    scenarios: () => get('/scenarios'),
    setVerification: async (id, script) => put(`${named('providers', id)}/verification`, script),
    faults: () => get('/faults'),
    addFault: (fault) => post('/faults', fault),
    clearFaults: () => remove('/faults'),
    removeFault: async (name) => remove(named('faults', name)),
    requests: () => get('/requests'),
    clearRequests: () => remove('/requests'),
    request: async (id) => get(named('requests', id)),
    findRequests: (pattern) => post('/requests/find', pattern),
    countRequests: (pattern) => post('/requests/count', pattern),
    verifyRequests: (pattern) => post('/requests/verify', pattern),
    explain: async (id) => get(`${named('requests', id)}/explain`),
    settings: () => get('/settings'),
    setSettings: (change) => put('/settings', change),
    providerState: (state) => post('/pact/provider-states', state),
    fidelity: () => get('/fidelity'),
  }
}

function isProblem(answer: unknown): answer is Problem {
  const { status, detail } = Object(answer)
  return typeof status === 'number' && typeof detail === 'string'
}

/** @throws RangeError for a name that a URL cannot hold: its dots would lead to another operation */
function named(folder: string, name: string): string {
  if (/^\.{0,2}$/.test(name)) throw new RangeError(`Cannot use the name "${name}": it is not one.`)
  return `/${folder}/${encodeURIComponent(name)}`
}

function textOf({ detail, errors = {}, nearMisses = [] }: Problem): string {
  const places = Object.entries(errors).map(
    ([place, messages]) => `  ${place || '(top level)'}: ${messages.join(' ')}`,
  )
  const misses = nearMisses.flatMap(({ id, method, path, mismatches }) => [
    `  near miss: request ${id}, ${method} ${path}`,
    ...mismatches.map(
      ({ pointer, expected, actual }) =>
        `    ${pointer}: expected ${shown(expected)}, was ${shown(actual)}`,
    ),
  ])
  return [detail, ...places, ...misses].join('\n')
}

/** What is absent stands in no JSON. */
const shown = (value: unknown): string => (value === undefined ? 'absent' : JSON.stringify(value))
