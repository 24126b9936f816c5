import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startInProcess } from '../support/client.ts'

const fixture = JSON.parse(
  readFileSync(new URL('../../fixtures/every-status.json', import.meta.url), 'utf8'),
)

test.each([
  ['a SIP credential without a server', ['sipCredentials'], 'server', ''],
  ['an imported number without digits', ['sipPhoneNumbers'], 'phoneNumber', ''],
  ['a number at Twilio without digits', ['twilio', 'phoneNumbers'], 'phoneNumber', ''],
  ['an id in capitals', ['providers'], 'sipCredentialId', 'C818653C-DC57-4F23-8043-69A4D36A6EA2'],
])('a state with %s is refused: no answer could show it', async (_, path, member, value) => {
  const { simulator } = await startInProcess({ fixture })
  const before = await simulator.control.exportState()
  const state = structuredClone(before)
  const records = path.reduce((it, name) => it[name], Object(state))
  const [id = ''] = Object.keys(records)
  records[id][member] = value

  const imported = simulator.control.importState(state)

  await expect(imported).rejects.toThrow(`/${[...path, id, member].join('/')}`)
  expect(await simulator.control.exportState()).toEqual(before)
})
