import { SimulatorError } from '../domain/errors.ts'
import type { Simulator } from '../domain/simulator.ts'
import { DEFAULT_WORLD } from '../domain/world-name.ts'
import { blackBoxSurface } from './blackbox-surface.ts'
import type { Broken } from './broken.ts'
import type { Guard } from './guard.ts'
import { healthSurface, isProbe } from './health.ts'
import { problem } from './problem.ts'
import type { Services } from './services.ts'
import { onDemand, type Surface } from './surface.ts'
import { Turns } from './turns.ts'
import { chooseWorld } from './twilio/world.ts'
import { type Bindings, bindingsOf, isControl, isSip, isTwilio } from './world.ts'

/** What a request comes to: an answer, or one that is to be broken. */
export type Outcome = Response | Broken

/** Answers a request that its guard lets in; one that names no world is for the given one, if one is given. */
export type App = (
  request: Request,
  world: string | null,
  door?: Door,
) => Outcome | Promise<Outcome>

/** What a request came through when it came over a port. */
export interface Door {
  guard: Guard
  /** Names and values in turn, as the socket had them. */
  rawHeaders: readonly string[]
}

/** The whole simulator as one function. */
export function createApp(services: Services): App {
  const turns = new Turns()
  const surfaceAt = surfacesOf(services, turns)
  return (request, world, door) => {
    const env = bindingsOf(request, world ?? DEFAULT_WORLD)
    if (door) env.rawHeaders = door.rawHeaders
    const refusal = door?.guard(request)
    if (refusal) {
      const { method, url } = request
      const asked = { env, req: { raw: request, method, url } }
      return problem(asked, services, refusal.status, refusal.detail, refusal.headers)
    }
    const answer = turns.take(() => {
      if (world === null) chooseWorld(services.simulator, request, env)
      if (isRecorded(request, env)) openJournal(services.simulator, env)
      return surfaceAt(env.path, request.method)(request, env)
    })
    if (answer instanceof Promise) return answer.then((it) => env.broken ?? it)
    return env.broken ?? answer
  }
}

/** Which surface serves a path: the first of the table, or else BlackBox, which also says where there is nothing. */
function surfacesOf(services: Services, turns: Turns): (path: string, method: string) => Surface {
  const blackBox = blackBoxSurface(services, turns)
  const sip = async () => (await import('./sip-surface.ts')).sipSurface(services)
  const control = async () => (await import('./control-surface.ts')).controlSurface(services)
  const twilio = async () => (await import('./twilio/surface.ts')).twilioSurface(services)
  const others: [serves: (path: string, method: string) => boolean, surface: Surface][] = [
    [isProbe, healthSurface(services)],
    [isControl, onDemand(control, services, turns)],
    [isTwilio, onDemand(twilio, services, turns)],
    [isSip, onDemand(sip, services, turns)],
  ]
  return (path, method) => others.find(([serves]) => serves(path, method))?.[1] ?? blackBox
}

/** The journal is about the API: not about the control plane, and not about what a browser asks by itself. */
function isRecorded({ method }: Request, { path }: Bindings): boolean {
  return method !== 'OPTIONS' && !isControl(path) && path !== '/openapi.json'
}

/** A world that cannot be made has no journal; its request is refused later, with the reason. */
function openJournal(simulator: Simulator, env: Bindings): void {
  try {
    env.journal = simulator.journal(env.world)
    env.id = env.journal.nextId()
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error
  }
}
