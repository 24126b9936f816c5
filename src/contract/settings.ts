import { z } from '@hono/zod-openapi'
import { Assumptions } from './assumptions.ts'
import { DelayMillis } from './faults.ts'

/** How long answers take when it differs from request to request. WireMock's words. */
const DelayDistribution = z.discriminatedUnion('type', [
  z
    .strictObject({ type: z.literal('uniform'), lower: DelayMillis, upper: DelayMillis })
    .refine((it) => it.lower <= it.upper, {
      path: ['upper'],
      message: 'must not be below `lower`',
    }),
  z.strictObject({
    type: z.literal('lognormal'),
    median: z.int().min(1).max(86_400_000),
    sigma: z.number().min(0).max(5),
  }),
])

/** How a world answers. */
export const Settings = z
  .strictObject({
    fixedDelay: z.union([DelayMillis, z.null()]).meta({
      description: 'Milliseconds that every answer takes; null for none.',
    }),
    delayDistribution: z.union([DelayDistribution, z.null()]).meta({
      description:
        'Milliseconds that answers take, drawn from the seed, on top of `fixedDelay`; null for none.',
    }),
    assumptions: Assumptions.meta({ description: 'What the documentation leaves open.' }),
  })
  .meta({ id: 'Settings', description: 'How a world answers.' })

/** The settings that are to change; what is absent stays. */
export const SettingsChange = z
  .strictObject({
    fixedDelay: Settings.shape.fixedDelay.optional(),
    delayDistribution: Settings.shape.delayDistribution.optional(),
    assumptions: z
      .strictObject({
        createStatus: Assumptions.shape.createStatus.unwrap().optional(),
        errorKeys: Assumptions.shape.errorKeys.unwrap().optional(),
        refusedCredentials: Assumptions.shape.refusedCredentials.unwrap().optional(),
      })
      .optional(),
  })
  .meta({ id: 'SettingsChange', description: 'The settings that are to change.' })

export type DelayDistribution = z.output<typeof DelayDistribution>
export type Settings = z.output<typeof Settings>
export type SettingsChange = z.output<typeof SettingsChange>
