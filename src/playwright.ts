import {
  test as base,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  type TestInfo,
  type TestType,
} from '@playwright/test'
import {
  openTestServer,
  type TestServer,
  type TestSimulator,
  type TestWorld,
  type WorldOptions,
} from './toolkit/test-server.ts'
import { worldNameFor } from './toolkit/world-name.ts'

export { expect } from '@playwright/test'
export type { TestSimulator, WorldOptions }

/** What a test is given, each in a world of its own. */
export interface SimulatorFixtures {
  /** The simulator: one of the worker, or the server at `TRUNKLINE_URL`. */
  simulator: TestSimulator & {
    /** What stands before the paths of this world, such as `http://127.0.0.1:41234/__w/checkout`. */
    readonly url: string
  }
}

/** What `test.use` and the configuration may set. */
export interface SimulatorOptions {
  /** What each world starts from, also where `TRUNKLINE_URL` names another server. It belongs to the worker. */
  simulatorOptions: WorldOptions
}

interface Internals {
  $world: TestWorld & { name: string }
}

interface WorkerInternals {
  $server: TestServer
}

/**
 * The `test` of Playwright, whose tests each have a world of their own. `request` and pages reach it by `X-Mock-World`,
 * which is added to the `extraHTTPHeaders` of the configuration, and by `baseURL`, unless the configuration has one. A
 * test that fails has the journal of its world attached, as `trunkline-journal`.
 *
 * `test.use({ extraHTTPHeaders })` with an object would replace that header; with a function that keeps what it is given it
 * does not.
 * @example
 * test.use({ simulatorOptions: { fixture: 'every-status' } })
 * test('lists them', async ({ request, simulator }) => { … })
 */
export const test: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & SimulatorFixtures,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions & SimulatorOptions
> = base.extend<SimulatorFixtures & Internals, SimulatorOptions & WorkerInternals>({
  simulatorOptions: [{}, { option: true, scope: 'worker' }],
  $server: [
    async ({ simulatorOptions }, use) => {
      const server = await openTestServer(simulatorOptions)
      await use(server)
      await server.close()
    },
    { scope: 'worker' },
  ],
  $world: async ({ $server }, use, info) => {
    const name = worldNameFor(info.file, info.titlePath.slice(1))
    const world = await $server.enter(name)
    await use({ ...world, name })
    if (hasFailed(info)) await attach(info, await world.fail(info.titlePath.join(' > ')))
    else await world.drop()
  },
  simulator: async ({ $world }, use) => {
    await use({ ...$world.simulator, url: await $world.url() })
  },
  baseURL: async ({ baseURL, simulator }, use) => {
    await use(baseURL ?? `${simulator.url}/`)
  },
  extraHTTPHeaders: async ({ extraHTTPHeaders, $world }, use) => {
    // A path that begins with a slash leaves the one of the base URL behind, and with it the name of the world.
    await use({ ...extraHTTPHeaders, 'X-Mock-World': $world.name })
  },
})

function hasFailed({ status, expectedStatus }: TestInfo): boolean {
  return status !== expectedStatus
}

function attach(info: TestInfo, journal: string): Promise<void> {
  return info.attach('trunkline-journal', { body: journal, contentType: 'text/plain' })
}
