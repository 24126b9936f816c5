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

/** Answers every create of a provider so. */
const creating =
  (answer: () => Response) =>
  ({ method, url }: Request, served: Response): Response =>
    method === 'POST' && url.endsWith('/twilio') ? answer() : served

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
    if (request.url.endsWith('/sip-phone-numbers') && served.status === 201) stop.abort()
    return served
  })
  const report = await runConformance(everything(url), stop.signal)
  expect(rulesWith(report, 'passed').at(-1)).toBe('create/status-201')
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

test.each([
  [500, 'Cannot create the Twilio provider: something went wrong.'],
  [400, 'Cannot create the Twilio provider: the name has less than 30000 characters.'],
  [409, 'Cannot create the Twilio provider: Twilio answered 20003 (Authenticate).'],
])(
  'a create that is answered with %i, %j is broken, and the rest cannot be seen',
  async (status, detail) => {
    const { url } = await inFront(creating(() => Response.json({ detail }, { status })))
    const report = await runConformance(everything(url))
    const broken = rulesWith(report, 'broken')
    expect(broken).toContain('create/makes-provider')
    expect(broken.filter((it) => !it.startsWith('create/'))).toStrictEqual([])
    const { reason } = report.results.find((it) => it.rule === 'update/region') ?? {}
    expect(reason).toBe(
      `POST /api/v1/providers/twilio answered ${status}, so there is nothing to look at`,
    )
  },
)

test('a create whose shape is refused is broken, whatever the members are called', async () => {
  const errors = { AuthToken: ['Authentication needs 33 characters.'] }
  const detail = 'Invalid credentials.'
  const { url } = await inFront(creating(() => Response.json({ detail, errors }, { status: 400 })))
  expect(rulesWith(await runConformance(everything(url)), 'broken')).toContain(
    'create/makes-provider',
  )
})

test.each([400, 401, 422, 502] as const)(
  'an account that is refused with %i ends the run, and nothing is left',
  async (refusedCredentials) => {
    const { url, simulator } = await startOnPort({
      ...CHECKABLE,
      assumptions: { refusedCredentials },
    })
    const authToken = 'f'.repeat(32)
    const access = { ...everything(url), account: { accountSid: ACCOUNT_SID, authToken } }
    await expect(runConformance(access)).rejects.toThrow(
      `Cannot check ${url}: it refuses the Twilio account: POST /api/v1/providers/twilio answered ${refusedCredentials} (Cannot create the Twilio provider: Twilio answered 20003 (Authenticate)`,
    )
    await expect(runConformance(access)).rejects.toThrow('See --account-sid and --auth-token.')
    expect(await state(simulator.control)).toStrictEqual([])
  },
)

test.each([502, 503, 504])('a create that is answered with %i ends the run', async (status) => {
  const detail = 'Twilio answered 20500 (Internal Server Error).'
  const { url } = await inFront(creating(() => Response.json({ detail }, { status })))
  await expect(runConformance(everything(url))).rejects.toThrow(
    `Cannot check ${url}: it is not available now: POST /api/v1/providers/twilio answered ${status} (Twilio answered 20500 (Internal Server Error)). Try again later.`,
  )
})

test('a service that is not available ends the run, also without an account', async () => {
  const { url } = await inFront(() => new Response('busy', { status: 503 }))
  await expect(runConformance({ url, token: TOKEN, allowWrites: false })).rejects.toThrow(
    'it is not available now: GET /api/v1/sip-credentials?take=1 answered 503. Try again later.',
  )
  const half = await inFront(({ method }, served) =>
    method === 'POST' ? new Response('busy', { status: 503 }) : served,
  )
  await expect(runConformance({ url: half.url, token: TOKEN, allowWrites: true })).rejects.toThrow(
    'it is not available now: POST /api/v1/sip-credentials answered 503.',
  )
})

test('a create that is not answered ends the run', async () => {
  const { url, simulator } = await startOnPort(CHECKABLE)
  const path = '/api/v1/providers/twilio'
  await simulator.control.addFault({
    match: { method: 'POST', path },
    fault: 'CONNECTION_RESET_BY_PEER',
  })
  await expect(runConformance(everything(url))).rejects.toThrow(
    `Cannot check ${url}: it does not answer a create (`,
  )
})

test('an API key that may only read ends a run that may write', async () => {
  const { url } = await inFront(creating(() => new Response('{}', { status: 403 })))
  await expect(runConformance(everything(url))).rejects.toThrow(
    'it lets the API key make nothing: POST /api/v1/providers/twilio answered 403. See --token.',
  )
})

test('a number that the account does not have ends the run, and what was made is removed', async () => {
  const { url, simulator } = await startOnPort(CHECKABLE)
  const importNumber = `PN${'f'.repeat(32)}`
  await expect(runConformance({ ...everything(url), importNumber })).rejects.toThrow(
    `Cannot check ${url}: the Twilio account has no number ${importNumber}. See --import-number.`,
  )
  expect(await state(simulator.control)).toStrictEqual([])
})

test('what will not go is named too where the run ends early', async () => {
  const { url } = await inFront(({ method }, served) =>
    method === 'DELETE' ? new Response('', { status: 500 }) : served,
  )
  const access = { ...everything(url), importNumber: `PN${'f'.repeat(32)}` }
  await expect(runConformance(access)).rejects.toThrow(
    /See --import-number\. Left behind, please remove: \/api\/v1\/providers\/[-0-9a-f]{36}$/,
  )
})

test('the detail that ends a run stands on one line, without secrets', async () => {
  const detail = `Invalid credentials:\n${AUTH_TOKEN}\u001b[2J`
  const { url } = await inFront(creating(() => Response.json({ detail }, { status: 400 })))
  await expect(runConformance(everything(url))).rejects.toThrow(
    'answered 400 (Invalid credentials: [secret] [2J). See --account-sid and --auth-token.',
  )
})

test.each(['/api/v1', '/somewhere'])('a base URL that ends in %s ends the run', async (path) => {
  const { url } = await startOnPort(CHECKABLE)
  await expect(runConformance(everything(url + path))).rejects.toThrow(
    /nothing there answers as the API: GET \S+ answered 404.*\. Give the base URL without \/api\/v1\.$/,
  )
})

test('a page for people is no API', async () => {
  const { url } = await inFront(() => new Response('<!doctype html>'))
  await expect(runConformance(everything(url))).rejects.toThrow('nothing there answers as the API')
})

test('an API that has lost one list is told so', async () => {
  const { url } = await inFront(({ method, url }, served) =>
    method === 'GET' && url.includes('/sip-credentials')
      ? new Response('{}', { status: 404 })
      : served,
  )
  expect(rulesWith(await runConformance(everything(url)), 'broken')).toContain('lists/envelope')
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
  await expect(runConformance(everything(url))).rejects.toThrow('answered 307')
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
