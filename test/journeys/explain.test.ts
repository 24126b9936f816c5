import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Explanation } from '../../src/contract/journal.ts'
import { WHOLE_LEDGER } from '../../src/contract/rules/whole-ledger.ts'
import { ACCOUNT_SID, type Answer, PROVIDERS, validBody } from '../support/client.ts'
import { refusalOf, type Steered, steeredWays } from '../support/steered.ts'

const ID = '3c90c3cc-0d44-4b50-8888-8dd25736052a'
const document = JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'))

/** What stands at a JSON pointer; undefined where nothing does. */
function at(pointer: string, value: unknown): unknown {
  return pointer
    .replace('#', '')
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((inner: unknown, part) => Object(inner)[part], value)
}

/** What a request has at a place: its query is a text, whose parameters have names. */
function inRequest(pointer: string, { request }: Explanation['entry']): unknown {
  const [, name] = /^\/query\/(.+)$/.exec(pointer) ?? []
  if (name === undefined) return at(pointer, request)
  return new URLSearchParams(request.query).get(name) ?? undefined
}

/** The explanation of an answer. Every rule in it has to be one, and every pointer to lead somewhere. */
async function explained({ control }: Steered, answer: Answer): Promise<Explanation> {
  const explanation = await control.explain(answer.headers.get('X-Mock-Request-Id') ?? '')
  const { entry, rules, validation } = explanation
  const dead = [
    ...rules.map((it) => it.rule).filter((it) => !(it in WHOLE_LEDGER)),
    ...validation.filter(({ schema }) => !at(schema, document)).map((it) => it.schema),
    ...validation
      .filter(
        ({ result, pointer }) => result === 'passed' && inRequest(pointer, entry) === undefined,
      )
      .map((it) => it.pointer),
    ...validation
      .filter(
        ({ result, pointer }) => result === 'absent' && inRequest(pointer, entry) !== undefined,
      )
      .map((it) => it.pointer),
  ]
  expect(dead).toEqual([])
  expect(entry).toEqual(await control.request(entry.id))
  expect(entry.response?.status).toBe(answer.status)
  return explanation
}

const rulesOf = ({ rules }: Explanation) =>
  rules.map(({ rule, fidelity }) => [rule, fidelity.class])

const resultsOf = ({ validation }: Explanation) =>
  validation.map(({ pointer, result }) => [pointer, result])

const callsOf = ({ twilioCalls }: Explanation) =>
  twilioCalls.map(({ operation, status, code }) => [operation, status, code])

