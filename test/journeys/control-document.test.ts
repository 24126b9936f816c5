import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { controlRoutes } from '../../src/contract/control.ts'
import { createSimulator } from '../../src/index.ts'
import { patient, redocly, root, spectral } from '../support/linters.ts'
import { steeredInProcess, steeredWays } from '../support/steered.ts'

/** Methods of `Control` that say another one in short. */
const SHORTHANDS = ['advance', 'freeze', 'resume']

interface Document {
  openapi: string
  paths: Record<string, Record<string, { operationId: string; responses: object }>>
}

async function served(): Promise<Document> {
  const { fetch } = await createSimulator()
  const response = await fetch(new Request('http://trunkline/__admin/openapi.json'))
  return (await response.json()) as Document
}

/** The document in a file of its own. */
async function written(document: Document): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'trunkline-control-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  const path = join(directory, 'openapi.json')
  await writeFile(path, JSON.stringify(document))
  return path
}

const operationsOf = ({ paths }: Document) =>
  Object.values(paths).flatMap((it) => Object.values(it))

test('the recommended rules of Redocly find nothing', patient, async () => {
  const file = await written(await served())

  expect(await redocly(file)).toEqual({ exitCode: 0, rules: [], ignored: 0 })
})

test('the OpenAPI rules of Spectral find nothing, not even a hint', patient, async () => {
  const file = await written(await served())

  expect(await spectral(file)).toEqual({ exitCode: 0, rules: [] })
})

test('both linters refuse a copy with a fault', patient, async () => {
  const document = await served()
  const [operation] = operationsOf(document)
  Object.assign(operation ?? {}, { tags: ['Undeclared'], summary: undefined })
  const file = await written(document)

  expect([(await redocly(file)).rules, (await spectral(file)).rules]).toEqual([
    ['operation-summary'],
    ['operation-tag-defined'],
  ])
})

test('it is a document of OpenAPI 3.1, and every reference in it leads somewhere', async () => {
  const document = await served()
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#([^"]+)"/g)].map(
    ([, it]) => it,
  )
  const dead = references.filter(
    (reference = '') =>
      reference
        .split('/')
        .slice(1)
        .reduce((inner: unknown, key) => Object(inner)[key], document) === undefined,
  )

  expect([document.openapi, references.length > 0, dead]).toEqual(['3.1.0', true, []])
})

test('a body of more than 64 MiB is refused before it is read', async () => {
  const { send } = await steeredInProcess()
  const headers = { 'Content-Length': `${2 ** 26 + 1}` }

  const { status, body } = await send('PUT', '/__admin/state', { body: {}, headers })

  expect([status, body.detail]).toEqual([413, 'Cannot read the body: it is larger than 64 MiB.'])
})

describe.each(steeredWays)('$way', ({ start }) => {
  test('every operation is a method of the control plane, and every method an operation', async () => {
    const { control } = await start()
    const operations = operationsOf(await served()).map(({ operationId }) => operationId)

    expect(Object.keys(control).sort()).toEqual([...operations, ...SHORTHANDS].sort())
  })

  test('the version names the committed contract', async () => {
    const { control } = await start({ seed: 5 })
    const [contract, manifest] = await Promise.all([
      readFile(join(root, 'openapi.json')),
      readFile(join(root, 'package.json'), 'utf8'),
    ])

    expect(await control.version()).toEqual({
      version: JSON.parse(manifest).version,
      contract: createHash('sha256').update(contract).digest('hex'),
      seed: 5,
    })
  })

  test.each(Object.values(controlRoutes).map(({ method, path }) => [method.toUpperCase(), path]))(
    '%s %s is served in every world',
    async (method, path) => {
      const { world } = await start()
      const { send } = world('checkout')

      const { status, body } = await send(method, path.replace(/\{\w+\}/, 'x'))

      // Where there is nothing of that name, or a body is missing, the operation itself says so.
      expect([200, 201, 400, 404, 415]).toContain(status)
      expect(body.detail ?? '').not.toContain('there is no such path')
    },
  )

  test('a path that is not served is refused with where to look', async () => {
    const { send } = await start()

    const { status, body } = await send('GET', '/__admin/nothing')

    expect([status, body.detail]).toEqual([
      404,
      'Cannot GET /__admin/nothing: there is no such path ((see /__admin/openapi.json)).',
    ])
  })

  test('a wrong method is refused with those that are right', async () => {
    const { send } = await start()

    const { status, headers } = await send('PATCH', '/__admin/clock')

    expect([status, headers.get('Allow')]).toEqual([405, 'GET, HEAD, OPTIONS, PUT'])
  })

  test('a body that is malformed, missing or no JSON is refused', async () => {
    const { send } = await start()
    const statuses = []
    for (const sent of [
      { body: '{' },
      { body: '' },
      {},
      { body: 'PT1H', headers: { 'Content-Type': 'text/plain' } },
    ]) {
      statuses.push((await send('PUT', '/__admin/clock', sent)).status)
    }

    expect(statuses).toEqual([400, 400, 415, 415])
  })

  test('a world that cannot be is refused', async () => {
    const { send } = await start()

    const { status, body } = await send('GET', '/__w/a%20b/__admin/clock')

    expect([status, body.detail]).toEqual([400, expect.stringContaining('a name has 1 to 64')])
  })
})
