import { connectSimulator } from '../client.ts'
import type { Control } from '../control.ts'
import { createSimulator, type Options } from '../index.ts'
import type { Listening } from '../listen.ts'
import { type Fetch, simulatorUrl } from '../request.ts'
import { journalText } from './journal-text.ts'

/** What the world of a test starts from: those options of `createSimulator` that are about a world. */
export type WorldOptions = Pick<
  Options,
  'seed' | 'fixture' | 'scenario' | 'clock' | 'now' | 'assumptions'
>

/** The simulator, seen from the world of one test. */
export interface TestSimulator {
  /** `fetch` of this world; the origin of the URL does not matter, and may be left out. */
  readonly fetch: Fetch
  /** The control plane of this world. */
  readonly control: Control
}

/** The world of one test. */
export interface TestWorld {
  readonly simulator: TestSimulator
  /** What stands before its paths, without a slash at the end; in process, the first call opens a port. */
  url(): Promise<string>
  /** Ends it after a test that has passed. */
  drop(): Promise<void>
  /**
   * Ends it after a test that has failed; at `TRUNKLINE_URL` it stays, so that it can be looked at.
   * @returns what to tell about it
   */
  fail(test: string): Promise<string>
}

/** Where the worlds of tests are. */
export interface TestServer {
  /** Makes the world of that name. */
  enter(name: string): Promise<TestWorld>
  close(): Promise<void>
}

/**
 * The server at `TRUNKLINE_URL` (with `TRUNKLINE_ADMIN_TOKEN`, if it demands one); without that variable, a simulator in
 * this process.
 * @throws InputError when an option cannot be used
 * @throws TypeError when `TRUNKLINE_URL` is no HTTP URL, Error when nobody answers there
 */
export function openTestServer(options: WorldOptions): Promise<TestServer> {
  const { TRUNKLINE_URL: url } = process.env
  return url ? connect(url, options) : start(options)
}

async function start(options: WorldOptions): Promise<TestServer> {
  const server = await createSimulator(options)
  let port: Promise<Listening> | undefined
  return {
    async enter(name) {
      const { control, ...world } = server.world(name)
      const drop = async () => void (await control.dropWorld(name))
      return {
        simulator: { control, fetch: world.fetch },
        async url() {
          port ??= server.listen({ port: 0 })
          return `${(await port).url}/__w/${name}`
        },
        drop,
        async fail(test) {
          const text = `The journal of the world of "${test}":\n${await journalText(control)}`
          await drop()
          return text
        },
      }
    },
    close: () => server.close(),
  }
}

async function connect(url: string, options: WorldOptions): Promise<TestServer> {
  simulatorUrl(url, 'TRUNKLINE_URL')
  const { TRUNKLINE_ADMIN_TOKEN: adminToken } = process.env
  const server = connectSimulator(url, { ...(adminToken && { adminToken }) })
  // Where nobody answers, no world is made that could be told of.
  await server.control.health()
  // That server has options of its own; a world that is made here and put there begins as the tests ask.
  const isPlain = Object.keys(options).length === 0
  const state = isPlain ? null : await (await createSimulator(options)).control.exportState()
  return {
    async enter(name) {
      const simulator = server.world(name)
      const { control } = simulator
      if (state) await control.importState(state)
      return {
        simulator,
        url: async () => simulator.url,
        drop: async () => void (await control.dropWorld(name)),
        async fail(test) {
          const heading = `The journal of the world of "${test}", which stays at ${simulator.url}:`
          return `${heading}\n${await journalText(control)}`
        },
      }
    },
    async close() {},
  }
}
