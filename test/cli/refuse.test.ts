import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run, takenPort, temporaryDirectory } from '../support/process.ts'

const FIXTURES = new URL('../../fixtures/', import.meta.url)

test.each([
  [['start', '--bogus'], "unknown option '--bogus'"],
  [['bogus'], "unknown command 'bogus'"],
  [['start', 'extra'], 'too many arguments'],
  [['start', '--seed'], "option '--seed <number>' argument missing"],
  [['start', '--port', 'http'], 'Cannot use --port http: it takes a whole number from 0 to 65535.'],
  [['start', '--port', '65536'], 'Cannot use --port 65536: it takes a whole number'],
  [['start', '--port', '-1'], 'Cannot use --port -1: it takes a whole number'],
  [['start', '--port', '1e3'], 'Cannot use --port 1e3: it takes a whole number'],
  [['start', '--seed', '1.5'], 'Cannot use --seed 1.5: it takes a whole number'],
  [['start', '--seed', '9007199254740992'], 'it takes a whole number from 0 to 9007199254740991'],
  [['start', '--clock', 'slow'], 'Allowed choices are frozen, real.'],
  [['start', '--log', 'loud'], 'Allowed choices are pretty, json, silent.'],
])('ends with 2 for %j', async (args, message) => {
  const { code, stdout, stderr } = await run(args)
  expect(stderr).toContain(message)
  expect({ code, stdout }).toStrictEqual({ code: 2, stdout: '' })
})

test.each([
  ['TRUNKLINE_PORT', '65536', '65536'],
  ['TRUNKLINE_SEED', 'one', 'Cannot use --seed one'],
  ['TRUNKLINE_CLOCK', 'slow', 'Allowed choices are frozen, real.'],
])('ends with 2 for the variable %s=%s', async (variable, value, message) => {
  const { code, stderr } = await run(['start'], { env: { [variable]: value } })
  expect(stderr).toContain(message)
  expect(code).toBe(2)
})

test.each([
  [['start', '--bogus'], 'trunkline start --help lists the flags'],
  [['exec', '--bogus'], 'trunkline exec --help lists the flags'],
  [['token', '--bogus'], 'trunkline token --help lists the flags'],
  [['openapi', '--bogus'], 'trunkline openapi --help lists the flags'],
  [['conformance', '--bogus'], 'trunkline conformance --help lists the flags'],
  [['fidelity', '--class', 'x'], 'trunkline fidelity --help lists the flags'],
  [['set-clock', '--bogus'], 'trunkline set-clock --help lists the flags'],
  [['bogus'], 'trunkline --help lists the commands'],
])('says where help is after %j', async (args, help) => {
  const { code, stderr } = await run(args)
  expect(stderr).toMatch(new RegExp(`\\(${help}\\)\n$`))
  expect(code).toBe(2)
})

test('ends with 3 for a port that somebody else has, and names it', async () => {
  const port = await takenPort()
  const { code, stdout, stderr } = await run(['start', '--port', `${port}`])
  expect(stderr).toContain(`127.0.0.1:${port}`)
  expect({ code, stdout }).toStrictEqual({ code: 3, stdout: '' })
})

test.each([
  ['fixture', FIXTURES],
  ['scenario', new URL('scenarios/', FIXTURES)],
])('ends with 4 for an unknown %s, and lists the known ones', async (kind, folder) => {
  const names = readdirSync(folder).flatMap((file) => /^(.+)\.json$/.exec(file)?.[1] ?? [])
  const { code, stderr } = await run(['start', `--${kind}`, 'no-such'])
  expect(stderr).toMatch(new RegExp(`^Cannot load ${kind} no-such: no such name\\. Use one of `))
  expect(names.filter((name) => !stderr.includes(name))).toStrictEqual([])
  expect(code).toBe(4)
})

