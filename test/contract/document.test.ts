import { expect, test } from 'vitest'
import { z } from 'zod'
import { controlRoutes } from '../../src/contract/control.ts'
import { openApiDocument } from '../../src/contract/document.ts'
import { routes } from '../../src/contract/routes.ts'
import { LEDGER } from '../../src/contract/rules/ledger.ts'
import { marksOf } from '../support/marks.ts'
import { committed, nameOf, operations, resolve, type Schema, text } from './committed.ts'

/** Every status that an operation declares, but for those of any; by hand, from sections 9 and 13 of the design. */
const STATUSES = [
  ['createTwilioProvider', [200, 201], [400, 401, 413, 415, 422]],
  ['getTwilioProvider', [200], [400, 401, 404]],
  ['updateTwilioProvider', [200], [400, 401, 404, 409, 413, 415]],
  ['updateAuthToken', [200], [400, 401, 404, 413, 415, 422]],
  ['listAvailableNumbers', [200], [400, 401, 404, 409]],
  ['importPhoneNumbers', [200], [400, 401, 404, 413, 415]],
  ['removePhoneNumber', [204], [400, 401, 404, 409]],
  ['listProviders', [200], [400, 401]],
  ['getProvider', [200], [400, 401, 404]],
  ['deleteProvider', [204], [400, 401, 404]],
  ['verifyProvider', [200], [400, 401, 404]],
  ['listSipPhoneNumbers', [200], [400, 401]],
  ['createSipPhoneNumber', [200, 201], [400, 401, 404, 409, 413, 415]],
  ['getSipPhoneNumber', [200], [400, 401, 404]],
  ['updateSipPhoneNumber', [200], [400, 401, 404, 409, 413, 415]],
  ['deleteSipPhoneNumber', [204], [400, 401, 404, 409]],
  ['linkSipPhoneNumber', [200], [400, 401, 404, 409]],
  ['unlinkSipPhoneNumber', [200], [400, 401, 404]],
  ['listAgentsUsingSipPhoneNumber', [200], [400, 401, 404]],
  ['listSipCredentials', [200], [400, 401]],
  ['createSipCredential', [200, 201], [400, 401, 413, 415]],
  ['getSipCredential', [200], [400, 401, 404]],
  ['updateSipCredential', [200], [400, 401, 404, 409, 413, 415]],
  ['deleteSipCredential', [204], [400, 401, 404, 409]],
  ['listAgentsUsingSipCredential', [200], [400, 401, 404]],
] as const

/** What any service may answer behind a gateway or under load, so every operation declares it too. */
const ANYWHERE = [403, 429, 500, 502, 503, 504]

/** Operations that ask Twilio for something, so that its trouble is theirs; a verification takes it for a finding. */
const THROUGH_TWILIO = [
  'createTwilioProvider',
  'updateTwilioProvider',
  'updateAuthToken',
  'listAvailableNumbers',
  'removePhoneNumber',
  'deleteProvider',
  'deleteSipPhoneNumber',
]

/** What the body of a success is; no other success has one. */
const SCHEMA_OF_SUCCESS = new Map([
  ['createTwilioProvider', 'TwilioProvider'],
  ['getTwilioProvider', 'TwilioProvider'],
  ['updateTwilioProvider', 'TwilioProvider'],
  ['updateAuthToken', 'TwilioProvider'],
  ['listAvailableNumbers', 'AvailableNumberPage'],
  ['importPhoneNumbers', 'ImportResult'],
  ['listProviders', 'ProviderPage'],
  ['getProvider', 'Provider'],
  ['verifyProvider', 'VerificationResult'],
  ['listSipPhoneNumbers', 'SipPhoneNumberPage'],
  ['createSipPhoneNumber', 'SipPhoneNumber'],
  ['getSipPhoneNumber', 'SipPhoneNumber'],
  ['updateSipPhoneNumber', 'SipPhoneNumber'],
  ['linkSipPhoneNumber', 'SipPhoneNumber'],
  ['unlinkSipPhoneNumber', 'SipPhoneNumber'],
  ['listAgentsUsingSipPhoneNumber', 'AffectedPhoneNumber'],
  ['listSipCredentials', 'SipCredentialPage'],
  ['createSipCredential', 'SipCredential'],
  ['getSipCredential', 'SipCredential'],
  ['updateSipCredential', 'SipCredential'],
  ['listAgentsUsingSipCredential', 'SipCredentialUsage'],
])

