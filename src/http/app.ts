import { Hono } from 'hono'
import { controlRoutes } from '../contract/control.ts'
import { routes } from '../contract/routes.ts'
import { bind, refuseOthers } from './bind.ts'
import { controlHandlers } from './control.ts'
import { problem, problemOf } from './problem.ts'
import { providerHandlers } from './providers.ts'
import type { Env, Services } from './services.ts'

/** The whole simulator as one Hono app; the world of a request comes in its bindings. */
export function createApp(services: Services): Hono<Env> {
  const app = new Hono<Env>()
  bind(app, routes, providerHandlers(services), services)
  bind(app, controlRoutes, controlHandlers(), services)
  app.get('/openapi.json', async (c) => {
    // Only who asks for the document pays for its generator.
    const { openApiDocument } = await import('../contract/document.ts')
    return c.json(openApiDocument())
  })
  refuseOthers(app, '/openapi.json', ['GET', 'HEAD', 'OPTIONS'], services)
  app.notFound((c) => {
    const detail = `Cannot ${c.req.method} ${c.req.path}: there is no such path.`
    return problem(c, services, 404, detail)
  })
  app.onError((error, c) => problemOf(c, services, error))
  return app
}
