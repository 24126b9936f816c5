import type { PackedTexts } from './packed-texts.ts'

/**
 * How many lists are looked at for one that comes again, and how long a text of such a list may be. Few, because each
 * holds the block that its text stands in.
 */
const RECENT = 8
const MAX_LENGTH = 4096

/**
 * Keeps a list of texts as one text, and once where one of the newest lists is the same: clients send the same headers
 * with every request, and ask for the same again and again. It takes less time to see that than to write it down.
 */
export class KeptOnce {
  readonly #kept: PackedTexts
  readonly #textOf: (list: readonly string[]) => string
  /** The newest lists, and the numbers that they are kept under. */
  #lists: (readonly string[])[] | undefined
  #numbers: number[] | undefined
  #oldest = 0

  /** @param textOf makes one text of a list */
  constructor(kept: PackedTexts, textOf: (list: readonly string[]) => string) {
    this.#kept = kept
    this.#textOf = textOf
  }

  /**
   * Keeps a list, which must not change any more.
   * @returns the number that its text is kept under
   */
  keep(list: readonly string[]): number {
    const known = this.#numberOf(list)
    if (known !== undefined) return this.#kept.keepAgain(known)
    const number = this.#kept.keep(this.#textOf(list))
    if (this.#kept.isLarge && list.every(({ length }) => length <= MAX_LENGTH)) {
      this.#remember(list, this.#kept.keepAgain(number))
    }
    return number
  }

  #numberOf(list: readonly string[]): number | undefined {
    const lists = this.#lists
    if (!lists) return undefined
    for (let index = 0; index < lists.length; index++) {
      if (isSame(lists[index] ?? [], list)) return this.#numbers?.[index]
    }
    return undefined
  }

  #remember(list: readonly string[], number: number): void {
    this.#lists ??= []
    this.#numbers ??= []
    const forgotten = this.#numbers[this.#oldest]
    if (forgotten !== undefined) this.#kept.drop(forgotten)
    this.#lists[this.#oldest] = list
    this.#numbers[this.#oldest] = number
    this.#oldest = (this.#oldest + 1) % RECENT
  }
}

/** By hand, because this is what most requests come to. */
function isSame(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false
  for (let index = 0; index < one.length; index++) {
    if (one[index] !== other[index]) return false
  }
  return true
}
