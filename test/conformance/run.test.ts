import { expect, test } from 'vitest'
import { CHECKS } from '../../src/conformance/checks.ts'
import { PREFIX } from '../../src/conformance/target.ts'
import { createSimulator } from '../../src/index.ts'
import {
  CHECKABLE,
  everything,
  notPassed,
  rulesWith,
  runConformance,
  TOKEN,
} from '../support/checked.ts'
import { ACCOUNT_SID, AUTH_TOKEN } from '../support/client.ts'
import { listening } from '../support/listening.ts'
import { startOnPort } from '../support/port.ts'
import { freePort } from '../support/process.ts'
import { shows } from '../support/spellings.ts'

const needing = (...needs: string[]) =>
  CHECKS.filter((it) => needs.includes(it.needs)).map((it) => it.rule)

const state = async ({ exportState }: { exportState(): Promise<object> }) => {
  const { providers, sipCredentials, sipPhoneNumbers } = Object(await exportState())
  return [providers, sipCredentials, sipPhoneNumbers].flatMap((it) => Object.keys(it))
}

/** A server in front of Trunkline that may answer something else. */
async function inFront(
  answer: (request: Request, served: Response) => Response | Promise<Response>,
) {
  const simulator = await createSimulator(CHECKABLE)
  const { port } = await listening(async (request) =>
    answer(request, await simulator.fetch(request.clone())),
  )
  return { simulator, url: `http://127.0.0.1:${port}` }
}

test('without leave to write nothing but reads, refusals and what is not there is asked for', async () => {
  const { url, simulator } = await startOnPort(CHECKABLE)
  const { allowWrites: _, ...rest } = everything(url)
  const report = await runConformance({ ...rest, allowWrites: false })
  expect(rulesWith(report, 'passed')).toStrictEqual(needing('nothing'))
  expect(rulesWith(report, 'broken')).toStrictEqual([])
  const requests = await simulator.control.requests()
  const changing = requests.filter((it) => it.request.method !== 'GET')
  expect(changing.map((it) => [it.request.method, it.response?.status])).toStrictEqual([
    ['POST', 401],
    ['DELETE', 404],
  ])
})

test('without an account what needs one is skipped, and says so', async () => {
  const { url } = await startOnPort(CHECKABLE)
  const report = await runConformance({ url, token: TOKEN, allowWrites: true })
  expect(rulesWith(report, 'passed')).toStrictEqual(needing('nothing', 'writes'))
  const reasons = new Set(report.results.flatMap((it) => it.reason ?? []))
  expect([...reasons]).toStrictEqual([
    'it needs a Twilio account: see --account-sid and --auth-token',
    'it needs an agent: see --agent-id',
  ])
})

test('a run leaves nothing behind, and touches nothing that was there', async () => {
  const { url, simulator, create } = await startOnPort(CHECKABLE)
  await create(undefined, { key: TOKEN })
  const before = await state(simulator.control)
  expect(before).not.toStrictEqual([])
  const report = await runConformance(everything(url))
  expect(report.leftBehind).toStrictEqual([])
  expect(await state(simulator.control)).toStrictEqual(before)
})

test('what a run makes is called after it', async () => {
  const { url, simulator } = await startOnPort(CHECKABLE)
  await runConformance(everything(url))
  const creates = await simulator.control.findRequests({
    method: 'POST',
    urlPath: '/api/v1/providers/twilio',
  })
  const names = creates
    .filter((it) => it.response?.status === 201)
    .map((it) => Object(it.request.body).name)
  expect(names).toHaveLength(2)
  expect(names.filter((it) => !it.startsWith(PREFIX))).toStrictEqual([])
})

test('a run that is interrupted makes no more checks, and removes what it made', async () => {
  const stop = new AbortController()
  const { url, simulator } = await inFront((request, served) => {
    if (request.method === 'POST' && served.status === 201) stop.abort()
    return served
  })
  const report = await runConformance(everything(url), stop.signal)
  expect(rulesWith(report, 'passed').at(-1)).toBe('create/makes-provider')
  expect(notPassed(report).at(-1)).toStrictEqual({
    rule: CHECKS.at(-1)?.rule,
    result: 'skipped',
    reason: 'the run was interrupted',
  })
  expect(await state(simulator.control)).toStrictEqual([])
})

