import { expect, test } from 'vitest'
import { startInProcess } from '../support/client.ts'

test.each(['\ud800', '', 'sip:a.pstn.twilio.com', 'a.example.com', 'A.pstn.twilio.com'])(
  'a state whose provider has the domain name %j is refused: no answer could show it',
  async (domainName) => {
    const { simulator, create } = await startInProcess()
    const { id } = (await create()).body
    const state = await simulator.control.exportState()
    const provider = Object(state.providers[id])

    const imported = simulator.control.importState({
      ...state,
      providers: { [id]: { ...provider, domainName } },
    })

    await expect(imported).rejects.toThrow(`/providers/${id}/domainName`)
    expect(await simulator.control.exportState()).toEqual(state)
  },
)
