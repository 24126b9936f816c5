import type { Simulator } from '../../domain/simulator.ts'
import { basicCredentials } from '../basic.ts'
import { type Bindings, isTwilio } from '../world.ts'
import { isSid, normalSid } from './sid.ts'

/**
 * Sends a request to Twilio that names no world to the one world that knows its account. Where several do, or none, it
 * stays: its client may be new here.
 */
export function chooseWorld(simulator: Simulator, request: Request, env: Bindings): void {
  if (!isTwilio(env.path) || env.prefix !== '' || request.headers.has('X-Mock-World')) return
  const sid = normalSid(basicCredentials(request)?.user ?? '')
  if (isSid('AC', sid)) env.world = simulator.worldKnowing(sid, env.world)
}
