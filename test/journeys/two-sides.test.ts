import { describe, expect, test } from 'vitest'
import type { VerificationCheck } from '../../src/contract/providers.ts'
import { createSimulator } from '../../src/index.ts'
import { ACCOUNT_SID, AUTH_TOKEN, clientOf, PROVIDERS, validBody } from '../support/client.ts'
import { bothSides, heldBy, NOTHING_HELD, type TwoSides } from '../support/two-sides.ts'

const VERIFY = (id: string) => `/api/v1/providers/${id}/verify`
const NOT_CHECKED = { Trunk: 'failed', 'Credential List': 'failed', 'Phone Numbers': 'failed' }

interface Row {
  state: string
  /** What is done with Twilio's SDK. */
  sabotage(sides: TwoSides): Promise<unknown>
  /** The checks that do not pass. */
  said: Record<string, string>
  status: string
  /** What makes it whole again, where anything does. */
  mend?: (sides: TwoSides, before: unknown) => Promise<unknown>
}

const trunkOf = ({ own, trunkSid }: TwoSides) => own.trunking.v1.trunks(trunkSid)
const number = ({ numbers }: TwoSides, index = 0) => numbers[index] ?? ''

async function listOf(sides: TwoSides): Promise<string> {
  const [list] = await sides.own.sip.credentialLists.list()
  return list?.sid ?? ''
}

async function statusOf({ main, own }: TwoSides, status: 'active' | 'suspended' | 'closed') {
  await main.api.v2010.accounts(own.accountSid).update({ status })
}

const rows: Row[] = [
  {
    state: 'all is well',
    sabotage: async () => {},
    said: {},
    status: 'verified',
  },
  {
    state: 'the auth token was rotated',
    async sabotage({ own }) {
      await own.accounts.v1.secondaryAuthToken().create()
      return (await own.accounts.v1.authTokenPromotion().update()).authToken
    },
    said: { Credentials: 'failed', ...NOT_CHECKED },
    status: 'failed',
    mend: ({ ask }, authToken) => ask('PATCH', '/auth-token', { authToken }),
  },
  {
    state: 'the account is suspended',
    sabotage: (sides) => statusOf(sides, 'suspended'),
    said: { Credentials: 'failed', ...NOT_CHECKED },
    status: 'failed',
    mend: (sides) => statusOf(sides, 'active'),
  },
  {
    state: 'the account is closed',
    sabotage: (sides) => statusOf(sides, 'closed'),
    said: { Credentials: 'failed', ...NOT_CHECKED },
    status: 'failed',
  },
  {
    state: 'the trunk is deleted',
    sabotage: (sides) => trunkOf(sides).remove(),
    said: { Trunk: 'failed', 'Credential List': 'failed', 'Phone Numbers': 'warning' },
    status: 'failed',
  },
  {
    state: 'the trunk has no domain name',
    sabotage: (sides) => trunkOf(sides).update({ domainName: '' }),
    said: { Trunk: 'failed' },
    status: 'failed',
  },
  {
    state: 'the trunk has another domain name',
    sabotage: (sides) => trunkOf(sides).update({ domainName: 'other.pstn.twilio.com' }),
    said: { Trunk: 'failed' },
    status: 'failed',
  },
  {
    state: 'the trunk transfers calls, and the provider does not',
    sabotage: (sides) => trunkOf(sides).update({ transferMode: 'enable-all' }),
    said: { Trunk: 'warning' },
    status: 'warning',
    mend: ({ ask }) => ask('PUT', '', { supportsCallTransfer: true }),
  },
  {
    state: 'the credential list is off the trunk',
    async sabotage(sides) {
      const sid = await listOf(sides)
      await trunkOf(sides).credentialsLists(sid).remove()
      return sid
    },
    said: { 'Credential List': 'failed' },
    status: 'failed',
    mend: (sides, sid) =>
      trunkOf(sides).credentialsLists.create({ credentialListSid: String(sid) }),
  },
  {
    state: 'the credential is deleted',
    async sabotage(sides) {
      const list = sides.own.sip.credentialLists(await listOf(sides))
      const [credential] = await list.credentials.list()
      await list.credentials(credential?.sid ?? '').remove()
    },
    said: { 'Credential List': 'failed' },
    status: 'failed',
  },
  {
    state: 'a number is off the trunk',
    sabotage: (sides) => trunkOf(sides).phoneNumbers(number(sides)).remove(),
    said: { 'Phone Numbers': 'warning' },
    status: 'warning',
    mend: (sides) => trunkOf(sides).phoneNumbers.create({ phoneNumberSid: number(sides) }),
  },
  {
    state: 'the trunk of a number is cleared',
    sabotage: (sides) => sides.own.incomingPhoneNumbers(number(sides)).update({ trunkSid: '' }),
    said: { 'Phone Numbers': 'warning' },
    status: 'warning',
    mend: (sides) =>
      sides.own.incomingPhoneNumbers(number(sides)).update({ trunkSid: sides.trunkSid }),
  },
  {
    state: 'a number is released',
    sabotage: (sides) => sides.own.incomingPhoneNumbers(number(sides)).remove(),
    said: { 'Phone Numbers': 'warning' },
    status: 'warning',
    async mend({ ask, id }) {
      const listed = await ask('GET', `/api/v1/sip-phone-numbers?providerId=${id}`)
      return ask('DELETE', `/phone-numbers/${listed.body.items[0].id}`)
    },
  },
  {
    state: 'a number sits on another trunk',
    async sabotage(sides) {
      const { sid } = await sides.own.trunking.v1.trunks.create()
      await sides.own.trunking.v1.trunks(sid).phoneNumbers.create({ phoneNumberSid: number(sides) })
    },
    said: { 'Phone Numbers': 'warning' },
    status: 'warning',
    mend: (sides) => trunkOf(sides).phoneNumbers.create({ phoneNumberSid: number(sides) }),
  },
  {
    state: 'a number is imported into a second provider',
    async sabotage(sides) {
      const { create, own, authToken } = sides
      const { accountSid } = own
      const second = await create({ ...validBody, accountSid, authToken, name: 'Second' })
      const path = `${PROVIDERS}/${second.body.id}`
      await sides.ask('POST', `${path}/import-numbers`, { phoneNumberSids: [number(sides)] })
      expect((await sides.ask('POST', VERIFY(second.body.id))).body.status).toBe('verified')
      return second.body.id
    },
    said: { 'Phone Numbers': 'warning' },
    status: 'warning',
    mend: (sides) => trunkOf(sides).phoneNumbers.create({ phoneNumberSid: number(sides) }),
  },
]

