import { createRoute, z } from '@hono/zod-openapi'
import { expect, test } from 'vitest'
import { booleanInQuery, integerInQuery } from '../../src/contract/query.ts'
import { bind, type Handlers } from '../../src/http/bind.ts'
import { toJournalEntry } from '../../src/http/journal.ts'
import { newApp, withProblems } from '../../src/http/surface.ts'
import { bindingsOf } from '../../src/http/world.ts'
import { newServices } from '../support/services.ts'

const Id = z.object({ id: z.guid().meta({ param: { name: 'id', in: 'path' } }) })
const ID = '3c90c3cc-0d44-4b50-8888-8dd25736052a'
const gone = { 204: { description: 'It is gone.' }, 404: problem('There is none.') }

const definitions = {
  list: createRoute({
    operationId: 'list',
    method: 'get',
    path: '/things',
    request: {
      query: z.object({
        skip: integerInQuery({ min: 0, default: 0 }),
        take: integerInQuery({ min: 1, max: 100, default: 20 }),
        isDeep: booleanInQuery(false),
        kind: z.enum(['one', 'other']).optional(),
      }),
    },
    responses: { 200: json(z.unknown()) },
  }),
  change: createRoute({
    operationId: 'change',
    method: 'put',
    path: '/things/{id}',
    request: {
      params: Id,
      query: z.object({ agentId: z.string().min(1).max(5), isForced: booleanInQuery(false) }),
      body: {
        required: true,
        content: { 'application/json': { schema: z.object({ name: z.string() }) } },
      },
    },
    responses: { 200: json(z.unknown()) },
  }),
  remove: createRoute({
    operationId: 'remove',
    method: 'delete',
    path: '/things/{id}',
    request: { params: Id },
    responses: gone,
  }),
  tell: createRoute({
    operationId: 'tell',
    method: 'get',
    path: '/secret',
    responses: { 200: json(z.unknown()) },
  }),
}

const handlers: Handlers<typeof definitions> = {
  list: ({ query }) => ({ status: 200, body: query }),
  change: ({ params, query, body }) => ({ status: 200, body: { params, query, body } }),
  remove: () => ({ status: 204 }),
  tell: () => ({ status: 200, body: { authPassword: 'canary', authUser: 'dasha' } }),
}

function json<S extends z.ZodType>(schema: S) {
  const content = { 'application/json': { schema, examples: { usual: { value: {} } } } }
  return { description: 'It.', content }
}

function problem(description: string) {
  const value = { status: 404, title: 'Not Found', detail: description }
  const content = {
    'application/problem+json': { schema: z.unknown(), examples: { it: { value } } },
  }
  return { description, content }
}

/** Serves the definitions, and answers a request with what its world has on record of it. */
async function ask(method: string, path: string, init: RequestInit = {}) {
  const services = newServices()
  const app = newApp()
  const surface = withProblems(app, bind(app, definitions, handlers, services), services)
  const headers = { Authorization: 'Bearer key', ...init.headers }
  const request = new Request(`http://trunkline${path}`, { ...init, method, headers })
  const env = bindingsOf(request, 'default')
  env.journal = services.simulator.journal('default')
  env.id = env.journal.nextId()
  const response = await surface(request, env)
  const text = await response.text()
  const [entry] = env.journal.list()
  if (!entry) throw new Error('It is not on record')
  return { response, text, body: text && JSON.parse(text), entry, problems: env.problems }
}

const listed = async (query: string) => (await ask('GET', `/things?${query}`)).body

test('a query is read by its schema', async () => {
  expect(await listed('skip=5&take=007&isDeep=true&kind=other')).toEqual({
    skip: 5,
    take: 7,
    isDeep: true,
    kind: 'other',
  })
})

test('what is absent is what the schema says of it', async () => {
  expect(await listed('')).toEqual({ skip: 0, take: 20, isDeep: false })
})

test.each([
  ['TRUE', true],
  ['True', true],
  ['false', false],
  ['FALSE', false],
])('isDeep=%s is a boolean', async (text, value) => {
  expect(await listed(`isDeep=${text}`)).toHaveProperty('isDeep', value)
})

test('of a parameter given twice, the first counts', async () => {
  expect(await listed('skip=1&skip=x')).toHaveProperty('skip', 1)
})

