import type { z } from '@hono/zod-openapi'

type Issue = z.core.$ZodIssue

/** A path as a JSON pointer (RFC 6901); the top level is the empty text. */
export function pointer(path: readonly PropertyKey[]): string {
  let text = ''
  for (const key of path) text += `/${escaped(String(key))}`
  return text
}

function escaped(key: string): string {
  // Two searches are cheaper than two replacements that replace nothing.
  if (!key.includes('~') && !key.includes('/')) return key
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}

/** Each problem by the JSON pointer of its place; of a union, those of the alternative that was most likely meant. */
export function problemsByPlace(issues: Issue[]): { pointer: string; message: string }[] {
  return issues.flatMap(innermost).map(({ path, message }) => ({ pointer: pointer(path), message }))
}

/** Each unknown member by name; of a union, the alternative that got furthest. */
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
