import { expect, test } from 'vitest'
import { createOriginationUrl } from '../../../src/domain/twilio/origination-urls.ts'
import { addPhoneNumber, attachPhoneNumber } from '../../../src/domain/twilio/phone-numbers.ts'
import {
  createTrunk,
  deleteTrunk,
  fetchTrunk,
  freeDomain,
  listTrunks,
  optionsOf,
  type TrunkForm,
  updateTrunk,
} from '../../../src/domain/twilio/trunks.ts'
import { ACCOUNT, accountIn, OTHER_ACCOUNT, twilioCode } from '../../support/domain.ts'
import { advance, newWorld } from '../../support/world.ts'

const DEFAULTS = {
  disasterRecoveryUrl: null,
  disasterRecoveryMethod: null,
  secure: false,
  cnamLookupEnabled: false,
  transferCallerId: 'from-transferee',
} as const

const OTHERS = {
  disasterRecoveryUrl: 'https://example.com/down',
  disasterRecoveryMethod: 'GET',
  secure: true,
  cnamLookupEnabled: true,
  transferCallerId: 'from-transferor',
} as const

test('a trunk that was told nothing has the documented options, and keeps none [twilio-trunks/default-caller-id]', () => {
  const world = newWorld()
  const trunk = createTrunk(world, accountIn(world), {})

  expect(trunk.options).toBeNull()
  expect(optionsOf(trunk)).toStrictEqual(DEFAULTS)
})

test.each(
  Object.entries(OTHERS).map(([name, value]) => [name, { [name]: value }] as [string, TrunkForm]),
)(
  '%s can be set in the create and in an update, and the rest stays [twilio-trunks/update]',
  (_, form) => {
    const world = newWorld()
    const account = accountIn(world)
    const trunk = createTrunk(world, account, {})
    updateTrunk(world, account, trunk, form)

    expect(optionsOf(createTrunk(world, account, form))).toStrictEqual({ ...DEFAULTS, ...form })
    expect(optionsOf(trunk)).toStrictEqual({ ...DEFAULTS, ...form })
  },
)

test('options that are set one after the other are all set', () => {
  const world = newWorld()
  const account = accountIn(world)
  const trunk = createTrunk(world, account, {})
  for (const [name, value] of Object.entries(OTHERS)) {
    updateTrunk(world, account, trunk, { [name]: value })
  }

  expect(optionsOf(trunk)).toStrictEqual(OTHERS)
})

test('an option can be set back to its default', () => {
  const world = newWorld()
  const account = accountIn(world)
  const trunk = createTrunk(world, account, { secure: true })
  updateTrunk(world, account, trunk, { secure: false })

  expect(optionsOf(trunk)).toStrictEqual(DEFAULTS)
})

test('the options of one trunk are not those of another', () => {
  const world = newWorld()
  const account = accountIn(world)
  const [one, other] = [createTrunk(world, account, {}), createTrunk(world, account, {})]
  updateTrunk(world, account, one, { secure: true })
  optionsOf(other).secure = true

  expect(optionsOf(other)).toStrictEqual(DEFAULTS)
})

test('an update of nothing leaves all but the time', () => {
  const world = newWorld()
  const account = accountIn(world)
  const form = {
    friendlyName: 'Main',
    domainName: 'main.pstn.twilio.com',
    transferMode: 'sip-only' as const,
    secure: true,
  }
  const trunk = createTrunk(world, account, form)
  const before = structuredClone(trunk)
  world.clock.now += 1000
  updateTrunk(world, account, trunk, {})

  expect(trunk).toStrictEqual({ ...before, dateUpdated: before.dateUpdated + 1000 })
})

test('an update changes name and transfer mode', () => {
  const world = newWorld()
  const account = accountIn(world)
  const trunk = createTrunk(world, account, { friendlyName: 'Main' })
  updateTrunk(world, account, trunk, { friendlyName: 'Renamed', transferMode: 'enable-all' })

  expect(trunk).toMatchObject({ friendlyName: 'Renamed', transferMode: 'enable-all' })
})

test('a trunk that is given another domain answers to that one alone [twilio-trunks/domain-case]', () => {
  const world = newWorld()
  const account = accountIn(world)
  const trunk = createTrunk(world, account, { domainName: 'old.pstn.twilio.com' })
  updateTrunk(world, account, trunk, { domainName: 'New.pstn.twilio.com' })

  expect(trunk.domainName).toBe('new.pstn.twilio.com')
  expect(world.twilio.domainNames).toStrictEqual({ 'new.pstn.twilio.com': trunk.sid })
  expect(world.twilio.reservedDomainNames).toStrictEqual({})
})

test('a domain that a trunk has given up can be had back at once [twilio-trunks/domain-given-up]', () => {
  const world = newWorld()
  const account = accountIn(world)
  const domainName = 'main.pstn.twilio.com'
  const trunk = createTrunk(world, account, { domainName })
  updateTrunk(world, account, trunk, { domainName: '' })

  expect(updateTrunk(world, account, trunk, { domainName }).domainName).toBe(domainName)
})

test('an empty domain takes the domain away [twilio-trunks/domain-empty]', () => {
  const world = newWorld()
  const account = accountIn(world)
  const trunk = createTrunk(world, account, { domainName: 'old.pstn.twilio.com' })
  updateTrunk(world, account, trunk, { domainName: '' })

  expect([trunk.domainName, world.twilio.domainNames]).toStrictEqual([null, {}])
})