/** What the body of a problem is where it is more than usual: ValidationProblemDetails for a 400, else ProblemDetails. */
const SCHEMAS_OF_PROBLEM = new Map([
  ['createTwilioProvider 400', ['ValidationProblemDetails', 'ProblemDetails']],
  ['updateAuthToken 400', ['ValidationProblemDetails', 'ProblemDetails']],
  ['removePhoneNumber 409', ['InUseByAgents', 'ProblemDetails']],
  ['deleteSipPhoneNumber 409', ['InUseByAgents', 'ProblemDetails']],
  ['deleteSipCredential 409', ['InUseByPhoneNumbers', 'ProblemDetails']],
])

/** The only problems that a page names: api-facts.md, section 4. */
const DOCUMENTED_PROBLEMS = [
  ['removePhoneNumber', '409'],
  ['deleteSipPhoneNumber', '409'],
  ['deleteSipCredential', '409'],
]

/** Members that no page explains, or explains in part only: api-facts.md, sections 1.2, 1.3, 3 and 6.3. */
const INFERRED = [
  ['VerificationCheck', 'checkName'],
  ['VerificationCheck', 'status'],
  ['VerificationResult', 'lastVerifiedAt'],
  ['ProblemDetails', 'traceId'],
  ['ValidationProblemDetails', 'traceId'],
  ['ValidationProblemDetails', 'errors'],
  ['ImportPhoneNumbers', 'phoneNumberSids'],
  ['ImportError', 'errorMessage'],
  ['AffectedAgent', 'uses'],
  ['SipRegistrationStatus', 'state'],
  ['SipPhoneNumber', 'credentialsId'],
  ['SipPhoneNumber', 'description'],
  ['SipPhoneNumber', 'displayName'],
  ['SipPhoneNumber', 'providerId'],
  ['SipPhoneNumber', 'incomingCallsAgentId'],
  ['SipCredential', 'domain'],
  ['SipCredential', 'authUser'],
  ['SipCredential', 'authPassword'],
  ['SipCredential', 'description'],
  ['SipCredential', 'cpsLimit'],
  ['SipCredential', 'cpsKey'],
  ['SipCredential', 'providerId'],
] as const

/** Components that no page knows. */
const INVENTED = ['Capabilities', 'AvailableNumber', 'AvailableNumberPage', 'ProviderPage'] as const

/** Pages of the documentation that a rule may name. */
const PAGES = [
  'account-settings',
  'common-issues',
  'create-twilio-provider',
  'get-twilio-provider',
  'update-twilio-provider',
  'update-auth-token',
  'import-phone-numbers',
  'remove-phone-number',
  'get-provider',
  'delete-provider',
  'verify-provider',
  'list-phone-numbers',
  'create-phone-number',
  'update-phone-number',
  'delete-phone-number',
  'link-phone-number-to-agent',
  'unlink-phone-number-from-agent',
  'get-agents-using-phone-number',
  'list-sip-credentials',
  'create-sip-credential',
  'get-sip-credential',
  'update-sip-credential',
  'delete-sip-credential',
  'get-agents-using-sip-credential',
]

const named = operations.map(({ operation }) => [operation.operationId, operation] as const)
const responses = named.flatMap(([operationId, operation]) =>
  Object.entries(operation.responses).map(
    ([status, response]) => [operationId, status, response] as const,
  ),
)

const Fidelity = marksOf(LEDGER)

test('openapi.json is byte for byte what the definitions emit', () => {
  expect(text).toBe(`${JSON.stringify(openApiDocument(), null, 2)}\n`)
})

test('every definition is an operation of the document, and there is no other', () => {
  expect(named.map(([operationId]) => operationId).sort()).toEqual(Object.keys(routes).sort())
})

