import type { z } from 'zod'
import { problemsByPlace } from './http/pointer.ts'

/** An option, fixture, scenario or data file that cannot be used. The message names it, the place and the rule. */
export class InputError extends Error {
  override name = 'InputError'
}

/**
 * Checks a value against its format.
 * @throws InputError that lists every problem with its JSON pointer
 */
export function parse<S extends z.ZodType>(schema: S, value: unknown, what: string): z.output<S> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const problems = problemsByPlace(result.error.issues).map(
    ({ pointer, message }) => `${pointer || '(top level)'}: ${message}`,
  )
  throw new InputError(`Cannot load ${what}:\n  ${problems.join('\n  ')}`)
}
