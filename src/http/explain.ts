import { getPath } from 'hono/utils/url'
import { openApiDocument } from '../contract/document.ts'
import type { Explanation, Rule } from '../contract/journal.ts'
import { routes } from '../contract/routes.ts'
import { twilioDocument } from '../contract/twilio/document.ts'
import { twilioRoutes } from '../contract/twilio/routes.ts'
import { exactTime } from '../domain/clock.ts'
import type { Entry } from '../domain/journal.ts'
import type { Decision } from '../domain/precedence.ts'
import { validationOf } from './explain-validation.ts'
import { type AnyRuleId, ruleAt, ruleMarkedAt, ruleOf } from './fidelity.ts'
import { recordedProblems, toJournalEntry } from './journal.ts'
import { redactedText } from './redact.ts'
import { isTwilio } from './world.ts'

/** The part of a `createRoute` definition that an explanation tells of. */
interface Operation {
  operationId: string
  method: string
  path: string
  responses: object
}

/** A surface whose requests are on record. */
interface Told {
  operations: Operation[]
  /** The OpenAPI document where these are declared. */
  document: () => object
  noPath: AnyRuleId
  wrongMethod: AnyRuleId
}

const blackBox: Told = {
  operations: Object.values(routes),
  document: openApiDocument,
  noPath: 'routing/no-path',
  wrongMethod: 'routing/wrong-method',
}

const twilio: Told = {
  operations: Object.values(twilioRoutes),
  document: twilioDocument,
  noPath: 'twilio-errors/no-path',
  wrongMethod: 'twilio-errors/wrong-method',
}

/** Why a request was answered as it was. What was looked at is told of BlackBox alone: Twilio stops at the first problem. */
export function explain(entry: Entry): Explanation {
  const { decisions, clockMode, at, sent } = entry
  const surface = isTwilio(routedPath(sent.path)) ? twilio : blackBox
  const document = surface.document()
  const route = surface.operations.find((it) => it.operationId === entry.operationId)
  const looked = route && !entry.isForced ? validationOf(document, route, entry) : []
  return {
    entry: toJournalEntry(entry),
    rules: onceEach([
      ...steeringRules(entry),
      ...(route ? responseRules(document, route, entry, looked) : routingRules(surface, entry)),
    ]),
    route: route
      ? { operationId: route.operationId, method: entry.method, path: route.path }
      : null,
    problems: recordedProblems(entry),
    validation: surface === blackBox ? looked : [],
    steering: decisions.map(({ about, won, lost }) => ({
      about,
      won,
      lost: lost.map((it) => ({ ...it, why: `${won.by} (row ${won.rank}) has the word` })),
    })),
    twilioCalls: entry.twilioCalls.map((it) => ({ ...it, path: redactedText(it.path) })),
    ids: entry.draws.map(toId),
    clock: { mode: clockMode, now: exactTime(at) },
  }
}

/** A path as routes see it: decoded. */
const routedPath = (path: string): string => getPath(new Request(`http://trunkline${path}`))

/** The rule of the answer, and those of what failed; an error code of Twilio that has a rule of its own says it all. */
function responseRules(
  document: object,
  { path, method, responses }: Operation,
  { status, responseBody }: Entry,
  looked: Explanation['validation'],
): Rule[] {
  if (!(status in responses)) return [UNDECLARED]
  const place = ['paths', path, method, 'responses', `${status}`]
  const { code } = Object(responseBody === '' ? {} : JSON.parse(responseBody))
  const example = [...place, 'content', 'application/json', 'examples', `${code}`]
  const ownRule = ruleMarkedAt(document, example)
  if (ownRule) return [ownRule]
  return [place, ...looked.filter(({ result }) => result === 'failed').map(placeOf)].flatMap(
    (it) => ruleAt(document, it) ?? [],
  )
}

/** A place as the names that lead to it. */
function placeOf({ schema }: Explanation['validation'][number]): string[] {
  return schema
    .slice(2)
    .split('/')
    .map((it) => it.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function toId(text: string): Explanation['ids'][number] {
  const [n = '', kind = '', ...key] = text.split(' ')
  return { kind, key: redactedText(key.join(' ')), n: Number(n) }
}

const STEERING = {
  1: 'steering/1-request',
  2: 'steering/2-token',
  3: 'steering/3-provider',
  4: 'steering/4-world',
  5: 'steering/5-start',
} as const satisfies Record<Decision['won']['rank'], AnyRuleId>

/** The rule of each row that had a word; a preference that is refused had one too. */
function steeringRules({ isForced, decisions }: Entry): Rule[] {
  if (isForced && decisions.length === 0) return [ruleOf(STEERING[1])]
  return decisions.map(({ won }) => ruleOf(STEERING[won.rank]))
}

function onceEach(rules: Rule[]): Rule[] {
  return [...new Map(rules.map((it) => [it.rule, it])).values()]
}

function routingRules({ noPath, wrongMethod }: Told, { operationId, status }: Entry): Rule[] {
  if (operationId !== null) return []
  return [ruleOf(status === 405 ? wrongMethod : noPath)]
}

const UNDECLARED: Rule = {
  rule: 'contract/undeclared',
  says: 'The contract does not declare this answer.',
  fidelity: { class: 'invented', source: 'a fault of the simulator' },
}
