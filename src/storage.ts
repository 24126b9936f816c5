import { hash } from 'node:crypto'
import { access, constants, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Low } from 'lowdb'
import { DataFile } from 'lowdb/node'
import type { World } from './domain/world.ts'
import { InputError } from './input.ts'
import { lockDirectory } from './lock.ts'
import { loadKey, type Secrets, secretsWith, WrongKey } from './secrets.ts'

/** The worlds of a data directory: one JSON file each, secrets encrypted. */
export interface Storage {
  /** The worlds that were saved before. */
  worlds: World[]
  /**
   * Saves a world. Resolves when everything that it holds now is on disk; undefined when it already is. A save during
   * a write shares the next write with every other one. One that rejects leaves the file as it was, and the next save
   * tries again: until it resolves, nothing that shows the change may be told.
   */
  save(world: World): Promise<void> | undefined
  /** Removes the file of a world. Resolves when it is gone, or holds a world of that name that was saved since. */
  forget(id: string): Promise<void>
  /** Leaves the directory to others. */
  close(): Promise<void>
}

/** Members of a world that are secrets, wherever they stand. */
const SECRETS = new Set(['authToken', 'secondaryAuthToken', 'authPassword'])
const FORMAT = 'trunkline-world-4'
/** What every data file says of itself, of whatever version, formatted anew or cut off. */
const OURS = /"format"\s*:\s*"trunkline-world-/
/** What is written before it becomes the file of a world or of the key. */
const UNFINISHED = /^\..+\.(json|key)\.tmp$/

/**
 * Opens a data directory, and makes it when it is not there.
 * @param passphrase what the secrets are encrypted with, by default `TRUNKLINE_KEY`; without any, a key file there
 * @throws InputError when another process uses it, or naming the file that is damaged, encrypted with another key or no data
 * file at all
 */
export async function openStorage(
  directory: string,
  passphrase: string | undefined = process.env.TRUNKLINE_KEY,
): Promise<Storage> {
  try {
    return await open(directory, passphrase)
  } catch (error) {
    // Of the system, such as a disk that is full: all others have their words.
    if (!(error instanceof Error && 'syscall' in error)) throw error
    throw new InputError(`Cannot use data directory ${directory}: ${error.message}`)
  }
}

async function open(directory: string, passphrase: string | undefined): Promise<Storage> {
  const names = await filesIn(directory)
  await refuseForeign(directory, names)
  const unlock = await lockDirectory(directory)
  try {
    await removeUnfinished(directory)
    const key = await loadKey(directory, { passphrase, isNew: names.length === 0 })
    return { ...(await openFiles(directory, names, secretsWith(key))), close: unlock }
  } catch (error) {
    await unlock()
    throw error
  }
}

async function openFiles(
  directory: string,
  names: string[],
  secrets: Secrets,
): Promise<Omit<Storage, 'close'>> {
  const files = new Map<string, WorldFile>()
  const worlds: World[] = []
  for (const name of names) {
    const file = new WorldFile(join(directory, name), secrets)
    const world = await file.read()
    files.set(world.id, file)
    worlds.push(world)
  }
  function save(world: World): Promise<void> | undefined {
    const file = files.get(world.id) ?? new WorldFile(join(directory, `${world.id}.json`), secrets)
    files.set(world.id, file)
    return file.save(world)
  }

  return {
    worlds,
    save,
    async forget(id) {
      const file = files.get(id)
      await file?.remove()
      if (file?.isGone) files.delete(id)
    },
  }
}

/** The names of the data files in a directory, which is made when it is not there. */
async function filesIn(directory: string): Promise<string[]> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await access(directory, constants.W_OK)
  return (await readdir(directory)).filter((name) => name.endsWith('.json')).sort()
}

/**
 * Refuses a folder of something else before anything is made or removed in it.
 * @throws InputError that names a file that no simulator wrote
 */
async function refuseForeign(directory: string, names: string[]): Promise<void> {
  for (const name of names) {
    const path = join(directory, name)
    // One that cannot be read, or lost its text, may have been a good one.
    const text = await readFile(path, 'utf8').catch(() => '')
    if (text.trim() === '' || OURS.test(text)) continue
    throw new InputError(
      `Cannot use data directory ${directory}: ${path} is no data file of Trunkline. Use a directory of its own, or move that file away if it was one; nothing was changed.`,
    )
  }
}

/** Removes what a process that was killed had not finished writing: its worlds may never be written again. */
async function removeUnfinished(directory: string): Promise<void> {
  const names = (await readdir(directory)).filter((name) => UNFINISHED.test(name))
  await Promise.all(names.map((name) => rm(join(directory, name), { force: true })))
}

