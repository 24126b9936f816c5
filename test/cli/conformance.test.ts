import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Report } from '../../src/conformance/report.ts'
import { CHECKABLE, everything, TOKEN } from '../support/checked.ts'
import { ACCOUNT_SID, AUTH_TOKEN } from '../support/client.ts'
import { freePort, run, serve, spawnCli, temporaryDirectory } from '../support/process.ts'
import { shows } from '../support/spellings.ts'
import { startWrongServer } from '../support/wrong-server.ts'

const { importNumber = '' } = everything('')

/** The flags of a run that looks at everything. */
const EVERYTHING = [
  ...['--token', TOKEN, '--account-sid', ACCOUNT_SID, '--auth-token', AUTH_TOKEN],
  ...['--import-number', importNumber, '--agent-id', 'an-agent', '--allow-writes'],
]

/** A simulator in a process of its own, with these options besides. */
async function checkable(options: object = {}): Promise<string> {
  const config = join(temporaryDirectory(), 'config.json')
  writeFileSync(config, JSON.stringify({ ...CHECKABLE, ...options }))
  return (await serve(['--config', config])).url
}

test('Trunkline passes, and the exit code is 0', async () => {
  const url = await checkable()
  const { code, stdout, stderr } = await run(['conformance', url, ...EVERYTHING])
  expect(stdout).toMatch(
    new RegExp(`^${url}: \\d{3} rules hold, 0 broken, 0 differ from our guess, 0 skipped\\.\\n$`),
  )
  expect({ code, stderr }).toStrictEqual({ code: 0, stderr: '' })
})

test('a guess that differs does not fail a run, and tells what was seen', async () => {
  const url = await checkable({ assumptions: { createStatus: 200 } })
  const { code, stdout } = await run(['conformance', url, ...EVERYTHING])
  expect(code).toBe(0)
  expect(stdout).toContain('Differs from our guess')
  expect(stdout).toContain('create/status-201 (inferred, ')
  expect(stdout).toContain('observed: POST /api/v1/providers/twilio answered 200')
})

test('a broken rule fails a run: in JSON', async () => {
  const { url } = await startWrongServer()
  const { code, stdout, stderr } = await run(['conformance', url, ...EVERYTHING, '--json'])
  const report: Report = JSON.parse(stdout)
  expect(report.results.find((it) => it.rule === 'update/region')).toMatchObject({
    class: 'documented',
    source: 'update-twilio-provider',
    result: 'broken',
    expected: 'region "de1"',
  })
  expect({ code, stderr }).toStrictEqual({ code: 1, stderr: '' })
  expect([TOKEN, AUTH_TOKEN].filter((it) => shows(stdout, it))).toStrictEqual([])
})

test('a broken rule fails a run: in the XML of JUnit', async () => {
  const { url } = await startWrongServer()
  const { code, stdout } = await run(['conformance', url, ...EVERYTHING, '--junit'])
  expect(code).toBe(1)
  expect(stdout).toMatch(/^<\?xml /)
  expect(stdout).toContain('<failure type="broken" message="expected: region &quot;de1&quot;')
})

test('secrets may come from the environment', async () => {
  const url = await checkable()
  const env = {
    TRUNKLINE_TOKEN: TOKEN,
    TRUNKLINE_ACCOUNT_SID: ACCOUNT_SID,
    TRUNKLINE_AUTH_TOKEN: AUTH_TOKEN,
  }
  const { code, stdout } = await run(['conformance', url, '--allow-writes'], { env })
  expect(code).toBe(0)
  expect(stdout).toContain('it needs a number of the account: see --import-number')
  expect(stdout).not.toContain('see --account-sid')
})

test('--learn writes a file under which Trunkline does the same', async () => {
  const assumptions = { createStatus: 200, errorKeys: 'camel', refusedCredentials: 422 }
  const learned = join(temporaryDirectory(), 'learned.json')
  const url = await checkable({ assumptions })
  const { stderr } = await run(['conformance', url, ...EVERYTHING, '--learn', learned])
  expect(JSON.parse(readFileSync(learned, 'utf8'))).toStrictEqual({ assumptions })
  expect(stderr).toBe(`Wrote ${learned}: use it with trunkline start --config.\n`)
  const { create, send } = await serve(['--config', learned])
  expect((await create()).status).toBe(200)
  const { body } = await send('POST', '/api/v1/providers/twilio', { body: {} })
  expect(Object.keys(body.errors)).toContain('accountSid')
})

test('--learn says what was not seen', async () => {
  const learned = join(temporaryDirectory(), 'learned.json')
  const url = await checkable()
  const { stderr } = await run(['conformance', url, '--token', TOKEN, '--learn', learned])
  expect(stderr).toContain(
    'Not seen: createStatus, errorKeys, refusedCredentials; see --allow-writes, --account-sid and --auth-token.',
  )
  expect(JSON.parse(readFileSync(learned, 'utf8'))).toStrictEqual({ assumptions: {} })
})