test('a trunk cannot move below the domain that it gives up', () => {
  const world = newWorld()
  const account = accountIn(world)
  const trunk = createTrunk(world, account, { domainName: 'main.pstn.twilio.com' })
  const form = { domainName: 'eu.main.pstn.twilio.com' }
  expect(twilioCode(() => updateTrunk(world, account, trunk, form))).toBe(21247)
  expect(trunk.domainName).toBe('main.pstn.twilio.com')
})

test('the domain that a trunk has already is no change, in capitals neither', () => {
  const world = newWorld()
  const account = accountIn(world)
  const trunk = createTrunk(world, account, { domainName: 'main.pstn.twilio.com' })
  updateTrunk(world, account, trunk, { domainName: 'MAIN.pstn.twilio.com' })

  expect(world.twilio.reservedDomainNames).toStrictEqual({})
  expect(world.twilio.domainNames).toStrictEqual({ 'main.pstn.twilio.com': trunk.sid })
})

test.each<[string, TrunkForm, number]>([
  ['a name of 65 characters', { friendlyName: 'n'.repeat(65) }, 20002],
  ['a malformed domain', { domainName: 'main.example.com' }, 21245],
  ['a domain that is taken', { domainName: 'taken.pstn.twilio.com' }, 21248],
  ['a domain that was just given up', { domainName: 'gone.pstn.twilio.com' }, 21248],
  ['a sub-domain of nobody', { domainName: 'a.nobody.pstn.twilio.com' }, 21247],
])('an update with %s changes nothing', (_, refused, code) => {
  const world = newWorld()
  const account = accountIn(world)
  createTrunk(world, accountIn(world, OTHER_ACCOUNT), { domainName: 'taken.pstn.twilio.com' })
  deleteTrunk(world, account, createTrunk(world, account, { domainName: 'gone.pstn.twilio.com' }))
  const trunk = createTrunk(world, account, { domainName: 'main.pstn.twilio.com' })
  const before = structuredClone(world)
  const form = { friendlyName: 'Renamed', secure: true, ...refused }

  expect(twilioCode(() => updateTrunk(world, account, trunk, form))).toBe(code)
  expect(world).toStrictEqual(before)
})

test('a domain that is freed can be had at once', () => {
  const world = newWorld()
  const account = accountIn(world)
  const domainName = 'main.pstn.twilio.com'
  deleteTrunk(world, account, createTrunk(world, account, { domainName }))
  freeDomain(world, domainName)

  expect(createTrunk(world, account, { domainName }).domainName).toBe(domainName)
})

test('a domain that was had again is reserved again when it is given up', () => {
  const world = newWorld()
  const account = accountIn(world)
  const domainName = 'main.pstn.twilio.com'
  const live = () => deleteTrunk(world, account, createTrunk(world, account, { domainName }))
  live()
  advance(world, 30 * 24 * 3_600_000)
  live()

  expect(twilioCode(live)).toBe(21248)
})

test('lists the trunks of the account alone, in the order of their making [twilio-trunks/list]', () => {
  const world = newWorld()
  const account = accountIn(world)
  const [one, two, three] = ['1', '2', '3'].map((friendlyName) => {
    createTrunk(world, accountIn(world, OTHER_ACCOUNT), { friendlyName })
    return createTrunk(world, account, { friendlyName })
  })
  if (two) deleteTrunk(world, account, two)

  expect(listTrunks(world, account)).toStrictEqual([one, three])
})

test('a deleted trunk is not there, and takes its origination URLs with it [twilio-trunks/delete] [twilio-trunks/delete-takes]', () => {
  const world = newWorld()
  const account = accountIn(world)
  const [gone, kept] = [createTrunk(world, account, {}), createTrunk(world, account, {})]
  const form = { friendlyName: 'URL', sipUrl: 'sip:a@b', weight: 1, priority: 1, enabled: true }
  createOriginationUrl(world, gone, form)
  const url = createOriginationUrl(world, kept, form)
  deleteTrunk(world, account, gone)

  expect(twilioCode(() => fetchTrunk(world, account, gone.sid))).toBe(20404)
  expect(world.twilio.originationUrls).toStrictEqual({ [url.sid]: url })
})

test('a trunk that is deleted leaves the numbers of another trunk where they are', () => {
  const world = newWorld()
  const account = accountIn(world)
  const [gone, kept] = [createTrunk(world, account, {}), createTrunk(world, account, {})]
  const { sid } = addPhoneNumber(world, account, '+14155550100')
  attachPhoneNumber(world, gone, sid)
  attachPhoneNumber(world, kept, sid)
  deleteTrunk(world, account, gone)

  expect(world.twilio.phoneNumbers[sid]?.trunkSid).toBe(kept.sid)
})

test('a trunk has the same SID for the same domain and seed, whichever account has it', () => {
  const sidIn = (seed: number, account: string) => {
    const world = newWorld({ seed })
    return createTrunk(world, accountIn(world, account), { domainName: 'main.pstn.twilio.com' }).sid
  }

  expect(sidIn(1, ACCOUNT)).toBe(sidIn(1, OTHER_ACCOUNT))
  expect(sidIn(1, ACCOUNT)).not.toBe(sidIn(2, ACCOUNT))
})