test('no two schemas share a component id', () => {
  expect(sharedIds({ ...routes, ...controlRoutes })).toEqual([])
})

test('the components of the document are the schemas with an id, all of them', () => {
  const ids = idsIn(routes).sort()
  expect(Object.keys(committed.components.schemas).sort()).toEqual(ids)
})

test('two schemas that share a component id deep inside a definition are found', () => {
  const one = z.string().meta({ id: 'Shared' })
  const other = z.number().meta({ id: 'Shared' })
  const list = z.array(z.object({ inner: other.nullable() })).optional()
  expect(sharedIds({ route: { body: z.object({ one, again: one, list }) } })).toEqual(['Shared'])
})

test.each(named)('%s declares a summary, a description, known tags and the key', (_, operation) => {
  expect(operation.summary).toMatch(/\w/)
  expect(operation.description).toMatch(/\w/)
  expect(operation.tags).not.toEqual([])
  expect(committed.tags.map((tag) => tag.name)).toEqual(expect.arrayContaining(operation.tags))
  expect(operation.security).toEqual([{ bearer: [] }])
})

test('the key is a bearer token', () => {
  const { bearer } = committed.components.securitySchemes
  expect(bearer).toMatchObject({ type: 'http', scheme: 'bearer' })
})

test('the table of statuses speaks of every operation', () => {
  expect(STATUSES.map(([operationId]) => operationId)).toEqual(Object.keys(routes))
})

test.each(STATUSES)(
  '%s declares the successes %j and the problems %j',
  (id, successes, problems) => {
    const declared = responses.filter(([operationId]) => operationId === id)
    const statuses = [...successes, ...problems, ...ANYWHERE].sort()
    expect(declared.map(([, status]) => Number(status))).toEqual(statuses)
  },
)

test.each(named)(
  '%s says of what nothing gives, and of no other, that it is only asked for [errors/only-asked-for]',
  (id) => {
    const never = responses.filter(([operationId, , response]) => {
      const { class: kind, source } = Fidelity.parse(response['x-fidelity'])
      return operationId === id && kind === 'invented' && source.startsWith('never by itself')
    })
    const statuses = THROUGH_TWILIO.includes(id) ? ['403', '429'] : ['403', '429', '502', '504']
    expect(never.map(([, status]) => status)).toEqual(statuses)
  },
)

test('whoever is asked to wait is told how many seconds', () => {
  const asked = responses.filter(([, , { headers }]) => headers?.['Retry-After'])
  expect(asked.map(([id, status]) => [id, status])).toEqual(
    Object.keys(routes).flatMap((id) => [
      [id, '429'],
      [id, '503'],
    ]),
  )
  for (const [, , { headers }] of asked) {
    expect(headers?.['Retry-After']?.schema).toEqual({ type: 'integer', minimum: 0 })
  }
})

test.each(responses)('%s %s has one body, of the right type, or none', (id, status, response) => {
  const isSuccess = status.startsWith('2')
  const success = SCHEMA_OF_SUCCESS.get(id)
  if (isSuccess && success === undefined) {
    expect([status, response.content]).toEqual(['204', undefined])
    return
  }
  const usual = status === '400' ? 'ValidationProblemDetails' : 'ProblemDetails'
  const problems = SCHEMAS_OF_PROBLEM.get(`${id} ${status}`) ?? [usual]
  const type = isSuccess ? 'application/json' : 'application/problem+json'
  expect(Object.keys(response.content ?? {})).toEqual([type])
  const { anyOf, $ref = '' } = response.content?.[type]?.schema ?? {}
  const schemas = (anyOf ?? [{ $ref }]).map((it) => nameOf(it.$ref ?? ''))
  expect(schemas).toEqual(isSuccess ? [success] : problems)
})

test.each(named)('%s says what it rests on', (_, operation) => {
  expect(Fidelity.safeParse(operation['x-fidelity']).error).toBeUndefined()
})

test.each(responses)('%s %s says what it rests on', (_, __, response) => {
  expect(Fidelity.safeParse(response['x-fidelity']).error).toBeUndefined()
})

