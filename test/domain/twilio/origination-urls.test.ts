import { expect, test } from 'vitest'
import {
  createOriginationUrl,
  deleteOriginationUrl,
  fetchOriginationUrl,
  listOriginationUrls,
  type OriginationUrlForm,
  updateOriginationUrl,
} from '../../../src/domain/twilio/origination-urls.ts'
import { createTrunk } from '../../../src/domain/twilio/trunks.ts'
import { ACCOUNT, accountIn, twilioCode } from '../../support/domain.ts'
import { newWorld } from '../../support/world.ts'

const FORM: OriginationUrlForm = {
  friendlyName: 'Office',
  sipUrl: 'sip:calls@office.example.com',
  weight: 10,
  priority: 20,
  enabled: true,
}

const REFUSED: [string, Partial<OriginationUrlForm>][] = [
  ['weight 0', { weight: 0 }],
  ['weight 65536', { weight: 65_536 }],
  ['weight 1.5', { weight: 1.5 }],
  ['a weight that is no number', { weight: Number.NaN }],
  ['priority -1', { priority: -1 }],
  ['priority 65536', { priority: 65_536 }],
  ['a priority that is no number', { priority: Number.NaN }],
  ['a name of 65 characters', { friendlyName: 'n'.repeat(65) }],
  ['another scheme', { sipUrl: 'sips:calls@office.example.com' }],
  ['no scheme', { sipUrl: 'office.example.com' }],
  ['a scheme alone', { sipUrl: 'sip:' }],
  ['white space', { sipUrl: 'sip:calls@office.example.com ' }],
]

const TAKEN: Partial<OriginationUrlForm>[] = [
  { weight: 1 },
  { weight: 65_535 },
  { priority: 0 },
  { priority: 65_535 },
  { friendlyName: 'n'.repeat(64) },
  { sipUrl: 'SIP:office.example.com:5061;transport=tls' },
  { enabled: false },
]

test('a URL is what it was made of', () => {
  const { world, trunk } = newSetting()

  expect(createOriginationUrl(world, trunk, FORM)).toStrictEqual({
    sid: expect.stringMatching(/^OU[0-9a-f]{32}$/),
    accountSid: ACCOUNT,
    trunkSid: trunk.sid,
    ...FORM,
    dateCreated: world.clock.now,
    dateUpdated: world.clock.now,
  })
})

test.each(TAKEN)(
  'takes %j in a create and in an update [twilio-origination-urls/weight] [twilio-origination-urls/priority] [twilio-origination-urls/scheme] [twilio-origination-urls/update]',
  (part) => {
    const { world, trunk } = newSetting()
    const url = createOriginationUrl(world, trunk, FORM)

    expect(createOriginationUrl(world, trunk, { ...FORM, ...part })).toMatchObject(part)
    expect(updateOriginationUrl(world, url, part)).toMatchObject({ ...FORM, ...part })
  },
)

test.each(REFUSED)(
  'refuses %s in a create and in an update with 20002 [twilio-origination-urls/weight] [twilio-origination-urls/priority] [twilio-origination-urls/scheme]',
  (_, part) => {
    const { world, trunk } = newSetting()
    const url = createOriginationUrl(world, trunk, FORM)
    const before = structuredClone(world)

    expect(twilioCode(() => createOriginationUrl(world, trunk, { ...FORM, ...part }))).toBe(20002)
    expect(twilioCode(() => updateOriginationUrl(world, url, { enabled: false, ...part }))).toBe(
      20002,
    )
    expect(world).toStrictEqual(before)
  },
)

test('a trunk has 10 URLs and not more, until one is deleted [twilio-origination-urls/limit]', () => {
  const { world, trunk } = newSetting()
  const [first] = Array.from({ length: 10 }, () => createOriginationUrl(world, trunk, FORM))
  expect(twilioCode(() => createOriginationUrl(world, trunk, FORM))).toBe(21249)
  if (first) deleteOriginationUrl(world, trunk, first)
  expect(createOriginationUrl(world, trunk, FORM).trunkSid).toBe(trunk.sid)
})

test('the URLs of one trunk do not count for another', () => {
  const { world, trunk, other } = newSetting()
  for (let count = 0; count < 10; count++) createOriginationUrl(world, trunk, FORM)

  expect(createOriginationUrl(world, other, FORM).trunkSid).toBe(other.sid)
})

test('a URL is found on its trunk, and on no other [twilio-origination-urls/in-its-trunk]', () => {
  const { world, trunk, other } = newSetting()
  const url = createOriginationUrl(world, trunk, FORM)

  expect(fetchOriginationUrl(world, trunk, url.sid)).toBe(url)
  expect(twilioCode(() => fetchOriginationUrl(world, other, url.sid))).toBe(20404)
})

test('lists the URLs of a trunk in the order of their making, those that are there', () => {
  const { world, trunk, other } = newSetting()
  const [one, two, three] = [1, 2, 3].map((weight) => {
    createOriginationUrl(world, other, FORM)
    return createOriginationUrl(world, trunk, { ...FORM, weight })
  })
  if (two) deleteOriginationUrl(world, trunk, two)

  expect(listOriginationUrls(world, trunk)).toStrictEqual([one, three])
})

test('an update of nothing leaves all but the time', () => {
  const { world, trunk } = newSetting()
  const url = createOriginationUrl(world, trunk, FORM)
  const before = structuredClone(url)
  world.clock.now += 1000
  updateOriginationUrl(world, url, {})

  expect(url).toStrictEqual({ ...before, dateUpdated: before.dateUpdated + 1000 })
})

function newSetting() {
  const world = newWorld()
  const account = accountIn(world)
  const [trunk, other] = [createTrunk(world, account, {}), createTrunk(world, account, {})]
  return { world, trunk, other }
}
