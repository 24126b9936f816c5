import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { InputError, parse } from '../src/input.ts'
import { loadConfig, loadFixture, loadScenario } from '../src/load.ts'
import { startInProcess } from './support/client.ts'
import { temporaryDirectory } from './support/process.ts'

const FIXTURES = namesIn(new URL('../fixtures/', import.meta.url))
const SCENARIOS = namesIn(new URL('../fixtures/scenarios/', import.meta.url))

test.each(FIXTURES)('the shipped fixture %s makes a world', async (fixture) => {
  const { create } = await startInProcess({ fixture })
  expect((await create()).status).toBe(201)
})

test.each(SCENARIOS)('the shipped scenario %s calls itself by its name', async (name) => {
  expect((await loadScenario(name)).name).toBe(name)
})

test('loads a fixture by its name', async () => {
  const { providers } = await loadFixture('every-status')
  expect(providers.map((it) => it.name)).toContain('Contoso clinics')
})

test('fills in what a fixture leaves out', async () => {
  expect(await loadFixture(fileOf({}))).toStrictEqual({
    phoneNumbersPerAccount: 0,
    unknownAccounts: 'open',
    accounts: [],
    agents: [],
    providers: [],
  })
})

test('loads a fixture by a relative path', async () => {
  const path = relative(process.cwd(), fileOf({ phoneNumbersPerAccount: 3 }))
  expect((await loadFixture(path)).phoneNumbersPerAccount).toBe(3)
})

test('loads a scenario by an absolute path', async () => {
  const scenario = { name: 'mine', description: 'It warns.', verification: { outcome: 'warning' } }
  expect(await loadScenario(fileOf(scenario))).toStrictEqual(scenario)
})

test('takes a text with a dot for a path, not for a name', async () => {
  await expect(loadFixture('default.json')).rejects.toThrow('ENOENT')
})

test('loads no fixture for the name of a scenario', async () => {
  await expect(loadFixture('trunk-missing')).rejects.toThrow(InputError)
})

test('lists the known fixtures for an unknown name, and shows a path', async () => {
  await expect(loadFixture('mine')).rejects.toThrow(
    `Cannot load fixture mine: no such name. Use one of ${FIXTURES.join(', ')}, or a path such as ./mine.json.`,
  )
})

test('lists the known scenarios for an unknown name, and shows a path', async () => {
  await expect(loadScenario('mine')).rejects.toThrow(
    `Cannot load scenario mine: no such name. Use one of ${SCENARIOS.join(', ')}, or a path such as ./mine.json.`,
  )
})

test('names a file that cannot be read', async () => {
  const path = join(temporaryDirectory(), 'folder.json')
  mkdirSync(path)
  const error = await loadFixture(path).catch((it) => it)
  expect(error).toBeInstanceOf(InputError)
  expect(error.message).toBe(
    `Cannot load fixture ${path}: EISDIR: illegal operation on a directory, read`,
  )
})

test('names a file that is not JSON', async () => {
  const path = join(temporaryDirectory(), 'broken.json')
  writeFileSync(path, '{"name":')
  const error = await loadScenario(path).catch((it) => it)
  expect(error).toBeInstanceOf(InputError)
  expect(error.message).toContain(`Cannot load scenario ${path}: it is not JSON`)
})

const SID = `AC${'a'.repeat(32)}`
const ACCOUNT = { accountSid: SID, authToken: 'b'.repeat(32) }
const NUMBERED = { ...ACCOUNT, phoneNumbers: [{ phoneNumber: '+14155550100' }] }
const PROVIDER = { id: '3c90c3cc-0d44-4b50-8888-8dd25736052a', accountSid: SID, name: 'Main' }

