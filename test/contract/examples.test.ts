import { expect, test } from 'vitest'
import type { z } from 'zod'
import { exampleNames, exampleOf } from '../../src/contract/examples.ts'
import { ProblemDetails } from '../../src/contract/problem.ts'
import { routes } from '../../src/contract/routes.ts'
import { AUTH_TOKEN } from '../support/client.ts'
import { committed } from './committed.ts'

type OperationId = keyof typeof routes

const operations = Object.entries(routes) as [OperationId, (typeof routes)[OperationId]][]
const responses = operations.flatMap(([id, definition]) =>
  Object.entries<Declared>(definition.responses).map(
    ([status, response]) => [id, Number(status), definition, response] as const,
  ),
)
const examples = responses.flatMap(([id, status, definition, response]) =>
  exampleNames(definition, status).map(
    (name) => [id, status, name, exampleOf(definition, status, name), response] as const,
  ),
)

interface Declared {
  description: string
  content?: Record<string, { schema: z.ZodType }>
}

test.each(responses)(
  '%s %i has a body with an example, unless it is a 204',
  (_, status, ...rest) => {
    const [definition, { content }] = rest
    const hasBody = status !== 204
    expect([content !== undefined, exampleNames(definition, status).length > 0]).toEqual([
      hasBody,
      hasBody,
    ])
  },
)

test.each(examples)('the example %s %i %s is just what its schema gives back', (...example) => {
  const [, , , value, { content = {} }] = example
  const [declared] = Object.values(content)
  expect(declared?.schema.parse(value)).toStrictEqual(value)
})

test.each(examples.filter(([, status]) => status >= 400))(
  'the example %s %i %s has the status that it stands under',
  (_, status, __, value) => {
    expect(value).toMatchObject({ status })
  },
)

test.each(responses)('openapi.json shows the examples of %s %i in their order', (id, status) => {
  const shown = Object.values(committed.paths)
    .flatMap((methods) => Object.values(methods))
    .find((it) => it.operationId === id)?.responses[status]?.content
  const [content] = Object.values(shown ?? {})
  const declared = examples.filter(([it, at]) => it === id && at === status)
  expect(Object.entries(content?.examples ?? {})).toEqual(
    declared.map(([, , name, value]) => [name, { value }]),
  )
})

test('no example shows the auth token of the request', () => {
  expect(JSON.stringify(examples.map(([, , , value]) => value))).not.toContain(AUTH_TOKEN)
})

test.each([
  ['createTwilioProvider', 200, 'pending'],
  ['createTwilioProvider', 201, 'pending'],
  ['getTwilioProvider', 200, 'verified'],
  ['updateTwilioProvider', 200, 'verified'],
  ['createTwilioProvider', 400, 'validation'],
  ['getTwilioProvider', 400, 'validation'],
  ['updateTwilioProvider', 400, 'validation'],
  ['updateAuthToken', 400, 'validation'],
  ['importPhoneNumbers', 200, 'imported'],
  ['verifyProvider', 200, 'verified'],
  ['listSipPhoneNumbers', 200, 'numbers'],
  ['deleteSipPhoneNumber', 409, 'in-use'],
  ['deleteSipCredential', 409, 'in-use'],
] as const)('the default of %s %i is %s', (id, status, name) => {
  const value = exampleOf(routes[id], status)
  expect(exampleNames(routes[id], status)[0]).toBe(name)
  expect(value).toBe(exampleOf(routes[id], status, name))
  expect(value).toBeDefined()
})

// No answer shows these two kinds yet, so they stand here by hand.
test.each([
  [403, 'rfc9110#section-15.5.4', 'Forbidden'],
  [429, 'rfc6585#section-4', 'Too Many Requests'],
])('every example of %i links to %s', (status, section, title) => {
  const kinds = examples
    .filter(([, it]) => it === status)
    .map(([, , , value]) => ProblemDetails.parse(value))
    .map((problem) => [problem.type, problem.title])
  const kind = [`https://tools.ietf.org/html/${section}`, title]
  expect(kinds).toEqual(operations.map(() => kind))
})

test.each([
  ['createTwilioProvider', 200, 'verificationStatus'],
  ['createTwilioProvider', 201, 'verificationStatus'],
  ['getTwilioProvider', 200, 'verificationStatus'],
  ['updateTwilioProvider', 200, 'verificationStatus'],
  ['updateAuthToken', 200, 'verificationStatus'],
  ['getProvider', 200, 'verificationStatus'],
  ['verifyProvider', 200, 'status'],
] as const)(
  '%s %i has an example for every status of a verification, each of that name',
  (id, status, member) => {
    const names = exampleNames(routes[id], status)
    expect(names.toSorted()).toEqual(['failed', 'pending', 'verified', 'warning'])
    for (const name of names) {
      expect(exampleOf(routes[id], status, name)).toMatchObject({ [member]: name })
    }
  },
)

test.each([
  ['a name that no example has', 200, 'broken'],
  ['a name of an example of another status', 200, 'validation'],
  ['a name that every object knows', 200, 'constructor'],
  ['the name of the prototype', 200, '__proto__'],
  ['no name', 200, ''],
  ['a status that is not declared', 418, 'pending'],
  ['the default of a status that is not declared', 418, undefined],
])('%s finds no example', (_, status, name) => {
  expect(exampleOf(routes.getTwilioProvider, status, name)).toBeUndefined()
})

test.each([
  ['a status that is not declared', 'getTwilioProvider', 201],
  ['an answer without a body', 'deleteProvider', 204],
] as const)('%s has no examples', (_, id, status) => {
  expect(exampleNames(routes[id], status)).toEqual([])
  expect(exampleOf(routes[id], status)).toBeUndefined()
})
