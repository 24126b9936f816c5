import { z } from '@hono/zod-openapi'
import { rule } from '../twilio-fidelity.ts'
import { whole } from './form.ts'
import { origin } from './samples.ts'
import { uri, url } from './values.ts'

/** The query of every list. */
export const paging = {
  PageSize: whole(
    'How many items a page has: 1 to 1000, 50 unless given.',
    'twilio-paging/impossible',
  ).optional(),
  Page: whole('The number of the page, from 0.', 'twilio-paging/impossible').optional(),
  PageToken: z
    .string()
    .optional()
    .meta({
      description: 'What the link to the next page carries.',
      ...rule('twilio-paging/token'),
    }),
}

/** The query of a list without filters. */
export const PageQuery = z.object(paging)

const end = 'Null where there is none.'

const flat = {
  first_page_uri: uri('The first page.'),
  previous_page_uri: uri(`The page before. ${end}`).nullable(),
  next_page_uri: uri(`The page behind. ${end}`).nullable(),
  uri: uri('This page.'),
  page: z.int().meta({ description: 'The number of this page, from 0.' }),
  page_size: z.int().meta({ description: 'How many items a page has.' }),
  start: z.int().meta({ description: 'Where the first item stands in the list, from 0.' }),
  end: z.int().meta({ description: 'Where the last item stands; 0 in an empty list.' }),
}

const meta = (key: string) =>
  z.strictObject({
    first_page_url: url('The first page.'),
    previous_page_url: url(`The page before. ${end}`).nullable(),
    next_page_url: url(`The page behind. ${end}`).nullable(),
    url: url('This page.'),
    page: z.int().meta({ description: 'The number of this page, from 0.' }),
    page_size: z.int().meta({ description: 'How many items a page has.' }),
    key: z.literal(key).meta({ description: 'The member that holds the items.' }),
  })

/** A page of the 2010 API: its links are relative and stand beside the items. */
export const flatPage = <K extends string, S extends z.ZodType>(id: string, key: K, item: S) =>
  z
    .strictObject({ ...flat, ...({ [key]: z.array(item) } as Record<K, z.ZodArray<S>>) })
    .meta({ id, description: 'A page of a list.', ...rule('twilio-paging/flat') })

/** A page of the other APIs: its links are absolute and stand in `meta`. */
export const metaPage = <K extends string, S extends z.ZodType>(id: string, key: K, item: S) =>
  z
    .strictObject({ ...({ [key]: z.array(item) } as Record<K, z.ZodArray<S>>), meta: meta(key) })
    .meta({ id, description: 'A page of a list.', ...rule('twilio-paging/meta') })

/** An example of such a page, with one item. */
export const flatPageExample = <K extends string, T>(key: K, path: string, item: T) => {
  const first = `${path}?PageSize=50&Page=0`
  return {
    first_page_uri: first,
    previous_page_uri: null,
    next_page_uri: null,
    uri: first,
    page: 0,
    page_size: 50,
    start: 0,
    end: 0,
    ...({ [key]: [item] } as Record<K, T[]>),
  }
}

/** An example of such a page, with one item. */
export const metaPageExample = <K extends string, T>(key: K, path: string, item: T) => {
  const first = `${origin}${path}?PageSize=50&Page=0`
  return {
    ...({ [key]: [item] } as Record<K, T[]>),
    meta: {
      first_page_url: first,
      previous_page_url: null,
      next_page_url: null,
      url: first,
      page: 0,
      page_size: 50,
      key,
    },
  }
}