test('--learn names no flag that was given', async () => {
  const learned = join(temporaryDirectory(), 'learned.json')
  const url = await checkable()
  const { stderr } = await run([
    'conformance',
    url,
    '--token',
    TOKEN,
    '--allow-writes',
    '--learn',
    learned,
  ])
  expect(stderr).toBe(
    `Wrote ${learned}: use it with trunkline start --config. Not seen: refusedCredentials; see --account-sid and --auth-token.\n`,
  )
})

test('a run that cannot be made leaves no file of --learn', async () => {
  const learned = join(temporaryDirectory(), 'learned.json')
  const url = `http://127.0.0.1:${await freePort()}`
  const { code } = await run(['conformance', url, '--token', TOKEN, '--learn', learned])
  expect([code, existsSync(learned)]).toStrictEqual([2, false])
})

test('an account that is refused ends with 2, and its token is not printed', async () => {
  const url = await checkable()
  const other = 'f'.repeat(32)
  const flags = EVERYTHING.map((it) => (it === AUTH_TOKEN ? other : it))
  const { code, stdout, stderr } = await run(['conformance', url, ...flags])
  expect({ code, stdout }).toStrictEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(/Twilio answered 20003.*See --account-sid and --auth-token\.\n$/)
  expect(stderr).not.toContain(other)
})

test('a base URL with the path of the API ends with 2', async () => {
  const url = await checkable()
  const { code, stdout, stderr } = await run(['conformance', `${url}/api/v1`, '--token', TOKEN])
  expect({ code, stdout }).toStrictEqual({ code: 2, stdout: '' })
  expect(stderr).toContain('Give the base URL without /api/v1.')
})

test('Ctrl-C ends a run with 130, after what it made is removed', async () => {
  const { url, control } = await served()
  const { child, ended } = spawnCli(['conformance', url, ...EVERYTHING, '--json'])
  while ((await control.findRequests({ method: 'POST', urlPath: PROVIDERS })).length === 0);
  child.kill('SIGINT')
  const { code, stdout } = await ended
  expect(code).toBe(130)
  const report: Report = JSON.parse(stdout)
  expect(report.leftBehind).toStrictEqual([])
  expect(report.results.at(-1)?.reason).toBe('the run was interrupted')
  expect(await control.exportState()).toMatchObject({ providers: {}, sipCredentials: {} })
})

const PROVIDERS = '/api/v1/providers/twilio'

async function served() {
  const { connectSimulator } = await import('../../src/client.ts')
  const url = await checkable()
  return { url, control: connectSimulator(url).control }
}

const NOBODY = ['http://127.0.0.1:1', '--token', 'secret-key']

test.each([
  [['http://127.0.0.1:1'], 'use --token'],
  [['localhost:4700', '--token', 'secret-key'], 'name a base URL'],
  [['http://user:password@127.0.0.1:1', '--token', 'secret-key'], 'name a base URL'],
  [['http://:password@127.0.0.1:1', '--token', 'secret-key'], 'name a base URL'],
  [['http://127.0.0.1:1', '--token', 'secret-key', '--json', '--junit'], 'use --json or --junit'],
  [['http://127.0.0.1:1', '--token', 'secret-key', '--learn', '/'], 'it is there already'],
  [
    ['http://127.0.0.1:1', '--token', 'secret-key', '--account-sid', ACCOUNT_SID],
    'give --account-sid and --auth-token',
  ],
  [
    [...NOBODY, '--learn', '/nowhere/learned.json'],
    'Cannot write /nowhere/learned.json: ENOENT: no such file or directory',
  ],
  [
    [...NOBODY, '--account-sid', `AC${'A'.repeat(32)}`, '--auth-token', AUTH_TOKEN],
    'Cannot use that as --account-sid: give AC and 32 characters from 0-9 and a-f.',
  ],
  [
    [...NOBODY, '--account-sid', ACCOUNT_SID, '--auth-token', 'a-password'],
    'Cannot use that as --auth-token: give 32 characters from 0-9 and a-f.',
  ],
  [
    [...NOBODY, '--import-number', '+14155550100'],
    'Cannot use that as --import-number: give the SID of a number: PN and 32 characters',
  ],
])('%j ends with 2 and says the way out', async (args, message) => {
  const { code, stdout, stderr } = await run(['conformance', ...args])
  expect({ code, stdout }).toStrictEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(message)
  expect(stderr).not.toMatch(/secret-key|password/)
})

test('nobody at the address ends with 2', async () => {
  const url = `http://127.0.0.1:${await freePort()}`
  const { code, stderr } = await run(['conformance', url, '--token', TOKEN])
  expect([code, stderr]).toEqual([2, expect.stringContaining(`Cannot check ${url}`)])
})
