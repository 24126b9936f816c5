import { expect, test } from 'vitest'
import { startInProcess } from '../support/client.ts'

test('a state whose SIP credential names no server is refused: no answer could show it', async () => {
  const { simulator, create } = await startInProcess()
  await create()
  const state = await simulator.control.exportState()
  const [[id, credential] = ['']] = Object.entries(state.sipCredentials)

  const imported = simulator.control.importState({
    ...state,
    sipCredentials: { [id]: { ...Object(credential), server: '' } },
  })

  await expect(imported).rejects.toThrow(`/sipCredentials/${id}/server`)
  expect(await simulator.control.exportState()).toEqual(state)
})
