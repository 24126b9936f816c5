import { z } from '@hono/zod-openapi'
import { type RuleMark, rule } from './fidelity.ts'
import { integerInQuery } from './query.ts'

/** The query parameters that say which part of a list is wanted. */
export const paging = {
  skip: integerInQuery({ min: 0, default: 0 }).meta({
    format: 'int32',
    description: 'How many items to leave out at the start.',
    example: 0,
    ...rule('lists/skip-range'),
  }),
  take: integerInQuery({ min: 1, max: 1000, default: 20 }).meta({
    format: 'int32',
    description: 'How many items to answer at most.',
    example: 20,
    ...rule('lists/take-range'),
  }),
}

const count = (description: string, example: number) =>
  z.int().meta({ format: 'int32', description, example })

/** A part of a list, and how much there is in all. */
export const pageOf = <Item extends z.ZodType>(
  item: Item,
  about: RuleMark & { id: string; description: string },
) =>
  z
    .object({
      items: z.array(item).meta({ description: 'The items of this page, the oldest first.' }),
      totalCount: count('How many items there are on all pages.', 1),
      skip: count('How many items were left out at the start.', 0),
      take: count('How many items a page has at most.', 20),
    })
    .meta(about)

/** What `pageOf` describes. */
export interface Page<Item> {
  items: Item[]
  totalCount: number
  skip: number
  take: number
}
