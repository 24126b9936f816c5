import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ACCOUNT_SID, AUTH_TOKEN } from '../support/client.ts'
import { blocksOfKind } from '../support/pages.ts'
import { startOnPort } from '../support/port.ts'
import { run, temporaryDirectory } from '../support/process.ts'
import { npmInstall, ROOT } from '../support/project.ts'

// It needs a TypeScript that is older than this project's.
const PACKAGES = ['openapi-typescript@7.13.0', 'openapi-fetch@0.17.0', 'typescript@5']

const GENERATOR = 'node_modules/openapi-typescript/bin/cli.js'
const GENERATOR_OPTIONS = ['--default-non-nullable=false', '--output', 'api.ts']
const COMPILER = 'node_modules/typescript/bin/tsc'
const COMPILER_OPTIONS = [
  ...['--strict', '--module', 'nodenext', '--target', 'es2022'],
  ...['--lib', 'es2022,dom', '--outDir', '.'],
]

const FIXTURE = {
  accounts: [
    {
      accountSid: ACCOUNT_SID,
      authToken: AUTH_TOKEN,
      phoneNumbers: ['+14155550101', '+14155550102', '+14155550103'].map((phoneNumber) => ({
        phoneNumber,
      })),
    },
  ],
  agents: [{ id: 'agent-1', name: 'Reception' }],
}

const PROGRAM = `
import createClient from 'openapi-fetch'
import type { paths } from './api.js'
import { baseUrl } from './base-url.js'

const client = createClient<paths>({ baseUrl, headers: { Authorization: 'Bearer test-key' } })
const accountSid = '${ACCOUNT_SID}'
const authToken = '${AUTH_TOKEN}'

const created = await client.POST('/api/v1/providers/twilio', {
  body: { accountSid, authToken, name: 'Main' },
})
const id: string = created.data?.id ?? ''
const status: 'pending' | 'verified' | 'warning' | 'failed' | undefined =
  created.data?.verificationStatus
console.log('created', created.response.status, status)

const path = { params: { path: { id } } }
const { data: provider } = await client.GET('/api/v1/providers/twilio/{id}', path)
for (const check of provider?.verificationDetails ?? []) {
  console.log('checked', check.checkName, check.status)
}

const updated = await client.PUT('/api/v1/providers/twilio/{id}', {
  ...path,
  body: { supportsCallTransfer: true },
})
console.log('updated', updated.data?.name, updated.data?.supportsCallTransfer)

const refused = await client.POST('/api/v1/providers/twilio', {
  body: { accountSid: 'AC1', authToken, name: '' },
})
const { error } = refused
if (error && 'errors' in error) console.log('refused', error.status, Object.keys(error.errors ?? {}))

const page = await client.GET('/api/v1/providers/twilio/{id}/available-numbers', {
  params: { path: { id }, query: { skip: 1, take: 5 } },
})
const numbers = page.data?.items ?? []
console.log('available', page.data?.totalCount, numbers.map((it) => it.capabilities.voice))

const imported = await client.POST('/api/v1/providers/twilio/{id}/import-numbers', {
  ...path,
  body: { phoneNumberSids: [...numbers.map((it) => it.phoneNumberSid), 'PN' + '0'.repeat(32)] },
})
console.log('imported', imported.data?.successCount, imported.data?.errors.length)

const verified = await client.POST('/api/v1/providers/{id}/verify', path)
console.log('verified', verified.data?.status, verified.data?.checks?.length)

const list = await client.GET('/api/v1/sip-phone-numbers', {
  params: { query: { providerId: id, take: 1 } },
})
const phoneNumberId = list.data?.items[0]?.id ?? ''
console.log('numbers', list.data?.totalCount, list.data?.items[0]?.phoneNumber)

await client.PUT('/api/v1/sip-phone-numbers/{id}/agent-link', {
  params: { path: { id: phoneNumberId }, query: { agentId: 'agent-1' } },
})
const number = '/api/v1/providers/twilio/{id}/phone-numbers/{phoneNumberId}'
const used = await client.DELETE(number, { params: { path: { id, phoneNumberId } } })
if (used.error && 'affectedAgents' in used.error) {
  for (const agent of used.error.affectedAgents) {
    console.log('used', used.error.status, agent.agentName, agent.uses)
  }
}
const removed = await client.DELETE(number, {
  params: { path: { id, phoneNumberId }, query: { force: true } },
})
console.log('removed', removed.response.status)

const providers = await client.GET('/api/v1/providers', { params: { query: { take: 1 } } })
console.log('providers', providers.data?.totalCount, providers.data?.items[0]?.providerType)

const deleted = await client.DELETE('/api/v1/providers/{id}', path)
console.log('deleted', deleted.response.status, deleted.error)

const missing = await client.GET('/api/v1/providers/twilio/{id}', path)
console.log('missing', missing.error?.status, missing.error?.title)
`

