import type { Page } from '../contract/paging.ts'

/** A page as the API shows it, with its items mapped to the wire. */
export function toPage<Item, Shown>(page: Page<Item>, show: (item: Item) => Shown): Page<Shown> {
  const { items, totalCount, skip, take } = page
  return { items: items.map(show), totalCount, skip, take }
}