describe.each(steeredWays)('$way', ({ start }) => {
  test('a plain create: its rule, what was looked at, the calls, the ids and the clock', async () => {
    const steered = await start({ now: '2026-02-03T04:05:06Z' })
    const answer = await steered.create()

    const why = await explained(steered, answer)

    expect(why.route).toEqual({
      operationId: 'createTwilioProvider',
      method: 'POST',
      path: PROVIDERS,
    })
    expect(rulesOf(why)).toEqual([['create/status-201', 'inferred']])
    expect(resultsOf(why)).toEqual([
      ['/headers/authorization', 'passed'],
      ['/headers/content-type', 'passed'],
      ['/body/accountSid', 'passed'],
      ['/body/authToken', 'passed'],
      ['/body/name', 'passed'],
      ['/body/region', 'absent'],
      ['/body/supportsCallTransfer', 'absent'],
    ])
    expect(why.validation.every(({ fidelity }) => fidelity !== null)).toBe(true)
    expect(why.steering).toEqual([])
    expect(callsOf(why)).toEqual([
      ['FetchAccount', 200, null],
      ['CreateTrunk', 201, null],
      ['CreateSipCredentialList', 201, null],
      ['CreateCredentialList', 201, null],
      ['CreateSipCredential', 201, null],
    ])
    expect(why.ids[0]).toEqual({ kind: 'provider', key: `${ACCOUNT_SID} Main`, n: 1 })
    expect(why.ids.map(({ kind }) => kind)).toEqual([
      'provider',
      'trunk',
      'credential-list',
      'credential',
    ])
    expect(why.clock).toEqual({ mode: 'frozen', now: '2026-02-03T04:05:06.000Z' })
  })

  test('a second create of one account and name draws second ids', async () => {
    const steered = await start()
    await steered.create()

    const why = await explained(steered, await steered.create())

    expect(why.ids[0]).toEqual({ kind: 'provider', key: `${ACCOUNT_SID} Main`, n: 2 })
  })

  test('a 400: each member that failed, with its schema and every message', async () => {
    const steered = await start()
    const answer = await steered.create({ accountSid: 'AC1', authToken: 7, region: ['us1'] })

    const why = await explained(steered, answer)

    expect(resultsOf(why)).toEqual([
      ['/headers/authorization', 'passed'],
      ['/headers/content-type', 'passed'],
      ['/body/accountSid', 'failed'],
      ['/body/authToken', 'failed'],
      ['/body/name', 'failed'],
      ['/body/region', 'failed'],
      ['/body/supportsCallTransfer', 'absent'],
    ])
    expect(why.validation.find(({ pointer }) => pointer === '/body/accountSid')).toEqual({
      pointer: '/body/accountSid',
      schema: '#/components/schemas/CreateTwilioProvider/properties/accountSid',
      result: 'failed',
      messages: ["The field AccountSid must match the regular expression '^AC[a-f0-9]{32}$'."],
      fidelity: { class: 'documented', source: 'create-twilio-provider' },
    })
    expect(rulesOf(why)).toEqual([
      ['errors/validation', 'inferred'],
      ['create/account-sid-format', 'documented'],
      ['create/auth-token-format', 'documented'],
      ['create/name-length', 'documented'],
      ['create/region-type', 'documented'],
    ])
    expect(why.validation.flatMap(({ messages }) => messages).sort()).toEqual(
      Object.values<string[]>(answer.body.errors).flat().sort(),
    )
    expect(why.problems.map(({ pointer }) => pointer).sort()).toEqual(
      ['/body/accountSid', '/body/authToken', '/body/name', '/body/region'].sort(),
    )
    expect(why.problems.map(({ message }) => message).sort()).toEqual(
      why.validation.flatMap(({ messages }) => messages).sort(),
    )
    expect([why.twilioCalls, why.ids]).toEqual([[], []])
  })

  test('a 400 for malformed JSON: the body as a whole', async () => {
    const steered = await start()

    const why = await explained(steered, await steered.send('POST', PROVIDERS, { body: '{' }))

    expect(why.validation.at(-1)).toMatchObject({
      pointer: '/body',
      schema: '#/components/schemas/CreateTwilioProvider',
      result: 'failed',
      messages: ['The request body is not valid JSON.'],
    })
  })

  test('a 400 for a bad id and a bad body: both', async () => {
    const steered = await start()

    const why = await explained(steered, await steered.update('x', { name: 7 }))

    expect(resultsOf(why).filter(([, result]) => result === 'failed')).toEqual([
      ['/path', 'failed'],
      ['/body/name', 'failed'],
    ])
  })

  test('a body that was too large to keep: what is wrong with it', async () => {
    const steered = await start()
    const more = 'x'.repeat(20_000)

    const made = await explained(steered, await steered.create({ ...validBody, more }))
    const refused = await explained(steered, await steered.create({ ...validBody, name: '', more }))

    const aboutBody = (why: Explanation) =>
      resultsOf(why).filter(([pointer]) => pointer?.startsWith('/body'))
    expect([aboutBody(made), aboutBody(refused)]).toEqual([[], [['/body/name', 'failed']]])
  })

  test('a 400 of Twilio: nothing failed here, and the call that did', async () => {
    const steered = await start()
    const authToken = '00000000000000000000000000020003'

    const why = await explained(steered, await steered.create({ ...validBody, authToken }))

    expect(rulesOf(why)[0]).toEqual(['steering/2-token', 'invented'])
    expect(rulesOf(why)).toContainEqual(['errors/validation', 'inferred'])
    expect(callsOf(why)).toEqual([['FetchAccount', 401, 20003]])
    expect(why.validation.every(({ result }) => result !== 'failed')).toBe(true)
  })

  test('a 401: the key, and nothing after it', async () => {
    const steered = await start()

    const why = await explained(steered, await steered.get(ID, { key: null }))

    expect(rulesOf(why)).toEqual([
      ['authentication/challenge', 'inferred'],
      ['authentication/bearer', 'documented'],
    ])
    expect(resultsOf(why)).toEqual([['/headers/authorization', 'failed']])
    expect(why.validation[0]?.messages).toEqual([
      'no API key ((send `Authorization: Bearer <key>`; any key will do))',
    ])
  })

  test('a 404 for no provider: all that was looked at is well', async () => {
    const steered = await start()

    const why = await explained(steered, await steered.get(ID))

    expect(rulesOf(why)).toEqual([['errors/not-found', 'inferred']])
    expect(resultsOf(why)).toEqual([
      ['/headers/authorization', 'passed'],
      ['/path', 'passed'],
    ])
  })

  test('a 404 for no path: no route', async () => {
    const steered = await start()

    const why = await explained(steered, await steered.send('GET', '/api/v1/Providers/twilio'))

    expect([why.route, rulesOf(why), why.validation]).toEqual([
      null,
      [['routing/no-path', 'inferred']],
      [],
    ])
  })

  test('a 405: no route with this method', async () => {
    const steered = await start()

    const why = await explained(steered, await steered.send('PATCH', PROVIDERS))

    expect([why.route, rulesOf(why)]).toEqual([null, [['routing/wrong-method', 'inferred']]])
  })

  test('a 415: the type, and nothing after it', async () => {
    const steered = await start()
    const headers = { 'Content-Type': 'text/plain' }

    const why = await explained(
      steered,
      await steered.send('PUT', `${PROVIDERS}/${ID}`, { body: 'name', headers }),
    )

    expect(rulesOf(why)[0]).toEqual(['errors/media-type', 'inferred'])
    expect(resultsOf(why)).toEqual([
      ['/headers/authorization', 'passed'],
      ['/path', 'passed'],
      ['/headers/content-type', 'failed'],
    ])
  })

  test('a 503 by token: the token, and the call', async () => {
    const steered = await start()
    const authToken = '00000000000000000000000000020429'

    const why = await explained(steered, await steered.create({ ...validBody, authToken }))

    expect(rulesOf(why)).toEqual([
      ['steering/2-token', 'invented'],
      ['errors/twilio-busy', 'inferred'],
    ])
    expect(why.steering).toEqual([
      { about: 'what Twilio answers', won: { rank: 2, by: 'authToken' }, lost: [] },
    ])
    expect(callsOf(why)).toEqual([['FetchAccount', 429, 20429]])
  })

  test('a 503 by preference: the request, and the fault that it beat', async () => {
    const steered = await start()
    await steered.control.addFault({ name: 'done', times: 1, status: 500 })
    await steered.get(ID)
    await steered.control.addFault({ name: 'storm', status: 502 })

    const why = await explained(steered, await steered.get(ID, { headers: { Prefer: 'code=503' } }))

    expect(rulesOf(why)).toEqual([
      ['steering/1-request', 'invented'],
      ['errors/overloaded', 'invented'],
    ])
    expect(why.steering).toEqual([
      {
        about: 'the answer',
        won: { rank: 1, by: 'Prefer: code=503' },
        lost: [{ rank: 4, by: 'fault storm', why: 'Prefer: code=503 (row 1) has the word' }],
      },
    ])
    expect([why.validation, why.twilioCalls, why.ids]).toEqual([[], [], []])
  })

  test('a 503 by fault: the fault, and the one of the start that it beat', async () => {
    const steered = await start({
      scenario: { name: 'start', description: 'A fault.', faults: [{ status: 500 }] },
    })
    await steered.control.addFault({ name: 'storm', status: 503 })

    const why = await explained(steered, await steered.get(ID))

    expect(why.steering).toEqual([
      {
        about: 'the answer',
        won: { rank: 4, by: 'fault storm' },
        lost: [{ rank: 5, by: 'fault start-1', why: 'fault storm (row 4) has the word' }],
      },
    ])
    expect(rulesOf(why)[0]).toEqual(['steering/4-world', 'invented'])
  })

  test('an answer that is broken: what the operation looked at and did', async () => {
    const steered = await start()
    await steered.control.addFault({ fault: 'TRUNCATED_BODY' })
    await steered.create().catch(() => {})
    await steered.create({}).catch(() => {})

    const [made, refused] = [await steered.control.explain('1'), await steered.control.explain('2')]

    expect([made.entry.fault, callsOf(made).length, made.steering[0]?.won]).toEqual([
      'TRUNCATED_BODY',
      5,
      { rank: 4, by: 'fault fault-1' },
    ])
    expect(resultsOf(refused).filter(([, result]) => result === 'failed')).toHaveLength(3)
  })

  test('a preference that is refused: the request asked for it', async () => {
    const steered = await start()

    const why = await explained(steered, await steered.get(ID, { headers: { Prefer: 'code=299' } }))

    expect([rulesOf(why), why.validation]).toEqual([
      [
        ['steering/1-request', 'invented'],
        ['errors/validation', 'inferred'],
      ],
      [],
    ])
  })

  test('a read that verifies: what steered it, each rule once, and the calls', async () => {
    const steered = await start({ scenario: 'credential-list-detached' })
    const { id } = (await steered.create()).body

    const why = await explained(steered, await steered.get(id))

    expect(rulesOf(why)).toEqual([
      ['steering/5-start', 'invented'],
      ['success/status-200', 'inferred'],
    ])
    expect(why.steering).toEqual([
      {
        about: 'what verification says',
        won: { rank: 5, by: 'scenario credential-list-detached' },
        lost: [],
      },
    ])
    expect(callsOf(why).map(([operation]) => operation)).toEqual([
      'FetchAccount',
      'FetchTrunk',
      'ListCredentialList',
      'ListSipCredential',
    ])
    expect(why.ids).toEqual([])
  })

  test('a later read: nothing is asked, and what fell due before it is not its doing', async () => {
    const steered = await start()
    const { id } = (await steered.create()).body
    await steered.get(id)
    await steered.control.addFault({ delayMillis: 3_600_000 })
    await steered.get(id)

    const why = await explained(steered, await steered.get(id))

    expect([why.twilioCalls, why.clock.now]).toEqual([[], '2025-01-01T01:00:00.000Z'])
  })

  test('an explanation stays as it was, whatever happens later', async () => {
    const steered = await start()
    const { id } = (await steered.create()).body
    const read = await steered.get(id)
    const before = await explained(steered, read)
    await steered.control.addFault({ delayMillis: 7_200_000 })
    await steered.get(id)
    await steered.get(id)

    expect(await explained(steered, read)).toEqual(before)
  })

  test('an update: the members that are there, and the call that follows', async () => {
    const steered = await start()
    const { id } = (await steered.create()).body

    const why = await explained(
      steered,
      await steered.update(id, { supportsCallTransfer: true, region: null }),
    )

    expect(rulesOf(why)).toEqual([['success/status-200', 'inferred']])
    expect(resultsOf(why)).toEqual([
      ['/headers/authorization', 'passed'],
      ['/path', 'passed'],
      ['/headers/content-type', 'passed'],
      ['/body/name', 'absent'],
      ['/body/region', 'passed'],
      ['/body/supportsCallTransfer', 'passed'],
    ])
    expect(callsOf(why)).toEqual([['UpdateTrunk', 200, null]])
  })

  test('a request that there is not cannot be explained', async () => {
    const { control } = await start()

    const { status, message } = await refusalOf(control.explain('7'))

    expect([status, message]).toEqual([
      404,
      'Cannot find request 7: it was never made in this world, or the journal has forgotten it.',
    ])
  })

  test('the ledger is told whole, with what every rule rests on', async () => {
    const { control } = await start()

    expect(await control.fidelity()).toEqual(
      Object.entries(WHOLE_LEDGER).map(([rule, { class: kind, says, source }]) => ({
        rule,
        says,
        fidelity: { class: kind, source },
      })),
    )
  })

  test('a read names who chose what an earlier verification said, and who lost', async () => {
    const steered = await start()
    const { control, create, get } = steered
    await control.setScenario('failed')
    const authToken = `${'0'.repeat(27)}10001`
    const { id } = (await create({ ...validBody, authToken })).body
    await get(id)
    await control.clearScenario()

    const { steering, rules } = await explained(steered, await get(id))

    expect(steering).toMatchObject([
      {
        about: 'what verification says, as at 2025-01-01T00:00:00Z',
        won: { rank: 2, by: 'authToken' },
        lost: [{ rank: 4, by: 'scenario failed' }],
      },
    ])
    expect(rules[0]).toMatchObject({ rule: 'steering/2-token' })
  })
})
