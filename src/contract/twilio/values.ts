import { z } from '@hono/zod-openapi'
import { rule } from '../twilio-fidelity.ts'

const HEX = '[0-9a-fA-F]{32}'

/** A SID: two letters that say what it names, and 32 hex digits. */
export const sid = (prefix: string, description: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}${HEX}$`))
    .meta({ description })

/** An instant as the 2010 API writes it: RFC 2822, the zone always `+0000`. */
export const rfc2822 = (description: string) =>
  z
    .string()
    .regex(/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} \+0000$/)
    .meta({ description, ...rule('twilio-answers/dates-2010') })

/** An instant as the other APIs write it: ISO 8601, whole seconds, UTC. */
export const iso = (description: string) =>
  z.iso.datetime({ precision: 0 }).meta({ description, ...rule('twilio-answers/dates-v1') })

/** The two dates of a resource of the 2010 API. */
export const dates2010 = {
  date_created: rfc2822('When it was made.'),
  date_updated: rfc2822('When it was changed last.'),
}

/** The two dates of a resource of the other APIs. */
export const datesV1 = {
  date_created: iso('When it was made.'),
  date_updated: iso('When it was changed last.'),
}

/** A path of the 2010 API, relative to its host. */
export const uri = (description = 'Its own path.') =>
  z
    .string()
    .regex(/^\/2010-04-01\//)
    .meta({ description })

/** An absolute URL of one of the other APIs. */
export const url = (description = 'Its own URL.') => z.url().meta({ description })

/** The method of a webhook. */
export const Method = z.enum(['GET', 'POST'])

/** Whether a number needs an address in its country. */
export const AddressRequirements = z.enum(['none', 'any', 'local', 'foreign'])

/** What a number can do. */
export const Capabilities = z.strictObject({
  voice: z.boolean(),
  sms: z.boolean(),
  mms: z.boolean(),
  fax: z.boolean(),
})

/** What a number does with a call. */
export const onCalls = {
  voice_application_sid: z.string().nullable(),
  voice_caller_id_lookup: z.boolean(),
  voice_fallback_method: Method,
  voice_fallback_url: z.string().nullable(),
  voice_method: Method,
  voice_url: z.string().nullable(),
}

/** What a number does with a message, and what is told about its calls. */
export const onMessages = {
  sms_application_sid: z.string().nullable(),
  sms_fallback_method: Method,
  sms_fallback_url: z.string().nullable(),
  sms_method: Method,
  sms_url: z.string().nullable(),
  status_callback: z.string().nullable(),
  status_callback_method: Method,
}

/** What a new number does with a call. */
export const callsExample = {
  voice_application_sid: '',
  voice_caller_id_lookup: false,
  voice_fallback_method: 'POST',
  voice_fallback_url: null,
  voice_method: 'POST',
  voice_url: null,
} as const

/** What a new number does with a message. */
export const messagesExample = {
  sms_application_sid: '',
  sms_fallback_method: 'POST',
  sms_fallback_url: '',
  sms_method: 'POST',
  sms_url: '',
  status_callback: '',
  status_callback_method: 'POST',
} as const
