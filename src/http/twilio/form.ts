import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { invalid, TwilioError } from '../../domain/twilio/errors.ts'
import { bytesOf, MAX_RECORDED_BYTES } from '../body.ts'
import { note } from '../respond.ts'
import type { Env } from '../services.ts'
import { normalSid } from './sid.ts'

const MAX_MEBIBYTES = 1
const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(;|$)/i
const NO_FORM = 'It is not application/x-www-form-urlencoded, so the form counts as empty.'

/** What is given, under the names of the model: `friendlyName` for `FriendlyName`. */
export type Given<T> = { [K in keyof T as Uncapitalize<K & string>]: T[K] }

/**
 * The form of a request: empty where there is none, or a body of another type. Null when it is too large.
 * What the schema does not know is not put on record: JSON that is sent as a form is the name of a member.
 */
export async function readForm(
  c: Context<Env>,
  schema: z.ZodObject | undefined,
): Promise<URLSearchParams | null> {
  const bytes = await bytesOf(c, MAX_MEBIBYTES)
  if (!bytes) return null
  const type = c.req.header('content-type')
  if (type !== undefined && !FORM_TYPE.test(type)) {
    if (bytes.byteLength > 0) note(c, { pointer: '/headers/content-type', message: NO_FORM })
    return new URLSearchParams()
  }
  const form = new URLSearchParams(new TextDecoder().decode(bytes))
  const isRecorded = bytes.byteLength > 0 && bytes.byteLength <= MAX_RECORDED_BYTES
  if (isRecorded) {
    const known = Object.keys(schema?.shape ?? {})
    const members = Object.fromEntries([...form].filter(([name]) => known.includes(name)))
    c.env.json = JSON.stringify(members)
  }
  return form
}

/**
 * What a form or a query gives of what its schema knows. Of two values of one name the last counts, and unknown names
 * are ignored.
 * @throws TwilioError 20001 for what is missing, 20002 for a value of another shape
 */
export function given<S extends z.ZodObject>(schema: S, sent: URLSearchParams): Given<z.output<S>> {
  const texts: Record<string, string> = {}
  for (const name of Object.keys(schema.shape)) {
    const text = sent.getAll(name).at(-1)
    if (text !== undefined) texts[name] = name.endsWith('Sid') ? normalSid(text) : text
  }
  const { data, error } = schema.safeParse(texts)
  if (error) throw refused(texts, String(error.issues[0]?.path[0]))
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name.charAt(0).toLowerCase() + name.slice(1),
      value,
    ]),
  ) as Given<z.output<S>>
}

function refused(texts: Record<string, string>, name: string): TwilioError {
  if (texts[name] !== undefined) return invalid(name)
  const message = `Missing required parameter ${name} in the post body`
  return new TwilioError(20001, { message, parameter: name })
}
