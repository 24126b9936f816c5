import { providerRoutes } from '../contract/routes-providers.ts'
import { twilioNumberRoutes } from '../contract/routes-twilio-numbers.ts'
import { bind, type Paths } from './bind.ts'
import { providerHandlers } from './providers.ts'
import type { Services } from './services.ts'
import { newApp, type Surface, withProblems } from './surface.ts'
import { twilioNumberHandlers } from './twilio-numbers.ts'

/**
 * The providers of every kind, the phone numbers of Twilio accounts, and the document of the whole BlackBox API.
 * @param twilioProviders the paths that were looked at before, and what they allow
 */
export function providersSurface(services: Services, twilioProviders: Paths): Surface {
  const app = newApp()
  const paths: Paths = new Map([
    ...twilioProviders,
    ...bind(app, twilioNumberRoutes, twilioNumberHandlers(), services),
    ...bind(app, providerRoutes, providerHandlers(), services),
    ['/openapi.json', ['GET']],
  ])
  // Only who asks for the document pays for its generator.
  app.get('/openapi.json', async (c) => {
    return c.json((await import('../contract/document.ts')).openApiDocument())
  })
  return withProblems(app, paths, services)
}
