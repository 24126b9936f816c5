import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { WorldState } from '../../src/contract/state.ts'
import { fuzz } from '../support/fuzz.ts'
import { type Watched, watched } from '../support/fuzz-client.ts'
import { mutated, mutation } from '../support/fuzz-mutations.ts'
import { type Draft, OPERATIONS, requestIn } from '../support/fuzz-requests.ts'

const fixture = JSON.parse(
  readFileSync(new URL('../../fixtures/every-status.json', import.meta.url), 'utf8'),
)
const callers = { key: 'key', accounts: fixture.accounts }

/** Every operation that needs no body, those first that change nothing. */
const BARE = OPERATIONS.filter(({ request }) => !request?.body)
const ASKED = [
  ...BARE.filter(({ method }) => method === 'get'),
  ...BARE.filter(({ method, path }) => method === 'delete' && !path.includes('/worlds')),
]

async function askEverything({ ask, simulator }: Watched, caller: number): Promise<void> {
  const { control } = simulator
  for (const operation of ASKED) {
    const ids = [caller, caller, caller, caller]
    const draft: Draft = {
      operation,
      ids,
      caller,
      method: null,
      query: '',
      headers: {},
      body: undefined,
    }
    const state = await control.exportState()
    await ask({ ...requestIn(state, callers, draft), isDisturbed: true })
  }
}

test('a state that is imported, however odd, is refused or lived with', async () => {
  const { simulator } = await watched({ fixture })
  const state = await simulator.control.exportState()
  // A fault that it brings may break any answer.
  const whole: WorldState = { ...state, faults: [] }
  await fuzz(
    'imports',
    30,
    fc.asyncProperty(
      fc.array(mutation, { minLength: 1, maxLength: 3 }),
      fc.nat(8),
      async (mutations, caller) => {
        const it = await watched({ fixture: {} })
        const { control } = it.simulator
        const body = JSON.stringify(mutated(whole, mutations))
        const headers = { 'Content-Type': 'application/json' }
        const answer = await it.ask({ method: 'PUT', path: '/__admin/state', headers, body })
        if (answer?.status !== 200) return
        const imported = await control.exportState()
        await control.importState(imported)
        expect(await control.exportState()).toEqual(imported)
        await control.advance('PT2H')
        for (const id of Object.keys(imported.providers)) {
          const path = `/api/v1/providers/${id}/verify`
          await it.ask({
            method: 'POST',
            path,
            headers: { Authorization: 'Bearer key' },
            isDisturbed: true,
          })
        }
        await askEverything(it, caller)
        expect(Object({}).polluted).toBeUndefined()
      },
    ),
  )
})
