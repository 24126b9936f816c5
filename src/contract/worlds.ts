import { z } from '@hono/zod-openapi'

/** What a world, and a snapshot, may be called: a name becomes the name of a file and a part of a path. */
export const WorldName = {
  pattern: /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,64}$/,
  rule: 'must have 1 to 64 letters, digits, ".", "_" or "-", and not be "." or ".."',
}

const Name = z.string().regex(WorldName.pattern, WorldName.rule)

/** A world in a list. */
export const WorldSummary = z
  .object({
    id: Name,
    seed: z.int(),
    now: z.iso.datetime().meta({ description: 'What its clock shows.' }),
    providers: z.int().meta({ description: 'How many providers it holds.' }),
    requests: z.int().meta({ description: 'How many requests its journal holds.' }),
  })
  .meta({ id: 'WorldSummary', description: 'A world in a list.' })

/** The world that is to be made. */
export const NewWorld = z
  .strictObject({
    id: Name,
    from: Name.optional().meta({
      description:
        'Copy this snapshot of the world that is asked, or else the world of this name; without it the new world begins like any other.',
    }),
    seed: z.int().min(0).optional().meta({
      description:
        'What its ids are drawn from, when it is not the seed of the start or the origin.',
    }),
  })
  .meta({ id: 'NewWorld', description: 'The world that is to be made.' })

/** What a reset puts back. */
export const ResetScope = z
  .strictObject({
    only: z
      .array(z.enum(['state', 'journal', 'clock', 'faults', 'scenario', 'settings']))
      .min(1)
      .optional()
      .meta({
        description:
          'What to put back; all of it when absent. `state` is the providers and what stands at Twilio.',
      }),
  })
  .meta({ id: 'ResetScope', description: 'What a reset puts back.' })

/** A snapshot in a list. */
export const Snapshot = z
  .object({
    name: Name,
    now: z.iso.datetime().meta({ description: 'What the clock of the world showed.' }),
    providers: z.int(),
  })
  .meta({ id: 'Snapshot', description: 'A copy of a world, kept in memory.' })

export type WorldSummary = z.output<typeof WorldSummary>
export type NewWorld = z.output<typeof NewWorld>
export type ResetScope = z.output<typeof ResetScope>
export type Snapshot = z.output<typeof Snapshot>
