import type { World } from '../domain/world.ts'
import type { Services } from './services.ts'

/** An answer that leaves once everything is saved that the world holds by then. */
export function saved(
  services: Services,
  world: World,
  answer: Response | Promise<Response>,
): Response | Promise<Response> {
  if (answer instanceof Promise) return answer.then((it) => saved(services, world, it))
  const saving = services.save?.(world)
  return saving ? saving.then(() => answer) : answer
}
