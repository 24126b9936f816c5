import { expect, test } from 'vitest'
import { steeredOnPort } from '../support/steered.ts'

test('a verification of ten minutes is polled every second, through an outage that asks for 30 seconds', {
  timeout: 60_000,
}, async () => {
  const { control, create, get } = await steeredOnPort({ now: '2025-03-30T00:59:59Z' })
  await control.setScenario({
    name: 'ten-minutes',
    description: 'The first verification runs ten minutes after the create.',
    verification: { progression: { mode: 'time', seconds: 600 } },
  })
  const createdAt = Date.parse((await control.clock()).now)
  const { id } = (await create()).body
  await control.addFault({
    name: 'outage',
    match: { operationId: 'getTwilioProvider' },
    skip: 300,
    times: 1,
    status: 503,
    retryAfter: 30,
  })

  const statuses: Record<string, number> = {}
  let provider = await get(id)
  while (provider.body.verificationStatus !== 'verified') {
    const said = provider.body.verificationStatus ?? provider.status
    statuses[said] = (statuses[said] ?? 0) + 1
    await control.advance(`PT${provider.headers.get('Retry-After') ?? 1}S`)
    provider = await get(id)
  }

  // 600 seconds, one poll each, but for the 30 that the outage took.
  expect(statuses).toEqual({ pending: 570, 503: 1 })
  expect(Date.parse(provider.body.lastVerifiedAt) - createdAt).toBe(600_000)
  expect(Date.parse((await control.clock()).now) - createdAt).toBe(600_000)
  expect(
    provider.body.verificationDetails.map((it: { timestamp: string }) => it.timestamp),
  ).toEqual(Array(4).fill('2025-03-30T01:09:59Z'))
  expect(await control.faults()).toMatchObject([{ name: 'outage', met: 572, struck: 1 }])
  expect(await control.verifyRequests({ method: 'GET', exactly: 572 })).toEqual({ count: 572 })
})
