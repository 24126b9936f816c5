import { Hono } from 'hono'
import { controlRoutes } from '../contract/control.ts'
import { routes } from '../contract/routes.ts'
import { SimulatorError } from '../domain/errors.ts'
import type { Simulator } from '../domain/simulator.ts'
import { bind, type Paths } from './bind.ts'
import type { Broken } from './broken.ts'
import { controlHandlers } from './control.ts'
import { optionsHandler } from './cors.ts'
import type { Guard } from './guard.ts'
import { problem, problemOf } from './problem.ts'
import { providerHandlers } from './providers.ts'
import type { Env, Services } from './services.ts'
import { type Bindings, bindingsOf, isControl } from './world.ts'

/** What a request comes to: an answer, or one that is to be broken. */
export type Outcome = Response | Broken

/** Answers a request that its guard lets in; one that names no world is for the given one. */
export type App = (request: Request, world: string, door?: Door) => Outcome | Promise<Outcome>

/** What a request came through when it came over a port. */
export interface Door {
  guard: Guard
  /** Names and values in turn, as the socket had them. */
  rawHeaders: readonly string[]
}

/** The whole simulator as one function. */
export function createApp(services: Services): App {
  const app = newApp()
  const paths: Paths = new Map([
    ...bind(app, routes, providerHandlers(), services),
    ...bind(app, controlRoutes, controlHandlers(services), services),
    ['/openapi.json', ['GET']],
    ['/__admin/openapi.json', ['GET']],
  ])
  // Only who asks for a document pays for its generator.
  app.get('/openapi.json', async (c) => {
    return c.json((await import('../contract/document.ts')).openApiDocument())
  })
  app.get('/__admin/openapi.json', async (c) => {
    return c.json((await import('../contract/document.ts')).controlDocument())
  })
  const rest = unserved(paths, services)
  app.notFound((c) => rest.fetch(c.req.raw, c.env))
  app.onError((error, c) => problemOf(c, services, error))
  return (request, world, door) => {
    const env = bindingsOf(request, world)
    if (door) env.rawHeaders = door.rawHeaders
    const refusal = door?.guard(request)
    if (refusal) {
      const { method, url } = request
      const asked = { env, req: { raw: request, method, url } }
      return problem(asked, services, refusal.status, refusal.detail, refusal.headers)
    }
    if (isRecorded(request, env)) openJournal(services.simulator, env)
    const answer = app.fetch(request, env)
    if (answer instanceof Promise) return answer.then((it) => env.broken ?? it)
    return env.broken ?? answer
  }
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

/** An app whose routes are those of any world, whatever stands before them. */
function newApp(): Hono<Env> {
  return new Hono<Env>({ getPath: (_request, options) => options?.env?.path ?? '/' })
}

/**
 * What answers where nothing is served: `OPTIONS`, 405 and 404. An app of its own, because a second handler on a path
 * makes Hono answer every request there asynchronously, which costs a quarter of the speed.
 */
function unserved(paths: Paths, services: Services): Hono<Env> {
  const app = newApp()
  for (const [path, methods] of paths) {
    const allowed = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].sort()
    const Allow = allowed.join(', ')
    app.options(path, optionsHandler(path, allowed))
    app.all(path, (c) => {
      const detail = `Cannot ${c.req.method} ${c.req.path}: use one of ${Allow}.`
      return problem(c, services, 405, detail, { Allow })
    })
  }
  app.notFound((c) => {
    const detail = `Cannot ${c.req.method} ${c.req.path}: there is no such path ((see ${isControl(c.req.path) ? '/__admin' : ''}/openapi.json)).`
    return problem(c, services, 404, detail)
  })
  return app
}
