import { Hono } from 'hono'
import type { Paths } from './bind.ts'
import { optionsHandler } from './cors.ts'
import { problem, problemOf } from './problem.ts'
import type { Env, Services } from './services.ts'
import type { Turns } from './turns.ts'
import { type Bindings, isControl } from './world.ts'

/** A part of the simulator that has paths of its own, and its own answers where it serves nothing. */
export type Surface = (request: Request, env: Bindings) => Response | Promise<Response>

/** An app whose routes are those of any world, whatever stands before them. */
export function newApp(): Hono<Env> {
  return new Hono<Env>({ getPath: (_request, options) => options?.env?.path ?? '/' })
}

/** An app as a surface that answers ProblemDetails: also where it serves nothing, and where a handler throws. */
export function withProblems(app: Hono<Env>, paths: Paths, services: Services): Surface {
  const rest = unserved(paths, services)
  app.notFound((c) => rest.fetch(c.req.raw, c.env))
  app.onError((error, c) => problemOf(c, services, error))
  return app.fetch
}

/** A surface that is loaded by its first request, because a start must not wait for it; again where that failed. */
export function onDemand(load: () => Promise<Surface>, services: Services, turns: Turns): Surface {
  let loaded: Surface | undefined
  return (request, env) => {
    if (loaded) return loaded(request, env)
    const loading = load().then((surface) => {
      loaded = surface
      return surface
    })
    turns.waitFor(loading)
    return loading
      .then((surface) => surface(request, env))
      .catch((error) => {
        const { method, url } = request
        return problemOf({ env, req: { raw: request, method, url } }, services, error)
      })
  }
}

/**
 * What answers where nothing is served: `OPTIONS`, 405 and 404. An app of its own, because a second handler on a path
 * makes Hono answer every request there asynchronously, which costs a quarter of the speed.
 */
function unserved(paths: Paths, services: Services): Hono<Env> {
  const app = newApp()
  for (const path of paths.keys()) {
    const allowed = allowedWith(methodsAt(path, paths))
    const Allow = allowed.join(', ')
    app.options(path, optionsHandler(path, allowed))
    app.all(path, (c) => {
      const detail = `Cannot ${c.req.method} ${c.req.path}: use one of ${Allow}.`
      return problem(c, services, 405, detail, { Allow })
    })
  }
  app.notFound((c) => {
    const detail = `Cannot ${c.req.method} ${c.req.path}: there is no such path ((see ${isControl(c.req.path) ? '/__admin' : ''}/openapi.json)).`
    return problem(c, services, 404, detail)
  })
  return app
}

/** What a path with these methods allows, as `Allow` names it. */
export function allowedWith(methods: string[]): string[] {
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].sort()
}

/** Every method that a path has: `/providers/twilio` is served as itself, and as `/providers/:id` too. */
function methodsAt(path: string, paths: Paths): string[] {
  const segments = path.split('/')
  const serves = (template: string): boolean => {
    const others = template.split('/')
    const fits = (other: string, index: number) =>
      other.startsWith(':') || other === segments[index]
    return others.length === segments.length && others.every(fits)
  }
  const all = [...paths].flatMap(([template, methods]) => (serves(template) ? methods : []))
  return [...new Set(all)]
}
