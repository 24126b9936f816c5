import { z } from '@hono/zod-openapi'
import { FaultKind } from './faults.ts'

const Instant = z.iso.datetime()

/** One request and its answer, without their secrets. */
export const JournalEntry = z
  .object({
    id: z.string().meta({
      description: 'Its place in the history of the world: the `X-Mock-Request-Id` of the answer.',
      example: '1',
    }),
    receivedAt: Instant.meta({ description: 'What the clock of the world showed.' }),
    operationId: z.union([z.string(), z.null()]).meta({
      description: 'The operation that answered; null when no path and method fit.',
    }),
    request: z.object({
      method: z.string(),
      path: z.string().meta({ description: 'The path inside the world, without the query.' }),
      query: z.string().meta({ description: 'The query as it was sent, without `?`.' }),
      headers: z.record(z.string(), z.string()).meta({ description: 'By lower-case name.' }),
      body: z.unknown().optional().meta({
        description: 'The JSON of the body; absent when there is none, or none that can be kept.',
      }),
    }),
    response: z.union([
      z.object({
        status: z.int(),
        headers: z.record(z.string(), z.string()),
        body: z.unknown().optional(),
      }),
      z.null(),
    ]),
    fault: z.union([FaultKind, z.null()]).meta({ description: 'How the answer was broken.' }),
  })
  .meta({ id: 'JournalEntry', description: 'One request and its answer, without their secrets.' })

const FidelityMark = z.object({
  class: z.enum(['documented', 'inferred', 'invented']),
  source: z.string(),
})

/** A rule that had a part in an answer, and how much it rests on. */
export const Rule = z
  .object({
    rule: z.string().meta({
      description: 'Its id in the ledger, as `x-fidelity` of the OpenAPI documents names it.',
      example: 'create/status-201',
    }),
    says: z.string(),
    fidelity: FidelityMark,
  })
  .meta({ id: 'Rule', description: 'A rule, and whether it is documented, inferred or invented.' })

const Steered = z.object({
  rank: z.int().meta({ description: 'Its row in the table of what wins; 1 is the strongest.' }),
  by: z.string().meta({ example: 'authToken' }),
})

/** Why a request was answered as it was. */
export const Explanation = z
  .object({
    entry: JournalEntry,
    rules: z
      .array(Rule)
      .meta({ description: 'The rules behind the answer, the decisive one first.' }),
    route: z.union([
      z.object({ operationId: z.string(), method: z.string(), path: z.string() }),
      z.null(),
    ]),
    problems: z
      .array(
        z.object({
          pointer: z.string().meta({
            description:
              'A JSON pointer into the request of the entry; a query parameter is `/query/name`.',
            example: '/headers/authorization',
          }),
          message: z.string().meta({ example: 'The account is suspended.' }),
        }),
      )
      .meta({
        description:
          'What is wrong with the request, and what of it was ignored; of a request to Twilio too. Empty where the state of the world, or what steered, was in the way.',
      }),
    validation: z.array(
      z.object({
        pointer: z.string().meta({
          description:
            'A JSON pointer into the request of the entry; a query parameter is `/query/name`.',
          example: '/body/accountSid',
        }),
        schema: z.string().meta({
          description: 'A JSON pointer into `openapi.json`.',
          example: '#/components/schemas/CreateTwilioProvider/properties/accountSid',
        }),
        result: z.enum(['passed', 'failed', 'absent']),
        messages: z.array(z.string()),
        fidelity: z.union([FidelityMark, z.null()]),
      }),
    ),
    steering: z.array(
      z.object({
        about: z.string().meta({ description: 'What was to be decided.', example: 'verification' }),
        won: Steered,
        lost: z.array(Steered.extend({ why: z.string() })),
      }),
    ),
    twilioCalls: z.array(
      z.object({
        operation: z.string(),
        method: z.string(),
        path: z.string(),
        status: z.union([z.int(), z.null()]),
        code: z.union([z.int(), z.null()]),
      }),
    ),
    ids: z.array(
      z.object({
        kind: z.string(),
        key: z.string().meta({ description: 'What the id names.' }),
        n: z.int().meta({ description: 'The how-many-th of this kind and key.' }),
      }),
    ),
    clock: z.object({ mode: z.enum(['frozen', 'real']), now: Instant }),
  })
  .meta({ id: 'Explanation', description: 'Why a request was answered as it was.' })

export type JournalEntry = z.output<typeof JournalEntry>
export type Rule = z.output<typeof Rule>
export type Explanation = z.output<typeof Explanation>
