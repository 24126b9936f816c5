import { z } from '@hono/zod-openapi'
import { ControlProblem, problemContent } from './problem.ts'
import { WorldName } from './worlds.ts'

const tags = ['Control plane']

/** A JSON body that has to be there. */
export const body = <S extends z.ZodType>(schema: S) => ({
  required: true as const,
  content: { 'application/json': { schema } },
})

/** A JSON body that may be left out; it is then empty. */
export const optionalBody = <S extends z.ZodType>(schema: S) => ({
  required: false as const,
  content: { 'application/json': { schema } },
})

/** A success. */
export const answer = <S extends z.ZodType>(description: string, schema: S) => ({
  description,
  content: { 'application/json': { schema } },
})

/** A refusal. */
export const refused = (description: string) => ({
  description,
  content: problemContent(ControlProblem),
})

/** The 404 of a thing that has a name or an id. */
export const notThere = (what: string) => refused(`There is no such ${what}.`)

/** What all operations have in common. */
export const common = { tags, security: [] }

/** The answers that any operation may give. */
export const always = {
  400: refused('What was sent cannot be used: `errors` names each place by its JSON pointer.'),
  401: refused('The admin token is missing or wrong.'),
  403: refused('A web page asks, and no page may.'),
  421: refused('The `Host` is not one that the port serves.'),
  500: refused('A fault of the simulator.'),
  503: refused('There are too many worlds for one more.'),
}

/** The answers that any operation with a body may give. */
export const withBody = {
  ...always,
  413: refused('The body is larger than 64 MiB.'),
  415: refused('The body is not declared as JSON.'),
}

const name = (what: string) =>
  z.string().meta({ description: `The name of the ${what}.`, param: { name: 'name', in: 'path' } })

/** The path parameters of every kind of thing. */
export const params = {
  fault: z.object({ name: name('fault') }),
  snapshot: z.object({ name: name('snapshot').regex(WorldName.pattern, WorldName.rule) }),
  world: z.object({
    id: z
      .string()
      .meta({ description: 'The name of the world.', param: { name: 'id', in: 'path' } }),
  }),
  provider: z.object({
    id: z.guid().meta({
      description: 'The id of the provider.',
      format: 'uuid',
      param: { name: 'id', in: 'path' },
    }),
  }),
  request: z.object({
    id: z.string().meta({
      description: 'The `X-Mock-Request-Id` of the answer.',
      example: '1',
      param: { name: 'id', in: 'path' },
    }),
  }),
}

/** How many things there are, or were. */
export const Count = z
  .object({ count: z.int() })
  .meta({ id: 'Count', description: 'How many there are.' })
