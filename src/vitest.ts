import { test as base, type RunnerTestCase, type TestAPI } from 'vitest'
import {
  openTestServer,
  type TestServer,
  type TestSimulator,
  type TestWorld,
  type WorldOptions,
} from './toolkit/test-server.ts'
import { worldNameFor } from './toolkit/world-name.ts'

export type { TestSimulator, WorldOptions }

/** What a test is given, each in a world of its own. */
export interface SimulatorFixtures {
  /** The simulator: in this process, or the server at `TRUNKLINE_URL`. */
  simulator: TestSimulator
  /** What a client puts before the paths, such as `http://127.0.0.1:41234/__w/checkout`. It opens a port. */
  baseUrl: string
}

interface Internals {
  $server: TestServer
  $world: TestWorld
}

/**
 * A `test` of Vitest whose tests each have a world of their own; one that fails prints the journal of its world to
 * stderr. Without a world nothing is made: it costs only the tests that ask for `simulator` or `baseUrl`.
 * @param options what each world starts from, also where `TRUNKLINE_URL` names another server
 * @example
 * const test = simulatorTest({ fixture: 'every-status' })
 * test('lists them', async ({ simulator }) => { … })
 */
export function simulatorTest(options: WorldOptions = {}): TestAPI<SimulatorFixtures> {
  return base.extend<SimulatorFixtures & Internals>({
    $server: [
      // biome-ignore lint/correctness/noEmptyPattern: Vitest reads what a fixture needs from its parameter.
      async ({}, use) => {
        const server = await openTestServer(options)
        await use(server)
        await server.close()
      },
      { scope: 'worker' },
    ],
    $world: async ({ $server, task }, use) => {
      const titles = titlesOf(task)
      const world = await $server.enter(worldNameFor(task.file.name, titles))
      const errorsBefore = countErrors(task)
      await use(world)
      // The state of the task would still be that of an earlier repeat.
      const hasFailed = countErrors(task) > errorsBefore && !task.fails
      if (hasFailed) console.error(await world.fail([task.file.name, ...titles].join(' > ')))
      else await world.drop()
    },
    simulator: ({ $world }, use) => use($world.simulator),
    baseUrl: async ({ $world }, use) => use(await $world.url()),
  })
}

/** `simulatorTest()`: in process every world starts empty, with seed 1 and a frozen clock. */
export const test: TestAPI<SimulatorFixtures> = simulatorTest()

/** The names of the suites around a test, and its own. */
function titlesOf({ file, name, suite }: Readonly<RunnerTestCase>): string[] {
  const titles = [name]
  for (let at = suite; at && at !== file; at = at.suite) titles.unshift(at.name)
  return titles
}

function countErrors({ result }: Readonly<RunnerTestCase>): number {
  return result?.errors?.length ?? 0
}