test.each(Object.entries(committed.components.schemas))('%s says what it rests on', (_, schema) => {
  expect(Fidelity.safeParse(schema['x-fidelity']).error).toBeUndefined()
})

test.each(INFERRED)('%s.%s is marked as inferred', (component, member) => {
  const property = committed.components.schemas[component]?.properties?.[member]
  expect(property?.['x-fidelity']).toMatchObject({ class: 'inferred' })
})

test.each(INVENTED)('%s is marked as invented', (component) => {
  const { 'x-fidelity': mark } = committed.components.schemas[component] ?? {}
  expect(mark).toMatchObject({ class: 'invented' })
})

test('every mark names a rule of the ledger, and says what the ledger says', () => {
  expect(() => marksIn(committed)).not.toThrow()
  expect(marksIn(committed).length).toBeGreaterThan(responses.length)
})

// The pages print no number of a status but for 409: api-facts.md, sections 4 and 6.1.
test('no status claims to be documented but for the conflicts that a page names', () => {
  const documented = responses.filter(
    ([, , response]) => Fidelity.parse(response['x-fidelity']).class === 'documented',
  )
  expect(documented.map(([id, status]) => [id, status])).toEqual(DOCUMENTED_PROBLEMS)
})

test('every rule that says "documented" names a page', () => {
  const documented = Object.values(LEDGER).filter((rule) => rule.class === 'documented')
  expect(PAGES).toEqual(expect.arrayContaining(documented.map((rule) => rule.source)))
})

test.each(named)('the parameters and the body of %s have examples', (_, operation) => {
  const { parameters = [], requestBody } = operation
  const contents = [...parameters, ...Object.values(requestBody?.content ?? {})]
  expect(contents.flatMap((it) => withoutExample(it.schema))).toEqual([])
})

test.each(responses)('the body of %s %s has examples', (_, __, { content = {} }) => {
  expect(Object.values(content).flatMap((it) => withoutExample(it.schema))).toEqual([])
})

test('a member without an example is found, also in the items of an array', () => {
  const items = { type: 'object', properties: { three: { type: 'string' } } }
  const properties = { one: { example: null }, two: { type: 'string' }, many: { items } }
  expect(withoutExample({ type: 'object', properties })).toEqual(['.two', '.many[].three'])
})

/** Component ids that more than one of the schemas reachable from a value carries. */
function sharedIds(value: unknown): string[] {
  const ids = idsIn(value)
  return ids.filter((id, index) => ids.indexOf(id) !== index)
}

/** The component ids of the schemas reachable from a value, one for every schema. */
function idsIn(value: unknown): string[] {
  return [...schemasIn(value)].flatMap((schema) => schema.meta()?.id ?? [])
}

/** Every schema reachable from a value, through other schemas and plain data. */
function schemasIn(value: unknown, seen = new Set<object>()): Set<z.ZodType> {
  if (typeof value !== 'object' || value === null || seen.has(value)) return new Set()
  seen.add(value)
  const isSchema = value instanceof z.ZodType
  const inside = Object.values(isSchema ? value.def : value).map((it) => schemasIn(it, seen))
  return new Set([...(isSchema ? [value] : []), ...inside.flatMap((it) => [...it])])
}

/** Every mark of a document, wherever it stands. */
function marksIn(value: unknown): z.output<typeof Fidelity>[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]) =>
    key === 'x-fidelity' ? [Fidelity.parse(child)] : marksIn(child),
  )
}

/** The places of a schema that show no example: it has one itself, or all of its members or variants do. */
function withoutExample(schema: Schema, at = ''): string[] {
  const { anyOf, oneOf, items, properties, ...whole } = resolve(schema)
  if ('example' in whole) return []
  const variants = anyOf ?? oneOf
  if (variants) return variants.flatMap((it) => withoutExample(it, at))
  if (items) return withoutExample(items, `${at}[]`)
  if (!properties) return [at]
  return Object.entries(properties).flatMap(([name, it]) => withoutExample(it, `${at}.${name}`))
}
