import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { createSimulator } from '../../src/index.ts'
import { openStorage } from '../../src/storage.ts'
import { startInProcess } from '../support/client.ts'
import { run, temporaryDirectory } from '../support/process.ts'
import { newWorld } from '../support/world.ts'

beforeEach(() => {
  vi.stubEnv('TRUNKLINE_KEY', undefined)
  onTestFinished(() => void vi.unstubAllEnvs())
})

/** What can be wrong with a file: from the text of a good one to the text of a bad one. */
const DAMAGES: [string, (good: string) => string][] = [
  ['is empty', () => ''],
  ['is truncated', (good) => good.slice(0, -1)],
  ['is half written', (good) => good.slice(0, good.length / 2)],
  ['holds a world of another name', (good) => good.replace('"id":"default"', '"id":"other"')],
  ['holds a world of another format', (good) => good.replace('world-4', 'world-3')],
  [
    'holds a world without its members',
    () => '{"format":"trunkline-world-4","world":{"id":"default"}}',
  ],
  ['holds a world without providers', (good) => good.replace('"providers":', '"provider":')],
  ['holds another name', (good) => good.replace('"name":"Main"', '"name":"Mian"')],
  ['holds a number for a name', (good) => good.replace('"name":"Main"', '"name":5')],
  [
    'holds a secret that nobody encrypted',
    (good) => good.replace(/"authToken":"[^"]+"/, '"authToken":"f"'),
  ],
  [
    'holds a secret that was changed',
    (good) => good.replace(/"authToken":"..../, '"authToken":"AAAA'),
  ],
]

test.each(DAMAGES)('refuses a file that %s: names it and the way out', async (_, damage) => {
  const { data, path } = await damaged(damage)
  const error = await createSimulator({ data }).catch((it) => it)
  expect(error).toMatchObject({
    name: 'InputError',
    message: expect.stringMatching(/Put back a good copy, or move it away/),
  })
  expect(error.message).toContain(path)
})

test.each(DAMAGES)('leaves a file that %s as it is', async (_, damage) => {
  const { data, path } = await damaged(damage)
  const before = readFileSync(path)
  await createSimulator({ data }).catch(() => {})
  expect(readFileSync(path).equals(before)).toBe(true)
})

test.each([
  ['package.json', '{"name":"trunkline","version":"0.1.0"}'],
  ['tsconfig.json', '{ // of a compiler\n}'],
  ['default.json', '{}'],
  ['default.json', '[]'],
  ['default.json', 'null'],
])('refuses a directory with a foreign %s of %j, and touches nothing', async (name, text) => {
  for (const passphrase of [undefined, 'a passphrase']) {
    const data = temporaryDirectory()
    const files = { [name]: text, '.cache.json.tmp': 'of another program' }
    for (const [file, content] of Object.entries(files)) writeFileSync(join(data, file), content)

    const error = await openStorage(data, passphrase).catch((it) => it)

    expect(error).toMatchObject({
      name: 'InputError',
      message: `Cannot use data directory ${data}: ${join(data, name)} is no data file of Trunkline. Use a directory of its own, or move that file away if it was one; nothing was changed.`,
    })
    expect(readdirSync(data).sort()).toStrictEqual(Object.keys(files).sort())
  }
})

test('reads a file that was formatted anew', async () => {
  const { data } = await damaged((good) => JSON.stringify(JSON.parse(good), null, 2))
  await (await createSimulator({ data })).close()
})

test('ends with 4 for a damaged file', async () => {
  const { data, path } = await damaged((good) => good.slice(0, -1))
  const { code, stdout, stderr } = await run(['start', '--data', data])
  expect(stderr).toContain(`Cannot read data file ${path}: `)
  expect({ code, stdout }).toStrictEqual({ code: 4, stdout: '' })
})

test('refuses a directory that stands where a file should', async () => {
  const data = temporaryDirectory()
  await (await openStorage(data)).close()
  mkdirSync(join(data, 'default.json'))
  await expect(createSimulator({ data })).rejects.toThrow(join(data, 'default.json'))
})

test('one damaged file among good ones stops the start', async () => {
  const { data, path } = await damaged((good) => good)
  const other = path.replace('default', 'other')
  writeFileSync(other, '{')
  await expect(createSimulator({ data })).rejects.toThrow(other)
})

test('ends with 4 for another TRUNKLINE_KEY, and names the file and the variable', async () => {
  const data = await directoryWithSecret('one')
  const { code, stderr } = await run(['start', '--data', data], {
    env: { TRUNKLINE_KEY: 'another' },
  })
  expect(stderr).toContain(join(data, 'test.json'))
  expect(stderr).toContain('TRUNKLINE_KEY')
  expect(code).toBe(4)
})

test('refuses a key file where TRUNKLINE_KEY was the key', async () => {
  const data = await directoryWithSecret('one')
  await expect(openStorage(data)).rejects.toThrow(/Cannot read key file .* or set TRUNKLINE_KEY/)
})

test('leaves a file that it has no key for as it is', async () => {
  const data = await directoryWithSecret('one')
  const before = readFileSync(join(data, 'test.json'), 'utf8')
  await openStorage(data, 'another').catch(() => {})
  expect(readFileSync(join(data, 'test.json'), 'utf8')).toBe(before)
})

async function directoryWithSecret(passphrase: string): Promise<string> {
  const data = temporaryDirectory()
  const account = { accountSid: `AC${'a'.repeat(32)}`, authToken: 'b'.repeat(32) }
  const storage = await openStorage(data, passphrase)
  await storage.save(newWorld({ fixture: { accounts: [account] } }))
  await storage.close()
  return data
}

test.each(['', 'no key', 'f'.repeat(63), 'G'.repeat(64)])(
  'refuses a key file that holds %j: names it and the way out',
  async (text) => {
    const data = temporaryDirectory()
    const path = join(data, 'trunkline.key')
    writeFileSync(path, text)
    const error = await createSimulator({ data }).catch((it) => it)
    expect(error).toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(/Put back|move it away|TRUNKLINE_KEY/),
    })
    expect(error.message).toContain(path)
  },
)

test('leaves a key file that holds no key as it is', async () => {
  const data = temporaryDirectory()
  const path = join(data, 'trunkline.key')
  writeFileSync(path, 'no key')
  await createSimulator({ data }).catch(() => {})
  expect(readFileSync(path, 'utf8')).toBe('no key')
})

test.each(['file', 'file/below'])(
  'ends with 4 for a data directory that cannot be: %s',
  async (at) => {
    const directory = temporaryDirectory()
    writeFileSync(join(directory, 'file'), '')
    const data = join(directory, at)
    const { code, stderr } = await run(['start', '--data', data])
    expect(stderr).toMatch(/^Cannot /)
    expect(stderr).toContain(data)
    expect(code).toBe(4)
  },
)

async function damaged(damage: (good: string) => string): Promise<{ data: string; path: string }> {
  const data = temporaryDirectory()
  const { simulator, create } = await startInProcess({ data })
  await create()
  await simulator.close()
  const path = join(data, 'default.json')
  writeFileSync(path, damage(readFileSync(path, 'utf8')))
  return { data, path }
}
