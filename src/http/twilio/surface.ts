import { twilioRoutes } from '../../contract/twilio/routes.ts'
import { optionsHandler } from '../cors.ts'
import { note } from '../respond.ts'
import type { Services } from '../services.ts'
import { allowedWith, newApp, type Surface } from '../surface.ts'
import { bind } from './bind.ts'
import { refusalOf, refuse } from './error.ts'
import { twilioHandlers } from './handlers.ts'

const NO_PATH = 'No operation has it: see /__admin/twilio-openapi.json.'

/** Twilio's side. Its definitions take long to load: import this when it is asked for. */
export function twilioSurface(services: Services): Surface {
  const app = newApp()
  const rest = newApp()
  for (const [path, methods] of bind(app, twilioRoutes, twilioHandlers, services)) {
    const allowed = allowedWith(methods)
    const Allow = allowed.join(', ')
    rest.options(path, optionsHandler(path, allowed))
    rest.all(path, (c) => {
      note(c, { pointer: '/method', message: `It is none of ${Allow}.` })
      const trouble = { status: 405, code: 20004, message: 'Method not allowed' }
      return refuse(c, services, trouble, { Allow })
    })
  }
  rest.notFound((c) => {
    note(c, { pointer: '/path', message: NO_PATH })
    const message = `The requested resource ${c.env.path} was not found`
    return refuse(c, services, { status: 404, code: 20404, message })
  })
  app.notFound((c) => rest.fetch(c.req.raw, c.env))
  app.onError((error, c) => refusalOf(c, services, error))
  return app.fetch
}
