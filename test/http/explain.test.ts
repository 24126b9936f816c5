import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { expect, test } from 'vitest'
import { booleanInQuery, integerInQuery } from '../../src/contract/query.ts'
import type { Entry, Sent } from '../../src/domain/journal.ts'
import { explain } from '../../src/http/explain.ts'
import { validationOf } from '../../src/http/explain-validation.ts'
import { ACCOUNT_SID } from '../support/client.ts'
import { OTHER_TOKEN } from '../support/domain.ts'
import { entryOf } from '../support/entry.ts'
import { LISTS, TRUNKS, twilioInProcess } from '../support/twilio.ts'

const param = (name: string) => z.guid().meta({ param: { name, in: 'path' } })
const Thing = z.object({ name: z.string(), agentId: z.string().optional() }).meta({ id: 'Thing' })
const json = (schema: z.ZodType, required = true) => ({
  required,
  content: { 'application/json': { schema } },
})
const path = '/things/{id}/parts/{partId}'
const params = z.object({ id: param('id'), partId: param('partId') })
const responses = { 204: { description: 'It is gone.' } }

const operations = {
  remove: createRoute({
    method: 'delete',
    path,
    request: { params, query: z.object({ force: booleanInQuery(false) }) },
    responses,
  }),
  change: createRoute({
    method: 'put',
    path,
    security: [{ bearer: [] }],
    request: {
      params,
      query: z.object({ take: integerInQuery({ min: 0, default: 0 }) }),
      body: json(Thing),
    },
    responses,
  }),
  link: createRoute({
    method: 'post',
    path,
    request: { body: json(z.object({ mode: z.string() }), false) },
    responses,
  }),
  choose: createRoute({
    method: 'patch',
    path,
    request: { body: json(z.union([Thing, z.object({ other: z.string() })])) },
    responses,
  }),
}

const { openAPIRegistry, getOpenAPI31Document } = new OpenAPIHono()
openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' })
for (const operation of Object.values(operations)) openAPIRegistry.registerPath(operation)
const document = getOpenAPI31Document({ openapi: '3.1.0', info: { title: '', version: '' } })

/** What was answered 200, of the operations above where nothing else is said. */
const answered = (own: Partial<Entry>) => entryOf({ sent: sentAs({}), status: 200, ...own })

function sentAs(own: Partial<Sent>): Sent {
  const path = '/things/1/parts/2'
  const headers = ['Content-Type', 'application/json']
  return { path, query: '', headers, json: undefined, problems: [], ...own }
}

/** The place, schema and result of all that was looked at. Every schema has to be in the document. */
function looked(id: keyof typeof operations, own: Partial<Sent>) {
  const entry = answered({ sent: sentAs(own) })
  return validationOf(document, operations[id], entry).map(({ pointer, schema, result }) => {
    expect(at(schema), schema).toBeDefined()
    return [pointer, schema.replace('#/paths/~1things~1{id}~1parts~1{partId}', ''), result]
  })
}

function at(pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((inner: unknown, part) => Object(inner)[part], document)
}

test('each parameter of the path and of the query has its own place', () => {
  expect(looked('remove', { query: 'force=true' })).toEqual([
    ['/path', '/delete/parameters/0', 'passed'],
    ['/path', '/delete/parameters/1', 'passed'],
    ['/query/force', '/delete/parameters/2', 'passed'],
  ])
})

test('a parameter that is not there is absent, and one that is wrong failed alone', () => {
  const message = "The value 'x' is not valid."

  expect(looked('remove', { problems: [{ pointer: '/path/partId', message }] })).toEqual([
    ['/path', '/delete/parameters/0', 'passed'],
    ['/path', '/delete/parameters/1', 'failed'],
    ['/query/force', '/delete/parameters/2', 'absent'],
  ])
  expect(
    looked('remove', { query: 'force=x', problems: [{ pointer: '/query/force', message }] }).at(-1),
  ).toEqual(['/query/force', '/delete/parameters/2', 'failed'])
})

test('a body is looked at member by member, where its schema is', () => {
  expect(looked('change', { json: '{"name":"x"}' })).toEqual([
    ['/headers/authorization', '#/components/securitySchemes/bearer', 'passed'],
    ['/path', '/put/parameters/0', 'passed'],
    ['/path', '/put/parameters/1', 'passed'],
    ['/query/take', '/put/parameters/2', 'absent'],
    ['/headers/content-type', '/put/requestBody/content/application~1json', 'passed'],
    ['/body/name', '#/components/schemas/Thing/properties/name', 'passed'],
    ['/body/agentId', '#/components/schemas/Thing/properties/agentId', 'absent'],
  ])
})

test('a body that need not be there is not', () => {
  expect(looked('link', { headers: [] })).toEqual([
    ['/headers/content-type', '/post/requestBody/content/application~1json', 'absent'],
  ])
})

test('a schema without a name is where the operation is', () => {
  expect(looked('link', { json: '{"mode":"inbound"}' }).at(-1)).toEqual([
    '/body/mode',
    '/post/requestBody/content/application~1json/schema/properties/mode',
    'passed',
  ])
})

test('a body that may be one thing or another is looked at as a whole', () => {
  const schema = '/patch/requestBody/content/application~1json/schema'
  const problems = [{ pointer: '/body/name', message: 'The Name field is required.' }]

  expect(looked('choose', { json: '{}' }).at(-1)).toEqual(['/body', schema, 'passed'])
  expect(looked('choose', { json: '{}', problems }).at(-1)).toEqual(['/body', schema, 'failed'])
})

const fetchAccount = {
  operationId: 'FetchAccount',
  sent: sentAs({ path: `/2010-04-01/Accounts/AC${'0'.repeat(32)}.json` }),
}

test('an operation of Twilio is explained by its own document', () => {
  const { route, rules, validation } = explain(answered(fetchAccount))

  expect(route).toEqual({
    operationId: 'FetchAccount',
    method: 'GET',
    path: '/2010-04-01/Accounts/{Sid}.json',
  })
  expect(rules.map(({ rule }) => rule)).toEqual(['twilio-answers/status-200'])
  expect(validation).toEqual([])
})

test('also where its path is encoded', () => {
  const sent = sentAs({ path: fetchAccount.sent.path.replace('2010-04', '2010%2D04') })
  const { route, rules } = explain(answered({ ...fetchAccount, sent }))

  expect(route?.operationId).toBe('FetchAccount')
  expect(rules.map(({ rule }) => rule)).toEqual(['twilio-answers/status-200'])
})

test('what its definition does not declare is said to be a fault of ours', () => {
  const entry = answered({ ...fetchAccount, status: 418 })

  expect(explain(entry).rules.map(({ rule }) => rule)).toEqual(['contract/undeclared'])
})

test('an operation that is not known is not taken for a path that there is not', () => {
  const { route, rules } = explain(answered({ operationId: 'unheardOf' }))

  expect([route, rules]).toEqual([null, []])
})

test('an auth token in the place of a SID or of a name is not told of', async () => {
  const { post, get, simulator } = await twilioInProcess()
  await post(`${LISTS}.json`, { FriendlyName: OTHER_TOKEN })
  await get(`${TRUNKS}/${OTHER_TOKEN}`)

  const made = await simulator.control.explain('1')
  const missing = await simulator.control.explain('2')

  expect(made.ids.map(({ key }) => key)).toEqual([`${ACCOUNT_SID} [redacted]`])
  expect(missing.entry.request.path).toBe('/v1/Trunks/[redacted]')
  expect(JSON.stringify([made, missing])).not.toContain(OTHER_TOKEN)
})
