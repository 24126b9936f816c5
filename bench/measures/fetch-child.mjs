// Calls one `fetch` function in process, one call after the other: `node fetch-child.mjs hono|trunkline`.

import { performance } from 'node:perf_hooks'
import { requestsFor } from '../operations.mjs'

const engines = {
  hono: async () => (await import('../servers/hono-app.mjs')).app.fetch,
  trunkline: async () => {
    const { createSimulator } = await import('../../dist/index.js')
    const simulator = await createSimulator()
    return (request) => simulator.fetch(request)
  },
}

const origin = 'http://trunkline'
const fetch = await engines[process.argv[2]]()
const id = await seed()
const [{ path, headers }] = requestsFor({ operation: 'get', ids: [id] }, 0)

process.on('message', async ({ seconds }) => process.send({ rate: await callsPerSecond(seconds) }))
process.send({ ready: true })

async function callsPerSecond(seconds) {
  const started = performance.now()
  const end = started + seconds * 1000
  let calls = 0
  while (performance.now() < end) {
    const response = await fetch(new Request(`${origin}${path}`, { headers }))
    if (response.status !== 200) throw new Error(`Cannot measure fetch: got ${response.status}.`)
    calls++
  }
  return calls / ((performance.now() - started) / 1000)
}

async function seed() {
  const [create] = requestsFor({ operation: 'create', accountsPerConnection: 1 }, 0)
  const response = await fetch(new Request(`${origin}${create.path}`, create))
  return (await response.json()).id
}
