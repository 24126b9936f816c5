import { z } from '@hono/zod-openapi'
import { rule, type TwilioRuleId } from '../twilio-fidelity.ts'

// What a form or a query sends is text. A schema here says what shape the text has; lengths, uniqueness and every other
// meaning are rules of the model.

/** Any text. */
export const text = (description: string, id?: TwilioRuleId) =>
  z.string().meta({ description, ...(id && rule(id)) })

/** What to call a thing. */
export const FriendlyName = text('What to call it.', 'twilio-requests/friendly-name')

/** `true` or `false`. */
export const flag = (description: string) =>
  z
    .stringbool({ truthy: ['true'], falsy: ['false'] })
    .meta({ type: 'boolean', description, ...rule('twilio-requests/booleans') })

/** A whole number. */
export const whole = (description: string, id: TwilioRuleId) =>
  z
    .string()
    .regex(/^-?\d{1,9}$/)
    .transform(Number)
    .meta({ type: 'integer', description, ...rule(id) })

/** An absolute web URL, or no text to take it away. */
export const webUrl = (description: string) =>
  z
    .union([z.literal(''), z.url({ protocol: /^https?$/ })])
    .meta({ type: 'string', format: 'uri', description, ...rule('twilio-requests/webhook-urls') })

/** One of the methods of a webhook. */
export const method = (description: string) =>
  z.enum(['GET', 'POST']).meta({ description, ...rule('twilio-requests/webhook-methods') })

/** A form, which may be absent where it demands nothing. */
export const form = <S extends z.ZodType>(schema: S) => ({
  body: {
    content: {
      'application/x-www-form-urlencoded': { schema, ...rule('twilio-requests/other-type') },
    },
  },
})
