import type { Context } from 'hono'
import type { ActiveFault } from '../contract/faults.ts'
import { advance } from '../domain/clock.ts'
import { nextDelay } from '../domain/delay.ts'
import { dueFaults, type FaultTarget, preferredFault, strikingFault } from '../domain/faults.ts'
import type { EntryProblem } from '../domain/journal.ts'
import type { Decision } from '../domain/precedence.ts'
import { changed, type World } from '../domain/world.ts'
import { type Forceable, forced, statusToForce, undeclared, withProblemDetails } from './forced.ts'
import { appliedText, type Preferences, preferencesOf, type Wishes } from './prefer.ts'
import { saved } from './saved.ts'
import type { Env, Services } from './services.ts'
import type { Bindings } from './world.ts'

type Run = () => Response | Promise<Response>

/**
 * Lets the request itself (`Prefer`) and the faults and settings of its world choose how it is answered; otherwise runs
 * the operation. A fault breaks the answer of an operation that has run; a forced status takes its place.
 */
export function steer(
  c: Context<Env>,
  services: Services,
  operation: Forceable,
  run: Run,
): Response | Promise<Response> {
  const wishes = preferencesOf(c)
  const world = services.simulator.world(c.env.world)
  const { fixedDelay, delayDistribution } = world.settings
  // The usual request asks for nothing and meets nothing.
  if (!wishes && world.faults.length === 0 && !fixedDelay && !delayDistribution) return run()
  const { preferences, places, problems } = wishes ?? NOTHING
  const wrong = wishes ? [...problems, ...undeclared(operation, wishes)] : problems
  if (wrong.length > 0) return refuse(c, services, operation, wrong)
  if (preferences.scenario === undefined) {
    return steered(c, services, world, operation, preferences, run)
  }
  return services.scenarios().then((known) => {
    const scenario = known.find(({ name }) => name === preferences.scenario)
    if (!scenario) {
      const names = known.map(({ name }) => name).join(', ')
      const message = `There is no scenario ${preferences.scenario}: use one of ${names}.`
      return refuse(c, services, operation, [{ pointer: places.scenario ?? '', message }])
    }
    c.env.preferred = scenario
    return steered(c, services, world, operation, preferences, run)
  })
}

const NOTHING: Wishes = { preferences: {}, places: {}, problems: [] }

function steered(
  c: Context<Env>,
  services: Services,
  world: World,
  operation: Forceable,
  preferences: Preferences,
  run: Run,
): Response | Promise<Response> {
  const { env } = c
  const { method, operationId, isNamedOnly = false } = operation
  const target = { method: method.toUpperCase(), path: env.path, operationId, isNamedOnly }
  const { createStatus } = world.settings.assumptions
  const wanted = statusToForce(operation, preferences, createStatus)
  const hasWord = wanted !== undefined || preferences.fault !== undefined
  const due = dueFaults(world, target)
  const fault = hasWord ? null : struckBy(c, world, target)
  if (hasWord || fault) {
    env.decisions = env.decisions.concat({
      about: 'the answer',
      won: fault ? ofFault(world, fault) : ofRequest(preferences),
      lost: due.filter((it) => it !== fault).map((it) => ofFault(world, it)),
    })
  }
  env.applied = appliedText(preferences)
  env.fault = preferences.fault ?? fault?.fault ?? null
  const delay = preferences.delay ?? (fault?.delayMillis ?? 0) + nextDelay(world)
  const status = wanted ?? fault?.status
  env.delayMillis = delay
  env.isForced = status !== undefined
  const answer =
    status === undefined
      ? run()
      : forced(c, services, operation, status, preferences.example, fault?.retryAfter)
  if (delay > 0) return delayed(c, services, world, answer)
  // What has struck is counted, also where no operation has run that saves it.
  return saved(services, world, answer)
}

/** The scenario of the request is asked first. */
function struckBy({ env }: Context<Env>, world: World, target: FaultTarget): ActiveFault | null {
  const own = env.preferred && preferredFault(world, env.preferred, target)
  return own ?? strikingFault(world, target)
}

type Chooser = Decision['won']

/** A fault as a row of the table of what wins. One that is not in the world came with the request. */
function ofFault({ faults, scenarioIsOwn }: World, fault: ActiveFault): Chooser {
  const rankInWorld = fault.scenario !== null && !scenarioIsOwn ? 5 : 4
  return { rank: faults.includes(fault) ? rankInWorld : 1, by: `fault ${fault.name}` }
}

function ofRequest({ code, example, fault }: Preferences): Chooser {
  if (code !== undefined) return { rank: 1, by: `Prefer: code=${code}` }
  return { rank: 1, by: fault ? `Prefer: fault=${fault}` : `Prefer: example=${example}` }
}

function refuse(
  c: Context<Env>,
  services: Services,
  { answers = withProblemDetails }: Forceable,
  problems: EntryProblem[],
): Response {
  c.env.isForced = true
  return answers.unkept(c, services, problems)
}

/** With a frozen clock the time passes and nobody waits; with a real one the answer does, while somebody wants it. */
function delayed(
  { env, req }: Context<Env>,
  { save }: Services,
  world: World,
  answer: Response | Promise<Response>,
): Promise<Response> {
  return Promise.resolve(answer).then(async (response) => {
    passFrozen(env, world)
    await save?.(world)
    if (env.delayMillis > 0) await passed(env.delayMillis, req.raw.signal)
    return response
  })
}

/**
 * Lets the delay of an answer pass on a frozen clock. An operation that changes the world does so before it is saved, so
 * that no write holds the one without the other.
 */
export function passFrozen(env: Bindings, world: World): void {
  if (env.delayMillis === 0 || world.clock.mode !== 'frozen') return
  advance(world.clock, env.delayMillis)
  changed(world)
  env.delayMillis = 0
}

/** Resolves after so many milliseconds, or when the signal aborts: no timer is left behind. */
function passed(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    // A signal that has aborted already tells nobody any more.
    if (signal.aborted) return resolve()
    const timer = setTimeout(resolve, millis)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