describe.each(bothSides)('$way, what is done with the SDK is what verification finds:', (side) => {
  test.each(rows)(
    '$state [twilio-providers/found] [twilio-providers/mended]',
    async ({ sabotage, said, status, mend }) => {
      const sides = await side.connect()
      const verify = async () => (await sides.ask('POST', VERIFY(sides.id))).body
      expect((await verify()).status).toBe('verified')

      const before = await sabotage(sides)
      const found = await verify()
      expect([found.status, troubled(found.checks)]).toStrictEqual([status, said])
      expect((await sides.get(sides.id)).body).toMatchObject({
        verificationStatus: status,
        verificationDetails: found.checks,
      })

      if (!mend) return
      await mend(sides, before)
      expect((await verify()).status).toBe('verified')
    },
  )

  test('a provider on a trial account is verified, and the details say so', async () => {
    const { create, send } = await side.start({ fixture: await trial() })
    const { body } = await create()
    const { body: found } = await send('POST', VERIFY(body.id))
    expect(found.status).toBe('verified')
    expect(found.checks[0].details).toMatchObject({ type: 'Trial' })
  })

  test.each([20429, 20500, 20503, 'timeout'] as const)(
    'answer %s to one check makes it warn; to all of them nothing new is said',
    async (error) => {
      const sides = await side.connect()
      const { control } = sides.simulator
      const verify = async () => (await sides.ask('POST', VERIFY(sides.id))).body
      const well = await verify()
      const scenario = { name: 'down', description: 'Twilio has trouble.' }

      await control.setScenario({ ...scenario, twilio: [{ operation: 'FetchTrunk', error }] })
      const found = await verify()
      expect([found.status, troubled(found.checks)]).toStrictEqual([
        'warning',
        { Trunk: 'warning' },
      ])

      await control.setScenario({ ...scenario, twilio: [{ operation: '*', error }] })
      expect(await verify()).toStrictEqual(found)

      await control.clearScenario()
      expect(await verify()).toStrictEqual(well)
    },
  )
})

