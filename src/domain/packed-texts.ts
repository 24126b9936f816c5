/** Some bytes, and how much of them is taken by how many texts. */
interface Block {
  bytes: Uint8Array
  used: number
  texts: number
}

/** A list of a few texts is small; one of many has blocks that hold many. */
const FIRST_SIZE = 2 * 1024
const LARGEST_SIZE = 64 * 1024
/** How many bytes of UTF-8 a unit of UTF-16 takes at most. */
const MAX_UNIT_SIZE = 3

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * Texts, kept as bytes in a few blocks. As strings the garbage collector would copy them again and again, for which it
 * takes more memory than they need.
 */
export class PackedTexts {
  #current = newBlock(FIRST_SIZE)
  /** A block that holds nothing any more. */
  #spare: Block | undefined
  // What is kept under a number: where it stands, and how often it is kept.
  #blocks: (Block | undefined)[] = []
  #starts: number[] = []
  #ends: number[] = []
  #uses: number[] = []
  /** Numbers that nothing is kept under. */
  #free: number[] = []

  /** Whether it holds so much that it is worthwhile to keep a text once that comes again. */
  get isLarge(): boolean {
    return this.#current.bytes.length >= LARGEST_SIZE
  }

  /**
   * Keeps a text.
   * @returns the number that it is kept under
   */
  keep(text: string): number {
    const size = write(text, this.#current) ?? this.#writeElsewhere(text)
    const number = this.#free.pop() ?? this.#blocks.length
    const block = this.#current
    this.#blocks[number] = block
    this.#starts[number] = block.used
    block.used += size
    this.#ends[number] = block.used
    this.#uses[number] = 1
    block.texts += 1
    return number
  }

  /**
   * Keeps what is kept under a number once more, until it is dropped once more.
   * @returns the number
   */
  keepAgain(number: number): number {
    this.#uses[number] = (this.#uses[number] ?? 0) + 1
    return number
  }

  /** Lets go of a text that was kept under a number. */
  drop(number: number): void {
    const uses = (this.#uses[number] ?? 0) - 1
    this.#uses[number] = uses
    if (uses > 0) return
    this.#free.push(number)
    const block = this.#blocks[number]
    this.#blocks[number] = undefined
    if (block) this.#leave(block)
  }

  /** The text that is kept under a number; empty where there is none. */
  at(number: number | undefined): string {
    const block = number === undefined ? undefined : this.#blocks[number]
    if (!block || number === undefined) return ''
    return decoder.decode(block.bytes.subarray(this.#starts[number], this.#ends[number]))
  }

  #writeElsewhere(text: string): number {
    const size = text.length * MAX_UNIT_SIZE
    const spare = this.#spare
    const isSpareEnough = spare !== undefined && size <= spare.bytes.length
    this.#current = isSpareEnough ? spare : newBlock(this.#sizeFor(size))
    if (isSpareEnough) this.#spare = undefined
    return write(text, this.#current) ?? 0
  }

  #sizeFor(size: number): number {
    const { length } = this.#current.bytes
    const usual = length < LARGEST_SIZE ? length * 2 : LARGEST_SIZE
    return size > usual ? size : usual
  }

  /** Takes a text out of a block. */
  #leave(block: Block): void {
    block.texts -= 1
    if (block.texts > 0) return
    block.used = 0
    if (block !== this.#current && block.bytes.length === LARGEST_SIZE) this.#spare = block
  }
}

function newBlock(size: number): Block {
  return { bytes: new Uint8Array(size), used: 0, texts: 0 }
}

/** Writes a text behind those of a block. Returns how many bytes it took; undefined where it does not fit. */
function write(text: string, { bytes, used }: Block): number | undefined {
  const { read, written } = encoder.encodeInto(text, bytes.subarray(used))
  return read === text.length ? written : undefined
}
