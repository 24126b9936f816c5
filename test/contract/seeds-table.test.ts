import { expect, test } from 'vitest'
import { committed } from './committed.ts'
import { AUTHORISATION, BASE_URL, seedObjects, seedOperations } from './seeds.table.ts'
import { jsonOf, operationOf, printedRules, rulesOf } from './tables.ts'

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
  for (const [, { content = {} }] of successes) {
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

function camelCase(title: string): string {
  const joined = title.replaceAll(/ (\w)/g, (_, letter: string) => letter.toUpperCase())
  return joined.charAt(0).toLowerCase() + joined.slice(1)
}