describe.each(bothSides)('$way, what Twilio refuses is what BlackBox answers:', (side) => {
  test('a create with another token than the account has', async () => {
    const { create, send } = await side.start()
    await create()
    const { status, body } = await create({ ...validBody, authToken: 'f'.repeat(32) })
    expect([status, body.detail]).toStrictEqual([400, expect.stringContaining('20003')])
    expect((await send('GET', '/api/v1/providers')).body.totalCount).toBe(1)
  })

  test('a second provider on a trial account, until the first is deleted', async () => {
    const { create, send } = await side.start({ fixture: await trial() })
    const first = await create()
    const { status, body } = await create({ ...validBody, name: 'Replacement' })
    expect([status, body.detail]).toStrictEqual([400, expect.stringContaining('21244')])
    await send('DELETE', `/api/v1/providers/${first.body.id}`)
    expect((await create({ ...validBody, name: 'Replacement' })).status).toBe(201)
  })

  test('a domain name that is taken leads to the next one', async () => {
    const { domainName } = await elsewhere()
    const started = await side.start()
    const squatter = side.sdk(started, { sid: `AC${'b'.repeat(32)}`, authToken: 'b'.repeat(32) })
    await squatter.trunking.v1.trunks.create({ domainName })
    const { status, body } = await started.create()
    expect(status).toBe(201)
    expect(body.terminationUri).toBe(`sip:${domainName.replace('.', '-2.')}`)
  })

  test('three domain names that are taken are too many, and nothing stays behind', async () => {
    const { domainName } = await elsewhere()
    const started = await side.start()
    const squatter = side.sdk(started, { sid: `AC${'b'.repeat(32)}`, authToken: 'b'.repeat(32) })
    for (const suffix of ['', '-2', '-3']) {
      await squatter.trunking.v1.trunks.create({
        domainName: domainName.replace('.', `${suffix}.`),
      })
    }
    const { status, body } = await started.create()
    expect([status, body.detail]).toStrictEqual([502, expect.stringContaining('21248')])
    const own = side.sdk(started, { sid: ACCOUNT_SID, authToken: AUTH_TOKEN })
    expect(await heldBy(own)).toStrictEqual(NOTHING_HELD)
  })

  test('the name of a credential list that is taken leads to the next one', async () => {
    const { listName } = await elsewhere()
    const started = await side.start()
    const own = side.sdk(started, { sid: ACCOUNT_SID, authToken: AUTH_TOKEN })
    await own.sip.credentialLists.create({ friendlyName: listName })
    expect((await started.create()).status).toBe(201)
    const names = (await own.sip.credentialLists.list()).map((it) => it.friendlyName)
    expect(names).toStrictEqual([listName, `${listName}-2`])
  })

  test('a number that cannot be attached is not imported', async () => {
    const sides = await side.connect()
    const phoneNumberSids = [number(sides, 2)]
    await trunkOf(sides).remove()
    const { status, body } = await sides.ask('POST', '/import-numbers', { phoneNumberSids })
    expect([status, body]).toStrictEqual([
      200,
      {
        successCount: 0,
        failedCount: 1,
        errors: [
          {
            phoneNumberSid: number(sides, 2),
            errorMessage: expect.stringMatching(/could not be attached to the trunk.*20404/),
          },
        ],
      },
    ])
    expect((await sides.get(sides.id)).body.phoneNumberCount).toBe(2)
  })

  test('call transfer cannot follow where the trunk is gone', async () => {
    const sides = await side.connect()
    await trunkOf(sides).remove()
    const { status } = await sides.ask('PUT', '', { supportsCallTransfer: true })
    expect(status).toBe(409)
    expect((await sides.get(sides.id)).body.supportsCallTransfer).toBe(false)
  })

  test('a refused token changes nothing', async () => {
    const sides = await side.connect()
    const { status } = await sides.ask('PATCH', '/auth-token', { authToken: 'f'.repeat(32) })
    expect(status).toBe(400)
    expect((await sides.ask('POST', VERIFY(sides.id))).body.status).toBe('verified')
  })

  test('a provider whose account is closed can be deleted; what is at Twilio stays', async () => {
    const sides = await side.connect()
    await statusOf(sides, 'suspended')
    expect((await sides.ask('DELETE', `/api/v1/providers/${sides.id}`)).status).toBe(204)
    expect((await sides.get(sides.id)).status).toBe(404)
    await statusOf(sides, 'active')
    expect(await heldBy(sides.own)).toMatchObject({ trunks: [sides.trunkSid] })
  })

  test('a provider stays where Twilio is down, and can be deleted later', async () => {
    const sides = await side.connect()
    await sides.simulator.control.setScenario('twilio-down')
    expect((await sides.ask('DELETE', `/api/v1/providers/${sides.id}`)).status).toBe(502)
    await sides.simulator.control.clearScenario()
    expect((await sides.get(sides.id)).body.phoneNumberCount).toBe(2)
    expect((await sides.ask('DELETE', `/api/v1/providers/${sides.id}`)).status).toBe(204)
    expect(await heldBy(sides.own)).toStrictEqual(NOTHING_HELD)
  })
})

/** The checks that do not pass, by name. */
function troubled(checks: VerificationCheck[]): Record<string, string> {
  return Object.fromEntries(
    checks.filter((it) => it.status !== 'passed').map((it) => [it.checkName, it.status]),
  )
}

/** A world whose account is on trial. */
async function trial() {
  const accounts = [{ accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, type: 'Trial' as const }]
  const { Fixture } = await import('../../src/contract/fixture.ts')
  return Fixture.parse({ accounts })
}

/** The names that a create takes at Twilio where none is taken: the same in every simulator of one seed. */
async function elsewhere(): Promise<{ domainName: string; listName: string }> {
  const { body } = await clientOf((await createSimulator()).fetch).create()
  const domainName = body.terminationUri.slice('sip:'.length)
  return { domainName, listName: domainName.split('.')[0] }
}
