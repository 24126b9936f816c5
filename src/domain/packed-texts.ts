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
 * A list of texts, kept as bytes in a few blocks. As strings the garbage collector would copy them again and again, for
 * which it takes more memory than they need.
 */
export class PackedTexts {
  #current = newBlock(FIRST_SIZE)
  /** A block that holds nothing any more. */
  #spare: Block | undefined
  #blocks: Block[] = []
  #starts: number[] = []
  #ends: number[] = []

  get length(): number {
    return this.#blocks.length
  }

  at(index: number): string | undefined {
    const block = this.#blocks[index]
    return block && decoder.decode(block.bytes.subarray(this.#starts[index], this.#ends[index]))
  }

  /**
   * Puts a text in the place of another, or behind the last one.
   * @param more what stands right behind it, so that nobody needs to copy both into one
   */
  set(index: number, text: string, more = ''): void {
    const left = this.#blocks[index]
    if (left) this.#leave(left)
    const end = write(text, more, this.#current) ?? this.#writeElsewhere(text, more)
    const block = this.#current
    this.#blocks[index] = block
    this.#starts[index] = block.used
    block.used = end
    this.#ends[index] = end
    block.texts += 1
  }

  #writeElsewhere(text: string, more: string): number {
    const size = (text.length + more.length) * MAX_UNIT_SIZE
    const spare = this.#spare
    const isSpareEnough = spare !== undefined && size <= spare.bytes.length
    this.#current = isSpareEnough ? spare : newBlock(this.#sizeFor(size))
    if (isSpareEnough) this.#spare = undefined
    return write(text, more, this.#current) ?? 0
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
    if (block !== this.#current) this.#spare = block
  }
}

function newBlock(size: number): Block {
  return { bytes: new Uint8Array(size), used: 0, texts: 0 }
}

/** Writes two texts behind those of a block. Returns where they end; undefined where they do not fit. */
function write(text: string, more: string, { bytes, used }: Block): number | undefined {
  const middle = put(text, bytes, used)
  return middle === undefined || more === '' ? middle : put(more, bytes, middle)
}

function put(text: string, bytes: Uint8Array, start: number): number | undefined {
  const { read, written } = encoder.encodeInto(text, bytes.subarray(start))
  return read === text.length ? start + written : undefined
}
