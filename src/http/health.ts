import { respond } from './respond.ts'
import type { Services } from './services.ts'
import { newApp, type Surface } from './surface.ts'

export const HEALTH_PATH = '/__admin/health'

/** Whether a request asks if the server is up, as a probe does. */
export function isProbe(path: string, method: string): boolean {
  return path === HEALTH_PATH && (method === 'GET' || method === 'HEAD')
}

/** Says that the server is up: the first that is asked, often before anybody needs the rest of the control plane. */
export function healthSurface(services: Services): Surface {
  const app = newApp()
  app.get(HEALTH_PATH, (c) => respond(c, services, { status: 200, body: '{"status":"ok"}' }))
  return app.fetch
}
