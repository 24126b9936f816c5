import { invalid, TwilioError } from '../../domain/twilio/errors.ts'

const DEFAULT_SIZE = 50
const MAX_SIZE = 1000
const PAGING = ['PageSize', 'Page', 'PageToken']

/** A page that is asked for: what it is a page of, and where the links of its list lead. */
export interface PageRequest {
  pageSize?: number | undefined
  page?: number | undefined
  pageToken?: string | undefined
  /** The URL of the list, or its path where links are relative. */
  url: string
  /** The filters, to be repeated in links. */
  filters: URLSearchParams
}

/** A part of a list, and the links to the others. */
interface Page<T> {
  items: T[]
  first: string
  previous: string | null
  next: string | null
  self: string
  page: number
  size: number
  start: number
}

/** What of a query are the filters of a list, as they were sent. */
export function filtersOf(names: string[], query: URLSearchParams): URLSearchParams {
  const filters = [...query].filter(([name]) => names.includes(name) && !PAGING.includes(name))
  return new URLSearchParams(filters)
}

/**
 * A page of the 2010 API.
 * @throws TwilioError 20002 for a page that cannot be, 20007 for more than 1000 items
 */
export function flatPage<K extends string, R extends { sid: string }, T>(
  asked: PageRequest,
  key: K,
  all: R[],
  present: (item: R) => T,
) {
  const { items, first, previous, next, self, page, size, start } = pageOf(asked, 'PA', all)
  return {
    first_page_uri: first,
    previous_page_uri: previous,
    next_page_uri: next,
    uri: self,
    page,
    page_size: size,
    start: items.length === 0 ? 0 : start,
    end: items.length === 0 ? 0 : start + items.length - 1,
    ...({ [key]: items.map(present) } as Record<K, T[]>),
  }
}

/**
 * A page of the other APIs.
 * @throws TwilioError 20002 for a page that cannot be, 20007 for more than 1000 items
 */
export function metaPage<K extends string, R extends { sid: string }, T>(
  asked: PageRequest,
  key: K,
  all: R[],
  present: (item: R) => T,
) {
  const { items, first, previous, next, self, page, size } = pageOf(asked, 'PT', all)
  return {
    ...({ [key]: items.map(present) } as Record<K, T[]>),
    meta: {
      first_page_url: first,
      previous_page_url: previous,
      next_page_url: next,
      url: self,
      page,
      page_size: size,
      key,
    },
  }
}

function pageOf<R extends { sid: string }>(
  { pageSize: size = DEFAULT_SIZE, page = 0, pageToken, url, filters }: PageRequest,
  prefix: string,
  all: R[],
): Page<R> {
  if (size > MAX_SIZE) throw new TwilioError(20007, { parameter: 'PageSize' })
  if (size < 1) throw invalid('PageSize')
  if (page < 0) throw invalid('Page')
  const link = (number: number, more: Record<string, string> = {}) => {
    const query = [
      ...filters,
      ...Object.entries({ PageSize: `${size}`, Page: `${number}`, ...more }),
    ]
    return `${url}?${new URLSearchParams(query)}`
  }
  // A page goes on behind the last item of the one before, also where the list has changed since.
  const before = pageToken ? all.findIndex(({ sid }) => prefix + sid === pageToken) : -1
  const start = before === -1 ? page * size : before + 1
  const items = all.slice(start, start + size)
  const last = items.at(-1)
  const isLast = last === undefined || start + items.length >= all.length
  return {
    items,
    first: link(0),
    previous: page === 0 ? null : link(page - 1),
    next: isLast ? null : link(page + 1, { PageToken: prefix + last.sid }),
    self: link(page, pageToken ? { PageToken: pageToken } : {}),
    page,
    size,
    start,
  }
}
