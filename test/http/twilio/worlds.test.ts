import { expect, test } from 'vitest'
import { ACCOUNT_SID, AUTH_TOKEN, clientOf } from '../../support/client.ts'
import { TRUNKS, twilioClientOf, twilioInProcess } from '../../support/twilio.ts'

const worldOf = ({ headers }: { headers: Headers }) => headers.get('X-Mock-World')

test('a request that names no world goes to the one that knows its account [twilio-steering/world]', async () => {
  const { get, simulator } = await twilioInProcess()
  const { body: provider } = await clientOf(simulator.world('checkout').fetch).create()

  const answer = await get(`${TRUNKS}/${provider.trunkSid}`)

  expect([answer.status, worldOf(answer)]).toEqual([200, 'checkout'])
})

test('where several worlds know it, or none, it goes to the default one [twilio-steering/default-world]', async () => {
  const { get, simulator } = await twilioInProcess()
  const unknown = await get(TRUNKS, { credentials: `AC${'1'.repeat(32)}:${AUTH_TOKEN}` })
  for (const name of ['one', 'two']) await clientOf(simulator.world(name).fetch).create()

  const several = await get(TRUNKS)

  expect([worldOf(unknown), worldOf(several)]).toEqual(['default', 'default'])
})

test('the default world comes before any other that knows the account', async () => {
  const { get, simulator } = await twilioInProcess()
  await get(TRUNKS)
  await clientOf(simulator.world('checkout').fetch).create()

  expect(worldOf(await get(TRUNKS))).toBe('default')
})

test('the default world is meant too where it is named', async () => {
  const { simulator } = await twilioInProcess()
  await clientOf(simulator.world('checkout').fetch).create()

  const named = twilioClientOf(simulator.world('default').fetch)

  expect(worldOf(await named.get(TRUNKS))).toBe('default')
})

test('a world that is named is the one that is meant', async () => {
  const { get, simulator } = await twilioInProcess()
  await clientOf(simulator.world('checkout').fetch).create()

  const byPrefix = await get(`/__w/other${TRUNKS}`)
  const byHeader = await get(TRUNKS, { headers: { 'X-Mock-World': 'other' } })
  const byView = await twilioClientOf(simulator.world('other').fetch).get(TRUNKS)

  expect([byPrefix, byHeader, byView].map(worldOf)).toEqual(['other', 'other', 'other'])
})

test('a refused request stays in the world that knows the account', async () => {
  const { get, simulator } = await twilioInProcess()
  await clientOf(simulator.world('checkout').fetch).create()

  const answer = await get(TRUNKS, { credentials: `${ACCOUNT_SID}:${'f'.repeat(32)}` })

  expect([answer.status, worldOf(answer)]).toEqual([401, 'checkout'])
  expect(await simulator.world('checkout').control.requests()).toHaveLength(2)
})

test('one world does not see the trunks of another', async () => {
  const { get, post } = await twilioInProcess()
  await post(`/__w/one${TRUNKS}`, { DomainName: 'one.pstn.twilio.com' })

  const other = await get(`/__w/two${TRUNKS}`)
  const same = await post(`/__w/two${TRUNKS}`, { DomainName: 'one.pstn.twilio.com' })

  expect([other.body.trunks, same.status]).toEqual([[], 201])
})
