import { z } from '@hono/zod-openapi'

const MAX_INT32 = 2_147_483_647

/**
 * A whole number in a query, in decimal digits; the document says `type: integer`.
 * @param bounds `min` and `max`, which are both allowed, and what an absent one stands for
 */
export function integerInQuery(bounds: { min: number; max?: number; default: number }) {
  const { min, max = MAX_INT32 } = bounds
  return z.preprocess(integerOf, z.int().min(min).max(max)).default(bounds.default)
}

/**
 * `true` or `false` in a query, in capitals or small letters; the document says `type: boolean`.
 * @param absent what an absent one stands for
 */
export function booleanInQuery(absent: boolean) {
  return z.preprocess(booleanOf, z.boolean()).default(absent)
}

/**
 * A text in a query that may be absent. An empty or blank one is as absent, as ASP.NET Core makes null of it.
 * @param schema what it must be otherwise
 */
export function optionalInQuery<S extends z.ZodType>(schema: S) {
  return z.preprocess(presentOf, schema.optional()).optional()
}

/** What is too large for .NET's `int` is no number to it, and not one that is out of bounds. */
function integerOf(text: unknown): unknown {
  if (typeof text !== 'string' || !/^-?\d+$/.test(text)) return text
  const value = Number(text)
  return value >= -MAX_INT32 - 1 && value <= MAX_INT32 ? value : text
}

function booleanOf(text: unknown): unknown {
  if (typeof text !== 'string' || !/^(true|false)$/i.test(text)) return text
  return text.toLowerCase() === 'true'
}

function presentOf(text: unknown): unknown {
  return typeof text === 'string' && text.trim() === '' ? undefined : text
}
