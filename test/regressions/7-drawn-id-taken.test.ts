import { expect, test } from 'vitest'
import { startInProcess } from '../support/client.ts'
import { expectConsistent } from '../support/fuzz-state.ts'

test('a create draws on when a provider state has used the id that was next', async () => {
  const before = await startInProcess()
  const { id } = Object((await before.create()).body)
  const after = await startInProcess()
  await after.simulator.control.providerState({
    state: 'a verified provider exists',
    params: { id },
  })

  const { status, body } = await after.create()

  expect(status).toBe(201)
  expect(body).not.toMatchObject({ id })
  const state = await after.simulator.control.exportState()
  expect(Object.keys(state.providers)).toEqual([id, Object(body).id])
  expectConsistent(state)
})

test('nothing that is made takes the id of something that an import brought', async () => {
  const { simulator, create, send } = await startInProcess()
  const makeOneOfEach = async () => {
    await create()
    await send('POST', '/api/v1/sip-credentials', { body: { server: 'sip.example.com' } })
  }
  await makeOneOfEach()
  const state = await simulator.control.exportState()
  // As from a world that drew nothing yet: every next draw is an id that is there.
  await simulator.control.importState({ ...state, counters: {} })

  await makeOneOfEach()

  const now = await simulator.control.exportState()
  const { trunks, credentialLists, credentials } = now.twilio
  const made = [now.providers, now.sipCredentials, trunks, credentialLists, credentials]
  expect(made.map((it) => Object.keys(it).length)).toEqual([2, 4, 2, 2, 2])
  expectConsistent(now)
})

test('a create takes no SIP credential for its own that an import has brought', async () => {
  const { simulator, create } = await startInProcess()
  await create()
  const state = await simulator.control.exportState()
  const [[id, credential] = ['']] = Object.entries(state.sipCredentials)
  const byHand = { ...Object(credential), providerId: null, description: 'By hand' }
  const twilio = {
    ...state.twilio,
    domainNames: {},
    trunks: {},
    credentialLists: {},
    credentials: {},
  }
  const accounts = Object.fromEntries(
    Object.entries(twilio.accounts).map(([sid, it]) => [
      sid,
      { ...it, trunkSids: [], credentialListSids: [] },
    ]),
  )
  await simulator.control.importState({
    ...state,
    counters: {},
    providers: {},
    agenda: [],
    sipCredentials: { [id]: byHand },
    twilio: { ...twilio, accounts },
  })

  expect((await create()).status).toBe(201)

  const now = await simulator.control.exportState()
  expect(now.sipCredentials[id]).toEqual(byHand)
  expect(Object.keys(now.sipCredentials)).toHaveLength(2)
  expectConsistent(now)
})
