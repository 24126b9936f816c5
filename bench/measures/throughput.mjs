import { accountsFor, operations } from '../operations.mjs'
import { bodySizes, seedProvider, startServer } from '../server.mjs'
import { median, pairedRatio } from '../statistics.mjs'

// More creates a second than any server here answers; it sizes the list of accounts, nothing else.
const createsPerSecond = 20_000

/**
 * Requests per second, server by server and operation by operation, in slices that take turns.
 *
 * Each round has processes of its own. Two runs of the same code differ by how V8 happened to optimise them, which a
 * median over one process cannot see; and what the creates of a round leave behind does not slow the next round.
 */
export async function measureThroughput(options, load, log) {
  const rounds = []
  for (let round = 0; round < options.rounds; round++) {
    rounds.push(await measureRound(round, options, load))
    log(`throughput: round ${round + 1} of ${options.rounds}`)
  }
  return { sizes: rounds[0].sizes, operations: summarise(rounds, options.servers) }
}

async function measureRound(round, options, load) {
  const { seconds, warmUpSeconds } = options
  const servers = []
  const sizes = {}
  for (const name of options.servers) {
    const server = await startServer(name)
    const ids = [await seedProvider(server)]
    sizes[name] = await bodySizes(server, ids[0])
    servers.push({ server, ids })
  }

  const accounts = accountsFor((seconds + warmUpSeconds) * createsPerSecond)
  const slice = ({ server, ids }, operation, seconds) =>
    load.run(server, { operation, ids, accountsPerConnection: accounts, seconds })

  // Everything is warm before anything is measured, but for the creates: they come last, so that the reads do not
  // share the heap with the providers that they leave.
  for (const operation of operations.filter((operation) => operation !== 'create')) {
    for (const one of servers) await slice(one, operation, warmUpSeconds)
  }
  const slices = {}
  for (const [index, operation] of operations.entries()) {
    if (operation === 'create') {
      for (const one of servers) await slice(one, operation, warmUpSeconds)
    }
    slices[operation] = {}
    for (const one of rotate(servers, round + index)) {
      slices[operation][one.server.name] = await slice(one, operation, seconds)
    }
  }
  await Promise.all(servers.map(({ server }) => server.stop()))
  return { sizes, slices }
}

function summarise(rounds, servers) {
  const summary = {}
  for (const operation of operations) {
    const all = (name) => rounds.map(({ slices }) => slices[operation][name])
    const rates = (name) => all(name).map(({ rate }) => rate)
    const cpu = (name) => all(name).map(({ cpuMicroseconds }) => cpuMicroseconds)
    const row = (name) => ({
      rate: median(rates(name)),
      p99: median(all(name).map(({ latency }) => latency.p99)),
      cpuMicroseconds: median(cpu(name)),
      cpuShare: median(all(name).map(({ cpuShare }) => cpuShare)),
      cpuRatio: servers.includes('reference')
        ? pairedRatio(cpu(name), cpu('reference'))
        : Number.NaN,
      ratios: Object.fromEntries(
        servers.map((other) => [other, pairedRatio(rates(name), rates(other))]),
      ),
      rates: rates(name),
    })
    summary[operation] = Object.fromEntries(servers.map((name) => [name, row(name)]))
  }
  return summary
}

function rotate(list, by) {
  const start = by % list.length
  return [...list.slice(start), ...list.slice(0, start)]
}
