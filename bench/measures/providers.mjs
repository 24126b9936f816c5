import { accountsFor } from '../operations.mjs'
import { residentMegabytes } from '../proc.mjs'
import { startServer } from '../server.mjs'
import { median, pairedRatio } from '../statistics.mjs'

// As many are read in both worlds. Reads spread over all of a large world would measure the processor's caches instead:
// they slow a plain Map down by a sixth as well.
const few = 10

/** Reads of ten providers of a small and of a large world, in slices that take turns. */
export async function measureProviders(name, { providers, readRounds, seconds }, load, log) {
  const small = await fill(name, few, load)
  const large = await fill(name, providers, load)
  log(`providers: ${name} holds ${providers}, made in ${large.createSeconds.toFixed(1)} s`)

  const slices = { small: [], large: [] }
  for (let round = 0; round < readRounds; round++) {
    const pair = { small, large }
    // Who comes first changes from round to round.
    for (const key of round % 2 === 0 ? ['small', 'large'] : ['large', 'small']) {
      const { server, ids } = pair[key]
      const job = { operation: 'get', ids: ids.slice(-few), seconds }
      slices[key].push(await load.run(server, job))
    }
  }
  await Promise.all([small.server.stop(), large.server.stop()])

  const latencies = (key) => slices[key].map(({ latency }) => latency.mean)
  const row = (key, count, { createSeconds, readSeconds, resident }) => ({
    providers: count,
    createSeconds,
    readSeconds,
    resident,
    rate: median(slices[key].map(({ rate }) => rate)),
    mean: median(latencies(key)),
    p50: median(slices[key].map(({ latency }) => latency.p50)),
    p99: median(slices[key].map(({ latency }) => latency.p99)),
  })
  return {
    server: name,
    few: row('small', few, small),
    many: row('large', providers, large),
    ratio: pairedRatio(latencies('large'), latencies('small')),
  }
}

// Every provider is read once after it was made: the first read verifies it, which is not what is measured here.
// The small world gets thousands of reads as well, so that both servers are warm.
async function fill(name, count, load) {
  const server = await startServer(name)
  const made = await load.run(server, {
    operation: 'create',
    accountsPerConnection: accountsFor(count),
    amount: Math.max(count, 16),
    collectIds: true,
  })
  const ids = made.ids.slice(0, count)
  const read = await load.run(server, { operation: 'get', ids, amount: Math.max(count, 20_000) })
  return {
    server,
    ids,
    createSeconds: made.seconds,
    readSeconds: read.seconds,
    resident: residentMegabytes(server.pid),
  }
}
