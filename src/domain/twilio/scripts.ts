import { decide, type Source, sourcesFor } from '../precedence.ts'
import { steeringOf } from '../steering.ts'
import type { World } from '../world.ts'
import { TwilioError, TwilioTimeout } from './errors.ts'

/**
 * Throws what a request to Twilio itself is scripted to meet. A token that says why an account is refused says so to
 * every operation; one that names the step of a create says so at that operation.
 * @throws TwilioError, TwilioTimeout
 */
export function strikeWire(world: World, authToken: string, operationId: string): void {
  const sources = sourcesFor(world, { authToken }).map((it) => onTheWire(it, authToken))
  const scripts = decide(world, 'what Twilio answers', sources, (it) => it.twilio)?.says ?? []
  const script = scripts.find(({ operation }) => operation === '*' || operation === operationId)
  if (script?.error === 'timeout') throw new TwilioTimeout()
  if (script) throw new TwilioError(script.error)
}

function onTheWire(source: Source, authToken: string): Source {
  const steering = steeringOf(authToken)
  if (source.by !== 'authToken' || steering?.kind !== 'twilio-error') return source
  // A provider fetches the account before all else, so there it stands for every call.
  if (steering.operation !== 'FetchAccount') return source
  return { ...source, twilio: [{ operation: '*', error: steering.code }] }
}
