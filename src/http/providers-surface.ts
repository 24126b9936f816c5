import { providerRoutes } from '../contract/routes-providers.ts'
import { bind, type Paths } from './bind.ts'
import { providerHandlers } from './providers.ts'
import type { Services } from './services.ts'
import { newApp, type Surface, withProblems } from './surface.ts'

/**
 * The providers of every kind, and the document of the whole BlackBox API.
 * @param twilioProviders the paths that were looked at before, and what they allow
 */
export function providersSurface(services: Services, twilioProviders: Paths): Surface {
  const app = newApp()
  const paths: Paths = new Map([
    ...twilioProviders,
    ...bind(app, providerRoutes, providerHandlers(), services),
    ['/openapi.json', ['GET']],
  ])
  // Only who asks for the document pays for its generator.
  app.get('/openapi.json', async (c) => {
    return c.json((await import('../contract/document.ts')).openApiDocument())
  })
  return withProblems(app, paths, services)
}
