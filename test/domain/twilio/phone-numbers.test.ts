import { expect, test } from 'vitest'
import { createSubaccount } from '../../../src/domain/twilio/accounts.ts'
import {
  addPhoneNumber,
  attachPhoneNumber,
  buyPhoneNumber,
  detachPhoneNumber,
  fetchAttachedPhoneNumber,
  fetchPhoneNumber,
  listAttachedPhoneNumbers,
  listPhoneNumbers,
  type NumberFilter,
  numberOptionsOf,
  type PurchaseForm,
  releasePhoneNumber,
  updatePhoneNumber,
} from '../../../src/domain/twilio/phone-numbers.ts'
import { createTrunk } from '../../../src/domain/twilio/trunks.ts'
import { ACCOUNT, accountIn, OTHER_ACCOUNT, twilioCode } from '../../support/domain.ts'
import { newWorld } from '../../support/world.ts'

const APPLICATION = `AP${'1'.repeat(32)}`

test('a number that is bought belongs to the account, on no trunk [twilio-phone-numbers/buy] [twilio-phone-numbers/capabilities]', () => {
  const world = newWorld()
  const account = accountIn(world)
  const number = buyPhoneNumber(world, account, { phoneNumber: '+14155550100' })

  expect(number).toStrictEqual({
    sid: expect.stringMatching(/^PN[0-9a-f]{32}$/),
    accountSid: ACCOUNT,
    phoneNumber: '+14155550100',
    friendlyName: '(415) 555-0100',
    capabilities: { voice: true, sms: true, mms: true, fax: false },
    trunkSid: null,
    options: null,
    dateCreated: world.clock.now,
    dateUpdated: world.clock.now,
  })
  expect(account.phoneNumberSids).toStrictEqual([number.sid])
})

test('a number outside North America sends no pictures and is called by its digits [twilio-phone-numbers/capabilities]', () => {
  const world = newWorld()

  expect(buyPhoneNumber(world, accountIn(world), { phoneNumber: '+442079460958' })).toMatchObject({
    friendlyName: '+442079460958',
    capabilities: { voice: true, sms: true, mms: false, fax: false },
  })
})

/** The outcomes of Twilio's test credentials, and what is never a number. */
test.each<[PurchaseForm, number | string]>([
  [{ phoneNumber: '+15005550000' }, 21422],
  [{ phoneNumber: '+15005550001' }, 21421],
  [{ phoneNumber: '+15005550006' }, '+15005550006'],
  [{ phoneNumber: '+14155550100' }, '+14155550100'],
  [{ phoneNumber: '14155550100' }, 21421],
  [{ phoneNumber: '+0415555010' }, 21421],
  [{ phoneNumber: '+1415' }, 21421],
  [{ phoneNumber: '+1415555010012345' }, 21421],
  [{ phoneNumber: '' }, 21421],
  [{}, 21421],
  [{ areaCode: '500' }, '+15005550006'],
  [{ areaCode: '533' }, 21452],
  [{ areaCode: '015' }, 21452],
  [{ areaCode: '41' }, 21452],
  [{ areaCode: '4155' }, 21452],
  [{ areaCode: '' }, 21452],
  [{ areaCode: '533', phoneNumber: '+14155550100' }, '+14155550100'],
])(
  'buying %j gives %s [twilio-phone-numbers/any-number] [twilio-phone-numbers/magic] [twilio-phone-numbers/magic-area] [twilio-phone-numbers/magic-always] [twilio-phone-numbers/invalid] [twilio-phone-numbers/area-empty] [twilio-phone-numbers/number-first]',
  (form, expected) => {
    const world = newWorld()
    const account = accountIn(world)
    const buy = () => buyPhoneNumber(world, account, form)

    if (typeof expected === 'string') expect(buy().phoneNumber).toBe(expected)
    else {
      const before = structuredClone(world)
      expect(twilioCode(buy)).toBe(expected)
      expect(world).toStrictEqual(before)
    }
  },
)

