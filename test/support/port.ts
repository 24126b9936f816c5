import { onTestFinished } from 'vitest'
import { createSimulator, type Hooks, type Options, type Simulator } from '../../src/index.ts'
import { type Client, clientOf, startInProcess } from './client.ts'

/** A client of a simulator, wherever that runs. */
export type Started = Client & { simulator: Simulator }

/** A fresh simulator on a free port, and a client of that port. It is closed when the test has finished. */
export async function startOnPort(
  options: Options = {},
  hooks: Hooks = {},
): Promise<Started & { url: string }> {
  const simulator = await createSimulator(options, {
    logError: (error) => {
      throw error
    },
    ...hooks,
  })
  const { url } = await simulator.listen({ port: 0 })
  onTestFinished(() => simulator.close())
  return { simulator, url, ...clientOf(fetch, url) }
}

/** Both ways to reach a simulator: what is true of one is true of the other. */
export const ways: { way: string; start: (options?: Options) => Promise<Started> }[] = [
  { way: 'in process', start: startInProcess },
  { way: 'over a port', start: startOnPort },
]