interface Saved {
  format: string
  world: World | null
}

/** A world as it was at one moment; null is none. A new world of the same name is another one. */
interface Version {
  world: World | null
  revision: number
}

class WorldFile {
  readonly #path: string
  readonly #db: Low<Saved>
  /** What is on disk; undefined while that is not known. */
  #saved: Version | undefined
  #writing: (Version & { done: Promise<void> }) | undefined
  #next: Promise<void> | undefined
  /** What the next write puts on disk. */
  #wanted: World | null = null

  constructor(path: string, secrets: Secrets) {
    this.#path = path
    this.#db = new Low(new DataFile<Saved>(path, codec(secrets)), { format: FORMAT, world: null })
  }

  /** @throws InputError when the file holds no world of this name */
  async read(): Promise<World> {
    await this.#db.read().catch((error: Error) => {
      throw error instanceof WrongKey ? this.#locked() : this.#damaged(error.message)
    })
    const { format, world } = this.#db.data ?? {}
    if (format !== FORMAT || world?.id !== basename(this.#path, '.json')) {
      throw this.#damaged('it holds no world of this name')
    }
    this.#saved = versionOf(world)
    return world
  }

  /** Whether there is no file, and none is on its way. */
  get isGone(): boolean {
    return this.#saved?.world === null && !this.#writing && !this.#next
  }

  save(world: World): Promise<void> | undefined {
    if (isOf(this.#saved, world)) return undefined
    if (isOf(this.#writing, world)) return this.#writing?.done
    return this.#put(world)
  }

  remove(): Promise<void> {
    return this.#put(null)
  }

  /** Puts it on disk after what is being put there. Who comes meanwhile shares the next turn. */
  #put(world: World | null): Promise<void> {
    this.#wanted = world
    this.#next ??= this.#startNext()
    return this.#next
  }

  async #startNext(): Promise<void> {
    await this.#writing?.done.catch(() => {})
    this.#next = undefined
    const version = versionOf(this.#wanted)
    this.#saved = undefined
    const done = this.#write(version.world)
    this.#writing = { ...version, done }
    try {
      await done
      this.#saved = version
    } finally {
      // A write that failed must be tried again, not waited for again.
      if (this.#writing.done === done) this.#writing = undefined
    }
  }

  async #write(world: World | null): Promise<void> {
    this.#db.data = { format: FORMAT, world }
    if (!world) return rm(this.#path, { force: true })
    try {
      await this.#db.write()
    } catch (error) {
      await this.#removeUnfinished()
      throw error
    }
  }

  /** What was written of a file takes up the room that is missing. */
  async #removeUnfinished(): Promise<void> {
    const unfinished = join(dirname(this.#path), `.${basename(this.#path)}.tmp`)
    // Why it could not be written is what there is to tell.
    await rm(unfinished, { force: true }).catch(() => {})
  }

  #damaged(why: string): InputError {
    return new InputError(
      `Cannot read data file ${this.#path}: ${why}. Put back a good copy, or move it away to start that world anew; it was not changed.`,
    )
  }

  #locked(): InputError {
    return new InputError(
      `Cannot read data file ${this.#path}: its secrets are encrypted with another key. Set TRUNKLINE_KEY, or put back the key file, as they were when it was written.`,
    )
  }
}

function versionOf(world: World | null): Version {
  return { world, revision: world?.revision ?? 0 }
}

function isOf(version: Version | undefined, world: World): boolean {
  return version?.world === world && version.revision === world.revision
}

/** A world as the text of a file: secrets encrypted, and a checksum, so that a changed file is not taken for a good one. */
function codec({ encrypt, decrypt }: Secrets) {
  const onSecrets = (change: (text: string) => string) => (key: string, value: unknown) =>
    SECRETS.has(key) && typeof value === 'string' ? change(value) : value
  return {
    stringify({ format, world }: Saved): string {
      const text = JSON.stringify(world, onSecrets(encrypt))
      return `{"format":"${format}","sha256":"${hash('sha256', text)}","world":${text}}`
    },
    parse(text: string): Saved {
      const { format, sha256, world } = JSON.parse(text)
      if (sha256 !== hash('sha256', JSON.stringify(world) ?? '')) {
        throw new Error('it is damaged: its checksum does not match')
      }
      return { format, world: JSON.parse(JSON.stringify(world), onSecrets(decrypt)) }
    },
  }
}
