import { accountsFor, operations } from '../operations.mjs'
import { bodySizes, seedProvider, startServer } from '../server.mjs'
import { median, pairedRatio } from '../statistics.mjs'

// More creates a second than any server here answers; it sizes the list of accounts, nothing else.
const createsPerSecond = 20_000

/** Requests per second, server by server and operation by operation, in slices that take turns. */
export async function measureThroughput({ servers, rounds, seconds, warmUpSeconds }, load, log) {
  const steady = []
  const sizes = {}
  for (const name of servers) {
    const server = await startServer(name)
    const id = await seedProvider(server)
    sizes[name] = await bodySizes(server, id)
    steady.push({ server, ids: [id] })
  }
  const slices = Object.fromEntries(
    operations.map((operation) => [
      operation,
      Object.fromEntries(servers.map((name) => [name, []])),
    ]),
  )

  for (const operation of operations.filter((name) => name !== 'create')) {
    for (const { server, ids } of steady) {
      await load.run(server, { operation, ids, seconds: warmUpSeconds })
    }
  }
  for (let round = 0; round < rounds; round++) {
    for (const operation of operations) {
      for (const { server, ids } of rotate(steady, round)) {
        const slice =
          operation === 'create'
            ? await createSlice(server.name, { seconds, warmUpSeconds }, load)
            : await load.run(server, { operation, ids, seconds })
        slices[operation][server.name].push(slice)
      }
    }
    log(`throughput: round ${round + 1} of ${rounds}`)
  }
  await Promise.all(steady.map(({ server }) => server.stop()))
  return { sizes, operations: summarise(slices, servers) }
}

// Each slice of creates has a server of its own, warmed up with creates. Otherwise memory would grow from round to
// round, the last round would not measure what the first did, and the reads would share a heap full of providers.
async function createSlice(name, { seconds, warmUpSeconds }, load) {
  const server = await startServer(name)
  const accountsPerConnection = accountsFor((seconds + warmUpSeconds) * createsPerSecond, 16)
  const job = { operation: 'create', accountsPerConnection }
  try {
    await load.run(server, { ...job, seconds: warmUpSeconds })
    return await load.run(server, { ...job, seconds })
  } finally {
    await server.stop()
  }
}

function summarise(slices, servers) {
  const summary = {}
  for (const [operation, byServer] of Object.entries(slices)) {
    const rates = (name) => byServer[name].map(({ rate }) => rate)
    summary[operation] = Object.fromEntries(
      servers.map((name) => [
        name,
        {
          rate: median(rates(name)),
          p99: median(byServer[name].map(({ latency }) => latency.p99)),
          cpuMicroseconds: median(byServer[name].map(({ cpuMicroseconds }) => cpuMicroseconds)),
          cpuShare: median(byServer[name].map(({ cpuShare }) => cpuShare)),
          ratios: Object.fromEntries(
            servers.map((other) => [other, pairedRatio(rates(name), rates(other))]),
          ),
          rates: rates(name),
        },
      ]),
    )
  }
  return summary
}

function rotate(list, by) {
  const start = by % list.length
  return [...list.slice(start), ...list.slice(0, start)]
}