test.each<[string, unknown]>([
  ['(top level)', []],
  ['/account', { account: [] }],
  ['/phoneNumbersPerAccount', { phoneNumbersPerAccount: 101 }],
  ['/accounts/0/accountSid', { accounts: [{ ...ACCOUNT, accountSid: `AC${'A'.repeat(32)}` }] }],
  ['/accounts/0/authToken', { accounts: [{ accountSid: SID }] }],
  ['/accounts/0/type', { accounts: [{ ...ACCOUNT, type: 'Free' }] }],
  ['/accounts/1/accountSid', { accounts: [ACCOUNT, ACCOUNT] }],
  [
    '/accounts/0/phoneNumbers/0/phoneNumber',
    { accounts: [{ ...ACCOUNT, phoneNumbers: [{ phoneNumber: '4155550100' }] }] },
  ],
  [
    '/accounts/1/phoneNumbers/0/phoneNumber',
    { accounts: [NUMBERED, { ...NUMBERED, accountSid: `AC${'c'.repeat(32)}` }] },
  ],
  ['/providers/0/id', { accounts: [ACCOUNT], providers: [{ ...PROVIDER, id: '1' }] }],
  ['/providers/0/name', { accounts: [ACCOUNT], providers: [{ ...PROVIDER, name: '' }] }],
  [
    '/providers/0/name',
    { accounts: [ACCOUNT], providers: [{ ...PROVIDER, name: 'x'.repeat(101) }] },
  ],
  ['/providers/0/accountSid', { providers: [PROVIDER] }],
  ['/providers/1/id', { accounts: [ACCOUNT], providers: [PROVIDER, PROVIDER] }],
  [
    '/providers/1/id',
    { accounts: [ACCOUNT], providers: [PROVIDER, { ...PROVIDER, id: PROVIDER.id.toUpperCase() }] },
  ],
  [
    '/providers/0/phoneNumbers/0',
    { accounts: [ACCOUNT], providers: [{ ...PROVIDER, phoneNumbers: ['+14155550100'] }] },
  ],
  [
    '/providers/0/atTwilio/trunk',
    { accounts: [ACCOUNT], providers: [{ ...PROVIDER, atTwilio: { trunk: 'gone' } }] },
  ],
  [
    '/providers/0/atTwilio/detached/0',
    {
      accounts: [NUMBERED],
      providers: [{ ...PROVIDER, atTwilio: { detached: ['+14155550100'] } }],
    },
  ],
])('points at "%s" of a fixture that cannot be used', async (pointer, fixture) => {
  expect(await complaintsOf(loadFixture(fileOf(fixture)))).toStrictEqual([pointer])
})

test.each<[string, object]>([
  ['/note', { note: 'x' }],
  ['/name', { name: '' }],
  ['/name', { name: 'x'.repeat(65) }],
  ['/description', { description: undefined }],
  ['/verification', { verification: { outcome: 'failed', checks: { Trunk: 'failed' } } }],
  ['/verification/outcome', { verification: { outcome: 'broken' } }],
  ['/verification/checks/Trunk', { verification: { checks: { Trunk: 'pending' } } }],
  ['/verification/progression/mode', { verification: { progression: { mode: 'never' } } }],
  [
    '/verification/progression/seconds',
    { verification: { progression: { mode: 'time', seconds: 0 } } },
  ],
  ['/verification/progression/times', { verification: { progression: { mode: 'manual' } } }],
  ['/twilio/0/operation', { twilio: [{ operation: 'MakeTrunk', error: 20500 }] }],
  [
    '/twilio/1/error',
    {
      twilio: [
        { operation: '*', error: 20500 },
        { operation: '*', error: 500 },
      ],
    },
  ],
])('points at "%s" of a scenario that cannot be used', async (pointer, changes) => {
  const scenario = { name: 'mine', description: 'Mine.', ...changes }
  expect(await complaintsOf(loadScenario(fileOf(scenario)))).toStrictEqual([pointer])
})

test('names every mistake of a file at once', async () => {
  const fixture = { phoneNumbersPerAccount: -1, accounts: [{ ...ACCOUNT, type: 'Free' }] }
  expect(await complaintsOf(loadFixture(fileOf(fixture)))).toStrictEqual([
    '/phoneNumbersPerAccount',
    '/accounts/0/type',
  ])
})

test('takes every option from a configuration file', async () => {
  const config = { seed: 7, fixture: 'every-status', clock: 'real', apiKeys: ['a'] }
  expect(await loadConfig(fileOf(config))).toMatchObject(config)
})

test('loads no configuration by a name', async () => {
  await expect(loadConfig('default')).rejects.toThrow('Cannot load config default: ENOENT')
})

test('points at the mistake in a configuration file', async () => {
  const config = { assumptions: { refusedCredentials: 403 } }
  expect(await complaintsOf(loadConfig(fileOf(config)))).toStrictEqual([
    '/assumptions/refusedCredentials',
  ])
})

test('escapes a name as JSON pointers do', () => {
  const check = () => parse(z.record(z.string(), z.int()), { 'a/b~c': 'x' }, 'it')
  expect(check).toThrow('\n  /a~1b~0c: ')
})

/** The JSON pointers that the error names. */
async function complaintsOf(loading: Promise<unknown>): Promise<string[]> {
  const error = await loading.then(
    () => null,
    (it: Error) => it,
  )
  expect(error).toBeInstanceOf(InputError)
  const [, ...lines] = error?.message.split('\n') ?? []
  return lines.map((line) => /^ {2}(.*?): ./.exec(line)?.[1] ?? line)
}

function fileOf(value: unknown): string {
  const path = join(temporaryDirectory(), 'file.json')
  writeFileSync(path, JSON.stringify(value))
  return path
}

function namesIn(folder: URL): string[] {
  return readdirSync(folder)
    .flatMap((file) => /^(.+)\.json$/.exec(file)?.[1] ?? [])
    .sort()
}
