import { expect, test } from 'vitest'
import { ACCOUNT_SID, AUTH_TOKEN } from '../../support/client.ts'
import {
  ACCOUNT,
  LISTS,
  NUMBERS,
  TRUNKS,
  twilioClientOf,
  twilioInProcess,
} from '../../support/twilio.ts'

const PHONE_NUMBERS = [
  '+14155550100',
  '+14155550101',
  '+14155550102',
  '+12125550103',
  '+14155550104',
]

const withNumbers = {
  fixture: {
    accounts: [
      {
        accountSid: ACCOUNT_SID,
        authToken: AUTH_TOKEN,
        phoneNumbers: PHONE_NUMBERS.map((phoneNumber) => ({ phoneNumber })),
      },
    ],
  },
}

const numbersOf = (body: { incoming_phone_numbers: { phone_number: string }[] }) =>
  body.incoming_phone_numbers.map((it) => it.phone_number)

const namesOf = (body: { trunks: { friendly_name: string }[] }) =>
  body.trunks.map((it) => it.friendly_name)

test('three pages of the 2010 API hold every number once, in the order of their making [twilio-paging/flat] [twilio-paging/ends] [twilio-paging/places] [twilio-paging/oldest-first]', async () => {
  const { get } = await twilioInProcess(withNumbers)

  const first = await get(`${NUMBERS}.json?PageSize=2`)
  const second = await get(first.body.next_page_uri)
  const third = await get(second.body.next_page_uri)

  const pages = [first, second, third].map(({ body }) => body)
  expect(pages.flatMap(numbersOf)).toEqual(PHONE_NUMBERS)
  expect(pages.map(({ page, start, end }) => [page, start, end])).toEqual([
    [0, 0, 1],
    [1, 2, 3],
    [2, 4, 4],
  ])
  expect(third.body.next_page_uri).toBeNull()
  expect(first.body.previous_page_uri).toBeNull()
  expect((await get(third.body.previous_page_uri)).body.page).toBe(1)
  const back = await get(third.body.first_page_uri)
  expect(numbersOf(back.body)).toEqual(numbersOf(first.body))
})

test('links of the 2010 API are relative, name the last item, and know no world [twilio-answers/links-2010] [twilio-paging/token]', async () => {
  const { get } = await twilioInProcess(withNumbers)

  const { body } = await get(`/__w/checkout${NUMBERS}.json?PageSize=2`)

  const last = body.incoming_phone_numbers[1].sid
  expect([body.uri, body.first_page_uri, body.next_page_uri]).toEqual([
    `${NUMBERS}.json?PageSize=2&Page=0`,
    `${NUMBERS}.json?PageSize=2&Page=0`,
    `${NUMBERS}.json?PageSize=2&Page=1&PageToken=PA${last}`,
  ])
})

test('filters go with every link, and each is escaped [twilio-paging/filters]', async () => {
  const { get } = await twilioInProcess(withNumbers)
  const query = new URLSearchParams({ PhoneNumber: '+1415555010*', PageSize: '3', Unknown: 'x' })

  const first = await get(`${NUMBERS}.json?${query}`)
  const second = await get(first.body.next_page_uri)

  expect(first.body.next_page_uri).toContain('?PhoneNumber=%2B1415555010*&PageSize=3&Page=1&')
  expect([...numbersOf(first.body), ...numbersOf(second.body)]).toEqual(
    PHONE_NUMBERS.filter((it) => it.startsWith('+1415')),
  )
  expect(second.body.first_page_uri).toBe(
    `${NUMBERS}.json?PhoneNumber=%2B1415555010*&PageSize=3&Page=0`,
  )
})

test('no number is new to Twilio: both values of Beta keep them all [twilio-phone-numbers/by-beta]', async () => {
  const { get } = await twilioInProcess(withNumbers)

  for (const Beta of ['true', 'false']) {
    const { body } = await get(`${NUMBERS}.json?Beta=${Beta}`)

    expect(numbersOf(body)).toEqual(PHONE_NUMBERS)
    expect(body.incoming_phone_numbers).toEqual(
      PHONE_NUMBERS.map(() => expect.objectContaining({ beta: false })),
    )
  }
})

