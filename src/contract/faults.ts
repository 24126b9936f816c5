import { z } from '@hono/zod-openapi'
import { WorldName } from './worlds.ts'

/** How an answer is broken: WireMock's words, and three of ours. */
export const FaultKind = z
  .enum([
    'CONNECTION_RESET_BY_PEER',
    'EMPTY_RESPONSE',
    'MALFORMED_RESPONSE_CHUNK',
    'RANDOM_DATA_THEN_CLOSE',
    'MALFORMED_JSON',
    'TRUNCATED_BODY',
    'TIMEOUT',
  ])
  .meta({ description: 'How the answer is broken.', example: 'CONNECTION_RESET_BY_PEER' })

const MAX_DELAY_MILLIS = 86_400_000

/** Milliseconds to wait before an answer. */
export const DelayMillis = z.int().min(0).max(MAX_DELAY_MILLIS)

/** Whether a fault is for a request. What is absent fits every request. */
const RequestMatch = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).optional(),
  path: z.string().startsWith('/').optional().meta({
    description: 'A path inside the world; `*` and `{name}` stand for one segment.',
    example: '/api/v1/providers/twilio/*',
  }),
  operationId: z.string().optional().meta({ example: 'getTwilioProvider' }),
})

/** An answer that goes wrong, for some requests. */
export const Fault = z
  .strictObject({
    name: z
      .string()
      .regex(WorldName.pattern, WorldName.rule)
      .optional()
      .meta({ description: 'What to remove it by; `fault-1` and so on when absent.' }),
    match: RequestMatch.prefault({}).meta({
      description: 'The requests that it is for: all of the API when absent.',
    }),
    skip: z.int().min(0).default(0).meta({
      description: 'How many of those requests it lets through first.',
    }),
    times: z.int().min(1).optional().meta({
      description: 'How many times it strikes; without end when absent.',
    }),
    probability: z.number().min(0).max(1).default(1).meta({
      description: 'How often it strikes, drawn from the seed of the world.',
    }),
    delayMillis: DelayMillis.optional().meta({ description: 'How long the answer takes.' }),
    status: z.int().min(200).max(599).optional().meta({
      description: 'Answer this status, which the operation must declare; nothing else happens.',
      example: 503,
    }),
    retryAfter: z.int().min(0).optional().meta({
      description: '`Retry-After` of that answer, in seconds.',
      example: 30,
    }),
    fault: FaultKind.optional(),
  })
  .refine((it) => [it.delayMillis, it.status, it.fault].some((part) => part !== undefined), {
    message: 'must say what goes wrong: `status`, `fault` or `delayMillis`',
  })
  .refine((it) => it.retryAfter === undefined || it.status !== undefined, {
    path: ['retryAfter'],
    message: 'needs a `status`',
  })
  .refine((it) => it.fault === undefined || it.status === undefined, {
    path: ['fault'],
    message: 'takes the place of the answer: use it without `status`',
  })
  .meta({ id: 'Fault', description: 'An answer that goes wrong, for some requests.' })

/** A fault and what it has done so far. */
export const ActiveFault = Fault.safeExtend({
  name: z.string(),
  scenario: z.union([z.string(), z.null()]).meta({
    description: 'The scenario that it came with; null for one of its own.',
  }),
  met: z.int().meta({ description: 'How many requests it was for.' }),
  struck: z.int().meta({ description: 'How many of them it broke.' }),
}).meta({ id: 'ActiveFault', description: 'A fault and what it has done so far.' })

export type FaultKind = z.output<typeof FaultKind>
export type Fault = z.output<typeof Fault>
export type ActiveFault = z.output<typeof ActiveFault>
