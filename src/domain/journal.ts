import type { FaultKind } from '../contract/faults.ts'
import { KeptOnce } from './kept-once.ts'
import { packed, TEXTS_OF, unpacked } from './packed-entry.ts'
import { PackedTexts } from './packed-texts.ts'
import type { Decision } from './precedence.ts'
import type { TwilioCall } from './twilio/client.ts'

/** A request that was answered, or is broken off: what is read out of it is made when somebody reads. */
export interface Entry {
  /** Its number in the world, from 1. */
  id: string
  /** What the clock of the world showed. */
  at: number
  clockMode: 'frozen' | 'real'
  operationId: string | null
  /** In capitals. */
  method: string
  /** What else came in, with its secrets. */
  sent: Sent
  status: number
  responseHeaders: Record<string, string>
  responseBody: string
  /** How the answer was broken; null when it was not. */
  fault: FaultKind | null
  /** What chose the answer, how it goes wrong, and what the operation was steered by. */
  decisions: readonly Decision[]
  /** Whether the answer was chosen without a look at what was asked. */
  isForced: boolean
  /** The ids that the operation drew, as `Exchange` has them. */
  draws: string[]
  /** Its conversation with the fake Twilio. */
  twilioCalls: TwilioCall[]
}

/** A request as it was sent. Few are ever read, so that secrets are taken out by who reads, and not for the record. */
export interface Sent {
  /** Inside the world, without the query. */
  path: string
  /** Without `?`; empty where there was none. */
  query: string
  /** Names and values in turn. */
  headers: readonly string[]
  /** The body as JSON; undefined when there is none, or none that can be kept. */
  json: string | undefined
  /** What was wrong with the request, as far as it was looked at. */
  problems: readonly EntryProblem[]
}

/** One thing that is wrong with a request. */
export interface EntryProblem {
  /** A JSON pointer into the recorded request. */
  pointer: string
  message: string
}

/** The newest requests of a world, in a ring. */
export class Journal {
  readonly #capacity: number
  #kept = new PackedTexts()
  #once = listsIn(this.#kept)
  /** The number of each entry, and its time. */
  #ids: number[] = []
  #times: number[] = []
  /** What the lists of each entry are kept under, entry after entry. */
  #lists: number[] = []
  /** Where the oldest entry stands, once the ring is full. */
  #oldest = 0
  #count = 0
  /** How many requests there had been when the journal was emptied. */
  #cleared = 0

  /** @param capacity how many entries are kept */
  constructor(capacity: number) {
    this.#capacity = capacity
  }

  get size(): number {
    return this.#ids.length
  }

  /** How many requests there were, also those that are forgotten. */
  get total(): number {
    return this.#count
  }

  /** How many requests are forgotten because newer ones took their place. */
  get forgotten(): number {
    return this.#count - this.#cleared - this.size
  }

  /** The number of the next request. */
  nextId(): string {
    this.#count += 1
    return `${this.#count}`
  }

  add(entry: Entry): void {
    if (this.#ids.length < this.#capacity) {
      this.#put(this.#ids.length, entry)
      return
    }
    if (this.#capacity === 0) return
    this.#put(this.#oldest, entry)
    this.#oldest = (this.#oldest + 1) % this.#capacity
  }

  /** Puts an entry in the place of the one with its number, if that is still there. */
  replace(entry: Entry): void {
    const index = this.#ids.indexOf(Number(entry.id))
    if (index !== -1) this.#put(index, entry)
  }

  /** Every entry, oldest first. */
  list(): Entry[] {
    const { length } = this.#ids
    return Array.from({ length }, (_, index) => this.#at((this.#oldest + index) % length))
  }

  find(id: string): Entry | undefined {
    const index = this.#ids.indexOf(Number(id))
    const entry = index === -1 ? undefined : this.#at(index)
    // Other texts are read as the same number.
    return entry?.id === id ? entry : undefined
  }

  /**
   * Forgets every entry; the numbers go on.
   * @returns how many there were
   */
  clear(): number {
    const { size } = this
    this.#kept = new PackedTexts()
    this.#once = listsIn(this.#kept)
    this.#ids = []
    this.#times = []
    this.#lists = []
    this.#oldest = 0
    this.#cleared = this.#count
    return size
  }

  #at(index: number): Entry {
    const first = index * TEXTS_OF.length
    const texts = TEXTS_OF.map((_, nth) => this.#kept.at(this.#lists[first + nth]))
    return unpacked(`${this.#ids[index]}`, this.#times[index] ?? 0, texts)
  }

  #put(index: number, entry: Entry): void {
    const lists = packed(entry)
    this.#once.forEach((once, nth) => {
      const place = index * TEXTS_OF.length + nth
      const old = this.#lists[place]
      this.#lists[place] = once.keep(lists[nth] ?? [])
      if (old !== undefined) this.#kept.drop(old)
    })
    this.#ids[index] = Number(entry.id)
    this.#times[index] = entry.at
  }
}

function listsIn(kept: PackedTexts): KeptOnce[] {
  return TEXTS_OF.map((textOf) => new KeptOnce(kept, textOf))
}
