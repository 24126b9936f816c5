import type { controlRoutes } from '../contract/control.ts'
import type { Handlers } from './bind.ts'

/** The handlers of the control plane. */
export function controlHandlers(): Handlers<typeof controlRoutes> {
  return {
    health: () => ({ status: 200, body: { status: 'ok' } }),
  }
}
