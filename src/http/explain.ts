import { openApiDocument } from '../contract/document.ts'
import type { Explanation, Rule } from '../contract/journal.ts'
import { routes } from '../contract/routes.ts'
import { exactTime } from '../domain/clock.ts'
import type { Entry, EntryProblem } from '../domain/journal.ts'
import type { Decision } from '../domain/precedence.ts'
import { ruleAt } from './fidelity.ts'
import { toJournalEntry } from './journal.ts'
import { pointer } from './pointer.ts'

type Route = (typeof routes)[keyof typeof routes]
type Validation = Explanation['validation'][number]

/** Why a request was answered as it was. */
export function explain(entry: Entry): Explanation {
  const { exchange, clockMode, at } = entry
  const route = Object.values(routes).find((it) => it.operationId === entry.operationId)
  const decisions = [...entry.decisions, ...(exchange?.decisions ?? [])]
  const validation = route && !entry.isForced ? validationOf(route, entry) : []
  return {
    entry: toJournalEntry(entry),
    rules: onceEach([
      ...steeringRules(entry, decisions),
      route ? responseRule(route, entry) : routingRule(entry),
      ...validation.flatMap(({ result, schema }) => (result === 'failed' ? ruleOf(schema) : [])),
    ]),
    route: route
      ? { operationId: route.operationId, method: entry.method, path: route.path }
      : null,
    validation,
    steering: decisions.map(({ about, won, lost }) => ({
      about,
      won,
      lost: lost.map((it) => ({ ...it, why: `${won.by} (row ${won.rank}) has the word` })),
    })),
    twilioCalls: exchange?.twilioCalls ?? [],
    ids: (exchange?.draws ?? []).map(toId),
    clock: { mode: clockMode, now: exactTime(at) },
  }
}

/** Everything that was looked at, in the order in which it is; what comes after the first refusal was not. */
function validationOf(route: Route, entry: Entry): Validation[] {
  const { problems } = entry
  const paths = ['paths', route.path, route.method]
  const looked: Validation[] = []
  const look = (place: string, schema: string[], isThere: boolean) => {
    const messages = problems.filter(isAbout(place)).map((it) => it.message)
    const result = messages.length > 0 ? 'failed' : isThere ? 'passed' : 'absent'
    const fidelity = ruleAt(schema)?.fidelity ?? null
    looked.push({ pointer: place, schema: `#${pointer(schema)}`, result, messages, fidelity })
    return result !== 'failed'
  }
  const isLetIn = look('/headers/authorization', ['components', 'securitySchemes', 'bearer'], true)
  if (!isLetIn) return looked
  if ('params' in route.request) look('/path', [...paths, 'parameters', '0'], true)
  if (!('body' in route.request)) return looked
  const content = [...paths, 'requestBody', 'content', 'application/json']
  if (!look('/headers/content-type', content, true)) return looked
  const schema = schemaOf(route)
  if (problems.some((it) => it.pointer === '/body')) {
    look('/body', ['components', 'schemas', schema], true)
    return looked
  }
  for (const name of membersOf(schema)) {
    const isThere = Object.hasOwn(Object(entry.body), name)
    // Of a body that was too large to keep only the mistakes are known.
    if (entry.body === undefined && !problems.some(isAbout(`/body/${name}`))) continue
    look(`/body/${name}`, ['components', 'schemas', schema, 'properties', name], isThere)
  }
  return looked
}

const isAbout =
  (place: string) =>
  ({ pointer }: EntryProblem): boolean =>
    pointer === place || pointer.startsWith(`${place}/`)

/** The name of the schema that a body must keep. */
function schemaOf(route: Route): string {
  return route.operationId === 'createTwilioProvider'
    ? 'CreateTwilioProvider'
    : 'UpdateTwilioProvider'
}

function membersOf(schema: string): string[] {
  const found = openApiDocument().components.schemas?.[schema]
  return found && 'properties' in found ? Object.keys(found.properties ?? {}) : []
}

function responseRule({ path, method }: Route, { status }: Entry): Rule {
  const place = ['paths', path, method, 'responses', `${status}`]
  return ruleAt(place) ?? UNDECLARED
}

function ruleOf(schema: string): Rule[] {
  const path = schema
    .slice(2)
    .split('/')
    .map((it) => it.replaceAll('~1', '/').replaceAll('~0', '~'))
  const rule = ruleAt(path)
  return rule ? [rule] : []
}

function toId(text: string): Explanation['ids'][number] {
  const [n = '', kind = '', ...key] = text.split(' ')
  return { kind, key: key.join(' '), n: Number(n) }
}

const invented = (source: string) => ({ class: 'invented' as const, source })

const STEERING: Record<Decision['won']['rank'], Rule> = {
  1: {
    rule: 'steering/1-request',
    says: 'A request chooses its own answer with `Prefer`.',
    fidelity: invented('the header is that of Prism'),
  },
  2: {
    rule: 'steering/2-token',
    says: 'An auth token of 26 zeros and six digits says what happens.',
    fidelity: invented('a way of the simulator'),
  },
  3: {
    rule: 'steering/3-provider',
    says: 'The control plane says what verification says of one provider.',
    fidelity: invented('a way of the simulator'),
  },
  4: {
    rule: 'steering/4-world',
    says: 'A scenario or a fault is on in the world.',
    fidelity: invented('a way of the simulator'),
  },
  5: {
    rule: 'steering/5-start',
    says: 'The simulator was started with a scenario.',
    fidelity: invented('a way of the simulator'),
  },
}

/** The rule of each row that had a word; a preference that is refused had one too. */
function steeringRules({ isForced }: Entry, decisions: Decision[]): Rule[] {
  if (isForced && decisions.length === 0) return [STEERING[1]]
  return decisions.map(({ won }) => STEERING[won.rank])
}

function onceEach(rules: Rule[]): Rule[] {
  return [...new Map(rules.map((it) => [it.rule, it])).values()]
}

function routingRule({ status }: Entry): Rule {
  return status === 405 ? WRONG_METHOD : NO_PATH
}

const NO_PATH: Rule = {
  rule: 'routing/no-path',
  says: 'No operation has this path; letter case and trailing slashes count.',
  fidelity: { class: 'inferred', source: 'the default of ASP.NET Core, but for letter case' },
}

const WRONG_METHOD: Rule = {
  rule: 'routing/wrong-method',
  says: 'The path has operations, but none with this method; `Allow` names those that it has.',
  fidelity: { class: 'inferred', source: 'the default of ASP.NET Core' },
}

const UNDECLARED: Rule = {
  rule: 'contract/undeclared',
  says: 'The contract does not declare this answer.',
  fidelity: invented('a fault of the simulator'),
}
