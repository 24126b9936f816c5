import { twilioProviderRoutes } from '../contract/routes-twilio-providers.ts'
import { bind } from './bind.ts'
import { problemOf } from './problem.ts'
import type { Services } from './services.ts'
import { newApp, onDemand, type Surface } from './surface.ts'
import type { Turns } from './turns.ts'
import { twilioProviderHandlers } from './twilio-providers.ts'

/**
 * The BlackBox API but for its SIP phone numbers and SIP credentials. The providers of Twilio accounts have an app of their
 * own, which a start loads: with `/providers/:id` beside `/providers/twilio/:id` Hono would take a slower router for all.
 */
export function blackBoxSurface(services: Services, turns: Turns): Surface {
  const app = newApp()
  const paths = bind(app, twilioProviderRoutes, twilioProviderHandlers(), services)
  const providers = async () =>
    (await import('./providers-surface.ts')).providersSurface(services, paths)
  const others = onDemand(providers, services, turns)
  app.notFound((c) => others(c.req.raw, c.env))
  app.onError((error, c) => problemOf(c, services, error))
  return app.fetch
}
