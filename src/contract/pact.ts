import { z } from '@hono/zod-openapi'
import { ACCOUNT_SID, sample } from './providers.ts'

/**
 * What Pact's verifier posts to its `providerStatesSetupUrl`: before an interaction once for each of its states, in
 * their order, and after it once more for each, with the same `state` and `params`. An interaction without a state is
 * the state ''. Its `customProviderHeaders` come along. Members that other verifiers add are of no interest.
 */
export const ProviderState = z
  .object({
    state: z.string().default('').meta({
      description: 'The name of the state; empty for an interaction without one.',
      example: 'a verified provider exists',
    }),
    params: z
      .record(z.string(), z.unknown())
      .default({})
      .meta({
        description: 'What else the consumer says of the state.',
        example: { id: sample.id },
      }),
    action: z
      .enum(['setup', 'teardown'])
      .default('setup')
      .meta({ description: 'Whether the interaction is still to come, or over.' }),
  })
  .meta({ id: 'ProviderState', description: 'A provider state, in the body of Pact.' })

/** The parameters of a state in which a provider exists: members of the provider, where it matters what they are. */
export const ProviderParams = z.strictObject({
  id: z.guid('must be a uuid').toLowerCase().optional(),
  accountSid: z.string().regex(ACCOUNT_SID, 'must be AC and 32 lowercase hex digits').optional(),
  name: z.string().min(1, 'must not be empty').max(100).default('Main account'),
  region: z.string().default('us1'),
  supportsCallTransfer: z.boolean().default(false),
})

/** The parameters of any other state: there are none. */
export const NoParams = z.strictObject({})

export type ProviderState = z.output<typeof ProviderState>
