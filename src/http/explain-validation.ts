import type { Explanation } from '../contract/journal.ts'
import type { Entry, EntryProblem } from '../domain/journal.ts'
import { ruleAt, valueAt } from './fidelity.ts'
import { recordedProblems, recordedRequest } from './journal.ts'
import { pointer } from './pointer.ts'

type Validation = Explanation['validation'][number]

/** The part of an OpenAPI operation that says what is looked at. */
interface Declared {
  security?: Record<string, unknown>[]
  parameters?: { name: string; in: string }[]
  requestBody?: { content: Record<string, { schema: { $ref?: string } }> }
}

/**
 * Everything that was looked at, in the order in which it is; what comes after the first refusal was not.
 * @param document the OpenAPI document where the operation is declared; of one that is not in it there is nothing to tell
 */
export function validationOf(
  document: object,
  { path, method }: { path: string; method: string },
  entry: Entry,
): Validation[] {
  const place = ['paths', path, method]
  const declared = valueAt(document, place) as Declared | undefined
  if (!declared) return []
  const { query, headers, body } = recordedRequest(entry)
  const problems = recordedProblems(entry)
  const { looked, look } = looking(document, problems)
  for (const scheme of Object.keys(declared.security?.[0] ?? {})) {
    if (!look(['components', 'securitySchemes', scheme], '/headers/authorization', true)) {
      return looked
    }
  }
  for (const [index, { name, in: part }] of (declared.parameters ?? []).entries()) {
    const about = `/${part}${pointer([name])}`
    const schema = [...place, 'parameters', `${index}`]
    // The record has the path as a whole, and the query by name.
    if (part === 'path') look(schema, about, true, '/path')
    else look(schema, about, new URLSearchParams(query).has(name))
  }
  const [content] = Object.entries(declared.requestBody?.content ?? {})
  if (!content) return looked
  const [type, { schema }] = content
  const contentPlace = [...place, 'requestBody', 'content', type]
  const isTyped = headers['content-type'] !== undefined
  if (!look(contentPlace, '/headers/content-type', isTyped)) return looked
  const schemaPlace = schema.$ref?.split('/').slice(1) ?? [...contentPlace, 'schema']
  lookAtBody(document, schemaPlace, { body, problems }, look)
  return looked
}

type Look = ReturnType<typeof looking>['look']

/** Notes what was looked at; `look` says whether it passed. */
function looking(document: object, problems: EntryProblem[]) {
  const looked: Validation[] = []
  return {
    looked,
    /** @param shown where the record has it, if not at the place that its problems name */
    look(schema: string[], about: string, isThere: boolean, shown = about): boolean {
      const messages = problems.filter(isAbout(about)).map((it) => it.message)
      const result = messages.length > 0 ? 'failed' : isThere ? 'passed' : 'absent'
      const fidelity = ruleAt(document, schema)?.fidelity ?? null
      looked.push({ pointer: shown, schema: `#${pointer(schema)}`, result, messages, fidelity })
      return result !== 'failed'
    },
  }
}

function lookAtBody(
  document: object,
  schema: string[],
  { body, problems }: { body: unknown; problems: EntryProblem[] },
  look: Look,
): void {
  const members = Object.keys(Object(valueAt(document, [...schema, 'properties'])))
  // A choice of schemas has no members of its own.
  if (members.length === 0 || problems.some((it) => it.pointer === '/body')) {
    if (body !== undefined || problems.some(isAbout('/body'))) look(schema, '/body', true)
    return
  }
  for (const name of members) {
    const about = `/body${pointer([name])}`
    // Of a body that was too large to keep only the mistakes are known.
    if (body === undefined && !problems.some(isAbout(about))) continue
    look([...schema, 'properties', name], about, Object.hasOwn(Object(body), name))
  }
}

const isAbout =
  (place: string) =>
  ({ pointer }: { pointer: string }): boolean =>
    pointer === place || pointer.startsWith(`${place}/`)
