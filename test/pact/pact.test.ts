import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { VerifierOptions } from '@pact-foundation/pact'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startInProcess } from '../support/client.ts'
import { listening } from '../support/listening.ts'
import { startOnPort } from '../support/port.ts'
import { ID, writePact } from './consumer.ts'
import { startVerifier } from './verifier.ts'

// On a busy machine the native parts take their time to load.
vi.setConfig({ testTimeout: 20_000, hookTimeout: 20_000 })

const SETUP = '/__admin/pact/provider-states'
const verifier = startVerifier()
let directory = ''
let pact = ''

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'trunkline-pact-'))
  pact = await writePact(directory)
})
afterAll(async () => {
  verifier.stop()
  await rm(directory, { recursive: true })
})

/** Replays the pact as the owner of a provider does, with a key of their own in the place of the consumer's. */
const verify = (url: string, options: Partial<VerifierOptions> = {}) =>
  verifier.verify({
    provider: 'BlackBox',
    pactUrls: [pact],
    providerBaseUrl: url,
    providerStatesSetupUrl: url + SETUP,
    customProviderHeaders: { Authorization: 'Bearer key-of-ci' },
    logLevel: 'warn',
    ...options,
  })

test('the tests of a consumer leave a pact of the three endpoints', async () => {
  const { interactions } = JSON.parse(await readFile(pact, 'utf8'))
  const lines = interactions.map(
    ({ providerStates = [], request, response }: Interaction) =>
      `${providerStates.map(({ name }) => name).join(', ')}: ${request.method} ${response.status}`,
  )
  expect(lines).toEqual([
    'all is well at Twilio, a pending provider exists: PUT 200',
    ': POST 201',
    'Twilio refuses the credentials: POST 400',
    'no providers exist: GET 404',
    'a verified provider exists: GET 200',
  ])
})

test('Trunkline keeps the pact', async () => {
  const { url, simulator } = await startOnPort({ apiKeys: ['key-of-ci'] })
  const { result, errors, interactionResults } = await verify(url)
  expect(errors).toEqual([])
  expect([result, interactionResults.length]).toEqual([true, 5])
  expect(await simulator.control.requests()).toHaveLength(5)
})

test('Trunkline keeps the pact in a world of its own', async () => {
  const { url, simulator } = await startOnPort()
  const { result, errors } = await verify(`${url}/__w/pact`)
  expect(errors).toEqual([])
  expect(result).toBe(true)
  expect(await simulator.world('pact').control.requests()).toHaveLength(5)
  expect(await simulator.control.requests()).toHaveLength(0)
})

test('Trunkline keeps the pact whatever it has started with', async () => {
  const { url, simulator } = await startOnPort({ fixture: 'every-status' })
  const before = await simulator.control.exportState()
  expect((await verify(url)).errors).toEqual([])
  expect(await simulator.control.exportState()).toStrictEqual(before)
})

/** The members of a pact that these tests read or change. */
interface Interaction {
  description: string
  providerStates?: { name: string; params: Record<string, unknown> }[]
  request: { method: string }
  response: {
    status: number
    headers: Record<string, unknown>
    body: { content: Record<string, unknown> }
  }
}

const READ = 'a request for a verified provider'
const REFUSED = 'a new provider with credentials that Twilio refuses'

test.each<[string, string, (it: Interaction) => void, string]>([
  [
    'a value',
    READ,
    ({ response }) => Object.assign(response.body.content, { verificationStatus: 'warning' }),
    "$.verificationStatus: Expected 'verified' (String) to be equal to 'warning' (String)",
  ],
  [
    'a type',
    READ,
    ({ response }) => Object.assign(response.body.content, { supportsCallTransfer: 'no' }),
    "$.supportsCallTransfer: Expected false (Boolean) to be the same type as 'no' (String)",
  ],
  [
    'a member more',
    REFUSED,
    ({ response }) => Object.assign(response.body.content, { code: 20003 }),
    '$: Actual map is missing the following keys: code',
  ],
  [
    'a status',
    'a new provider',
    ({ response }) => Object.assign(response, { status: 202 }),
    'expected 202 but was 201',
  ],
  [
    'a state that is not known',
    READ,
    ({ providerStates = [] }) => Object.assign(providerStates[0] ?? {}, { name: 'it is there' }),
    'One or more of the setup state change handlers has failed',
  ],
  [
    'a parameter that cannot be used',
    READ,
    ({ providerStates = [] }) => Object.assign(providerStates[0]?.params ?? {}, { id: 'main' }),
    'One or more of the setup state change handlers has failed',
  ],
])('a pact with %s is not kept, and Pact names it', async (_what, description, change, named) => {
  const whole = JSON.parse(await readFile(pact, 'utf8'))
  const interactions = whole.interactions.filter(
    (it: Interaction) => it.description === description,
  )
  interactions.forEach(change)
  const file = join(directory, 'changed.json')
  await writeFile(file, JSON.stringify({ ...whole, interactions }))
  const { url } = await startOnPort()
  const { result, errors } = await verify(url, { pactUrls: [file] })
  const said = errors.flatMap(({ mismatch: { message, mismatches = [] } }) =>
    message === undefined
      ? mismatches.map(({ path, mismatch }) => (path ? `${path}: ${mismatch}` : mismatch))
      : message,
  )
  expect([result, said]).toEqual([false, [named]])
})

test('the verifier tells every state before and after its interaction, in a body', async () => {
  const { simulator } = await startInProcess()
  const told: string[] = []
  const { url } = await listening(async (request) => {
    const { pathname, search } = new URL(request.url)
    const { authorization } = Object.fromEntries(request.headers)
    const isSetup = pathname === SETUP
    if (isSetup) told.push(`${authorization} ${search} ${await request.clone().text()}`)
    else told.push(`${request.method}`)
    return simulator.fetch(request)
  })
  // Pact JS overrules both options.
  const options = { providerStatesSetupTeardown: false, providerStatesSetupBody: false }
  expect((await verify(url, options)).errors).toEqual([])
  const setup = (action: string, state: string, params = {}) =>
    `Bearer key-of-ci  ${JSON.stringify({ action, params, state })}`
  const verified = { id: ID, name: 'EU trunk', region: 'ie1' }
  expect(told).toEqual([
    setup('setup', 'all is well at Twilio'),
    setup('setup', 'a pending provider exists', { name: 'Old name' }),
    'PUT',
    setup('teardown', 'all is well at Twilio'),
    setup('teardown', 'a pending provider exists', { name: 'Old name' }),
    setup('setup', ''),
    'POST',
    setup('teardown', ''),
    setup('setup', 'Twilio refuses the credentials'),
    'POST',
    setup('teardown', 'Twilio refuses the credentials'),
    setup('setup', 'no providers exist'),
    'GET',
    setup('teardown', 'no providers exist'),
    setup('setup', 'a verified provider exists', verified),
    'GET',
    setup('teardown', 'a verified provider exists', verified),
  ])
})

test('nobody outside is told that the pact was verified', async () => {
  const { url } = await startOnPort()
  await verify(url)
  expect(verifier.printed()).toContain('Verifying a pact between')
  expect(verifier.printed()).not.toContain('tracking events')
})
