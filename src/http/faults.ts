import type { Fault } from '../contract/faults.ts'
import { routes } from '../contract/routes.ts'
import { SimulatorError } from '../domain/errors.ts'
import { isFor } from '../domain/faults.ts'

/** The part of a definition that a fault is checked against. */
interface Operation {
  operationId: string
  method: string
  path: string
  responses: object
}

const BLACKBOX: Operation[] = Object.values(routes)

/**
 * Checks a fault against the contract.
 * @param at the JSON pointer of the fault
 * @throws SimulatorError invalid
 */
export async function expectUsable(fault: Fault, at: string): Promise<void> {
  const { status } = fault
  const operations = [...BLACKBOX, ...(await twilioFor(fault))].filter((it) => meets(fault, it))
  if (operations.length === 0) {
    const known = BLACKBOX.map((it) => `${it.operationId} (${it.path})`)
    const others = "or one of Twilio's own operations ((see /__admin/twilio-openapi.json))"
    throw unusable(`${at}/match`, `No operation fits: there are ${known.join(', ')}, ${others}.`)
  }
  for (const { operationId, responses } of operations) {
    if (status === undefined || status in responses) continue
    const codes = Object.keys(responses).join(', ')
    const message = `${operationId} does not answer ${status}: use one of ${codes}, or match others.`
    throw unusable(`${at}/status`, message)
  }
}

/**
 * Checks the faults of a scenario, or of a world.
 * @param at the JSON pointer of what holds them
 * @throws SimulatorError invalid
 */
export async function expectUsableFaults(
  { faults = [] }: { faults?: Fault[] | undefined },
  at = '',
): Promise<void> {
  for (const [index, fault] of faults.entries()) await expectUsable(fault, `${at}/faults/${index}`)
}

/** The operations of Twilio, which are loaded for a fault that may name one of them. */
async function twilioFor({ match }: Fault): Promise<Operation[]> {
  const { path, operationId } = match
  const isOfBlackBox = path === undefined ? operationId === undefined : path.startsWith('/api/')
  if (isOfBlackBox || BLACKBOX.some((it) => it.operationId === operationId)) return []
  const { twilioRoutes } = await import('../contract/twilio/routes.ts')
  // The whole last segment stands for any, because `.json` is a part of what it is compared with.
  return Object.values(twilioRoutes).map((it) => ({
    ...it,
    path: it.path.replace(/}\.json$/, '}'),
  }))
}

function meets(fault: Fault, { method, ...operation }: Operation): boolean {
  return isFor(fault, { method: method.toUpperCase(), ...operation })
}

function unusable(pointer: string, message: string): SimulatorError {
  return new SimulatorError('invalid', 'Cannot use the fault: see `errors`.', {
    errors: { [pointer]: [message] },
  })
}
