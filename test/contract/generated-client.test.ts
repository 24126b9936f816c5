import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
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

const PROGRAM = `
import createClient from 'openapi-fetch'
import type { paths } from './api.js'
import { baseUrl } from './base-url.js'

const client = createClient<paths>({ baseUrl, headers: { Authorization: 'Bearer test-key' } })
const accountSid = 'ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
const authToken = '0123456789abcdef0123456789abcdef'

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

const missing = await client.GET('/api/v1/providers/twilio/{id}', {
  params: { path: { id: '00000000-0000-4000-8000-000000000000' } },
})
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
missing 404 Not Found
`

// No token, no id, no such path, and what is never answered.
const WRONG = `
import createClient from 'openapi-fetch'
import type { paths } from './api.js'

const client = createClient<paths>()
const accountSid = 'ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
await client.POST('/api/v1/providers/twilio', { body: { accountSid, name: 'Main' } })
await client.PUT('/api/v1/providers/twilio/{id}', { params: { path: {} }, body: {} })
await client.GET('/api/v1/providers/twillio', {})
const { data } = await client.GET('/api/v1/providers/twilio/{id}', { params: { path: { id: '' } } })
console.log(data?.authToken)
`

test('a client that is generated from openapi.json is strict, and gets what its types say', {
  timeout: 240_000,
}, async () => {
  const { url } = await startOnPort()
  const folder = temporaryDirectory()
  const files = {
    'package.json': '{ "type": "module" }',
    'base-url.ts': `export const baseUrl = '${url}'`,
    'program.ts': PROGRAM,
    'wrong.ts': WRONG,
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  await npmInstall(folder, ...PACKAGES)
  const node = (script: string, ...args: string[]) =>
    run(args, { script: join(folder, script), cwd: folder, env: { NO_COLOR: '1' } })

  const document = join(ROOT, 'openapi.json')
  expect(await node(GENERATOR, document, ...GENERATOR_OPTIONS)).toMatchObject({ code: 0 })
  const { stdout: errors } = await node(COMPILER, ...COMPILER_OPTIONS, 'program.ts', 'wrong.ts')
  expect(errors.match(/^.+\.ts\(\d+/gm)).toStrictEqual(
    [7, 8, 9, 11].map((line) => `wrong.ts(${line}`),
  )
  const { stdout, stderr } = await node('program.js')
  expect({ stdout: `\n${stdout}`, stderr }).toStrictEqual({ stdout: PRINTED, stderr: '' })
})
