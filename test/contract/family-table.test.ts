import { expect, test } from 'vitest'
import { committed, operations } from './committed.ts'
import { familyObjects, familyOperations } from './family.table.ts'
import { type SeedMember, seedOperations } from './seeds.table.ts'
import { jsonOf, operationOf, printedRules, rulesOf } from './tables.ts'

const named = familyOperations.map((it) => [it.operationId, it] as const)
const objects = Object.entries(familyObjects).map(
  ([component, members]) => [component, members, committed.components.schemas[component]] as const,
)
const members = objects.flatMap(([component, members, schema]) =>
  members.map((member) => {
    const { field } = member
    return [`${component}.${field}`, member, schema?.properties?.[field]] as const
  }),
)

test('the operations are those of the pages and of the table, each at its method and path', () => {
  const known = [...seedOperations, ...familyOperations]
  const places = known.map(({ method, path }) => `${method} ${path}`)
  expect(operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(places.sort())
})

test.each(named)('%s stands at its method and path', (operationId, row) => {
  expect(operationOf(row).operationId).toBe(operationId)
})

test.each(named)('%s rests on its page, and on none where there is none', (_, row) => {
  const mark = operationOf(row)['x-fidelity']
  if (row.page === null) expect(mark).not.toMatchObject({ class: 'documented' })
  else expect(mark).toMatchObject({ class: 'documented', source: row.page })
})

test.each(named)('%s takes its parameters, and no other', (_, row) => {
  const { parameters = [] } = operationOf(row)
  const declared = parameters.map(({ schema, description: _, ...rest }) => ({
    ...rest,
    schema: rulesOf(schema),
  }))
  const ids = row.ids.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', format: 'uuid' },
  }))
  expect(declared).toEqual([...ids, ...row.query.map(inQuery)])
})

test.each(named)('%s takes and gives its JSON bodies', (_, row) => {
  const { requestBody = null, responses } = operationOf(row)
  expect(requestBody).toEqual(row.body && { required: true, content: jsonOf(row.body) })
  const successes = Object.entries(responses).filter(([status]) => status.startsWith('2'))
  expect(successes).not.toEqual([])
  for (const [, { content }] of successes) {
    const { examples: _, ...body } = content?.['application/json'] ?? {}
    const given = content && { ...content, 'application/json': body }
    expect(given).toEqual(row.response === null ? undefined : jsonOf(row.response))
  }
})

test.each(objects)('%s has its members, in their order, and no other', (_, members, schema) => {
  expect(Object.keys(schema?.properties ?? {})).toEqual(members.map((it) => it.field))
})

test.each(objects)('%s requires what it has to, and is open', (_, members, schema = {}) => {
  const required = members.filter((it) => it.required).map((it) => it.field)
  const { properties: _members, ...rules } = rulesOf(schema)
  expect(rules).toEqual({ type: 'object', ...(required.length > 0 && { required }) })
})

test.each(members)('%s has the rules of the table', (_, member, property = {}) => {
  expect(rulesOf(property)).toEqual(printedRules(member))
})

test('a provider is told apart by its type', () => {
  expect(committed.components.schemas.Provider).toMatchObject({
    oneOf: [{ $ref: '#/components/schemas/TwilioProvider' }],
    discriminator: {
      propertyName: 'providerType',
      mapping: { twilio: '#/components/schemas/TwilioProvider' },
    },
  })
})

function inQuery(member: SeedMember) {
  const { field: name, required } = member
  return { name, in: 'query', required, schema: printedRules(member) }
}
