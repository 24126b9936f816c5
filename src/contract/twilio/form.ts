import { z } from '@hono/zod-openapi'

// What a form or a query sends is text. A schema here says what shape the text has; lengths, uniqueness and every other
// meaning are rules of the model.

/** Any text. */
export const text = (description: string) => z.string().meta({ description })

/** `true` or `false`. */
export const flag = (description: string) =>
  z.stringbool({ truthy: ['true'], falsy: ['false'] }).meta({ type: 'boolean', description })

/** A whole number. */
export const whole = (description: string) =>
  z
    .string()
    .regex(/^-?\d{1,9}$/)
    .transform(Number)
    .meta({ type: 'integer', description })

/** An absolute web URL, or no text to take it away. */
export const webUrl = (description: string) =>
  z
    .union([z.literal(''), z.url({ protocol: /^https?$/ })])
    .meta({ type: 'string', format: 'uri', description })

/** One of the methods of a webhook. */
export const method = (description: string) => z.enum(['GET', 'POST']).meta({ description })

/** A form, which may be absent where it demands nothing. */
export const form = <S extends z.ZodType>(schema: S) => ({
  body: { content: { 'application/x-www-form-urlencoded': { schema } } },
})
