import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Options } from '../../src/index.ts'
import { validBody } from '../support/client.ts'
import { type Started, ways } from '../support/port.ts'

type Start = (options?: Options) => Promise<Started>

/** What a create answers, and the read after it. */
async function createAndRead({ create, get }: Started) {
  const created = await create()
  const read = await get(created.body.id)
  return {
    create: created.status,
    created: created.body.verificationStatus,
    read: read.body.verificationStatus,
    odd: (read.body.verificationDetails ?? [])
      .filter((check: { status: string }) => check.status !== 'passed')
      .map((check: { checkName: string }) => check.checkName),
  }
}

/** A create under the scenario, and the answer of the same simulator to the next one when all is well again. */
async function createBeforeAndAfter(start: Start, scenario: string) {
  const data = await mkdtemp(join(tmpdir(), 'trunkline-'))
  onTestFinished(() => rm(data, { recursive: true }))
  const struck = await start({ data, scenario })
  const { status } = await struck.create()
  await struck.simulator.close()
  const { create } = await start({ data, scenario: { name: 'calm', description: 'All is well.' } })
  return { status, after: (await create()).text }
}

/** What a provider says that was made before Twilio failed: while it fails, and when it is back. */
async function readDuringAndAfter(start: Start, scenario: string) {
  const data = await mkdtemp(join(tmpdir(), 'trunkline-'))
  onTestFinished(() => rm(data, { recursive: true }))
  const before = await start({ data })
  const { id } = (await before.create()).body
  await before.simulator.close()
  const during = await start({ data, scenario })
  const pending = (await during.get(id)).body.verificationStatus
  await during.simulator.close()
  const { get } = await start({ data, scenario: { name: 'calm', description: 'All is well.' } })
  return [pending, (await get(id)).body.verificationStatus]
}

/** What each shipped scenario promises in its description. */
const PROMISES: Record<string, (start: Start) => Promise<void>> = {
  async 'bad-credentials'(start) {
    const fresh = await (await start()).create()

    expect(await createBeforeAndAfter(start, 'bad-credentials')).toEqual({
      status: 400,
      after: fresh.text,
    })
  },

  async 'credential-list-detached'(start) {
    expect(await createAndRead(await start({ scenario: 'credential-list-detached' }))).toEqual({
      create: 201,
      created: 'pending',
      read: 'failed',
      odd: ['Credential List'],
    })
  },

  async failed(start) {
    expect(await createAndRead(await start({ scenario: 'failed' }))).toEqual({
      create: 201,
      created: 'pending',
      read: 'failed',
      odd: ['Trunk'],
    })
  },

  async 'pending-forever'(start) {
    const { create, get } = await start({ scenario: 'pending-forever' })
    const { id } = (await create()).body

    const statuses = new Set<string>()
    for (let read = 0; read < 12; read++) statuses.add((await get(id)).body.verificationStatus)

    expect([...statuses]).toEqual(['pending'])
  },

  async 'rate-limited'(start) {
    const { status } = await createBeforeAndAfter(start, 'rate-limited')

    expect(status).toBe(503)
  },

  async 'slow-verification'(start) {
    onTestFinished(() => void vi.useRealTimers())
    const started = Date.UTC(2030, 5, 1)
    vi.setSystemTime(started)
    const { create, get } = await start({ scenario: 'slow-verification', clock: 'real' })
    const { id } = (await create()).body

    const read = async (seconds: number) => {
      vi.setSystemTime(started + seconds * 1000)
      const { verificationStatus, lastVerifiedAt } = (await get(id)).body
      return [verificationStatus, lastVerifiedAt]
    }

    expect([await read(0), await read(59), await read(60), await read(61)]).toEqual([
      ['pending', null],
      ['pending', null],
      ['verified', '2030-06-01T00:01:00Z'],
      ['verified', '2030-06-01T00:01:00Z'],
    ])
  },

  async 'trunk-missing'(start) {
    const started = await start({ scenario: 'trunk-missing' })
    const said = await createAndRead(started)
    const { id } = (await started.create()).body

    const switched = await started.update(id, { supportsCallTransfer: true })

    expect([said.create, said.read, said.odd[0], switched.status]).toEqual([
      201,
      'failed',
      'Trunk',
      409,
    ])
  },

  async 'twilio-down'(start) {
    const { status } = await createBeforeAndAfter(start, 'twilio-down')

    expect([status, await readDuringAndAfter(start, 'twilio-down')]).toEqual([
      502,
      ['pending', 'verified'],
    ])
  },

  async 'twilio-timeout'(start) {
    const { status } = await createBeforeAndAfter(start, 'twilio-timeout')

    expect([status, await readDuringAndAfter(start, 'twilio-timeout')]).toEqual([
      504,
      ['pending', 'verified'],
    ])
  },

  async verified(start) {
    const { create } = await start({ scenario: 'verified' })

    expect((await create()).body.verificationStatus).toBe('verified')
  },

  async warning(start) {
    expect(await createAndRead(await start({ scenario: 'warning' }))).toEqual({
      create: 201,
      created: 'pending',
      read: 'warning',
      odd: ['Phone Numbers'],
    })
  },
}

test('every shipped scenario is promised here', async () => {
  const files = await readdir(new URL('../../fixtures/scenarios', import.meta.url))

  expect(files.sort()).toEqual(Object.keys(PROMISES).map((name) => `${name}.json`))
})

describe.each(ways)('$way', ({ start }) => {
  test.each(Object.entries(PROMISES))(
    'the scenario %s does what it says [steering/4-world]',
    (_name, promise) => promise(start),
  )

  test('with the trunk missing a rename still works', async () => {
    const { create, update } = await start({ scenario: 'trunk-missing' })
    const { id } = (await create()).body

    expect((await update(id, { name: 'New' })).body.name).toBe('New')
  })

  test('a switch that is refused changes nothing', async () => {
    const { create, update } = await start({ scenario: 'trunk-missing' })
    const created = (await create()).body
    await update(created.id, { name: 'New', region: 'jp1', supportsCallTransfer: true })

    expect((await update(created.id, {})).body).toEqual(created)
  })

  test('a scenario reaches every name and account', async () => {
    const { create, get } = await start({ scenario: 'failed' })
    const body = { ...validBody, accountSid: `AC${'b'.repeat(32)}`, name: 'Other' }
    const { id } = (await create(body, { key: 'another-key' })).body

    expect((await get(id, { key: 'another-key' })).body.verificationStatus).toBe('failed')
  })
})
