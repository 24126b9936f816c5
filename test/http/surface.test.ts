import { expect, test } from 'vitest'
import { createApp } from '../../src/http/app.ts'
import { onDemand, type Surface } from '../../src/http/surface.ts'
import { Turns } from '../../src/http/turns.ts'
import { bindingsOf, isControl, isTwilio } from '../../src/http/world.ts'
import { PROVIDERS } from '../support/client.ts'
import { newServices } from '../support/services.ts'

const request = (method: string, path: string) =>
  new Request(`http://trunkline${path}`, { method, headers: { Authorization: 'Bearer key' } })

test.each([
  ['a read', `${PROVIDERS}/3c90c3cc-0d44-4b50-8888-8dd25736052a`, 404],
  ['a read that is refused', `${PROVIDERS}/x`, 400],
  ['the question of a probe', '/__admin/health', 200],
])('%s is answered without a promise', (_what, path, status) => {
  const answer = createApp(newServices())(request('GET', path), 'default')

  expect(answer).toBeInstanceOf(Response)
  expect(answer).toHaveProperty('status', status)
})

test('the control plane is loaded by its first request, and answers the next ones at once', async () => {
  const app = createApp(newServices())
  const ask = () => app(request('GET', '/__admin/clock'), 'default')

  const first = ask()
  expect(first).toBeInstanceOf(Promise)
  await first

  expect(ask()).toBeInstanceOf(Response)
})

test('a surface that cannot be loaded is a fault of ours: logged, and answered 500', async () => {
  const error = new Error('canary')
  const logged: unknown[] = []
  const services = newServices({ logError: (it) => logged.push(it) })

  const answer = await send(
    onDemand(() => Promise.reject(error), services, new Turns()),
    '/nothing',
  )

  expect([answer.status, logged]).toEqual([500, [error]])
  expect(await answer.text()).not.toContain('canary')
})

test('a load that failed is tried again by the next request', async () => {
  let loads = 0
  const load = async () => {
    loads++
    if (loads === 1) throw new Error('too many open files')
    return () => new Response('here')
  }
  const surface = onDemand(load, newServices({ logError: () => {} }), new Turns())
  const statuses = async () => [(await send(surface)).status, (await send(surface)).status]

  expect([await statuses(), loads]).toEqual([[500, 200], 2])
})

function send(surface: Surface, path = '/') {
  const sent = request('GET', path)
  return surface(sent, bindingsOf(sent, 'default'))
}

test.each([
  ['/2010-04-01', 'Twilio'],
  ['/2010-04-01/Accounts.json', 'Twilio'],
  ['/v1/Trunks', 'Twilio'],
  ['/v1/Trunks/TK1/CredentialLists', 'Twilio'],
  ['/v1/AuthTokens/Promote', 'Twilio'],
  ['/2010-04-01x', 'BlackBox'],
  ['/v2/Services', 'Twilio'],
  ['/v1', 'Twilio'],
  ['/v10', 'Twilio'],
  ['/v1/Trunksx', 'Twilio'],
  ['/v', 'BlackBox'],
  ['/v1x', 'BlackBox'],
  ['/api/v1/Trunks', 'BlackBox'],
  ['/__admin', 'the control plane'],
  ['/__admin/v1/Trunks', 'the control plane'],
  ['/__administrator', 'BlackBox'],
])('%s belongs to %s', (path, owner) => {
  const owners = [isTwilio(path) && 'Twilio', isControl(path) && 'the control plane']

  expect(owners.find(Boolean) || 'BlackBox').toBe(owner)
})