test('to every account the magic number is available, once [twilio-phone-numbers/magic-always]', () => {
  const world = newWorld()
  const form = { phoneNumber: '+15005550006' }
  for (const sid of [ACCOUNT, OTHER_ACCOUNT]) buyPhoneNumber(world, accountIn(world, sid), form)

  expect(Object.values(world.twilio.phoneNumbers)).toHaveLength(2)
  expect(twilioCode(() => buyPhoneNumber(world, accountIn(world), form))).toBe(21422)
})

test.each([ACCOUNT, OTHER_ACCOUNT])(
  'a number is sold once, also to %s [twilio-phone-numbers/taken]',
  (sid) => {
    const world = newWorld()
    const form = { phoneNumber: '+14155550100' }
    buyPhoneNumber(world, accountIn(world), form)

    expect(twilioCode(() => buyPhoneNumber(world, accountIn(world, sid), form))).toBe(21422)
  },
)

test('a number that was released is sold again, under another SID [twilio-phone-numbers/sold-again]', () => {
  const world = newWorld()
  const account = accountIn(world)
  const form = { phoneNumber: '+14155550100' }
  const gone = buyPhoneNumber(world, account, form)
  releasePhoneNumber(world, gone)

  expect(buyPhoneNumber(world, account, form).sid).not.toBe(gone.sid)
})

test.each(['212', '415', '907'])(
  'a number of area %s is one that can be dialled [twilio-phone-numbers/area] [twilio-phone-numbers/area-made-up]',
  (areaCode) => {
    const world = newWorld()
    const account = accountIn(world)
    const bought = Array.from({ length: 50 }, () => buyPhoneNumber(world, account, { areaCode }))

    expect(bought.map((it) => it.phoneNumber)).toEqual(
      Array(50).fill(expect.stringMatching(new RegExp(`^\\+1${areaCode}[2-9]\\d{6}$`))),
    )
  },
)

// A change here is a visible change of behaviour: it needs a line in the changelog.
test('sells the same numbers of area 415 for seed 1 for ever', () => {
  const world = newWorld({ seed: 1 })
  const account = accountIn(world)
  const buy = () => buyPhoneNumber(world, account, { areaCode: '415' }).phoneNumber

  expect([buy(), buy()]).toStrictEqual(['+14156962889', '+14156592717'])
})

test.each<[string, number, string, string]>([
  ['another seed', 2, ACCOUNT, '415'],
  ['another account', 1, OTHER_ACCOUNT, '415'],
  ['another area', 1, ACCOUNT, '212'],
])('sells another number for %s', (_, seed, sid, areaCode) => {
  const buy = (seed: number, sid: string, areaCode: string) => {
    const world = newWorld({ seed })
    return buyPhoneNumber(world, accountIn(world, sid), { areaCode }).phoneNumber.slice(5)
  }

  expect(buy(seed, sid, areaCode)).not.toBe(buy(1, ACCOUNT, '415'))
})

test('buying in one area moves no number of another', () => {
  const [world, other] = [newWorld(), newWorld()]
  buyPhoneNumber(world, accountIn(world), { areaCode: '212' })
  const [one, two] = [world, other].map((it) =>
    buyPhoneNumber(it, accountIn(it), { areaCode: '415' }),
  )

  expect(one?.phoneNumber).toBe(two?.phoneNumber)
})

test('what is said while buying is set on the number [twilio-phone-numbers/set-on-buying]', () => {
  const world = newWorld()
  const account = accountIn(world)
  const trunk = createTrunk(world, account, {})
  const number = buyPhoneNumber(world, account, {
    areaCode: '415',
    friendlyName: 'Desk',
    trunkSid: trunk.sid,
    smsUrl: 'https://example.com/sms',
  })

  expect(number).toMatchObject({ friendlyName: 'Desk', trunkSid: trunk.sid })
  expect(numberOptionsOf(number).smsUrl).toBe('https://example.com/sms')
  expect(trunk.phoneNumberSids).toStrictEqual([number.sid])
})

