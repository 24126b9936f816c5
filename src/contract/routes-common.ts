import { z } from '@hono/zod-openapi'
import type { Examples } from './examples.ts'
import { documented, type Fidelity, inferred } from './fidelity.ts'
import { ProblemDetails, problemContent } from './problem.ts'
import { problems } from './problem-responses.ts'

/** What all operations have in common. */
export const security = [{ bearer: [] }]

/** A JSON body that has to be there. */
export const body = <S extends z.ZodType>(schema: S) => ({
  required: true as const,
  content: { 'application/json': { schema } },
})

const unnumbered = inferred('the page prints the body, no page the status of a success')

/** A success with a body; by default its page shows the body. */
export const answer = <S extends z.ZodType>(
  description: string,
  schema: S,
  examples: Examples<z.input<S>>,
  fidelity: { 'x-fidelity': Fidelity } = unnumbered,
) => ({
  description,
  content: { 'application/json': { schema, examples } },
  ...fidelity,
})

/** A success without a body. */
export const noContent = (description: string) => ({
  description,
  ...inferred('the page prints the body of an error, so a success has none'),
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
    inferred('no page prints the status of a success, so it is a setting'),
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
    ...inferred('no page prints the status of a success'),
  },
})

/** The 404 of a thing that its organisation does not have. */
export const noSuch = (what: string) => ({
  ...problems[404],
  description: `No such ${what} in the organisation of the API key.`,
})

/** The 409 of what is in use, or cannot go for another reason. */
export const inUse = <S extends z.ZodType>(schema: S, description: string, page: string) => ({
  description,
  content: problemContent(z.union([schema, ProblemDetails])),
  ...documented(page),
})
