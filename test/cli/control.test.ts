import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { controlRoutes } from '../../src/contract/control.ts'
import { connectSimulator } from '../../src/index.ts'
import { CLI, freePort, run, serve, temporaryDirectory } from '../support/process.ts'

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Runs a verb against a server; what it prints is JSON. */
async function verb(url: string, ...args: string[]) {
  const ended = await run(args, { env: { TRUNKLINE_URL: url } })
  return { ...ended, printed: ended.stdout === '' ? undefined : JSON.parse(ended.stdout) }
}

test('every operation of the control plane is a method of control and a verb of its name', async () => {
  const operations = Object.keys(controlRoutes).sort()
  const { stdout } = await run(['--help'])
  const verbs = [...stdout.matchAll(/^ {2}([a-z-]+) .*$/gm)].map(([, name]) => name)
  const methods = Object.keys(connectSimulator('http://127.0.0.1:4700').control).sort()

  expect(methods.filter((it) => !['advance', 'freeze', 'resume'].includes(it))).toEqual(operations)
  expect(verbs).toEqual(expect.arrayContaining(operations.map(kebab)))
})

test('a verb prints the answer as JSON', async () => {
  const { url } = await serve(['--seed', '7'])

  expect(await verb(url, 'version')).toMatchObject({ code: 0, stderr: '', printed: { seed: 7 } })
})

test('members of the body are flags: text, lists, numbers and JSON', async () => {
  const { url } = await serve()

  const clock = await verb(url, 'set-clock', '--action', 'advance', '--duration', 'PT1H')
  const fault = await verb(url, 'add-fault', '--status', '503', '--match', '{"method":"GET"}')
  const reset = await verb(url, 'reset', '--only', 'clock,scenario')

  expect(clock.printed).toMatchObject({ now: '2025-01-01T01:00:00.000Z' })
  expect(fault.printed).toMatchObject({ name: 'fault-1', status: 503, match: { method: 'GET' } })
  expect(reset.printed).toMatchObject({ now: '2025-01-01T00:00:00.000Z' })
})

test('a path parameter is an argument', async () => {
  const { url } = await serve()
  await verb(url, 'take-snapshot', 'before')

  expect((await verb(url, 'restore-snapshot', 'before')).code).toBe(0)
  expect((await verb(url, 'drop-snapshot', 'before')).printed).toMatchObject({ name: 'before' })
})

test('a whole body comes from a file', async () => {
  const { url } = await serve(['--fixture', 'every-status'])
  const file = join(temporaryDirectory(), 'state.json')
  writeFileSync(file, (await verb(url, 'export-state')).stdout)

  const imported = await verb(url, 'import-state', '--world', 'copy', '--body', `@${file}`)

  expect(imported.printed).toMatchObject({ id: 'copy', providers: 9 })
})

test('--world names the world', async () => {
  const { url } = await serve()
  await verb(url, 'advance', 'P1D', '--world', 'checkout')

  expect((await verb(url, 'clock', '--world', 'checkout')).printed.now).toMatch(/^2025-01-02/)
  expect((await verb(url, 'clock')).printed.now).toMatch(/^2025-01-01/)
})

test('the admin token goes along', async () => {
  const { url } = await serve(['--admin-token', 'open-sesame'])

  const without = await verb(url, 'clock')

  expect(without).toMatchObject({ code: 1, stdout: '' })
  expect(without.stderr).toContain('X-Admin-Token')
  expect((await verb(url, 'clock', '--admin-token', 'open-sesame')).code).toBe(0)
})

test('a refusal ends with 1 and tells the place and the way out', async () => {
  const { url } = await serve()

  const { code, stdout, stderr } = await verb(url, 'add-fault', '--status', '418')

  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toContain('/status: createTwilioProvider does not answer 418: use one of 200')
})

test('requests that were not made as they should end with 1 and the nearest misses', async () => {
  const { url } = await serve()
  await fetch(`${url}/api/v1/providers/twilio/nothing`)

  const { code, stderr } = await verb(url, 'verify-requests', '--method', 'PUT')

  expect(code).toBe(1)
  expect(stderr).toContain('near miss: request 1, GET /api/v1/providers/twilio/nothing')
})

test('no simulator ends with 1 and says where it was looked for', async () => {
  const url = `http://127.0.0.1:${await freePort()}`

  const { code, stderr } = await verb(url, 'clock')

  expect([code, stderr]).toEqual([1, expect.stringContaining(`Cannot reach ${url}`)])
})

