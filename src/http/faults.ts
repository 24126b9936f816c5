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
  const known = [...BLACKBOX, ...(await twilioFor(fault))]
  const operations = known.filter((it) => meets(fault, it))
  if (operations.length === 0) {
    throw unusable(`${at}/match`, `No operation fits: ${whyNone(fault, known)}`)
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
  // What names neither is for the BlackBox API alone.
  const { path = '/api/', operationId } = match
  const isOfBlackBox =
    operationId === undefined
      ? path.startsWith('/api/')
      : BLACKBOX.some((it) => it.operationId === operationId)
  if (isOfBlackBox) return []
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

/** Why a fault is for none, and what to write instead. */
function whyNone({ match: { operationId } }: Fault, known: Operation[]): string {
  const own = known.find((it) => it.operationId === operationId)
  if (own) return `${operationId} is ${own.method.toUpperCase()} ${own.path}.`
  if (operationId === undefined) {
    return 'see the paths and methods of /openapi.json, and of /__admin/twilio-openapi.json.'
  }
  const names = known.map((it) => it.operationId)
  const near = names.filter((name) => isNear(name.toLowerCase(), operationId.toLowerCase()))
  const instead = (near.length > 0 ? near : names).join(', ')
  return `there is no ${operationId}: use ${near.length === 1 ? '' : 'one of '}${instead}.`
}

const isNear = (one: string, other: string): boolean => one.includes(other) || other.includes(one)

function unusable(pointer: string, message: string): SimulatorError {
  return new SimulatorError('invalid', 'Cannot use the fault: see `errors`.', {
    errors: { [pointer]: [message] },
  })
}
