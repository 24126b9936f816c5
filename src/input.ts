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
  const problems = result.error.issues
    .flatMap(innermost)
    .map(({ path, message }) => `${pointer(path) || '(top level)'}: ${message}`)
  throw new InputError(`Cannot load ${what}:\n  ${problems.join('\n  ')}`)
}

type Issue = z.core.$ZodIssue

/** Each unknown member by name; of a union, the alternative that was most likely meant: the one that got furthest. */
function innermost(issue: Issue): { path: PropertyKey[]; message: string }[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...issue.path, key], message: 'Unknown member' }))
  }
  if (issue.code !== 'invalid_union') return [issue]
  const depth = (issues: Issue[]) => Math.max(0, ...issues.map(({ path }) => path.length))
  const [nearest = []] = [...issue.errors].sort((a, b) => depth(b) - depth(a))
  if (depth(nearest) === 0) return [issue]
  return nearest
    .flatMap(innermost)
    .map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }))
}

/** A path as a JSON pointer (RFC 6901). */
function pointer(path: PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
