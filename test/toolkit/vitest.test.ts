import { expect, test, vi } from 'vitest'
import { connectSimulator } from '../../src/client.ts'
import { type Ended, freePort, serve } from '../support/process.ts'
import { newProject } from '../support/project.ts'

vi.setConfig({ testTimeout: 120_000 })

/** The beginning of a test file: creates a provider in the world of a test. */
const PRELUDE = `
import { simulatorTest, test, type TestSimulator } from 'trunkline/vitest'
import { describe, expect } from 'vitest'

async function create({ fetch }: TestSimulator, member: object = {}) {
  const response = await fetch(
    new Request('http://trunkline/api/v1/providers/twilio', {
      method: 'POST',
      headers: { Authorization: 'Bearer secret-key', 'Content-Type': 'application/json' },
      body: JSON.stringify({
        accountSid: 'ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
        authToken: '0123456789abcdef0123456789abcdef',
        name: 'Main',
        ...member,
      }),
    }),
  )
  return response.status
}

async function expectAlone(simulator: TestSimulator) {
  expect(await create(simulator)).toBe(201)
  expect(await simulator.control.requests()).toHaveLength(1)
  expect(await simulator.control.scenario()).toEqual({ scenario: null })
  await simulator.control.setScenario('warning')
}
`

const inFile = (tests: string) => ({ 'provider.test.ts': PRELUDE + tests })

function expectPassed({ code, stdout, stderr }: Ended, count: number): void {
  expect({ code, stderr, stdout }).toMatchObject({ code: 0, stderr: '' })
  expect(stdout).toMatch(new RegExp(`Tests +${count} passed`))
}

test('a test that fails prints the journal of its own world, without secrets', async () => {
  const { vitest } = newProject(
    inFile(`
      test('passes', async ({ simulator }) => {
        expect(await create(simulator)).toBe(201)
      })
      describe('a refusal', () => {
        test('fails', async ({ simulator }) => {
          expect(await create(simulator, { name: 'Fails', authToken: '00000000000000000000000000020003' })).toBe(201)
        })
      })
    `),
  )
  const { code, stderr } = await vitest()
  expect(code).toBe(1)
  const [, printed = ''] = /^The journal of (.*?)\n\n/ms.exec(stderr) ?? []
  expect(printed.split('\n')).toStrictEqual([
    'the world of "provider.test.ts > a refusal > fails":',
    '  #1  2025-01-01T00:00:00.000Z  POST  /api/v1/providers/twilio  400  Cannot create the Twilio provider: Twilio answered 20003 (Authenticate). (authToken)',
  ])
  expect(stderr.match(/The journal of/g)).toHaveLength(1)
  expect(stderr).not.toMatch(/0123456789abcdef|secret-key/)
})

test('a soft failure and a time-out print it too; a test that fails as it should prints nothing', async () => {
  const { vitest } = newProject(
    inFile(`
      test('soft', ({ simulator }) => {
        expect.soft(simulator).toBeUndefined()
      })
      test('slow', { timeout: 50 }, async ({ simulator }) => {
        await create(simulator)
        await new Promise(() => {})
      })
      test.fails('as it should', ({ simulator }) => {
        expect(simulator).toBeUndefined()
      })
    `),
  )
  const { stderr } = await vitest()
  expect(stderr.match(/The journal of the world of .*/g)).toStrictEqual([
    'The journal of the world of "provider.test.ts > soft":',
    'The journal of the world of "provider.test.ts > slow":',
  ])
})

const ALONE = inFile(`
  test.concurrent.for([1, 2, 3])('at once', async (_n, { simulator }) => {
    await expectAlone(simulator)
  })
  let attempts = 0
  test('an attempt', { retry: 1 }, async ({ simulator }) => {
    await expectAlone(simulator)
    attempts += 1
    if (attempts === 1) throw new Error('again')
  })
  test('a repeat', { repeats: 1 }, ({ simulator }) => expectAlone(simulator))
  test('a file', ({ simulator }) => expectAlone(simulator))
`)
const ALONE_TWICE = { ...ALONE, 'other/provider.test.ts': ALONE['provider.test.ts'] }

test.each([
  ['in workers of their own', []],
  ['in one worker', ['--no-isolate', '--maxWorkers=1']],
  ['in threads', ['--pool=threads']],
])('tests at once, attempts, repeats and equal names are alone %s', async (_where, args) => {
  const { vitest } = newProject(ALONE_TWICE)
  const { code, stdout } = await vitest(args)
  expect({ code, stdout }).toMatchObject({ code: 0 })
  expect(stdout).toMatch(/Tests +12 passed/)
})

