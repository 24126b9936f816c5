import type { Fault } from '../contract/faults.ts'
import { routes } from '../contract/routes.ts'
import { SimulatorError } from '../domain/errors.ts'
import { mayMeet } from '../domain/faults.ts'

/**
 * Checks a fault against the contract.
 * @param at the JSON pointer of the fault
 * @throws SimulatorError invalid
 */
export function expectUsable({ match, status }: Fault, at: string): void {
  const operations = Object.values(routes).filter(
    (it) =>
      (match.method === undefined || match.method === it.method.toUpperCase()) &&
      (match.operationId === undefined || match.operationId === it.operationId) &&
      (match.path === undefined || mayMeet(match.path, it.path)),
  )
  if (operations.length === 0) {
    const known = Object.values(routes).map((it) => `${it.operationId} (${it.path})`)
    throw unusable(`${at}/match`, `No operation fits: there are ${known.join(', ')}.`)
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
export function expectUsableFaults(
  { faults = [] }: { faults?: Fault[] | undefined },
  at = '',
): void {
  for (const [index, fault] of faults.entries()) expectUsable(fault, `${at}/faults/${index}`)
}

function unusable(pointer: string, message: string): SimulatorError {
  return new SimulatorError('invalid', 'Cannot use the fault: see `errors`.', {
    errors: { [pointer]: [message] },
  })
}
