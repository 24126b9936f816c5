import { journalRoutes } from './control-journal.ts'
import { serverRoutes } from './control-server.ts'
import { steeringRoutes } from './control-steering.ts'
import { worldsRoutes } from './control-worlds.ts'

/** The control plane, by operation id: each is one method of `control` and one verb of the command line. */
export const controlRoutes = {
  ...serverRoutes,
  ...worldsRoutes,
  ...steeringRoutes,
  ...journalRoutes,
} as const