test('a client that needs a URL gets the one of its world', async () => {
  const { vitest } = newProject(
    inFile(`
      test.concurrent.for([1, 2])('%s', async (n, { baseUrl, simulator }) => {
        const url = \`\${baseUrl}/api/v1/providers/twilio/\${n}\`
        expect((await fetch(url, { headers: { Authorization: 'Bearer key' } })).status).toBe(400)
        const [{ request }] = await simulator.control.requests()
        expect(url).toMatch(new RegExp(\`^http://127.0.0.1:\\\\d+/__w/provider.\${n}.[0-9a-f]{8}\${request.path}$\`))
      })
    `),
  )
  expectPassed(await vitest(), 2)
})

test('at TRUNKLINE_URL worlds are as separate; those that have passed are gone', async () => {
  const { url } = await serve()
  const { vitest } = newProject(ALONE_TWICE)
  const { code, stderr } = await vitest([], { TRUNKLINE_URL: url })
  expect(code).toBe(0)
  // The first attempts that failed.
  const worlds = await connectSimulator(url).control.worlds()
  const left = worlds.filter(({ id }) => id !== 'default')
  expect(left.map(({ requests }) => requests)).toStrictEqual([1, 1])
  for (const { id } of left) {
    expect(id).toMatch(/^provider\.an-attempt\.[0-9a-f]{8}$/)
    expect(stderr).toMatch(
      new RegExp(`an attempt", which stays at ${url}/__w/${id}:\n  #1 .* 201  pending\n`),
    )
  }
})

test('at TRUNKLINE_URL a base URL is one of that server, and its start is the start of each world', async () => {
  const { url } = await serve(['--seed', '7'])
  const { vitest } = newProject(
    inFile(`
      test('there', async ({ baseUrl, simulator }) => {
        expect(baseUrl.replace(/\\w{8}$/, '')).toBe('${url}/__w/provider.there.')
        expect(await simulator.control.version()).toMatchObject({ seed: 7 })
      })
    `),
  )
  expectPassed(await vitest([], { TRUNKLINE_URL: url }), 1)
})

const OPTIONS = inFile(`
  const test = simulatorTest({
    seed: 2,
    fixture: 'every-status',
    scenario: 'failed',
    now: '2030-01-01T00:00:00Z',
    assumptions: { createStatus: 200 },
  })
  test('options', async ({ simulator }) => {
    expect(await create(simulator)).toBe(200)
    console.log(JSON.stringify(await simulator.control.exportState()))
  })
`)

test('options are of each world, wherever it is', async () => {
  const { vitest } = newProject(OPTIONS)
  const { url } = await serve()
  const here = await vitest()
  const there = await vitest([], { TRUNKLINE_URL: url })
  const stateIn = ({ stdout }: Ended) => JSON.parse(/^\{.*\}$/m.exec(stdout)?.[0] ?? '{}')
  expect(stateIn(here)).toMatchObject({ seed: 2, scenario: { name: 'failed' } })
  expect(Object.keys(stateIn(here).providers)).toHaveLength(10)
  expect(stateIn(there)).toStrictEqual(stateIn(here))
})

test('an option that cannot be used fails the test with the reason', async () => {
  const { vitest } = newProject(
    inFile(`simulatorTest({ fixture: 'nowhere' })('never', ({ simulator }) => void simulator)`),
  )
  const { code, stderr } = await vitest()
  expect(code).toBe(1)
  expect(stderr).toContain('InputError: Cannot load fixture nowhere: no such name.')
})

test('a TRUNKLINE_URL where nobody is fails the test with the way out, and no world is told of', async () => {
  const { vitest } = newProject(inFile(`test('a', ({ simulator }) => void simulator)`))
  const url = `http://127.0.0.1:${await freePort()}`
  const { code, stderr } = await vitest([], { TRUNKLINE_URL: url })
  expect(code).toBe(1)
  expect(stderr).toContain(`Error: Cannot reach ${url}: is \`trunkline start\` running there?`)
  expect(stderr).not.toContain('which stays at')
})

test('a TRUNKLINE_URL that is none fails the test with the way out; an empty one is not set', async () => {
  const { vitest } = newProject(inFile(`test('a', ({ simulator }) => void simulator)`))
  const { stderr } = await vitest([], { TRUNKLINE_URL: 'localhost:4700' })
  expect(stderr).toContain(
    'Cannot connect to TRUNKLINE_URL "localhost:4700": it is no HTTP URL. Write it like http://127.0.0.1:4700, or unset it.',
  )
  expectPassed(await vitest([], { TRUNKLINE_URL: '' }), 1)
})
