import { z } from '@hono/zod-openapi'

const Instant = z.iso.datetime({ offset: true }).meta({
  description: 'ISO 8601 with a time zone.',
  example: '2025-01-01T00:10:00.000Z',
})

/** What the clock of a world shows. */
export const Clock = z
  .object({
    mode: z
      .enum(['frozen', 'real'])
      .meta({ description: 'Whether it stands still or follows the clock of the machine.' }),
    now: Instant,
    nextEvent: z.union([Instant, z.null()]).meta({
      description: 'When the next verification is due by the clock; null when none is.',
    }),
  })
  .meta({ id: 'Clock', description: 'The clock of a world.' })

/** A span of time: an ISO 8601 duration, or up to the next thing that is due. */
export const DURATION =
  /^(next-event|P(?=.)(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d{1,3})?S)?)?)$/

/** What can be done to a clock. Everything that is due on the way happens in the order of time. */
export const ClockChange = z
  .discriminatedUnion('action', [
    z.strictObject({
      action: z.literal('freeze').meta({ description: 'Stop it, here or at an instant.' }),
      instant: Instant.optional(),
    }),
    z.strictObject({
      action: z.literal('advance').meta({ description: 'Move it on.' }),
      duration: z
        .string()
        .regex(
          DURATION,
          'must be an ISO 8601 duration of weeks to seconds such as PT1H30M, or next-event',
        )
        .meta({ description: 'Such as `PT1H30M` or `P1D`, or `next-event`.', example: 'PT1H' }),
    }),
    z.strictObject({
      action: z.literal('resume').meta({ description: 'Let it run on from where it stands.' }),
    }),
    z.strictObject({
      action: z.literal('reset').meta({ description: 'Put it back to what the world began with.' }),
    }),
  ])
  .meta({ id: 'ClockChange', description: 'What is to be done to the clock.' })

export type Clock = z.output<typeof Clock>
export type ClockChange = z.output<typeof ClockChange>
