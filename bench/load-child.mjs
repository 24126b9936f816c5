// Generates load. A process of its own, so that neither the servers nor the reporting share its thread.

import { performance } from 'node:perf_hooks'
import autocannon from 'autocannon'
import { connections, requestsFor } from './operations.mjs'
import { mean, quantile } from './statistics.mjs'

process.on('message', async (job) => {
  try {
    process.send({ result: await run(job) })
  } catch (error) {
    process.send({ error: error.stack })
  }
})

async function run(job) {
  const ids = []
  const latencies = []
  const statuses = {}
  let connection = 0
  let started = 0
  let ended = 0

  const tracker = autocannon({
    url: job.url,
    connections,
    // The end of a run is looked for this often, in milliseconds; the default of 1000 would round slices up to seconds.
    sampleInt: 50,
    ...(job.amount === undefined ? { duration: job.seconds } : { amount: job.amount }),
    // Lists per connection, not `requests`: autocannon would copy the same list to each of them.
    setupClient: (client) => {
      const requests = requestsFor(job, connection++)
      if (job.collectIds) for (const one of requests) one.onResponse = collectId
      client.setRequests(requests)
    },
  })
  tracker.on('start', () => {
    started = performance.now()
  })
  // autocannon's own histogram rounds to whole milliseconds and its rate to samples: too coarse for short slices.
  tracker.on('response', (_client, status, _bytes, milliseconds) => {
    ended = performance.now()
    latencies.push(milliseconds)
    statuses[status] = (statuses[status] ?? 0) + 1
  })
  const { errors } = await tracker

  const seconds = (ended - started) / 1000
  return {
    count: latencies.length,
    seconds,
    rate: latencies.length / seconds,
    latency: {
      mean: mean(latencies),
      p50: quantile(latencies, 0.5),
      p99: quantile(latencies, 0.99),
    },
    statuses,
    errors,
    ids,
  }

  function collectId(_status, body) {
    ids.push(body.slice(body.indexOf('"id":"') + 6).slice(0, 36))
  }
}
