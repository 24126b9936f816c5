import { existsSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { connectSimulator } from '../../src/client.ts'
import { type Ended, serve } from '../support/process.ts'
import { newProject } from '../support/project.ts'

vi.setConfig({ testTimeout: 120_000 })

const CHROMIUM = '/usr/bin/chromium'

/** The beginning of a test file: what creates a provider in the world of a test. */
const PRELUDE = `
import { expect, test } from 'trunkline/playwright'

const create = {
  headers: { Authorization: 'Bearer secret-key' },
  data: {
    accountSid: 'ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    authToken: '0123456789abcdef0123456789abcdef',
    name: 'Main',
  },
}
`

const inFile = (tests: string) => ({ 'provider.spec.ts': PRELUDE + tests })

interface Suite {
  specs?: { title: string; tests: { results: Result[] }[] }[]
  suites?: Suite[]
}

interface Result {
  status: string
  error?: { message: string }
  attachments: { name: string; body?: string }[]
}

/** How each attempt at each test ended, and the journal that it left. */
function resultsOf({ stdout }: Ended) {
  const report: Suite & { errors: unknown[] } = JSON.parse(stdout)
  expect(report.errors).toStrictEqual([])
  return testsIn(report).map(({ title, results }) => ({
    title,
    attempts: results.map(({ status, error, attachments }) => {
      const { body = '' } = attachments.find(({ name }) => name === 'trunkline-journal') ?? {}
      return {
        status: error ? `${status}: ${error.message}` : status,
        journal: Buffer.from(body, 'base64').toString(),
      }
    }),
  }))
}

function testsIn({ specs = [], suites = [] }: Suite): { title: string; results: Result[] }[] {
  const own = specs.flatMap(({ title, tests }) => tests.map(({ results }) => ({ title, results })))
  return [...own, ...suites.flatMap(testsIn)]
}

const PASSED = { status: 'passed', journal: '' }
const JSON_REPORT = ['--reporter=json']

test('with and without a slash at its beginning, a path leads to the world of the test', async () => {
  const { playwright } = newProject(
    inFile(`
      for (const path of ['api/v1/providers/twilio', '/api/v1/providers/twilio']) {
        test(path, async ({ baseURL, request, simulator }) => {
          expect(baseURL).toBe(simulator.url + '/')
          expect((await request.post(path, create)).status()).toBe(201)
          expect(await simulator.control.requests()).toHaveLength(1)
        })
      }
    `),
  )
  const results = resultsOf(await playwright(JSON_REPORT))
  expect(results).toStrictEqual([
    { title: 'api/v1/providers/twilio', attempts: [PASSED] },
    { title: '/api/v1/providers/twilio', attempts: [PASSED] },
  ])
})

test('attempts and workers are alone; one that fails has the journal attached, without secrets', async () => {
  const { playwright } = newProject(
    inFile(`
      test.describe.configure({ mode: 'parallel' })
      test.describe('a provider', () => {
        for (const n of [1, 2]) {
          test(\`test \${n}\`, async ({ request, simulator }, { retry }) => {
            await request.post('/api/v1/providers/twilio', create)
            expect(await simulator.control.requests()).toHaveLength(retry === 0 ? 2 : 1)
          })
        }
        test.fail('as it should', async ({ simulator }) => {
          expect(simulator).toBeUndefined()
        })
      })
    `),
  )
  const ended = await playwright([...JSON_REPORT, '--retries=1', '--workers=2'])
  const journal = (n: number) =>
    [
      `The journal of the world of "provider.spec.ts > a provider > test ${n}":`,
      '  #1  2025-01-01T00:00:00.000Z  POST  /api/v1/providers/twilio  201  pending',
    ].join('\n')
  for (const { title, attempts } of resultsOf(ended)) {
    if (title === 'as it should') {
      expect(attempts).toMatchObject([{ journal: '' }])
    } else {
      expect(attempts).toStrictEqual([
        { status: expect.stringContaining('failed'), journal: journal(Number(title.at(-1))) },
        PASSED,
      ])
    }
  }
  expect(resultsOf(ended)).toHaveLength(3)
  expect(ended.stdout).not.toMatch(/0123456789abcdef0|secret-key/)
})

test('options, headers and base URL of the configuration are kept', async () => {
  const { playwright } = newProject({
    'playwright.config.ts': `
      import { defineConfig } from '@playwright/test'
      import type { SimulatorOptions } from 'trunkline/playwright'
      export default defineConfig<object, SimulatorOptions>({
        use: {
          baseURL: 'http://127.0.0.1:1/',
          extraHTTPHeaders: { 'X-Own': 'mine' },
          simulatorOptions: { seed: 2 },
        },
      })
    `,
    ...inFile(`
      test('kept', async ({ baseURL, request, simulator }) => {
        expect(baseURL).toBe('http://127.0.0.1:1/')
        await request.post(new URL('/api/v1/providers/twilio', simulator.url).href, create)
        const [entry] = await simulator.control.requests()
        expect(entry.request.headers).toMatchObject({ 'x-own': 'mine' })
        expect((await simulator.control.version()).seed).toBe(2)
      })
    `),
    'other.spec.ts': `
      import { expect, test } from 'trunkline/playwright'
      test.use({ simulatorOptions: { seed: 3 } })
      test('of a file', async ({ simulator }) => {
        expect((await simulator.control.version()).seed).toBe(3)
      })
    `,
  })
  expect(resultsOf(await playwright(JSON_REPORT))).toStrictEqual([
    { title: 'of a file', attempts: [PASSED] },
    { title: 'kept', attempts: [PASSED] },
  ])
})

test('at TRUNKLINE_URL a world is one of that server, and stays when its test has failed', async () => {
  const { url } = await serve(['--seed', '7'])
  const { playwright } = newProject(
    inFile(`
      for (const status of [201, 400]) {
        test(\`answers \${status}\`, async ({ request, simulator }) => {
          expect((await simulator.control.version()).seed).toBe(7)
          expect((await request.post('/api/v1/providers/twilio', create)).status()).toBe(status)
        })
      }
    `),
  )
  const [passes, fails] = resultsOf(await playwright(JSON_REPORT, { TRUNKLINE_URL: url }))
  expect(passes?.attempts).toStrictEqual([PASSED])
  const worlds = await connectSimulator(url).control.worlds()
  const left = worlds.filter(({ id }) => id !== 'default')
  expect(left).toMatchObject([
    { id: expect.stringMatching(/^provider\.answers-400\./), requests: 1 },
  ])
  expect(fails?.attempts[0]?.journal).toContain(
    `answers 400", which stays at ${url}/__w/${left[0]?.id}:`,
  )
})

test.skipIf(!existsSync(CHROMIUM))(
  'a page is in the world of its test: below the base URL, at the root, and from an origin of its own',
  async () => {
    const { playwright } = newProject(
      inFile(`
        import { once } from 'node:events'
        import { createServer } from 'node:http'

        test.use({
          launchOptions: {
            executablePath: '${CHROMIUM}',
            args: [
              '--no-sandbox',
              '--disable-gpu',
              '--disable-background-networking',
              '--disable-component-update',
              '--disable-sync',
            ],
          },
        })
        test('page', async ({ page, simulator }) => {
          const app = createServer((_request, response) => response.end('the app')).listen(0, '127.0.0.1')
          await once(app, 'listening')
          const send = (base) => page.evaluate(async ({ base, create }) => {
            const headers = { ...create.headers, 'Content-Type': 'application/json' }
            const init = { method: 'POST', headers, body: JSON.stringify(create.data) }
            return (await fetch(base + '/api/v1/providers/twilio', init)).status
          }, { base, create })

          await page.goto('openapi.json')
          expect(page.url()).toBe(simulator.url + '/openapi.json')
          expect(await send('')).toBe(201)
          expect(await send(simulator.url)).toBe(201)
          await page.goto(\`http://127.0.0.1:\${app.address().port}\`)
          expect(await send(new URL(simulator.url).origin)).toBe(201)
          app.close()
          expect(await simulator.control.countRequests({ method: 'POST' })).toEqual({ count: 3 })
        })
      `),
    )
    const results = resultsOf(await playwright(JSON_REPORT))
    expect(results).toStrictEqual([{ title: 'page', attempts: [PASSED] }])
  },
)
