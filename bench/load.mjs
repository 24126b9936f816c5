import { forkModule } from './child.mjs'
import { expectedStatus } from './operations.mjs'
import { cpuSeconds } from './proc.mjs'

/** Starts the process that generates load: `run(server, job)` sends one slice and checks every status of it. */
export function startLoad() {
  const child = forkModule(new URL('load-child.mjs', import.meta.url))
  return {
    async run(server, job) {
      const before = cpuSeconds(server.pid)
      const { result, error } = await child.ask({ ...job, url: server.url })
      if (error !== undefined) throw new Error(`Cannot generate load: ${error}`)
      const cpu = cpuSeconds(server.pid) - before
      check(server, job, result)
      return {
        ...result,
        cpuMicroseconds: (cpu * 1e6) / result.count,
        cpuShare: cpu / result.seconds,
      }
    },
    stop: () => child.stop(),
  }
}

// A wrong answer makes every number about speed worthless: it ends the bench with exit code 1.
function check(server, { operation }, { count, statuses, errors }) {
  const status = expectedStatus[operation]
  if (count > 0 && statuses[status] === count && errors === 0) return
  throw new Error(
    `Cannot trust ${server.name} ${operation}: expected only ${status}, got ${JSON.stringify(statuses)} and ${errors} connection errors.\n${server.stderr()}`,
  )
}