test.each([
  [['add-fault', '--match', '{'], '--match: it takes JSON, or @ and the name of a file of it.'],
  [
    ['verify-requests', '--body-patterns', '{'],
    '--body-patterns: it takes JSON, or @ and the name of a file of it.',
  ],
  [['verify-requests', '--at-least', 'x'], '--at-least: it takes a number.'],
  [['add-fault', '--status', 'abc'], '--status: it takes a number.'],
  [['set-settings', '--fixed-delay', 'x'], '--fixed-delay: it takes a number or null.'],
])('a value that cannot be read ends %j with 2 and what it takes', async (args, message) => {
  const { code, stderr } = await run(args)

  expect([code, stderr]).toEqual([2, `Cannot use ${message}\n`])
})

test.each([[['set-scenario']], [['set-scenario', '--description', 'x']]])(
  '%j names no scenario, and is told how',
  async (args) => {
    const { code, stderr } = await run(args)

    expect([code, stderr]).toEqual([
      2,
      'Cannot set the scenario: it is not named. Give its name, such as twilio-down (trunkline scenarios lists them), or --body.\n',
    ])
  },
)

test('a list of one thing of JSON needs no brackets', async () => {
  const { url } = await serve()

  const { printed } = await verb(
    url,
    'count-requests',
    '--body-patterns',
    '{"matchesJsonPath":"$.region"}',
  )

  expect(printed).toEqual({ count: 0 })
})

test.each([
  [['worlds', '--url', 'nonsense'], {}],
  [['worlds'], { TRUNKLINE_URL: 'nonsense' }],
])('a URL that is none ends %j with 2 and the way out', async (args, env) => {
  expect(await run(args, { env })).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'Cannot connect to "nonsense": it is no HTTP URL. Write it like http://127.0.0.1:4700.\n',
  })
})

test.each([
  ['@nofile', 'Cannot read nofile: there is no such file.\n'],
  ['@', "Cannot read '': there is no such file.\n"],
  ['@.', /^Cannot read \.: EISDIR.*\.\n$/],
])('a body from %s ends with 2 and names the file', async (body, message) => {
  const { code, stdout, stderr } = await run(['import-state', '--body', body])

  expect(stderr).toMatch(message)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
})

test('a host that is not allowed is refused, one that is allowed is served', async () => {
  const { port } = await serve(['--allowed-host', 'mock.test'])
  const statusFor = async (host: string) => {
    const { request } = await import('node:http')
    return new Promise((resolve, reject) => {
      request({ port, host: '127.0.0.1', path: '/__admin/health', headers: { Host: host } }, (it) =>
        resolve(it.resume().statusCode),
      )
        .on('error', reject)
        .end()
    })
  }

  expect(await statusFor('evil.test')).toBe(421)
  expect(await statusFor(`mock.test:${port}`)).toBe(200)
})

test('--plain answers without the headers of a simulator', async () => {
  const plain = await serve(['--plain'])
  const usual = await serve()
  const names = async (url: string) => {
    const { headers } = await fetch(`${url}/api/v1/providers/twilio/nothing`)
    return [...headers.keys()].filter((name) => name.startsWith('x-mock-'))
  }

  expect(await names(plain.url)).toEqual([])
  expect(await names(usual.url)).toEqual(['x-mock-request-id', 'x-mock-world'])
})

test('--journal-size bounds what a world remembers', async () => {
  const { url } = await serve(['--journal-size', '2'])
  for (let n = 0; n < 3; n++) await fetch(`${url}/api/v1/providers/twilio/nothing`)

  const { printed } = await verb(url, 'requests')

  expect(printed.map((it: { id: string }) => it.id)).toEqual(['2', '3'])
})

test('a scenario is set by its name alone', async () => {
  const { url } = await serve()

  expect((await verb(url, 'set-scenario', 'twilio-down')).printed).toMatchObject({
    scenario: { name: 'twilio-down' },
  })
})

test.each([
  ['export-state', '{'],
  ['fidelity --json', '['],
  ['conformance $TRUNKLINE_URL --token key --json', '{'],
])('who closes the pipe ends %s quietly', async (command, first) => {
  const { url } = await serve(['--fixture', 'every-status'])
  const { execFile } = await import('node:child_process')
  const { promisify } = await import('node:util')
  const piped = `'${process.execPath}' '${CLI}' ${command} | head -c 1`

  const { stdout, stderr } = await promisify(execFile)('bash', ['-c', piped], {
    env: { ...process.env, TRUNKLINE_URL: url },
  })

  expect({ stdout, stderr }).toEqual({ stdout: first, stderr: '' })
})
