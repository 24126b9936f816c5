import type { Context } from 'hono'
import type { ActiveFault } from '../contract/faults.ts'
import { advance } from '../domain/clock.ts'
import { nextDelay } from '../domain/delay.ts'
import { type FaultTarget, isFor, strikingFault } from '../domain/faults.ts'
import type { Decision } from '../domain/precedence.ts'
import type { World } from '../domain/world.ts'
import { changed } from '../domain/world.ts'
import { type Forceable, forced } from './forced.ts'
import { appliedText, type Preferences, placeOf, preferencesOf } from './prefer.ts'
import { validationProblem } from './problem.ts'
import type { Env, Services } from './services.ts'

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
  const asked = preferencesOf(c)
  const world = services.simulator.world(c.env.world)
  const { fixedDelay, delayDistribution } = world.settings
  // The usual request asks for nothing and meets nothing.
  if (!asked && world.faults.length === 0 && !fixedDelay && !delayDistribution) return run()
  const { preferences, problems } = asked ?? { preferences: {}, problems: [] }
  if (problems.length > 0) return refuse(c, services, problems)
  if (preferences.scenario === undefined) {
    return steered(c, services, world, operation, preferences, run)
  }
  return services.scenarios().then((known) => {
    const scenario = known.find(({ name }) => name === preferences.scenario)
    if (!scenario) {
      const names = known.map(({ name }) => name).join(', ')
      const message = `There is no scenario ${preferences.scenario}: use one of ${names}.`
      return refuse(c, services, [{ pointer: placeOf('scenario'), message }])
    }
    c.env.preferred = scenario
    return steered(c, services, world, operation, preferences, run)
  })
}

function steered(
  c: Context<Env>,
  services: Services,
  world: World,
  operation: Forceable,
  preferences: Preferences,
  run: Run,
): Response | Promise<Response> {
  const target = {
    method: operation.method.toUpperCase(),
    path: c.env.path,
    operationId: operation.operationId,
  }
  const isForced = preferences.code !== undefined || preferences.fault !== undefined
  const fault = isForced ? null : struckBy(c, world, target)
  if (isForced || fault) tell(c, world, preferences, fault, target)
  c.env.applied = appliedText(preferences)
  c.env.fault = preferences.fault ?? fault?.fault ?? null
  const delay = preferences.delay ?? (fault?.delayMillis ?? 0) + nextDelay(world)
  const status = preferences.code ?? fault?.status
  const answer =
    status === undefined
      ? run()
      : forced(c, services, operation, status, preferences.example, fault?.retryAfter)
  return delay === 0 ? answer : delayed(services, world, delay, answer)
}

/** The scenario of the request is asked first, and keeps no count: it is there for this request only. */
function struckBy(c: Context<Env>, world: World, target: FaultTarget): ActiveFault | null {
  const own = c.env.preferred?.faults?.find((fault) => isFor(fault, target))
  if (!own || !c.env.preferred) return strikingFault(world, target)
  const { name } = c.env.preferred
  return { ...own, name: own.name ?? name, scenario: name, met: 1, struck: 1 }
}

/** Puts on record who chose the answer, and who would have. */
function tell(
  { env }: Context<Env>,
  world: World,
  { code, fault: kind }: Preferences,
  fault: ActiveFault | null,
  target: FaultTarget,
): void {
  const others = world.faults.filter((it) => it !== fault && isFor(it, target))
  const by = code === undefined ? `Prefer: fault=${kind}` : `Prefer: code=${code}`
  const isOwn = fault?.scenario != null && fault.scenario === env.preferred?.name
  const decision = {
    about: 'the answer',
    won: fault ? { rank: isOwn ? 1 : 4, by: `fault ${fault.name}` } : { rank: 1, by },
    lost: others.map(({ name }) => ({ rank: 4, by: `fault ${name}` })),
  } satisfies Decision
  env.decisions = env.decisions.concat(decision)
}

function refuse(
  c: Context<Env>,
  services: Services,
  problems: { pointer: string; message: string }[],
): Response {
  const errors = Object.fromEntries(problems.map((it) => [it.pointer, [it.message]]))
  return validationProblem(c, services, { errors, problems })
}

/** With a frozen clock the time passes and nobody waits; with a real one the answer does. */
function delayed(
  { save }: Services,
  world: World,
  millis: number,
  answer: Response | Promise<Response>,
): Promise<Response> {
  return Promise.resolve(answer).then(async (response) => {
    if (world.clock.mode === 'real') {
      await new Promise((resolve) => setTimeout(resolve, millis))
    } else {
      advance(world.clock, millis)
      changed(world)
      await save?.(world)
    }
    return response
  })
}