const PRINTED = `
created 201 pending
checked Credentials passed
checked Trunk passed
checked Credential List passed
checked Phone Numbers passed
updated Main true
refused 400 [ 'AccountSid', 'Name' ]
available 3 [ true, true ]
imported 2 1
verified verified 4
numbers 2 +14155550102
used 409 Reception [ 'inbound' ]
removed 204
providers 1 twilio
deleted 204 undefined
missing 404 Not Found
`

// No token, no id, no such path, what is never answered, and no number.
const WRONG = `
import createClient from 'openapi-fetch'
import type { paths } from './api.js'

const client = createClient<paths>()
const accountSid = '${ACCOUNT_SID}'
await client.POST('/api/v1/providers/twilio', { body: { accountSid, name: 'Main' } })
await client.PUT('/api/v1/providers/twilio/{id}', { params: { path: {} }, body: {} })
await client.GET('/api/v1/providers/twillio', {})
const { data } = await client.GET('/api/v1/providers/twilio/{id}', { params: { path: { id: '' } } })
console.log(data?.authToken)
await client.GET('/api/v1/providers', { params: { query: { take: 'all' } } })
`

const GENERATE = /^npx openapi-typescript (\S+) (.+)$/

test('the command that the pages show is the one that is tried here', () => {
  const shown = blocksOfKind('generator').map(({ text }) => GENERATE.exec(text.trim()))
  expect(shown.length).toBeGreaterThan(0)
  for (const [, document, options] of shown.map((it) => it ?? [])) {
    expect(document).toBe('node_modules/trunkline/openapi.json')
    expect(options).toMatch(new RegExp(`^${GENERATOR_OPTIONS[0]} -o [\\w-]+\\.ts$`))
  }
})

test('a client that is generated from openapi.json is strict, and gets what its types say', {
  timeout: 240_000,
}, async () => {
  const { url } = await startOnPort({ fixture: FIXTURE })
  const { node } = await newFolder({
    'base-url.ts': `export const baseUrl = '${url}'`,
    'program.ts': PROGRAM,
    'wrong.ts': WRONG,
  })

  const document = join(ROOT, 'openapi.json')
  expect(await node(GENERATOR, document, ...GENERATOR_OPTIONS)).toMatchObject({ code: 0 })
  const { stdout: errors } = await node(COMPILER, ...COMPILER_OPTIONS, 'program.ts', 'wrong.ts')
  expect(errors.match(/^.+\.ts\(\d+/gm)).toStrictEqual(
    [7, 8, 9, 11, 12].map((line) => `wrong.ts(${line}`),
  )
  const { stdout, stderr } = await node('program.js')
  expect({ stdout: `\n${stdout}`, stderr }).toStrictEqual({ stdout: PRINTED, stderr: '' })
})

test('the program of the recipe compiles, and asks a simulator without a port', {
  timeout: 240_000,
}, async () => {
  const [program, ...others] = blocksOfKind('client')
  expect(others).toStrictEqual([])
  const [, types = ''] = /paths } from '\.\/(.+)\.js'/.exec(program?.text ?? '') ?? []
  const { folder, node } = await newFolder({ 'recipe.ts': program?.text ?? '' })
  symlinkSync(ROOT, join(folder, 'node_modules', 'trunkline'))
  const options = [...GENERATOR_OPTIONS.slice(0, 1), '-o', `${types}.ts`]
  const document = 'node_modules/trunkline/openapi.json'
  expect(await node(GENERATOR, document, ...options)).toMatchObject({ code: 0 })
  expect(await node(COMPILER, ...COMPILER_OPTIONS, '--skipLibCheck', 'recipe.ts')).toMatchObject({
    code: 0,
    stdout: '',
  })
  expect(await node('recipe.js')).toStrictEqual({
    code: 0,
    stdout: 'pending\nverified\nwarning\n',
    stderr: '',
  })
})

/** A folder with the generator, the client and the compiler, and those files. */
async function newFolder(files: Record<string, string>) {
  const folder = temporaryDirectory()
  const all = { 'package.json': '{ "type": "module" }', ...files }
  for (const [name, text] of Object.entries(all)) writeFileSync(join(folder, name), text)
  await npmInstall(folder, ...PACKAGES)
  const node = (script: string, ...args: string[]) =>
    run(args, { script: join(folder, script), cwd: folder, env: { NO_COLOR: '1' } })
  return { folder, node }
}
