import { getPath } from 'hono/utils/url'
import { pathOf } from './path.ts'

/** Which world a request is for, and where in it. */
export interface Bindings {
  world: string
  /** What stands before the paths of that world, such as `/__w/checkout`; empty where the path names no world. */
  prefix: string
  /** The path inside the world, as routes know it. */
  path: string
}

const PREFIX = '/__w/'

/** The world that a request names, by the prefix of its path or else by `X-Mock-World`; otherwise the given one. */
export function bindingsOf(request: Request, world: string): Bindings {
  const path = getPath(request)
  if (!path.startsWith(PREFIX)) {
    return { world: request.headers.get('X-Mock-World') ?? world, prefix: '', path }
  }
  const end = path.indexOf('/', PREFIX.length)
  const prefix = end === -1 ? path : path.slice(0, end)
  return { world: prefix.slice(PREFIX.length), prefix, path: path.slice(prefix.length) || '/' }
}

/** The path of a request inside its world as it was sent: no world's name changes a body. */
export function instanceOf(request: Request, { prefix }: Bindings): string {
  const path = pathOf(request.url)
  return prefix === '' ? path : path.replace(/^\/__w\/[^/]*/, '') || '/'
}