test.each<[string, PurchaseForm, number]>([
  ['a name of 65 characters', { friendlyName: 'n'.repeat(65) }, 20002],
  ['a trunk that is not there', { trunkSid: `TK${'0'.repeat(32)}` }, 20404],
])('buys nothing with %s', (_, form, code) => {
  const world = newWorld()
  const account = accountIn(world)
  const before = structuredClone(world)

  expect(twilioCode(() => buyPhoneNumber(world, account, { areaCode: '415', ...form }))).toBe(code)
  expect(world).toStrictEqual(before)
})

test.each<[NumberFilter, string[]]>([
  [{}, ['+14155550100', '+442079460958', '+12125550100']],
  [{ phoneNumber: '' }, ['+14155550100', '+442079460958', '+12125550100']],
  [{ phoneNumber: '+1415' }, ['+14155550100']],
  [{ phoneNumber: '5550100' }, ['+14155550100', '+12125550100']],
  [{ phoneNumber: '(415) 555-0100' }, ['+14155550100']],
  [{ phoneNumber: '1***5550100' }, ['+14155550100', '+12125550100']],
  [{ phoneNumber: '4*5' }, ['+14155550100']],
  [{ phoneNumber: '***********' }, ['+14155550100', '+442079460958', '+12125550100']],
  [{ phoneNumber: '************' }, ['+442079460958']],
  [{ phoneNumber: '999' }, []],
  [{ phoneNumber: '.' }, []],
  [{ phoneNumber: 'FLOWERS' }, []],
  [{ friendlyName: 'Desk' }, ['+442079460958']],
  [{ friendlyName: 'desk' }, []],
  [{ friendlyName: 'Desk', phoneNumber: '1' }, []],
  [{ origin: 'twilio' }, ['+14155550100', '+442079460958', '+12125550100']],
  [{ origin: 'hosted' }, []],
])(
  'lists the numbers with %j [twilio-phone-numbers/list] [twilio-phone-numbers/by-digits] [twilio-phone-numbers/by-signs] [twilio-phone-numbers/by-name] [twilio-phone-numbers/by-origin]',
  (filter, expected) => {
    const world = newWorld()
    const account = accountIn(world)
    addPhoneNumber(world, account, '+14155550100')
    addPhoneNumber(world, accountIn(world, OTHER_ACCOUNT), '+14155550199')
    addPhoneNumber(world, account, '+442079460958', { friendlyName: 'Desk' })
    addPhoneNumber(world, account, '+12125550100')

    expect(listPhoneNumbers(world, account, filter).map((it) => it.phoneNumber)).toStrictEqual(
      expected,
    )
  },
)

test('a number is found in its account, and in no other', () => {
  const { world, account, number } = newSetting()
  const stranger = accountIn(world, OTHER_ACCOUNT)

  expect(fetchPhoneNumber(world, account, number.sid)).toBe(number)
  expect(() => fetchPhoneNumber(world, stranger, number.sid)).toThrow(
    `The requested resource /2010-04-01/Accounts/${OTHER_ACCOUNT}/IncomingPhoneNumbers/${number.sid}.json was not found`,
  )
})

test('a number that was told nothing has the documented options, and keeps none [twilio-phone-numbers/defaults]', () => {
  const { number } = newSetting()

  expect(number.options).toBeNull()
  expect(numberOptionsOf(number)).toStrictEqual({
    voiceUrl: null,
    voiceMethod: 'POST',
    voiceFallbackUrl: null,
    voiceFallbackMethod: 'POST',
    voiceApplicationSid: '',
    voiceCallerIdLookup: false,
    smsUrl: '',
    smsMethod: 'POST',
    smsFallbackUrl: '',
    smsFallbackMethod: 'POST',
    smsApplicationSid: '',
    statusCallback: '',
    statusCallbackMethod: 'POST',
  })
})

