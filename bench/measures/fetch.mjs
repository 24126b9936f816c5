import { forkModule } from '../child.mjs'
import { median, pairedRatio } from '../statistics.mjs'

const sliceSeconds = 0.5

/** In-process `fetch` calls per second of bare Hono and of Trunkline, each in its own process, in slices that take turns. */
export async function measureFetch({ servers, fetchRounds }, log) {
  const names = servers.filter((name) => name === 'hono' || name === 'trunkline')
  const engines = await Promise.all(names.map(startEngine))
  const rates = Object.fromEntries(names.map((name) => [name, []]))
  for (let round = -1; round < fetchRounds; round++) {
    for (const { name, child } of engines) {
      const { rate } = await child.ask({ seconds: sliceSeconds })
      // The round before the first warms up.
      if (round >= 0) rates[name].push(rate)
    }
  }
  for (const { child } of engines) child.stop()
  log('fetch: done')
  return Object.fromEntries(
    names.map((name) => [
      name,
      {
        rate: median(rates[name]),
        ratio: rates.hono ? pairedRatio(rates[name], rates.hono) : Number.NaN,
      },
    ]),
  )
}

async function startEngine(name) {
  const child = forkModule(new URL('fetch-child.mjs', import.meta.url), [name])
  // Its first message says that it is ready.
  await child.next()
  return { name, child }
}
