import { type HttpHandler, HttpResponse, http } from 'msw'
import type { Answering } from './request.ts'
import { asNodeError } from './toolkit/node-error.ts'

export type { Answering }

/**
 * Handlers of Mock Service Worker, version 2, for Node: they answer every request below an origin as the simulator does.
 * Other requests are not theirs.
 *
 * A broken answer fails in the caller's `fetch` as it does without MSW, cause included. A caller on `node:http` gets the
 * error of `fetch` with the `code` that `node:http` would tell; how it learns of a broken body is up to MSW.
 * @param options `origin` https://blackbox.dasha.ai
 * @throws TypeError when the origin is no URL
 * @example
 * const server = setupServer(...handlers(await createSimulator()))
 */
export function handlers(
  simulator: Answering,
  { origin = 'https://blackbox.dasha.ai' }: { origin?: string } = {},
): HttpHandler[] {
  return [
    http.all(below(origin), async ({ request }) => {
      // Who has aborted was told so at once; MSW asks for an answer all the same, but nobody will see it.
      if (request.signal.aborted) return HttpResponse.error()
      try {
        return await simulator.fetch(request)
      } catch (error) {
        if (request.signal.aborted) return HttpResponse.error()
        // MSW hands on what looks like an error of Node, and answers 500 for any other.
        throw error instanceof TypeError ? asNodeError(error) : error
      }
    }),
  ]
}

/** Every URL of an origin. As text its port and brackets would be parameters. */
function below(origin: string): RegExp {
  const literal = new URL(origin).origin.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${literal}/`)
}
