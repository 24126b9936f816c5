import type { Faker } from '@faker-js/faker'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { World } from './world.ts'

/** What an id is drawn for. */
export type IdKind =
  | 'credential'
  | 'credential-list'
  | 'phone-number'
  | 'provider'
  | 'sip-credential'
  | 'sip-password'
  | 'sip-phone-number'
  | 'trunk'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const ALPHABET = `${LETTERS}${LETTERS.toUpperCase()}0123456789`

/**
 * Draws the next 64 hex digits for a thing: a hash of the world's seed, the kind, the thing's natural key
 * and how often this kind has met this key. No stream is shared, so that no draw ever moves another.
 */
export function draw(world: World, kind: IdKind, naturalKey: string): string {
  const counter = `${kind}:${naturalKey}`
  const n = (world.counters[counter] ?? 0) + 1
  world.counters[counter] = n
  world.exchange.draws.push(counter)
  return digest(world.seed, kind, naturalKey, n)
}

/** Gives back every id that was drawn since `mark` (a length of `world.exchange.draws`), as if never drawn. */
export function undraw(world: World, mark: number): void {
  for (const counter of world.exchange.draws.splice(mark)) {
    const n = (world.counters[counter] ?? 0) - 1
    if (n > 0) world.counters[counter] = n
    else delete world.counters[counter]
  }
}

/** 64 hex digits that depend on nothing but the arguments. */
export function digest(seed: number, ...parts: (string | number)[]): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([seed, ...parts]))))
}

/** Hex digits as a uuid of version 4. */
export function uuid(hex: string): string {
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) & 3)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Hex digits as a Twilio SID: two letters and 32 lowercase hex digits. */
export function sid(prefix: string, hex: string): string {
  return prefix + hex.slice(0, 32)
}

/** 64 hex digits as a 32-character password with a lowercase letter, a capital and a digit, as Twilio demands. */
export function password(hex: string): string {
  const characters = Array.from({ length: 32 }, (_, index) =>
    ALPHABET.charAt(byteAt(hex, index) % ALPHABET.length),
  )
  const first = byteAt(hex, 0)
  characters.splice(
    0,
    3,
    LETTERS.charAt(first % 26),
    LETTERS.charAt(first % 23).toUpperCase(),
    `${first % 10}`,
  )
  return characters.join('')
}

let faker: Faker | undefined

/** Loads faker, which costs more than the rest of a start; only worlds with made-up phone numbers need it. */
export async function loadFaker(): Promise<void> {
  faker ??= (await import('@faker-js/faker/locale/en')).faker
}

/**
 * A believable US number in E.164, drawn from 64 hex digits.
 * @throws Error when `loadFaker` was not awaited before
 */
export function fakePhoneNumber(hex: string): string {
  if (!faker) throw new Error('Cannot make up a phone number: faker is not loaded')
  faker.seed(Number.parseInt(hex.slice(0, 8), 16))
  return faker.phone.number({ style: 'international' })
}

function byteAt(hex: string, index: number): number {
  return Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16)
}
