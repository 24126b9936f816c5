/** Which part of a list is wanted. */
export interface Paging {
  /** How many to leave out at the start. */
  skip: number
  /** How many to take at most. */
  take: number
}

/** A part of a list, and how long the whole is. Pages: list-phone-numbers, list-sip-credentials. */
export interface Page<T> extends Paging {
  items: T[]
  totalCount: number
}

/** The wanted part of a list. */
export function pageOf<T>(all: readonly T[], { skip, take }: Paging): Page<T> {
  return { items: all.slice(skip, skip + take), totalCount: all.length, skip, take }
}
