import { test } from 'vitest'
import { createSimulator, connectSimulator } from '../../src/index.ts'
import { PROVIDERS, validBody } from '../support/client.ts'
test('ten', { timeout: 60000 }, async () => {
  const simulator = await createSimulator()
  const { url } = await simulator.listen({ port: 0 })
  for (let round = 0; round < 3; round++) {
  const { control } = connectSimulator(url).world('w' + round)
  const base = `${url}/__w/w${round}${PROVIDERS}`
  const headers = { Authorization: 'Bearer x', 'Content-Type': 'application/json' }
  const t = performance.now()
  await control.setScenario({ name: 'ten', description: 'x', verification: { progression: { mode: 'time', seconds: 600 } } })
  const { id } = await (await fetch(base, { method: 'POST', headers, body: JSON.stringify(validBody) })).json() as any
  await control.addFault({ match: { operationId: 'getTwilioProvider' }, skip: 300, times: 1, status: 503, retryAfter: 30 })
  let n = 0
  for (;;) {
    const r = await fetch(`${base}/${id}`, { headers })
    const b = await r.json() as any
    n++
    if (b.verificationStatus === 'verified') break
    await control.advance(`PT${r.headers.get('Retry-After') ?? 1}S`)
  }
  console.log('polls', n, 'ms', Math.round(performance.now() - t))
  }
  await simulator.close()
})
