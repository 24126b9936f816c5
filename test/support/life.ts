import { createHash } from 'node:crypto'
import { PROVIDERS, validBody } from './client.ts'
import { refusalOf, type Steered } from './steered.ts'

type Ask = () => Promise<unknown>

/**
 * The life of a fresh world: all that it can be asked and told, one thing after the other.
 * @param between what else happens before each of them
 * @returns the SHA-256 of every status and every byte that came back; no name of a world is in it
 */
export async function live(steered: Steered, between: Ask = async () => {}): Promise<string> {
  const hash = createHash('sha256')
  async function tell(answer: unknown): Promise<void> {
    const isAnswer = typeof answer === 'object' && answer !== null && 'headers' in answer
    const { status, text } = Object(answer)
    hash.update(isAnswer ? `${status} ${text}\n` : `${JSON.stringify(answer)}\n`)
  }
  const created = await steered.create()
  await tell(created)
  for (const ask of asksOf(steered, created.body.id)) {
    await between()
    await tell(await ask())
  }
  return hash.digest('hex')
}

function asksOf({ control, create, get, update, send }: Steered, id: string): Ask[] {
  const refused = { ...validBody, authToken: '00000000000000000000000000020003' }
  return [
    () => get(id),
    () => create({ ...validBody, name: '' }),
    () => create(refused),
    () => send('DELETE', PROVIDERS),
    () => control.setScenario('slow-verification'),
    () => create({ ...validBody, name: 'Slow' }),
    () => control.advance('next-event'),
    () => control.addFault({ name: 'rare', probability: 0.5, status: 503, retryAfter: 3 }),
    () => get(id),
    () => update(id, { supportsCallTransfer: true }),
    () => get(id, { headers: { Prefer: 'scenario=failed, delay=250' } }),
    () => control.faults(),
    () => control.takeSnapshot('here'),
    () => control.setSettings({ delayDistribution: { type: 'lognormal', median: 500, sigma: 1 } }),
    () => get(id),
    () => control.setVerification(id, { outcome: 'warning' }),
    () => control.clock(),
    () => nameless(control.restoreSnapshot('here')),
    () => control.clearFaults(),
    () => get(id),
    () => create({ ...validBody, name: 'Last' }),
    () => control.clearScenario(),
    () => control.countRequests({ method: 'GET' }),
    async () => (await refusalOf(control.verifyRequests({ method: 'PUT', exactly: 7 }))).message,
    async () => (await control.explain('2')).twilioCalls,
    () => control.exportState(),
    () => control.advance('P1D'),
    () => get(id),
    () => nameless(control.reset({ only: ['state', 'journal'] })),
    () => create(),
    () => control.requests().then((all) => all.map(({ receivedAt }) => receivedAt)),
  ]
}

/** A world in a list without its name. */
async function nameless(summary: Promise<{ id: string }>): Promise<object> {
  const { id: _id, ...rest } = await summary
  return rest
}
