// A process of its own, because Pact's core prints its report past every stream of Node.
import { Verifier } from '@pact-foundation/pact'

/** The report of Pact's core: `result`, `interactionResults` and `errors`. */
const reportOf = (options) => new Verifier(options).verifyProvider().catch((error) => error.message)

process.on('message', async (options) => process.send(JSON.parse(await reportOf(options))))
