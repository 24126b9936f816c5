import { accountsFor } from '../operations.mjs'
import { residentMegabytes } from '../proc.mjs'
import { seedProvider, startServer } from '../server.mjs'

export const memoryLoad = { get: 20_000, invalid: 5_000, create: 2_000 }

/** Resident megabytes at rest and after the same load on each server. */
export async function measureMemory({ servers }, load, log) {
  const result = {}
  for (const name of servers) {
    const server = await startServer(name)
    const idle = residentMegabytes(server.pid)
    const ids = [await seedProvider(server)]
    for (const [operation, amount] of Object.entries(memoryLoad)) {
      const accountsPerConnection = accountsFor(amount)
      await load.run(server, { operation, amount, ids, accountsPerConnection })
    }
    result[name] = { idle, loaded: residentMegabytes(server.pid) }
    await server.stop()
  }
  log('memory: done')
  return result
}
