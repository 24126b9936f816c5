import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { PROVIDERS, startInProcess, validBody } from '../support/client.ts'

const steered = (code: number) => ({ ...validBody, authToken: `${code}`.padStart(32, '0') })

const TWILIO_ERRORS: [code: number, status: number][] = [
  [20003, 400],
  [20008, 400],
  [20403, 400],
  [20429, 503],
  [20500, 502],
  [20503, 502],
  [21239, 400],
  [21240, 502],
  [21242, 400],
  [21243, 500],
  [21244, 400],
  [21245, 502],
  [21248, 502],
]

test.each(TWILIO_ERRORS)(
  "Twilio's %i answers %i [create/limit-400] [errors/twilio-down] [errors/twilio-busy]",
  async (code, status) => {
    const { create } = await startInProcess()

    expect((await create(steered(code))).status).toBe(status)
  },
)

test.each(TWILIO_ERRORS)("Twilio's %i is named in the detail", async (code) => {
  const { create } = await startInProcess()

  expect((await create(steered(code))).body.detail).toContain(`Twilio answered ${code} (`)
})

test.each(TWILIO_ERRORS)(
  "after Twilio's %i nothing is left behind [create/undone]",
  async (code) => {
    const failed = await startInProcess()
    const fresh = await startInProcess()
    await failed.create(steered(code))

    expect((await failed.create()).text).toBe((await fresh.create()).text)
  },
)

test('no answer of Twilio answers 504 [errors/twilio-timeout]', async () => {
  const { create } = await startInProcess({ scenario: 'twilio-timeout' })

  expect((await create()).status).toBe(504)
})

test('after no answer of Twilio nothing is left behind', async () => {
  const data = await mkdtemp(join(tmpdir(), 'trunkline-'))
  onTestFinished(() => rm(data, { recursive: true }))
  const silent = await startInProcess({ data, scenario: 'twilio-timeout' })
  await silent.create()
  await silent.simulator.close()
  const fresh = await startInProcess()

  const calm = { name: 'calm', description: 'All is well again.' }
  const again = await startInProcess({ data, scenario: calm })

  expect((await again.create()).text).toBe((await fresh.create()).text)
})

test('with createStatus 200 a create differs in its status only [create/status-200]', async () => {
  const usual = await (await startInProcess()).create()
  const changed = await (await startInProcess({ assumptions: { createStatus: 200 } })).create()

  expect([changed.status, changed.text, [...changed.headers]]).toEqual([
    200,
    usual.text,
    [...usual.headers],
  ])
})

test('a create says where the provider is', async () => {
  const { create } = await startInProcess()

  const { headers, body } = await create()

  expect(headers.get('Location')).toBe(`${PROVIDERS}/${body.id}`)
})

test.each([400, 401, 422, 502] as const)(
  'with refusedCredentials %i that is the answer [create/refused-422]',
  async (status) => {
    const { create } = await startInProcess({ assumptions: { refusedCredentials: status } })

    expect((await create(steered(20003))).status).toBe(status)
  },
)

test.each([20429, 20503, 21243, 21244])(
  'refusedCredentials does not speak about Twilio %i',
  async (code) => {
    const usual = await startInProcess()
    const changed = await startInProcess({ assumptions: { refusedCredentials: 422 } })

    expect((await changed.create(steered(code))).text).toBe(
      (await usual.create(steered(code))).text,
    )
  },
)

test('a 401 for refused credentials names a scheme, as every 401 must', async () => {
  const { create } = await startInProcess({ assumptions: { refusedCredentials: 401 } })

  expect((await create(steered(20003))).headers.has('WWW-Authenticate')).toBe(true)
})