test('an update of nothing leaves all but the time [twilio-phone-numbers/update]', () => {
  const { world, account, trunk, number } = newSetting()
  updatePhoneNumber(world, account, number, { trunkSid: trunk.sid, voiceMethod: 'GET' })
  const before = structuredClone(number)
  world.clock.now += 1000
  updatePhoneNumber(world, account, number, {})

  expect(number).toStrictEqual({ ...before, dateUpdated: before.dateUpdated + 1000 })
})

test.each([
  [
    'the number',
    (it: Setting) => updatePhoneNumber(it.world, it.account, it.number, { trunkSid: it.trunk.sid }),
  ],
  ['the trunk', (it: Setting) => attachPhoneNumber(it.world, it.trunk, it.number.sid)],
])(
  'by way of %s, a number comes onto a trunk and loses its voice application [twilio-phone-numbers/trunk] [twilio-phone-numbers/trunk-or-application]',
  (_, attach) => {
    const setting = newSetting()
    const { world, account, trunk, number } = setting
    updatePhoneNumber(world, account, number, {
      voiceApplicationSid: APPLICATION,
      smsApplicationSid: APPLICATION,
    })
    attach(setting)

    expect([number.trunkSid, trunk.phoneNumberSids]).toStrictEqual([trunk.sid, [number.sid]])
    expect(numberOptionsOf(number)).toMatchObject({
      voiceApplicationSid: '',
      smsApplicationSid: APPLICATION,
    })
  },
)

test('a number with a voice application comes off its trunk [twilio-phone-numbers/trunk-or-application]', () => {
  const { world, account, trunk, number } = newSetting()
  attachPhoneNumber(world, trunk, number.sid)
  updatePhoneNumber(world, account, number, { voiceApplicationSid: APPLICATION })

  expect([number.trunkSid, trunk.phoneNumberSids]).toStrictEqual([null, []])
  expect(numberOptionsOf(number).voiceApplicationSid).toBe(APPLICATION)
})

test('of a trunk and a voice application at once the trunk stays [twilio-phone-numbers/trunk-before-application]', () => {
  const { world, account, trunk, number } = newSetting()
  const form = { trunkSid: trunk.sid, voiceApplicationSid: APPLICATION }
  updatePhoneNumber(world, account, number, form)

  expect(number.trunkSid).toBe(trunk.sid)
  expect(numberOptionsOf(number).voiceApplicationSid).toBe('')
})

test.each([
  { voiceApplicationSid: '' },
  { smsApplicationSid: APPLICATION },
  { voiceUrl: 'https://example.com/voice' },
  { friendlyName: 'Desk' },
])('%j leaves a number on its trunk', (form) => {
  const { world, account, trunk, number } = newSetting()
  attachPhoneNumber(world, trunk, number.sid)
  updatePhoneNumber(world, account, number, form)

  expect([number.trunkSid, trunk.phoneNumberSids]).toStrictEqual([trunk.sid, [number.sid]])
})

test('an empty trunk SID takes a number off its trunk', () => {
  const { world, account, trunk, number } = newSetting()
  attachPhoneNumber(world, trunk, number.sid)
  updatePhoneNumber(world, account, number, { trunkSid: '' })

  expect([number.trunkSid, trunk.phoneNumberSids]).toStrictEqual([null, []])
})

test('a number sits on one trunk: it leaves the one before [twilio-attached-numbers/one-trunk] [twilio-attached-numbers/absent]', () => {
  const { world, trunk, other, number } = newSetting()
  attachPhoneNumber(world, trunk, number.sid)
  attachPhoneNumber(world, other, number.sid)

  expect([trunk.phoneNumberSids, other.phoneNumberSids]).toStrictEqual([[], [number.sid]])
  expect(fetchAttachedPhoneNumber(world, other, number.sid)).toBe(number)
  expect(twilioCode(() => fetchAttachedPhoneNumber(world, trunk, number.sid))).toBe(20404)
})