test('a parameter that no schema knows is left alone, and one of `Prefer` is no part of the query', async () => {
  expect(await listed('skip=1&other=x&__delay=0')).toEqual({ skip: 1, take: 20, isDeep: false })
})

test.each([
  ['skip=abc', "The value 'abc' is not valid."],
  ['skip=', "The value '' is not valid."],
  ['skip=%205', "The value ' 5' is not valid."],
  ['skip=1e3', "The value '1e3' is not valid."],
  ['skip=0x10', "The value '0x10' is not valid."],
  ['skip=1.5', "The value '1.5' is not valid."],
  ['skip=-1', 'The field skip must be between 0 and 2147483647.'],
  ['skip=2147483648', "The value '2147483648' is not valid."],
  ['take=0', 'The field take must be between 1 and 100.'],
  ['take=101', 'The field take must be between 1 and 100.'],
  ['isDeep=1', "The value '1' is not valid."],
  ['isDeep=', "The value '' is not valid."],
  ['kind=third', "The value 'third' is not valid."],
])('%s is refused in the words of ASP.NET Core', async (query, message) => {
  const { response, body, problems } = await ask('GET', `/things?${query}`)

  const [name = ''] = query.split('=')
  expect([response.status, body.errors]).toEqual([400, { [name]: [message] }])
  expect(problems).toEqual([{ pointer: `/query/${name}`, message }])
})

test.each([
  ['', 'The agentId field is required.'],
  ['agentId=', 'The agentId field is required.'],
  ['agentId=sixsix', 'The field agentId must be a string with a maximum length of 5.'],
])('a text in a query: ?%s', async (query, message) => {
  const { body } = await ask('PUT', `/things/${ID}?${query}`, changed)

  expect(body.errors).toEqual({ agentId: [message] })
})

const changed = {
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ name: 'Main' }),
}

test('a handler gets every part', async () => {
  const { body } = await ask('PUT', `/things/${ID}?agentId=a&isForced=true`, changed)

  expect(body).toEqual({
    params: { id: ID },
    query: { agentId: 'a', isForced: true },
    body: { name: 'Main' },
  })
})

test('what is wrong with the path, the query and the body is told at once', async () => {
  const { body, problems } = await ask('PUT', '/things/x?isForced=2', { ...changed, body: '{}' })

  expect(body.errors).toEqual({
    id: ["The value 'x' is not valid."],
    agentId: ['The agentId field is required.'],
    isForced: ["The value '2' is not valid."],
    Name: ['The Name field is required.'],
  })
  expect(problems.map(({ pointer }) => pointer)).toEqual([
    '/path/id',
    '/query/agentId',
    '/query/isForced',
    '/body/name',
  ])
})

test.each([
  ['an answer', {}],
  ['an answer that is asked for', { Prefer: 'code=204' }],
])('%s without content has no body and no type', async (_what, headers) => {
  const { response, text, entry } = await ask('DELETE', `/things/${ID}`, { headers })

  expect([response.status, text, response.headers.get('Content-Type')]).toEqual([204, '', null])
  expect(response.headers.get('X-Mock-Request-Id')).toBe('1')
  expect(toJournalEntry(entry).response).toEqual({ status: 204, headers: entry.responseHeaders })
})

test('an example of an answer without content cannot be asked for', async () => {
  const headers = { Prefer: 'code=204, example=usual' }
  const { body } = await ask('DELETE', `/things/${ID}`, { headers })

  expect(body.errors).toEqual({
    '/headers/prefer/example': ['There is no example usual for 204: it has no body.'],
  })
})

test('a problem beside an answer without content can be asked for', async () => {
  const { response, body } = await ask('DELETE', `/things/${ID}`, {
    headers: { Prefer: 'code=404' },
  })

  expect([response.status, body.detail]).toEqual([404, 'There is none.'])
})

test('the record of an answer has no secret, and the answer has', async () => {
  const { body, entry } = await ask('GET', '/secret')

  expect(body).toEqual({ authPassword: 'canary', authUser: 'dasha' })
  expect(toJournalEntry(entry).response?.body).toEqual({
    authPassword: '[redacted]',
    authUser: 'dasha',
  })
})
