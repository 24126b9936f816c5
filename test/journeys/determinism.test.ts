import { expect, test } from 'vitest'
import {
  type Client,
  clientOf,
  PROVIDERS,
  type Sent,
  startInProcess,
  validBody,
} from '../support/client.ts'
import { startOnPort } from '../support/port.ts'

type Step = [method: string, path: string, sent?: Sent]

const OTHER_ACCOUNT = `AC${'b'.repeat(32)}`
const steered = (digits: string) => ({ ...validBody, authToken: digits.padStart(32, '0') })
const create = (body: object): Step => ['POST', PROVIDERS, { body }]
const get = (step: number): Step => ['GET', `${PROVIDERS}/{${step}}`]
const update = (step: number, body: unknown): Step => ['PUT', `${PROVIDERS}/{${step}}`, { body }]

/** A day of a client, mistakes included. `{n}` stands for the id in the answer to step n. */
const STEPS: Step[] = [
  create(validBody),
  get(0),
  update(0, { name: 'Renamed' }),
  get(0),
  create(validBody),
  create({ ...validBody, name: 'Second', region: 'ie1' }),
  update(4, { supportsCallTransfer: true }),
  get(4),
  get(5),
  create({ ...validBody, accountSid: OTHER_ACCOUNT, supportsCallTransfer: true }),
  get(9),
  update(9, { supportsCallTransfer: false, region: 'jp1' }),
  get(9),
  create({}),
  create({ ...validBody, name: ' ', region: 7 }),
  ['POST', PROVIDERS, { body: '{"name":' }],
  ['POST', PROVIDERS, { body: '' }],
  ['POST', PROVIDERS, { body: validBody, key: null }],
  ['POST', PROVIDERS, { body: 'name=Main', headers: { 'Content-Type': 'text/plain' } }],
  ['DELETE', `${PROVIDERS}/{0}`],
  ['GET', '/api/v1/sip-phone-numbers'],
  ['GET', `${PROVIDERS}/not-a-uuid`],
  ['GET', `${PROVIDERS}/3c90c3cc-0d44-4b50-8888-8dd25736052a`],
  ['GET', `${PROVIDERS}/{0}`, { key: 'another-key' }],
  ['OPTIONS', PROVIDERS],
  ['HEAD', `${PROVIDERS}/{0}`],
  update(0, {}),
  update(0, { name: 'x'.repeat(101) }),
  create(steered('020003')),
  create(steered('020429')),
  create(steered('021243')),
  create(steered('021248')),
  create(steered('210001')),
  get(32),
  get(32),
  get(32),
  create({ ...steered('012000'), name: 'Failed' }),
  get(36),
  create({ ...steered('019999'), name: 'Pending' }),
  get(38),
  create({ ...validBody, authToken: 'f'.repeat(32) }),
  create({ ...validBody, name: 'Last' }),
  get(41),
]

/** Plays the steps one after the other, and an extra request before one of them. Its answer is not among the answers. */
async function play(client: Client, extra?: { before: number; step: Step }) {
  const ids: string[] = []
  const answers: string[] = []
  const run = ([method, path, sent]: Step) =>
    client.send(
      method,
      path.replace(/\{(\d+)\}/, (_all, step) => ids[step] ?? ''),
      sent,
    )
  for (const [index, step] of STEPS.entries()) {
    if (index === extra?.before) await run(extra.step)
    const { status, text, body } = await run(step)
    ids.push(body?.id ?? '')
    answers.push(`${status} ${text}`)
  }
  return answers
}

const idsIn = (answers: string[]) =>
  answers.join('\n').match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|TK[0-9a-f]{32}/g) ?? []

test('two fresh starts give the same bytes', async () => {
  expect(await play(await startInProcess())).toEqual(await play(await startInProcess()))
})

test('a port gives the same bytes as no port', async () => {
  expect(await play(await startOnPort())).toEqual(await play(await startInProcess()))
})

test('the steps meet every kind of answer', async () => {
  const statuses = (await play(await startInProcess())).map((answer) => Number(answer.slice(0, 3)))

  expect([...new Set(statuses)].sort()).toEqual([
    200, 201, 204, 400, 401, 404, 405, 415, 500, 502, 503,
  ])
})

test('seed 1 gives the provider that it always gave', async () => {
  const { create } = await startInProcess({ seed: 1 })

  expect((await create()).text).toBe(
    '{"name":"Main","providerType":"twilio","accountSid":"ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",' +
      '"id":"cc199543-3d80-428c-bc7e-e53a25a6b449","verificationStatus":"pending","lastVerifiedAt":null,' +
      '"phoneNumberCount":0,"verificationDetails":null,"trunkSid":"TK39b35752ebf7216e7b2e9d62643c85ee",' +
      '"terminationUri":"sip:dasha-cc1995433d80428c.pstn.twilio.com","region":"us1","supportsCallTransfer":false}',
  )
})

