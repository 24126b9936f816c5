import { createRoute, z } from '@hono/zod-openapi'
import { invented } from './fidelity.ts'

/** The answer of the liveness probe. */
export const Health = z
  .object({ status: z.enum(['ok']).meta({ description: 'Always `ok`: it answers.' }) })
  .meta({ id: 'Health', description: 'The simulator is up.' })

/** The control plane, by operation id. It is no part of `openapi.json`. */
export const controlRoutes = {
  health: createRoute({
    operationId: 'health',
    method: 'get',
    path: '/__admin/health',
    tags: ['Control plane'],
    security: [],
    summary: 'Say that the simulator is up',
    description: 'Answers as soon as the port accepts connections.',
    responses: {
      200: {
        description: 'It is up.',
        content: { 'application/json': { schema: Health } },
        ...invented('the control plane is ours'),
      },
    },
    ...invented('the control plane is ours'),
  }),
} as const
