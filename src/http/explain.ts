import { openApiDocument } from '../contract/document.ts'
import { exampleNames } from '../contract/examples.ts'
import type { Fidelity } from '../contract/fidelity.ts'
import type { Explanation, Rule } from '../contract/journal.ts'
import { routes } from '../contract/routes.ts'
import type { RuleId } from '../contract/rules/ledger.ts'
import { twilioRoutes } from '../contract/twilio/routes.ts'
import { exactTime } from '../domain/clock.ts'
import type { Entry } from '../domain/journal.ts'
import type { Decision } from '../domain/precedence.ts'
import { validationOf } from './explain-validation.ts'
import { ruleAt, ruleOf } from './fidelity.ts'
import { recordedProblems, toJournalEntry } from './journal.ts'

/** The part of a `createRoute` definition that an explanation tells of. */
interface Operation {
  operationId: string
  method: string
  path: string
  responses: Parameters<typeof exampleNames>[0]['responses'] &
    Record<number, { 'x-fidelity'?: Fidelity }>
}

/** The operations of every surface whose requests are on record. */
const recorded: Operation[] = [...Object.values(routes), ...Object.values(twilioRoutes)]

/**
 * Why a request was answered as it was.
 * @param operations those that may have answered it; what was looked at is told of those in `openapi.json`
 */
export function explain(entry: Entry, operations: readonly Operation[] = recorded): Explanation {
  const { exchange, clockMode, at } = entry
  const route = operations.find((it) => it.operationId === entry.operationId)
  const decisions = [...entry.decisions, ...(exchange?.decisions ?? [])]
  const validation = route && !entry.isForced ? validationOf(openApiDocument(), route, entry) : []
  return {
    entry: toJournalEntry(entry),
    rules: onceEach([
      ...steeringRules(entry, decisions),
      ...(route ? [responseRule(route, entry)] : routingRules(entry)),
      ...validation.flatMap(({ result, schema }) => (result === 'failed' ? ruleIn(schema) : [])),
    ]),
    route: route
      ? { operationId: route.operationId, method: entry.method, path: route.path }
      : null,
    problems: recordedProblems(entry),
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

function responseRule(operation: Operation, entry: Entry): Rule {
  const { path, method } = operation
  const place = ['paths', path, method, 'responses', `${entry.status}`]
  // `openapi.json` does not tell of every surface.
  return ruleAt(place) ?? ownRule(operation, entry) ?? UNDECLARED
}

/** The rule of the definition; that of the error code, where each code has an example. */
function ownRule(operation: Operation, { status, responseBody }: Entry): Rule | undefined {
  const { operationId, responses } = operation
  const { description = '', 'x-fidelity': fidelity } = responses[status] ?? {}
  if (!fidelity) return undefined
  const rule = `${operationId}/responses/${status}`
  const { code, message } = Object(responseBody === '' ? {} : JSON.parse(responseBody))
  if (!exampleNames(operation, status).includes(`${code}`))
    return { rule, says: description, fidelity }
  return { rule: `${rule}/${code}`, says: `${description} (${code} ${message})`, fidelity }
}

function ruleIn(schema: string): Rule[] {
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

const STEERING = {
  1: 'steering/1-request',
  2: 'steering/2-token',
  3: 'steering/3-provider',
  4: 'steering/4-world',
  5: 'steering/5-start',
} as const satisfies Record<Decision['won']['rank'], RuleId>

/** The rule of each row that had a word; a preference that is refused had one too. */
function steeringRules({ isForced }: Entry, decisions: Decision[]): Rule[] {
  if (isForced && decisions.length === 0) return [ruleOf(STEERING[1])]
  return decisions.map(({ won }) => ruleOf(STEERING[won.rank]))
}

function onceEach(rules: Rule[]): Rule[] {
  return [...new Map(rules.map((it) => [it.rule, it])).values()]
}

function routingRules({ operationId, status }: Entry): Rule[] {
  if (operationId !== null) return []
  return [ruleOf(status === 405 ? 'routing/wrong-method' : 'routing/no-path')]
}

const UNDECLARED: Rule = {
  rule: 'contract/undeclared',
  says: 'The contract does not declare this answer.',
  fidelity: { class: 'invented', source: 'a fault of the simulator' },
}
