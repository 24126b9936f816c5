import type { z } from 'zod'

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
  const problems = result.error.issues.map(({ path, message }) => `${pointer(path)}: ${message}`)
  throw new InputError(`Cannot load ${what}:\n  ${problems.join('\n  ')}`)
}

/** A path as a JSON pointer (RFC 6901). */
function pointer(path: PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
