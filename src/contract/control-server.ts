import { createRoute, z } from '@hono/zod-openapi'
import { always, answer, common } from './control-common.ts'
import { Rule } from './journal.ts'

const Health = z
  .object({ status: z.enum(['ok']).meta({ description: 'Always `ok`: it answers.' }) })
  .meta({ id: 'Health', description: 'The simulator is up.' })

const Version = z
  .object({
    version: z.string().meta({ description: 'Of the package.', example: '0.1.0' }),
    contract: z.string().meta({ description: 'SHA-256 of `openapi.json`, in hex digits.' }),
    seed: z.int().meta({ description: 'Of this world.' }),
  })
  .meta({ id: 'Version', description: 'What this simulator is.' })

/** What the server says of itself. */
export const serverRoutes = {
  health: createRoute({
    ...common,
    operationId: 'health',
    method: 'get',
    path: '/__admin/health',
    summary: 'Say that the simulator is up',
    description: 'Answers as soon as the port accepts connections.',
    responses: {
      200: answer('It is up.', Health),
      ...always,
    },
  }),

  version: createRoute({
    ...common,
    operationId: 'version',
    method: 'get',
    path: '/__admin/version',
    summary: 'Say which simulator this is',
    description: 'Two servers that answer the same behave the same.',
    responses: {
      200: answer('What this simulator is.', Version),
      ...always,
    },
  }),

  fidelity: createRoute({
    ...common,
    operationId: 'fidelity',
    method: 'get',
    path: '/__admin/fidelity',
    summary: 'Say how much every rule rests on',
    description: 'The ledger: every rule that can be observed, and what it rests on.',
    responses: {
      200: answer('The rules.', z.array(Rule)),
      ...always,
    },
  }),
} as const
