import type { Context } from 'hono'
import { exampleNames, exampleOf } from '../contract/examples.ts'
import type { ValidationProblemDetails } from '../contract/problem.ts'
import { placeOf } from './prefer.ts'
import { problemLike, validationProblem } from './problem.ts'
import { respond } from './respond.ts'
import type { Env, Services } from './services.ts'

/** The part of a definition that an answer can be forced from. */
export interface Forceable {
  operationId: string
  method: string
  path: string
  responses: Parameters<typeof exampleOf>[0]['responses']
}

/**
 * Answers a status with an example of the contract, whatever the request holds; nothing happens in the world. A status
 * or an example that the operation does not declare is refused.
 */
export function forced(
  c: Context<Env>,
  services: Services,
  operation: Forceable,
  status: number,
  example?: string,
  retryAfter?: number,
): Response {
  const { operationId, responses } = operation
  const names = exampleNames(operation, status)
  if (names.length === 0) {
    const codes = Object.keys(responses).join(', ')
    const message = `${operationId} does not answer ${status}: use one of ${codes}.`
    return refuse(c, services, 'code', message)
  }
  if (example !== undefined && !names.includes(example)) {
    const message = `There is no example ${example} for ${status}: use one of ${names.join(', ')}.`
    return refuse(c, services, 'example', message)
  }
  const body = exampleOf(operation, status, example)
  const headers = retryAfter === undefined ? undefined : { 'Retry-After': `${retryAfter}` }
  if (status >= 400) return problemLike(c, services, body as ValidationProblemDetails, headers)
  return respond(c, services, { status, body: JSON.stringify(body), headers })
}

function refuse(
  c: Context<Env>,
  services: Services,
  name: 'code' | 'example',
  message: string,
): Response {
  const pointer = placeOf(name)
  return validationProblem(c, services, {
    errors: { [pointer]: [message] },
    problems: [{ pointer, message }],
  })
}
