import { z } from '@hono/zod-openapi'
import type { Examples } from './examples.ts'
import { type RuleMark, rule } from './fidelity.ts'
import { ProblemDetails, problemContent } from './problem.ts'
import { problems } from './problem-responses.ts'

/** What all operations have in common. */
export const security = [{ bearer: [] }]

/** A JSON body that has to be there. */
export const body = <S extends z.ZodType>(schema: S) => ({
  required: true as const,
  content: { 'application/json': { schema } },
})

const unnumbered = rule('success/status-200')

/** A success with a body; by default its page shows the body. */
export const answer = <S extends z.ZodType>(
  description: string,
  schema: S,
  examples: Examples<z.input<S>>,
  fidelity: RuleMark = unnumbered,
) => ({
  description,
  content: { 'application/json': { schema, examples } },
  ...fidelity,
})

/** A success without a body. */
export const noContent = (description: string) => ({
  description,
  ...rule('success/status-204'),
})

/**
 * The two successes of a create, of which a setting chooses one.
 * @param rest what there is to say besides of the usual one
 */
export const created = <S extends z.ZodType>(
  thing: string,
  schema: S,
  examples: Examples<z.input<S>>,
  rest = '',
) => ({
  200: answer(
    `The new ${thing}, where \`assumptions.createStatus\` is 200.`,
    schema,
    examples,
    rule('create/status-200'),
  ),
  201: {
    description: `The new ${thing}${rest}.`,
    headers: {
      Location: {
        description: `Where the ${thing} can be read.`,
        schema: { type: 'string' as const, format: 'uri-reference' },
      },
    },
    content: { 'application/json': { schema, examples } },
    ...rule('create/status-201'),
  },
})

/** The 404 of a thing that its organisation does not have. */
export const noSuch = (what: string) => ({
  ...problems[404],
  description: `No such ${what} in the organisation of the API key.`,
})

/** The 409 of what is in use, or cannot go for another reason. */
export const inUse = <S extends z.ZodType>(schema: S, description: string, fidelity: RuleMark) => ({
  description,
  content: problemContent(z.union([schema, ProblemDetails])),
  ...fidelity,
})
