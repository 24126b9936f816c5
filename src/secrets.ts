import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { InputError } from './input.ts'

/** A text was encrypted with another key, or changed since. */
export class WrongKey extends Error {
  override name = 'WrongKey'
}

/** Encrypts and decrypts single texts. */
export interface Secrets {
  encrypt(text: string): string
  /** @throws WrongKey */
  decrypt(text: string): string
}

const ALGORITHM = 'aes-256-gcm'
const KEY_FILE = 'trunkline.key'
const KEY = /^[0-9a-f]{64}$/
const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * The key of a data directory: from a passphrase, else from the key file there. Only its owner can read that file.
 * @param isNew whether nothing was encrypted there yet, so that a key file may be made
 * @throws InputError when there is no key file, or none that holds a key
 */
export async function loadKey(
  directory: string,
  { passphrase, isNew }: { passphrase?: string | undefined; isNew: boolean },
): Promise<Buffer> {
  if (passphrase) return scryptSync(passphrase, 'trunkline', 32)
  const path = join(directory, KEY_FILE)
  const wayOut =
    'Put back the one that the data files were encrypted with, or set TRUNKLINE_KEY if that was it; or move all of them away to start anew.'
  if (isNew && !existsSync(path)) await makeKeyFile(directory, path)
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new InputError(`Cannot read key file ${path}: ${error.message}. ${wayOut}`)
  })
  if (!KEY.test(text.trim())) {
    throw new InputError(`Cannot read key file ${path}: it holds no key. ${wayOut}`)
  }
  return Buffer.from(text.trim(), 'hex')
}

/** Makes it whole or not at all: half a key would keep the directory from every later start. */
async function makeKeyFile(directory: string, path: string): Promise<void> {
  const unfinished = join(directory, `.${KEY_FILE}.tmp`)
  const key = randomBytes(32).toString('hex')
  await writeFile(unfinished, `${key}\n`, { mode: 0o600 })
  await rename(unfinished, path)
}

/** AES-256-GCM with a fresh nonce for every text; the result is base64 of nonce, tag and cipher text. */
export function secretsWith(key: Buffer): Secrets {
  return {
    encrypt(text) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv(ALGORITHM, key, iv)
      const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), encrypted]).toString('base64')
    },
    decrypt(text) {
      const bytes = Buffer.from(text, 'base64')
      const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES))
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
      const encrypted = bytes.subarray(IV_BYTES + TAG_BYTES)
      try {
        return Buffer.concat([decipher.update(encrypted), decipher.final()]).toString('utf8')
      } catch {
        throw new WrongKey()
      }
    },
  }
}
