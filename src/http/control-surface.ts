import { controlRoutes } from '../contract/control.ts'
import { bind, type Paths } from './bind.ts'
import { controlHandlers } from './control.ts'
import { HEALTH_PATH } from './health.ts'
import type { Services } from './services.ts'
import { newApp, type Surface, withProblems } from './surface.ts'

const { health: _servedByItself, ...operations } = controlRoutes

/** The control plane. Its definitions take long to load: import this when it is asked for. */
export function controlSurface(services: Services): Surface {
  const app = newApp()
  const paths: Paths = new Map([
    ...bind(app, operations, controlHandlers(services), services),
    [HEALTH_PATH, ['GET']],
    ['/__admin/openapi.json', ['GET']],
    ['/__admin/twilio-openapi.json', ['GET']],
  ])
  app.get('/__admin/openapi.json', async (c) => {
    return c.json((await import('../contract/document.ts')).controlDocument())
  })
  app.get('/__admin/twilio-openapi.json', async (c) => {
    return c.json((await import('../contract/twilio/document.ts')).twilioDocument())
  })
  return withProblems(app, paths, services)
}
