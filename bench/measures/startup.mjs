import { performance } from 'node:perf_hooks'
import { send, startServer } from '../server.mjs'
import { median, pairedRatio } from '../statistics.mjs'

/** Milliseconds from `spawn` to the first 2xx answer, in starts that take turns. */
export async function measureStartup({ servers, starts }, log) {
  const times = Object.fromEntries(servers.map((name) => [name, []]))
  // One start of each is thrown away: the files come from the disk the first time.
  for (let start = -1; start < starts; start++) {
    for (const name of servers) {
      const time = await timeStart(name)
      if (start >= 0) times[name].push(time)
    }
  }
  log(`startup: ${starts} starts of each`)
  return Object.fromEntries(
    servers.map((name) => [
      name,
      {
        milliseconds: median(times[name]),
        ratios: Object.fromEntries(
          servers.map((other) => [other, pairedRatio(times[name], times[other])]),
        ),
        times: times[name],
      },
    ]),
  )
}

async function timeStart(name) {
  const started = performance.now()
  const server = await startServer(name)
  try {
    await send(server, { path: server.health }, 200)
    return performance.now() - started
  } finally {
    await server.stop()
  }
}
