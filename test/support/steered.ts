import { expect, onTestFinished } from 'vitest'
import type { z } from 'zod'
import { controlRoutes } from '../../src/contract/control.ts'
import {
  type Control,
  ControlError,
  connectSimulator,
  createSimulator,
  type Options,
} from '../../src/index.ts'
import { type Client, clientOf } from './client.ts'

/** A world with its control plane, wherever it runs. */
export interface Steered extends Client {
  /** Every answer of it is checked against its definition. */
  control: Control
  /** Sends a request to this world as it is; what comes back is checked by nobody. */
  fetch(request: Request): Response | Promise<Response>
  /** Another world of the same simulator. */
  world(name: string): Steered
  /** Closes the simulator before the test ends. */
  close(): Promise<void>
}

type Start = (options?: Options) => Promise<Steered>

/** A fresh simulator in this process. */
export const steeredInProcess: Start = async (options) => {
  const simulator = await createSimulator(options, { logError: fail })
  return seen(simulator, () => simulator.close())
}

/** A fresh simulator on a free port, as a program elsewhere connects to it. It is closed when the test has finished. */
export const steeredOnPort: Start = async (options) => {
  const simulator = await createSimulator(options, { logError: fail })
  const { url } = await simulator.listen({ port: 0 })
  onTestFinished(() => simulator.close())
  return seen(connectSimulator(url), () => simulator.close())
}

/** Both implementations of the control plane: what is true of one is true of the other. */
export const steeredWays: { way: string; start: Start }[] = [
  { way: 'in process', start: steeredInProcess },
  { way: 'over a port', start: steeredOnPort },
]

/** What a call of the control plane is refused with. */
export async function refusalOf(call: Promise<unknown>): Promise<ControlError> {
  const error = await call.then(
    (answer) => new Error(`It was not refused, and answered ${JSON.stringify(answer)}`),
    (reason) => reason,
  )
  if (!(error instanceof ControlError)) throw error
  return error
}

/** What a `Simulator` and a `ConnectedSimulator` have in common. */
interface View {
  readonly control: Control
  fetch(request: Request): Response | Promise<Response>
  world(name: string): View
}

function seen(view: View, close: () => Promise<void>): Steered {
  return {
    ...clientOf(view.fetch),
    control: conforming(view.control),
    fetch: view.fetch,
    world: (name) => seen(view.world(name), close),
    close,
  }
}

function fail(error: unknown): never {
  throw error
}

/** The same control plane, each answer of which has to be one that its definition declares. */
function conforming(control: Control): Control {
  return new Proxy(control, {
    get(target, name: keyof Control) {
      const call = target[name] as (...given: unknown[]) => Promise<unknown>
      return async (...given: unknown[]) => {
        try {
          const answer = await call(...given)
          expectConforming(name, undefined, answer)
          return answer
        } catch (error) {
          if (error instanceof ControlError) expectConforming(name, error.status, error.problem)
          throw error
        }
      }
    },
  })
}

const SHORTHANDS: Partial<Record<keyof Control, keyof typeof controlRoutes>> = {
  advance: 'setClock',
  freeze: 'setClock',
  resume: 'setClock',
}

type Content = Record<string, { schema: z.ZodType } | undefined>

/** @param status undefined for the one success that there is */
function expectConforming(name: keyof Control, status: number | undefined, answer: unknown): void {
  const route = controlRoutes[SHORTHANDS[name] ?? (name as keyof typeof controlRoutes)]
  const declared = Object.entries<{ content: Content }>(route.responses)
  const [, found] =
    declared.find(([code]) => (status === undefined ? code < '300' : code === `${status}`)) ?? []
  expect(found, `${name} answered ${status}, which is not declared`).toBeDefined()
  const [content] = Object.values(found?.content ?? {})
  expect(content?.schema.parse(answer), name).toStrictEqual(answer)
}
