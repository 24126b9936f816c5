import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { expect, test } from 'vitest'
import { booleanInQuery, integerInQuery } from '../../src/contract/query.ts'

test('the document says what a parameter is, its bounds and its default, and not that it is a text', () => {
  const query = z.object({
    skip: integerInQuery({ min: 0, default: 0 }).meta({ description: 'How many to pass over.' }),
    take: integerInQuery({ min: 1, max: 100, default: 20 }),
    force: booleanInQuery(false),
  })
  const app = new OpenAPIHono()
  const responses = { 204: { description: 'It.' } }
  app.openAPIRegistry.registerPath(
    createRoute({ method: 'get', path: '/', request: { query }, responses }),
  )

  const { paths } = app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: '', version: '' } })

  const description = 'How many to pass over.'
  expect(paths?.['/']?.get?.parameters).toEqual([
    {
      name: 'skip',
      in: 'query',
      required: false,
      description,
      schema: { type: 'integer', minimum: 0, maximum: 2_147_483_647, default: 0, description },
    },
    {
      name: 'take',
      in: 'query',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
    },
    { name: 'force', in: 'query', required: false, schema: { type: 'boolean', default: false } },
  ])
})