test('what will not go is named', async () => {
  const { url } = await inFront((request, served) =>
    request.method === 'DELETE' ? new Response('', { status: 500 }) : served,
  )
  const { leftBehind } = await runConformance(everything(url))
  expect(leftBehind.filter((it) => it.startsWith('/api/v1/providers/'))).toHaveLength(2)
})

test('a server that breaks off breaks the rules that it was asked about, and the run goes on', async () => {
  const { url } = await inFront(({ url }, served) =>
    url.endsWith('/verify') ? new Response('no JSON', { status: 200 }) : served,
  )
  const report = await runConformance(everything(url))
  const broken = rulesWith(report, 'broken')
  expect(broken).toContain('verification/on-demand')
  expect(broken.filter((it) => !it.startsWith('verification/'))).toStrictEqual([])
})

test('where no provider can be made, the create is broken and the rest cannot be seen', async () => {
  const { url } = await inFront((request, served) =>
    request.method === 'POST' && request.url.endsWith('/twilio')
      ? new Response('{}', { status: 503 })
      : served,
  )
  const report = await runConformance(everything(url))
  const broken = rulesWith(report, 'broken')
  expect(broken).toContain('create/makes-provider')
  expect(broken.filter((it) => !it.startsWith('create/'))).toStrictEqual([])
  const { reason } = report.results.find((it) => it.rule === 'update/region') ?? {}
  expect(reason).toBe('POST /api/v1/providers/twilio answered 503, so there is nothing to look at')
})

test('no secret stands in a report, also where the server sends it back', async () => {
  const { url } = await inFront((_, served) => {
    const headers = { 'Content-Type': 'application/json', Allow: `${TOKEN} ${AUTH_TOKEN}` }
    const body = JSON.stringify({
      region: AUTH_TOKEN,
      name: 'x'.repeat(280) + AUTH_TOKEN,
      id: TOKEN,
    })
    return new Response(served.status === 204 ? null : body, { status: served.status, headers })
  })
  const text = JSON.stringify(await runConformance(everything(url)))
  expect(text).toContain('[secret]')
  expect([TOKEN, AUTH_TOKEN].filter((it) => shows(text, it))).toStrictEqual([])
  expect(text).not.toContain(AUTH_TOKEN.slice(0, 8))
})

test('the API key is not sent on where the server redirects', async () => {
  const asked: (string | null)[] = []
  const { port } = await listening((request) => {
    asked.push(request.headers.get('Authorization'))
    return new Response('{}')
  })
  const { url } = await inFront(() => Response.redirect(`http://127.0.0.1:${port}/elsewhere`, 307))
  await runConformance(everything(url))
  expect(asked).toStrictEqual([])
})

test('nobody at the address ends the run', async () => {
  const url = `http://127.0.0.1:${await freePort()}`
  await expect(runConformance(everything(url))).rejects.toThrow(
    new RegExp(`^Cannot check ${url}: nobody answers there`),
  )
})

test('a key that is refused ends the run', async () => {
  const { url } = await startOnPort(CHECKABLE)
  await expect(runConformance({ ...everything(url), token: 'another' })).rejects.toThrow(
    `Cannot check ${url}: it refuses the API key with 401. See --token.`,
  )
})

test.each([
  { createStatus: 201, errorKeys: 'pascal', refusedCredentials: 400 },
  { createStatus: 200, errorKeys: 'camel', refusedCredentials: 422 },
  { createStatus: 201, errorKeys: 'camel', refusedCredentials: 502 },
] as const)('a run learns %j', async (assumptions) => {
  const { url } = await startOnPort({ ...CHECKABLE, assumptions })
  const report = await runConformance(everything(url))
  expect(report.learned).toStrictEqual(assumptions)
  expect(report.counts.broken).toBe(0)
})

test('any key is let in by a Trunkline that was told none: that is no broken rule', async () => {
  const { url } = await startOnPort()
  const report = await runConformance({
    url,
    token: 'demo',
    allowWrites: true,
    account: { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN },
    agentId: 'an-agent',
  })
  expect(report.counts).toMatchObject({ broken: 0, differs: 0 })
  const { reason } = report.results.find((it) => it.rule === 'authentication/wrong-key') ?? {}
  expect(reason).toBe('any key is let in here: start Trunkline with --api-key')
})
