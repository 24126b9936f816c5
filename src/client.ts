import { type Control, controlOver } from './control.ts'
import { isWorldName, WORLD_NAME_RULE } from './domain/world-name.ts'
import { type Fetch, requestOf, simulatorUrl } from './request.ts'

export { type Control, ControlError } from './control.ts'

// Taken before a test replaces it: what mocks the API for the code under test must not catch what steers the simulator.
const { fetch } = globalThis

/** A simulator that runs elsewhere, seen from one of its worlds. */
export interface ConnectedSimulator {
  /** What stands before the paths of this world, such as `http://127.0.0.1:4700/__w/checkout`. */
  readonly url: string
  /** The control plane of this world. */
  readonly control: Control
  /** `fetch` of this world; the origin of the URL does not matter, and may be left out. */
  readonly fetch: Fetch
  /**
   * The same simulator, seen from another world, which is made on first use.
   * @param name letters, digits, `.`, `_` and `-`, at most 64
   * @throws RangeError for any other name
   */
  world(name: string): ConnectedSimulator
}

/**
 * Connects to a simulator that listens on a port; nothing is sent yet.
 * @param url where it listens, such as `http://127.0.0.1:4700`; a `/__w/{world}` at its end names a world
 * @param options `adminToken`, where the server demands one
 * @throws TypeError for what is no HTTP URL, RangeError for one with credentials
 * @example
 * const { control } = connectSimulator('http://127.0.0.1:4700').world('checkout')
 * await control.setScenario('twilio-down')
 */
export function connectSimulator(
  url: string,
  { adminToken }: { adminToken?: string } = {},
): ConnectedSimulator {
  const { href, username, password } = simulatorUrl(url)
  if (username !== '' || password !== '') {
    throw new RangeError('Cannot connect: the URL holds credentials. Use `adminToken` instead.')
  }
  const base = href.replace(/\/+$/, '')
  const server = base.replace(/\/__w\/[^/]*$/, '')
  const headers: Record<string, string> = adminToken ? { 'X-Admin-Token': adminToken } : {}
  return {
    url: base,
    control: controlOver((request) => reach(request, base), base, headers),
    fetch(input, init) {
      const request = requestOf(input, init)
      const { pathname, search } = new URL(request.url)
      return fetch(new Request(base + pathname + search, request))
    },
    world(name) {
      if (!isWorldName(name)) {
        throw new RangeError(`Cannot use world "${name}": ${WORLD_NAME_RULE}.`)
      }
      return connectSimulator(`${server}/__w/${name}`, { ...(adminToken && { adminToken }) })
    },
  }
}

/** @throws Error that says where, when nobody answers */
async function reach(request: Request, base: string): Promise<Response> {
  try {
    return await fetch(request)
  } catch (cause) {
    throw new Error(`Cannot reach ${base}: is \`trunkline start\` running there?`, { cause })
  }
}