test('three pages of trunks are linked by URLs of the origin and the world of the request [twilio-answers/links-v1] [twilio-answers/links-origin] [twilio-paging/meta]', async () => {
  const { simulator } = await twilioInProcess()
  const origin = 'http://127.0.0.1:4711'
  const { get, post } = twilioClientOf(simulator.fetch, origin)
  const prefix = '/__w/checkout'
  for (const FriendlyName of ['a', 'b', 'c', 'd', 'e'])
    await post(prefix + TRUNKS, { FriendlyName })
  const follow = (url: string) => get(url.slice(origin.length))

  const first = await get(`${prefix}${TRUNKS}?PageSize=2`)
  const second = await follow(first.body.meta.next_page_url)
  const third = await follow(second.body.meta.next_page_url)

  const pages = [first, second, third].map(({ body }) => body)
  expect(pages.flatMap(namesOf)).toEqual(['a', 'b', 'c', 'd', 'e'])
  const [, { sid }] = first.body.trunks
  const list = `${origin}${prefix}${TRUNKS}`
  expect(first.body.meta).toEqual({
    first_page_url: `${list}?PageSize=2&Page=0`,
    previous_page_url: null,
    next_page_url: `${list}?PageSize=2&Page=1&PageToken=PT${sid}`,
    url: `${list}?PageSize=2&Page=0`,
    page: 0,
    page_size: 2,
    key: 'trunks',
  })
  expect([first.body.trunks[0].url, first.body.trunks[0].links.phone_numbers]).toEqual([
    `${list}/${first.body.trunks[0].sid}`,
    `${list}/${first.body.trunks[0].sid}/PhoneNumbers`,
  ])
  expect(third.body.meta.next_page_url).toBeNull()
  expect((await follow(third.body.meta.previous_page_url)).body.meta.page).toBe(1)
})

test('a page goes on behind the last item of the one before, also when others are gone by then [twilio-paging/goes-on]', async () => {
  const { get, delete: remove } = await twilioInProcess(withNumbers)
  const first = await get(`${NUMBERS}.json?PageSize=2`)
  const [gone] = first.body.incoming_phone_numbers

  await remove(`${NUMBERS}/${gone.sid}.json`)
  const second = await get(first.body.next_page_uri)

  expect(numbersOf(second.body)).toEqual(PHONE_NUMBERS.slice(2, 4))
})

test('a list without items is one empty page [twilio-paging/places]', async () => {
  const { get } = await twilioInProcess()

  const [flat, inMeta] = [await get(`${LISTS}.json`), await get(TRUNKS)]

  expect([flat.body.start, flat.body.end, flat.body.page_size, flat.body.credential_lists]).toEqual(
    [0, 0, 50, []],
  )
  expect([inMeta.body.trunks, inMeta.body.meta.next_page_url]).toEqual([[], null])
})

test('a page behind the last one is empty [twilio-paging/behind]', async () => {
  const { get } = await twilioInProcess(withNumbers)

  const { body } = await get(`${NUMBERS}.json?PageSize=2&Page=7`)

  expect([numbersOf(body), body.start, body.end, body.next_page_uri]).toEqual([[], 0, 0, null])
})

test.each([
  ['PageSize=1001', 20007, 'Page size too large'],
  ['PageSize=0', 20002, 'Invalid PageSize'],
  ['PageSize=two', 20002, 'Invalid PageSize'],
  ['Page=-1', 20002, 'Invalid Page'],
  ['Page=1.5', 20002, 'Invalid Page'],
])(
  'the page %s cannot be [twilio-paging/too-large] [twilio-paging/impossible]',
  async (query, code, message) => {
    const { get } = await twilioInProcess()

    for (const path of [`${NUMBERS}.json`, TRUNKS]) {
      const { status, body } = await get(`${path}?${query}`)

      expect([status, body.code, body.message]).toEqual([400, code, message])
    }
  },
)

test('a page has 50 items, unless the request says how many [twilio-paging/size]', async () => {
  const numbers = Array.from({ length: 51 }, (_, index) => `+14155550${100 + index}`)
  const phoneNumbers = numbers.map((phoneNumber) => ({ phoneNumber }))
  const accounts = [{ accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, phoneNumbers }]
  const { get } = await twilioInProcess({ fixture: { accounts } })

  const [usual, three] = [await get(`${NUMBERS}.json`), await get(`${NUMBERS}.json?PageSize=3`)]

  expect(numbersOf(usual.body)).toEqual(numbers.slice(0, 50))
  expect(numbersOf(three.body)).toEqual(numbers.slice(0, 3))
  expect([usual.body.page_size, three.body.page_size]).toEqual([50, 3])
})

test('a page of 1000 items is the largest [twilio-paging/largest]', async () => {
  const { get } = await twilioInProcess()

  expect((await get(`${TRUNKS}?PageSize=1000`)).status).toBe(200)
})

test('accounts are listed by name and by status', async () => {
  const { get, post } = await twilioInProcess()
  const accounts = '/2010-04-01/Accounts.json'
  const { body: one } = await post(accounts, { FriendlyName: 'One' })
  const { body: two } = await post(accounts, { FriendlyName: 'Two' })
  await post(`/2010-04-01/Accounts/${two.sid}.json`, { Status: 'suspended' })
  const sids = async (query: string) =>
    (await get(accounts + query)).body.accounts.map((it: { sid: string }) => it.sid)

  expect(await sids('')).toEqual([ACCOUNT.split('/')[3], one.sid, two.sid])
  expect(await sids('?FriendlyName=One')).toEqual([one.sid])
  expect(await sids('?Status=suspended')).toEqual([two.sid])
})
