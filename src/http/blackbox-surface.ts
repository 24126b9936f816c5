import { routes } from '../contract/routes.ts'
import { bind, type Paths } from './bind.ts'
import { providerHandlers, twilioProviderHandlers } from './providers.ts'
import type { Services } from './services.ts'
import { sipCredentialHandlers } from './sip-credentials.ts'
import { sipPhoneNumberHandlers } from './sip-phone-numbers.ts'
import { newApp, type Surface, withProblems } from './surface.ts'

/** The BlackBox API and its document. */
export function blackBoxSurface(services: Services): Surface {
  const app = newApp()
  const paths: Paths = new Map([
    ...bind(app, routes, handlers(), services),
    ['/openapi.json', ['GET']],
  ])
  // Only who asks for the document pays for its generator.
  app.get('/openapi.json', async (c) => {
    return c.json((await import('../contract/document.ts')).openApiDocument())
  })
  return withProblems(app, paths, services)
}

const handlers = () => ({
  ...twilioProviderHandlers(),
  ...providerHandlers(),
  ...sipPhoneNumberHandlers(),
  ...sipCredentialHandlers(),
})
