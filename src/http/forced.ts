import type { Context } from 'hono'
import { exampleNames, exampleOf } from '../contract/examples.ts'
import type { ValidationProblemDetails } from '../contract/problem.ts'
import type { EntryProblem } from '../domain/journal.ts'
import { jsonText } from './json-text.ts'
import type { Preferences, Wishes } from './prefer.ts'
import { problemLike, validationProblem } from './problem.ts'
import { respond } from './respond.ts'
import type { Asked, Env, Services } from './services.ts'

/** The part of a definition that an answer can be forced from. */
export interface Forceable {
  operationId: string
  method: string
  path: string
  responses: Parameters<typeof exampleOf>[0]['responses']
  /** How its surface answers; a problem as ProblemDetails unless it says so. */
  answers?: AnswerFormat
  /** Whether only a fault strikes it that names it, by its path or its operation. */
  isNamedOnly?: boolean
}

/** How a surface answers where no operation has run. */
export interface AnswerFormat {
  /** The answer that an example of the contract shows. */
  example(
    c: Asked,
    services: Services,
    status: number,
    example: unknown,
    headers?: Record<string, string>,
  ): Response
  /** The 400 for preferences that cannot be kept. */
  unkept(c: Asked, services: Services, problems: EntryProblem[]): Response
}

/** The answers of a surface whose problems are ProblemDetails. */
export const withProblemDetails: AnswerFormat = {
  example: (c, services, status, example, headers) =>
    status >= 400
      ? problemLike(c, services, example as ValidationProblemDetails, headers)
      : respond(c, services, { status, body: jsonText(example), headers }),
  unkept: (c, services, problems) => {
    const errors: Record<string, string[]> = {}
    for (const { pointer, message } of problems) errors[pointer] = [message]
    return validationProblem(c, services, { errors, problems })
  },
}

/** What of the answer that a request asks for the operation does not declare. */
export function undeclared(operation: Forceable, wishes: Wishes): EntryProblem[] {
  const { code, example } = wishes.preferences
  const statuses = statusesOf(operation)
  if (code !== undefined && !statuses.includes(code)) {
    const message = `${operation.operationId} does not answer ${code}: use one of ${statuses.join(', ')}.`
    return [{ pointer: wishes.places.code ?? '', message }]
  }
  const names = (code === undefined ? statuses : [code]).flatMap((it) =>
    exampleNames(operation, it),
  )
  if (example === undefined || names.includes(example)) return []
  const about = code === undefined ? '' : ` for ${code}`
  const known = [...new Set(names)].join(', ')
  const instead = known === '' ? 'it has no body' : `use one of ${known}`
  const message = `There is no example ${example}${about}: ${instead}.`
  return [{ pointer: wishes.places.example ?? '', message }]
}

/**
 * The status that a request asks for: its `code`, or else one that has its `example`.
 * @param preferred which of two to take, where an example stands under both
 */
export function statusToForce(
  operation: Forceable,
  { code, example }: Preferences,
  preferred: number,
): number | undefined {
  if (code !== undefined || example === undefined) return code
  const statuses = statusesOf(operation).filter((it) =>
    exampleNames(operation, it).includes(example),
  )
  return statuses.includes(preferred) ? preferred : statuses[0]
}

/**
 * Answers a status with an example of the contract, whatever the request holds; nothing happens in the world.
 * @param status one that the operation declares
 * @param example by default the first of that status, or no body where it declares none
 */
export function forced(
  c: Context<Env>,
  services: Services,
  operation: Forceable,
  status: number,
  example?: string,
  retryAfter?: number,
): Response {
  const body = exampleOf(operation, status, example)
  const headers = retryAfter === undefined ? undefined : { 'Retry-After': `${retryAfter}` }
  const { answers = withProblemDetails } = operation
  return answers.example(c, services, status, body, headers)
}

const statusesOf = ({ responses }: Forceable): number[] => Object.keys(responses).map(Number)
