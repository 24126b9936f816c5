import { providerRoutes } from '../contract/routes-providers.ts'
import { twilioProviderRoutes } from '../contract/routes-twilio-providers.ts'
import { bind, type Paths } from './bind.ts'
import { providerHandlers, twilioProviderHandlers } from './providers.ts'
import type { Services } from './services.ts'
import { newApp, type Surface, withProblems } from './surface.ts'

/** The providers of the BlackBox API, and the document of the whole of it. */
export function blackBoxSurface(services: Services): Surface {
  const app = newApp()
  const paths: Paths = new Map([
    ...bind(app, twilioProviderRoutes, twilioProviderHandlers(), services),
    ...bind(app, providerRoutes, providerHandlers(), services),
    ['/openapi.json', ['GET']],
  ])
  // Only who asks for the document pays for its generator.
  app.get('/openapi.json', async (c) => {
    return c.json((await import('../contract/document.ts')).openApiDocument())
  })
  return withProblems(app, paths, services)
}
