import { expect, test } from 'vitest'
import { connectSimulator } from '../../src/client.ts'
import { journalText } from '../../src/toolkit/journal-text.ts'
import { ACCOUNT_SID, AUTH_TOKEN, PROVIDERS, startInProcess, validBody } from '../support/client.ts'
import { freePort } from '../support/process.ts'

const ID = 'abcdef01-2345-4678-89ab-cdef01234567'

test('a request is a line: number, clock, method, path and query, status', async () => {
  const { simulator, create, send } = await startInProcess()
  await create()
  await simulator.control.advance('PT1H')
  await send('GET', `${PROVIDERS}/${ID}?verbose=1`)
  expect(await journalText(simulator.control)).toBe(
    [
      `  #1  2025-01-01T00:00:00.000Z  POST  ${PROVIDERS}                                                 201  pending`,
      `  #2  2025-01-01T01:00:00.000Z  GET   ${PROVIDERS}/${ID}?verbose=1  404  Cannot find provider ${ID}: no such provider.`,
    ].join('\n'),
  )
})

test('a refusal tells every problem of the request', async () => {
  const { simulator, create } = await startInProcess()
  await create({ accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, name: ' ', region: 1 })
  expect(await journalText(simulator.control)).toMatch(
    /400 {2}Name: The Name field is required\. \$\.region: .+$/,
  )
})

test.each([
  [
    'a token',
    { authToken: '00000000000000000000000000020003' },
    {},
    /400 {2}.*20003.* \(authToken\)$/,
  ],
  ['the request', {}, { Prefer: 'code=503' }, /503 {2}.* \(Prefer: code=503\)$/],
])('an error says that %s has chosen it', async (_who, body, headers, expected) => {
  const { simulator, create } = await startInProcess()
  await create({ ...validBody, ...body }, { headers })
  expect(await journalText(simulator.control)).toMatch(expected)
})

test('an error says which scenario has chosen it', async () => {
  const { simulator, create } = await startInProcess({ scenario: 'twilio-down' })
  await create()
  expect(await journalText(simulator.control)).toMatch(/502 {2}.* \(scenario twilio-down\)$/)
})

test('a read says what verification said, and who has chosen that, also when it ran earlier', async () => {
  const { simulator, create, get } = await startInProcess({ scenario: 'failed' })
  const { id } = (await create()).body
  await get(id)
  await simulator.control.clearScenario()
  await simulator.control.clearRequests()
  await get(id)
  expect(await journalText(simulator.control)).toMatch(/200 {2}failed \(scenario failed\)$/)
})

test.each([
  ['a 401', `Basic ${btoa(`${ACCOUNT_SID}:none`)}`, /401 {2}20003 Authenticate$/],
  [
    'a 404',
    `Basic ${btoa(`${ACCOUNT_SID}:${AUTH_TOKEN}`)}`,
    /404 {2}20404 The requested resource \/Trunks\/TK1 was not found$/,
  ],
])('%s of Twilio says its code and its text', async (_what, Authorization, expected) => {
  const { simulator } = await startInProcess()
  await simulator.fetch('/v1/Trunks/TK1', { headers: { Authorization } })
  expect(await journalText(simulator.control)).toMatch(expected)
})

test('a verification says what it found, and which checks did not pass', async () => {
  const { simulator, create, send } = await startInProcess()
  const { id } = (await create()).body
  const verify = () => send('POST', `/api/v1/providers/${id}/verify`)
  const lineOfLast = async () => (await journalText(simulator.control)).split('\n').at(-1)

  await verify()
  expect(await lineOfLast()).toMatch(/200 {2}verified$/)

  const { twilio } = await simulator.control.exportState()
  const [sid] = Object.keys(twilio.trunks)
  const Authorization = `Basic ${btoa(`${ACCOUNT_SID}:${AUTH_TOKEN}`)}`
  await simulator.fetch(`/v1/Trunks/${sid}`, { method: 'DELETE', headers: { Authorization } })
  await verify()
  expect(await lineOfLast()).toMatch(/200 {2}failed \(Trunk, Credential List\)$/)
})

test('a broken answer names the fault and who has broken it', async () => {
  const { simulator, create } = await startInProcess()
  await simulator.control.addFault({ name: 'cut', fault: 'CONNECTION_RESET_BY_PEER' })
  await expect(create()).rejects.toThrow('fetch failed')
  expect(await journalText(simulator.control)).toMatch(
    /201 {2}CONNECTION_RESET_BY_PEER {2}pending \(fault cut\)$/,
  )
})

test('no secret stands in it', async () => {
  const { simulator, send } = await startInProcess()
  const path = `${PROVIDERS}?authToken=${AUTH_TOKEN}`
  await send('POST', path, { key: 'secret-key', body: { ...validBody, name: 1 } })
  const text = await journalText(simulator.control)
  expect(text).toContain('400')
  expect(text).not.toMatch(/0123456789abcdef|secret-key/)
})

test('an empty journal is told, because the client may talk to somewhere else', async () => {
  const { simulator } = await startInProcess()
  expect(await journalText(simulator.control)).toBe('  No request has reached this world.')
})

test('the last hundred requests are shown', async () => {
  const { simulator, send } = await startInProcess()
  for (let n = 0; n < 103; n += 1) await send('GET', `${PROVIDERS}/${ID}`)
  const lines = (await journalText(simulator.control)).split('\n')
  expect(lines).toHaveLength(101)
  expect(lines[0]).toBe('  3 earlier requests are left out.')
  expect(lines[1]).toMatch(/^ {2}#4 {4}2025/)
})

test('a server that is gone is told, and hides no failure', async () => {
  const url = `http://127.0.0.1:${await freePort()}`
  const { control } = connectSimulator(url)
  expect(await journalText(control)).toBe(
    `  Cannot read the journal: Cannot reach ${url}: is \`trunkline start\` running there?`,
  )
})
