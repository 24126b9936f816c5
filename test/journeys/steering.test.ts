import { describe, expect, test } from 'vitest'
import { validBody } from '../support/client.ts'
import { ways } from '../support/port.ts'

/** A token from its last six digits. */
const tokenOf = (digits: string) => digits.replaceAll(' ', '').padStart(32, '0')

const CHECKS: [digits: string, status: string, checks: string[]][] = [
  ['0 10000', 'verified', ['passed', 'passed', 'passed', 'passed']],
  ['0 11000', 'warning', ['warning', 'passed', 'passed', 'passed']],
  ['0 10100', 'warning', ['passed', 'warning', 'passed', 'passed']],
  ['0 10010', 'warning', ['passed', 'passed', 'warning', 'passed']],
  ['0 10001', 'warning', ['passed', 'passed', 'passed', 'warning']],
  ['0 12000', 'failed', ['failed', 'passed', 'passed', 'passed']],
  ['0 10200', 'failed', ['passed', 'failed', 'passed', 'passed']],
  ['0 10020', 'failed', ['passed', 'passed', 'failed', 'passed']],
  ['0 10002', 'failed', ['passed', 'passed', 'passed', 'failed']],
  ['0 11111', 'warning', ['warning', 'warning', 'warning', 'warning']],
  ['0 10012', 'failed', ['passed', 'passed', 'warning', 'failed']],
  ['0 12221', 'failed', ['failed', 'failed', 'failed', 'warning']],
]

/** Tokens that look like instructions and are none: all is well. */
const ORDINARY = [
  '0 00000',
  '0 13000',
  '0 10003',
  '0 99999',
  '0 20404',
  '1 20003',
  '1 19999',
  '0000001 0 20003',
  'a 0 20003',
]

describe.each(ways)('$way', ({ start }) => {
  test.each(CHECKS)(
    'the token %s makes verification say %s [steering/2-token]',
    async (digits, status, checks) => {
      const { create, get } = await start()
      const created = (await create({ ...validBody, authToken: tokenOf(digits) })).body

      const read = (await get(created.id)).body

      expect({
        created: created.verificationStatus,
        read: read.verificationStatus,
        checks: read.verificationDetails.map((it: { status: string }) => it.status),
      }).toEqual({ created: 'pending', read: status, checks })
    },
  )

  test.each([
    [1, '1 10001'],
    [3, '3 10001'],
    [9, '9 10001'],
  ])('after %i reads that say pending the token %s says warning', async (reads, digits) => {
    const { create, get } = await start()
    const { id } = (await create({ ...validBody, authToken: tokenOf(digits) })).body

    const statuses: string[] = []
    for (let read = 0; read < reads + 2; read++) {
      statuses.push((await get(id)).body.verificationStatus)
    }

    expect(statuses).toEqual([...Array(reads).fill('pending'), 'warning', 'warning'])
  })

  test('a pending read of a steered provider shows no checks', async () => {
    const { create, get } = await start()
    const created = (await create({ ...validBody, authToken: tokenOf('3 10001') })).body

    expect((await get(created.id)).body).toEqual(created)
  })

  test('the token 0 19999 stays pending', async () => {
    const { create, get } = await start()
    const { id } = (await create({ ...validBody, authToken: tokenOf('0 19999') })).body

    const statuses = new Set<string>()
    for (let read = 0; read < 12; read++) statuses.add((await get(id)).body.verificationStatus)

    expect([...statuses]).toEqual(['pending'])
  })

  test.each([
    ['0 20003', 400],
    ['0 20008', 400],
    ['0 20403', 400],
    ['0 20429', 503],
    ['0 20500', 502],
    ['0 20503', 502],
    ['0 21244', 400],
    ['0 21248', 502],
  ])('a create with the token %s answers %i', async (digits, status) => {
    const { create } = await start()

    expect((await create({ ...validBody, authToken: tokenOf(digits) })).status).toBe(status)
  })

  test.each(ORDINARY)('the token …%s is an ordinary one', async (digits) => {
    const { create, get } = await start()
    const { id } = (await create({ ...validBody, authToken: tokenOf(digits) })).body

    expect((await get(id)).body.verificationStatus).toBe('verified')
  })

  test('a steering token is welcome for an account that has another token', async () => {
    const { create } = await start()
    await create()

    const { status } = await create({ ...validBody, authToken: tokenOf('0 10001') })

    expect(status).toBe(201)
  })

  test('a steering token does not become the token of its account', async () => {
    const { create } = await start()
    await create({ ...validBody, authToken: tokenOf('0 10001') })

    expect((await create()).status).toBe(201)
  })

  test('a token speaks about its own provider only', async () => {
    const { create, get } = await start()
    await create({ ...validBody, authToken: tokenOf('0 12000') })
    const { id } = (await create()).body

    expect((await get(id)).body.verificationStatus).toBe('verified')
  })

  test('a token is stronger than the scenario', async () => {
    const { create, get } = await start({ scenario: 'failed' })
    const { id } = (await create({ ...validBody, authToken: tokenOf('0 10001') })).body

    expect((await get(id)).body.verificationStatus).toBe('warning')
  })

  test('a token that says something is stronger than a scenario that never does', async () => {
    const { create, get } = await start({ scenario: 'pending-forever' })
    const { id } = (await create({ ...validBody, authToken: tokenOf('0 10001') })).body

    expect((await get(id)).body.verificationStatus).toBe('warning')
  })

  test('a token that fails verification does not stop an update', async () => {
    const { create, update } = await start()
    const { id } = (await create({ ...validBody, authToken: tokenOf('0 12000') })).body

    expect((await update(id, { supportsCallTransfer: true })).status).toBe(200)
  })
})
