import { z } from '@hono/zod-openapi'

/** What Pact's verifier sends before and after an interaction. Members that it adds are of no interest. */
export const ProviderState = z
  .object({
    state: z.string().optional().meta({ example: 'a verified provider exists' }),
    states: z.array(z.string()).optional().meta({ description: 'As older verifiers send it.' }),
    params: z.record(z.string(), z.unknown()).default({}),
    action: z.enum(['setup', 'teardown']).default('setup'),
    consumer: z.string().optional(),
  })
  .meta({ id: 'ProviderState', description: 'A provider state, in the body of Pact.' })

export type ProviderState = z.output<typeof ProviderState>
