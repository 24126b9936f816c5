import { type Context, Hono } from 'hono'
import { controlRoutes } from '../contract/control.ts'
import { routes } from '../contract/routes.ts'
import { bind, type Paths } from './bind.ts'
import { controlHandlers } from './control.ts'
import { optionsHandler } from './cors.ts'
import { problem, problemOf } from './problem.ts'
import { providerHandlers } from './providers.ts'
import type { Env, Services } from './services.ts'
import { bindingsOf } from './world.ts'

/** Answers a request; one that names no world is for the given one. */
export type App = (request: Request, world: string) => Response | Promise<Response>

/** The whole simulator as one function. */
export function createApp(services: Services): App {
  const app = newApp()
  const paths: Paths = new Map([
    ...bind(app, routes, providerHandlers(services), services),
    ...bind(app, controlRoutes, controlHandlers(), services),
    ['/openapi.json', ['GET']],
  ])
  app.get('/openapi.json', serveDocument)
  const rest = unserved(paths, services)
  app.notFound((c) => rest.fetch(c.req.raw, c.env))
  app.onError((error, c) => problemOf(c, services, error))
  return (request, world) => app.fetch(request, bindingsOf(request, world))
}

/** An app whose routes are those of any world, whatever stands before them. */
function newApp(): Hono<Env> {
  return new Hono<Env>({ getPath: (_request, options) => options?.env?.path ?? '/' })
}

async function serveDocument(c: Context<Env>): Promise<Response> {
  // Only who asks for the document pays for its generator.
  const { openApiDocument } = await import('../contract/document.ts')
  return c.json(openApiDocument())
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
    const detail = `Cannot ${c.req.method} ${c.req.path}: there is no such path ((see /openapi.json)).`
    return problem(c, services, 404, detail)
  })
  return app
}
