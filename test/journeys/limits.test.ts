import { expect, test } from 'vitest'
import { connectSimulator, createSimulator } from '../../src/index.ts'
import { startInProcess, validBody } from '../support/client.ts'

test('no more requests than these cannot be verified when the journal has forgotten some', async () => {
  const { simulator, create } = await startInProcess({ journalSize: 2 })
  for (let n = 0; n < 3; n++) await create()
  const { control } = simulator

  await expect(control.verifyRequests({ exactly: 2 })).rejects.toMatchObject({
    status: 409,
    problem: { detail: expect.stringContaining('the journal has forgotten 1 requests') },
  })
  await expect(control.verifyRequests({ atMost: 2 })).rejects.toMatchObject({ status: 409 })
  expect(await control.verifyRequests({ atLeast: 2 })).toEqual({ count: 2 })
})

test('a journal that was emptied has forgotten nothing', async () => {
  const { simulator, create } = await startInProcess({ journalSize: 2 })
  for (let n = 0; n < 3; n++) await create()
  await simulator.control.clearRequests()
  await create()

  expect(await simulator.control.verifyRequests({ exactly: 1 })).toEqual({ count: 1 })
})

test('who is not let in steers nothing', async () => {
  const { simulator, create } = await startInProcess({ apiKeys: ['right'] })
  await simulator.control.addFault({ name: 'once', times: 1, status: 503 })

  const headers = { Prefer: 'delay=86400000' }
  expect((await create(validBody, { key: 'wrong', headers })).status).toBe(401)

  expect(await simulator.control.clock()).toMatchObject({ now: '2025-01-01T00:00:00.000Z' })
  expect(await simulator.control.faults()).toMatchObject([{ met: 0, struck: 0 }])
})

test('a simulator that is full can be emptied [errors/overloaded]', async () => {
  const { control, fetch } = await createSimulator()
  for (let n = 0; n < 9999; n++) await fetch(`/__w/w${n}/__admin/clock`)
  await control.dropWorld('default')
  await fetch('/__w/last/__admin/clock')
  expect((await fetch('/__admin/clock')).status).toBe(503)

  expect(await control.dropWorld('w0')).toMatchObject({ id: 'w0' })

  expect((await fetch('/__admin/clock')).status).toBe(200)
})

test('looking at the worlds makes none', async () => {
  const { control, fetch } = await createSimulator()
  await fetch('/__w/typo/__admin/worlds')

  expect((await control.worlds()).map(({ id }) => id)).toEqual(['default'])
})

test('a world keeps 100 snapshots, and says so when asked for one more', async () => {
  const { control } = await createSimulator()
  for (let n = 0; n < 100; n++) await control.takeSnapshot(`s${n}`)

  await expect(control.takeSnapshot('one-more')).rejects.toMatchObject({ status: 409 })
  expect(await control.takeSnapshot('s0')).toMatchObject({ name: 's0' })
})

test.each(['', '.', '..'])('the name "%s" leads to no other operation', async (name) => {
  const { control } = await createSimulator()

  await expect(control.restoreSnapshot(name)).rejects.toThrow('it is not one')
  expect(await control.snapshots()).toEqual([])
})

test('a URL with credentials is refused, and not repeated', () => {
  expect(() => connectSimulator('http://user:hunter2@127.0.0.1:4700')).toThrow(
    /^Cannot connect: the URL holds credentials(?!.*hunter2)/,
  )
})

test('a JSONPath that would take for ever is refused', async () => {
  const { control } = await createSimulator()
  const pattern = { bodyPatterns: [{ matchesJsonPath: '$..*..*..*' }] }

  await expect(control.findRequests(pattern)).rejects.toThrow(
    'must not hold ".." more than 2 times',
  )
})
