import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fuzz } from '../support/fuzz.ts'
import { type Watched, watched } from '../support/fuzz-client.ts'
import { type Callers, type Draft, draft, requestIn } from '../support/fuzz-requests.ts'
import { expectNoSecret } from '../support/fuzz-sequence.ts'
import { expectConsistent } from '../support/fuzz-state.ts'

const fixture = JSON.parse(
  readFileSync(new URL('../../fixtures/every-status.json', import.meta.url), 'utf8'),
)
// In the file a token is spelt as a part of the SID, which is no secret.
for (const account of fixture.accounts) {
  account.authToken = `c0ffee${account.authToken.slice(6)}`
}
const callers: Callers = { key: 'key-c0ffee-0009', accounts: fixture.accounts }
const SECRETS = [callers.key, ...callers.accounts.map(({ authToken }) => authToken)]

const HARMLESS = ['reset', 'requests', 'snapshots', 'clock']

/** Whether the request may have asked that later answers break, wait or say 5xx. */
function disturbs(method: string, path: string): boolean {
  const [, folder = ''] = /\/__admin\/([^/?]+)/.exec(path) ?? []
  return folder !== '' && method !== 'GET' && !HARMLESS.includes(folder)
}

const STEERING = /(^|[^0-9])0{26}/
const decoder = new TextDecoder()

async function send({ simulator, ask, expectForeseen }: Watched, sent: readonly Draft[]) {
  let isDisturbed = false
  let mayBeInconsistent = false
  for (const it of sent) {
    const state = await simulator.control.exportState()
    const asked = requestIn(state, callers, it)
    const { method, path, headers = {}, body = '' } = asked
    const text = typeof body === 'string' ? body : decoder.decode(body)
    const asksForIt = 'Prefer' in headers || path.includes('__') || STEERING.test(text)
    isDisturbed ||= state.clock.mode === 'real'
    await ask({ ...asked, isDisturbed: isDisturbed || asksForIt })
    isDisturbed ||= disturbs(method, path) || STEERING.test(text)
    mayBeInconsistent ||= method === 'PUT' && path.includes('/__admin/state')
  }
  const { control } = simulator
  const state = await control.exportState()
  if (!mayBeInconsistent) expectConsistent(state)
  const told: unknown[] = [state, await control.requests(), await control.worlds()]
  for (const { id } of await control.requests()) {
    const answer = await ask({ method: 'GET', path: `/__admin/requests/${id}/explain` })
    expect(answer?.status).toBe(200)
    told.push(answer?.body)
  }
  expectNoSecret(JSON.stringify(told), SECRETS)
  expectForeseen()
}

test('no request, however odd, gets an answer that the contract does not know', async () => {
  const sequences = fc.array(draft, { minLength: 1, maxLength: 8, size: 'max' })
  await fuzz(
    'odd requests',
    30,
    fc.asyncProperty(sequences, async (sent) => {
      await send(await watched({ fixture }), sent)
      expect(Object.keys(Object.prototype)).toEqual([])
      expect(Object({}).polluted).toBeUndefined()
    }),
  )
})