test('another seed gives other ids', async () => {
  const one = new Set(idsIn(await play(await startInProcess({ seed: 1 }))))
  const two = idsIn(await play(await startInProcess({ seed: 2 })))
  // The sequence asks for this one itself.
  const asked = '3c90c3cc-0d44-4b50-8888-8dd25736052a'

  expect(two.filter((id) => one.has(id) && id !== asked)).toEqual([])
})

test('another clock gives the same ids', async () => {
  const newYear = idsIn(await play(await startInProcess()))
  const later = idsIn(await play(await startInProcess({ now: '2031-07-01T12:00:00Z' })))

  expect(later).toEqual(newYear)
})

const UNRELATED: [what: string, step: Step][] = [
  ['a create under another name', create({ ...validBody, name: 'Unrelated' })],
  ['a create for another account', create({ ...validBody, accountSid: `AC${'c'.repeat(32)}` })],
  [
    'a create that says what verification says',
    create({ ...steered('012000'), name: 'Unrelated' }),
  ],
  ['a create that Twilio refuses at once', create(steered('020003'))],
  ['a create that fails at the trunk', create(steered('021248'))],
  ['a create that fails at the credential list', create(steered('021240'))],
  ['a create that fails at the last step', create(steered('021243'))],
  ['a create without members', create({})],
  ['a create with malformed JSON', ['POST', PROVIDERS, { body: '{' }]],
  ['a create without a key', ['POST', PROVIDERS, { body: validBody, key: null }]],
  ['a read of nothing', ['GET', `${PROVIDERS}/3c90c3cc-0d44-4b50-8888-8dd25736052b`]],
  ['a read by another organisation', ['GET', `${PROVIDERS}/{0}`, { key: 'another-key' }]],
  ['a wrong method', ['PUT', PROVIDERS]],
  ['an unknown path', ['GET', '/api/v1/nothing']],
  ['a preflight', ['OPTIONS', PROVIDERS]],
  ['a health probe', ['GET', '/__admin/health']],
]

test.each(UNRELATED)('%s changes no other answer, wherever it comes', async (_what, step) => {
  const undisturbed = await play(await startInProcess())

  const disturbed = []
  for (const before of [0, 1, 5, 33, STEPS.length - 1]) {
    disturbed.push(await play(await startInProcess(), { before, step }))
  }

  expect(disturbed).toEqual(disturbed.map(() => undisturbed))
})

test('two worlds of one simulator give the same bytes', async () => {
  const { simulator } = await startInProcess()

  const a = await play(clientOf(simulator.world('a').fetch))
  const b = await play(clientOf(simulator.world('b').fetch))

  expect(b).toEqual(a)
})

test('two worlds that are used in turn give the same bytes', async () => {
  const { simulator } = await startInProcess()
  const names = ['a', 'b', 'default', 'A']

  const all = await Promise.all(names.map((name) => play(clientOf(simulator.world(name).fetch))))

  expect(new Set(all.map((answers) => answers.join('\n'))).size).toBe(1)
})

test('a world does not see the providers of another', async () => {
  const { simulator } = await startInProcess()
  const a = clientOf(simulator.world('a').fetch)
  const b = clientOf(simulator.world('b').fetch)
  const { id } = (await a.create()).body

  expect((await b.get(id)).status).toBe(404)
})

test('an account of one world may have another token in another', async () => {
  const { simulator } = await startInProcess()
  const a = clientOf(simulator.world('a').fetch)
  const b = clientOf(simulator.world('b').fetch)
  await a.create()

  expect((await b.create({ ...validBody, authToken: 'f'.repeat(32) })).status).toBe(201)
})

test('50 creates at once give the same bodies as one after the other', async () => {
  const names = Array.from({ length: 50 }, (_, index) => `Line ${index + 1}`)
  const atOnce = await startOnPort()
  const inTurn = await startInProcess()

  const together = await Promise.all(names.map((name) => atOnce.create({ ...validBody, name })))

  const one: string[] = []
  for (const name of names) one.push((await inTurn.create({ ...validBody, name })).text)
  expect(together.map(({ text }) => text)).toEqual(one)
})

test('50 creates at once under one name give the same set of bodies as one after the other', async () => {
  const atOnce = await startOnPort()
  const inTurn = await startInProcess()

  const together = await Promise.all(Array.from({ length: 50 }, () => atOnce.create()))

  const one: string[] = []
  for (let count = 0; count < 50; count++) one.push((await inTurn.create()).text)
  expect(together.map(({ text }) => text).sort()).toEqual(one.sort())
})