test.each([
  ['--fixture', '{"accounts":[{"accountSid":"AC1","authToken":"x"}]}', '/accounts/0/accountSid: '],
  ['--fixture', '{"phoneNumbersPerAccount":101}', '/phoneNumbersPerAccount: '],
  ['--scenario', '{"name":"x"}', '/description: '],
  [
    '--scenario',
    '{"name":"x","description":"y","twilio":[{"operation":"*"}]}',
    '/twilio/0/error: ',
  ],
  ['--config', '{"seed":"1"}', '/seed: '],
  ['--config', '{"assumptions":{"createStatus":204}}', '/assumptions/createStatus: '],
  ['--config', '{"apiKeys":["a",""]}', '/apiKeys/1: '],
  ['--config', '{"now":"noon"}', '/now: '],
])('ends with 4 for a %s file that holds %s, and points there', async (flag, text, pointer) => {
  const path = fileOf(text)
  const { code, stdout, stderr } = await run(['start', flag, path])
  expect(stderr.startsWith(`Cannot load ${flag.slice(2)} ${path}:`), stderr).toBe(true)
  expect(stderr).toContain(`\n  ${pointer}`)
  expect({ code, stdout }).toStrictEqual({ code: 4, stdout: '' })
})

test('ends with 4 for a member that a configuration file cannot have', async () => {
  const { code, stderr } = await run(['start', '--config', fileOf('{"prot":4700}')])
  expect(stderr).toContain('/prot: Unknown member')
  expect(code).toBe(4)
})

test.each(['--fixture', '--scenario', '--config'])(
  'ends with 4 for a %s file that is not JSON',
  async (flag) => {
    const path = fileOf('{')
    const { code, stderr } = await run(['start', flag, path])
    expect(stderr).toContain(`${path}: it is not JSON`)
    expect(code).toBe(4)
  },
)

test.each(['--fixture', '--scenario', '--config'])(
  'ends with 4 for a %s file that is not there',
  async (flag) => {
    const path = join(temporaryDirectory(), 'none.json')
    const { code, stderr } = await run(['start', flag, path])
    expect(stderr).toContain(`${path}: ENOENT`)
    expect(code).toBe(4)
  },
)

test.each(['', 'noon', '2025-01-01', '2025-02-30T00:00:00Z', '2025-01-01T00:00:00'])(
  'ends with 2 for --now "%s", and shows one that can be',
  async (now) => {
    const { code, stderr } = await run(['start', '--now', now])
    expect(stderr).toBe(
      `Cannot use --now ${now || "''"}: it takes an ISO 8601 time with its zone, such as 2025-01-01T00:00:00Z.\n`,
    )
    expect(code).toBe(2)
  },
)

test.each([
  ['--fixture', 'the name of a fixture, or the path of its file'],
  ['--scenario', 'the name of a scenario, or the path of its file'],
  ['--config', 'the path of a file'],
  ['--data', 'the path of a directory'],
  ['--admin-token', 'a text that is not empty'],
  ['--api-key', 'a text that is not empty'],
  ['--allowed-host', 'a text that is not empty'],
])("ends with 2 for %s ''", async (flag, what) => {
  const { code, stderr } = await run(['start', flag, ''])
  expect(stderr).toBe(`Cannot use ${flag} '': it takes ${what}.\n`)
  expect(code).toBe(2)
})

test('shows no stack trace for what the user can mend', async () => {
  expect((await run(['start', '--fixture', 'no-such'])).stderr).not.toMatch(/\n\s+at /)
})

function fileOf(text: string): string {
  const path = join(temporaryDirectory(), 'file.json')
  writeFileSync(path, text)
  return path
}

test.each(['nosuch.invalid', '203.0.113.1'])('ends with 2 for the host %s', async (host) => {
  const { code, stderr } = await run(['start', '--port', '0', '--host', host, '--admin-token', 't'])
  expect(stderr).toMatch(/^Cannot listen: .* See --host and --port\.\n$/)
  expect(code).toBe(2)
})

test('tells the way out of a port in use', async () => {
  const { stderr } = await run(['start', '--port', `${await takenPort()}`])
  expect(stderr).toContain('Use --port 0 for a free one.')
})

test('does not bind an address that others can reach while the control plane is open', async () => {
  const { code, stdout, stderr } = await run(['start', '--port', '0', '--host', '0.0.0.0'])
  expect(stderr).toMatch(/^Cannot listen on 0\.0\.0\.0: .* Set --admin-token/)
  expect({ code, stdout }).toStrictEqual({ code: 2, stdout: '' })
})
