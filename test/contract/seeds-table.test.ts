import { expect, test } from 'vitest'
import { committed, operations, type Schema } from './committed.ts'
import {
  AUTHORISATION,
  BASE_URL,
  type SeedMember,
  seedObjects,
  seedOperations,
} from './seeds.table.ts'

const objects = Object.entries(seedObjects).map(
  ([component, members]) => [component, members, committed.components.schemas[component]] as const,
)
const members = objects.flatMap(([component, members, schema]) =>
  members.map((member) => {
    const { field } = member
    return [`${component}.${field}`, member, schema?.properties?.[field]] as const
  }),
)
const titled = seedOperations.map((seed) => [seed.title, seed] as const)

test('the operations are those of the pages, each at its method and path', () => {
  const printed = seedOperations.map(({ method, path }) => `${method} ${path}`)
  expect(operations.map(({ method, path }) => `${method} ${path}`)).toEqual(printed)
})

test.each(titled)('"%s" gives the operation its id and its summary', (title, seed) => {
  const { operationId, summary } = operationOf(seed)
  expect(operationId).toBe(camelCase(title))
  expect(summary.replace(' a ', ' ')).toBe(title)
})

test.each(titled)('%s takes the path parameters of its page, and no other', (_, seed) => {
  const { parameters = [] } = operationOf(seed)
  const declared = parameters.map(({ schema, description: _, ...rest }) => ({
    ...rest,
    schema: rulesOf(schema),
  }))
  const printed = seed.parameters.map((member) => ({
    name: member.field,
    in: 'path',
    required: member.required,
    schema: printedRules(member),
  }))
  expect(declared).toEqual(printed)
})

test.each(titled)('%s takes and gives the JSON bodies of its page', (_, seed) => {
  const { requestBody = null, responses } = operationOf(seed)
  expect(requestBody).toEqual(seed.body && { required: true, content: jsonOf(seed.body) })
  const successes = Object.entries(responses).filter(([status]) => status.startsWith('2'))
  expect(successes).not.toEqual([])
  for (const [, { content }] of successes) {
    const { examples: _, ...body } = content['application/json'] ?? {}
    expect({ ...content, 'application/json': body }).toEqual(jsonOf(seed.response))
  }
})

test('the base URL and the authorisation are those of the code samples', () => {
  expect(committed.servers.map((server) => server.url)).toContain(BASE_URL)
  expect(committed.components.securitySchemes.bearer).toMatchObject(AUTHORISATION)
})

test.each(objects)(
  '%s has the members of its page, in that order, and no other',
  (_, members, schema) => {
    expect(Object.keys(schema?.properties ?? {})).toEqual(members.map((it) => it.field))
  },
)

test.each(objects)('%s requires what its page requires, and is open', (_, members, schema = {}) => {
  const required = members.filter((it) => it.required).map((it) => it.field)
  const { properties: _members, ...rules } = rulesOf(schema)
  expect(rules).toEqual({ type: 'object', ...(required.length > 0 && { required }) })
})

test.each(members)(
  '%s has the rules that its page prints, and those named beyond',
  (_, member, property = {}) => {
    expect(rulesOf(property)).toEqual(printedRules(member))
  },
)

function operationOf({ method, path }: { method: string; path: string }) {
  const operation = committed.paths[path]?.[method]
  if (!operation)
    throw new Error(`Cannot find ${method} ${path}: openapi.json has no such operation`)
  return operation
}

/** What a schema demands: everything in it but the words. */
function rulesOf({ description, example, 'x-fidelity': _, ...rules }: Schema) {
  return rules
}

/** The schema that an entry of an attribute list spells out. */
function printedRules(member: SeedMember): object {
  const { field: _, required: __, nullable, type, items, beyond, ...printed } = member
  return {
    ...printed,
    ...beyond?.keywords,
    type: nullable ? [type, 'null'] : type,
    ...(items && { items: { $ref: `#/components/schemas/${items}` } }),
  }
}

function jsonOf(component: string): object {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${component}` } } }
}

function camelCase(title: string): string {
  const joined = title.replaceAll(/ (\w)/g, (_, letter: string) => letter.toUpperCase())
  return joined.charAt(0).toLowerCase() + joined.slice(1)
}