test('to attach a number to its own trunk once more changes nothing [twilio-attached-numbers/again]', () => {
  const { world, trunk, number } = newSetting()
  attachPhoneNumber(world, trunk, number.sid)
  const before = structuredClone(world)
  attachPhoneNumber(world, trunk, number.sid)

  expect(world).toStrictEqual(before)
})

test('lists the numbers of a trunk in the order of their attaching [twilio-attached-numbers/order]', () => {
  const { world, account, trunk, number } = newSetting()
  const second = addPhoneNumber(world, account, '+14155550101')
  attachPhoneNumber(world, trunk, second.sid)
  attachPhoneNumber(world, trunk, number.sid)

  expect(listAttachedPhoneNumbers(world, trunk)).toStrictEqual([second, number])
  detachPhoneNumber(world, second)
  expect(listAttachedPhoneNumbers(world, trunk)).toStrictEqual([number])
})

test('refuses the trunk of another account with 20404, and the number stays where it is', () => {
  const { world, account, trunk, number } = newSetting()
  attachPhoneNumber(world, trunk, number.sid)
  const foreign = createTrunk(world, accountIn(world, OTHER_ACCOUNT), {})
  const before = structuredClone(world)

  expect(
    twilioCode(() =>
      updatePhoneNumber(world, account, number, { friendlyName: 'New', trunkSid: foreign.sid }),
    ),
  ).toBe(20404)
  expect(world).toStrictEqual(before)
})

test('refuses a trunk the number of another account with 20404', () => {
  const { world, trunk } = newSetting()
  const foreign = addPhoneNumber(world, accountIn(world, OTHER_ACCOUNT), '+14155550199')

  expect(twilioCode(() => attachPhoneNumber(world, trunk, foreign.sid))).toBe(20404)
})

test('a number that moves to a subaccount leaves its trunk and its account [twilio-phone-numbers/move-trunk]', () => {
  const { world, account, trunk, number } = newSetting()
  attachPhoneNumber(world, trunk, number.sid)
  const destination = createSubaccount(world, account, {})
  updatePhoneNumber(world, account, number, { friendlyName: 'Moved' }, destination)

  expect(number).toMatchObject({
    accountSid: destination.sid,
    trunkSid: null,
    friendlyName: 'Moved',
  })
  expect([account.phoneNumberSids, trunk.phoneNumberSids]).toStrictEqual([[], []])
  expect(listPhoneNumbers(world, destination)).toStrictEqual([number])
})

test('a number moves to a subaccount and onto its trunk at once', () => {
  const { world, account, number } = newSetting()
  const destination = createSubaccount(world, account, {})
  const trunk = createTrunk(world, destination, {})
  updatePhoneNumber(world, account, number, { trunkSid: trunk.sid }, destination)

  expect(listAttachedPhoneNumbers(world, trunk)).toStrictEqual([number])
})

test('a number does not move to a subaccount and stay on a trunk of the old account', () => {
  const { world, account, trunk, number } = newSetting()
  const destination = createSubaccount(world, account, {})
  const before = structuredClone(world)

  expect(
    twilioCode(() =>
      updatePhoneNumber(world, account, number, { trunkSid: trunk.sid }, destination),
    ),
  ).toBe(20404)
  expect(world).toStrictEqual(before)
})

test('a number that is released is nowhere [twilio-phone-numbers/release]', () => {
  const { world, account, trunk, number } = newSetting()
  attachPhoneNumber(world, trunk, number.sid)
  releasePhoneNumber(world, number)

  expect([world.twilio.phoneNumbers, account.phoneNumberSids, trunk.phoneNumberSids]).toStrictEqual(
    [{}, [], []],
  )
})

type Setting = ReturnType<typeof newSetting>

function newSetting() {
  const world = newWorld()
  const account = accountIn(world)
  const [trunk, other] = [createTrunk(world, account, {}), createTrunk(world, account, {})]
  return { world, account, trunk, other, number: addPhoneNumber(world, account, '+14155550100') }
}
