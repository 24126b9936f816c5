import type { Faker } from '@faker-js/faker'
import { sha256 as portable } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { withoutUserinfo } from './userinfo.ts'
import type { World } from './world.ts'

/** What an id is drawn for. */
export type IdKind =
  | 'account'
  | 'auth-token'
  | 'credential'
  | 'credential-list'
  | 'origination-url'
  | 'phone-number'
  | 'provider'
  | 'sip-credential'
  | 'sip-phone-number'
  | 'trunk'

const SID_PREFIX = {
  account: 'AC',
  credential: 'CR',
  'credential-list': 'CL',
  'origination-url': 'OU',
  'phone-number': 'PN',
  trunk: 'TK',
} as const satisfies Partial<Record<IdKind, string>>

type SidKind = keyof typeof SID_PREFIX

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const ALPHABET = `${LETTERS}${LETTERS.toUpperCase()}0123456789`
const HEX_DIGITS = '0123456789abcdef'
/** Prime to the alphabet's length, so that each place has other characters to choose from. */
const STRIDE = 17

/**
 * Draws the next 64 hex digits for a thing: a hash of the world's seed, the kind, the thing's natural key
 * and how often this kind has met this key. No stream is shared, so that no draw ever moves another.
 */
export function draw(world: World, kind: IdKind, naturalKey: string): string {
  // The key is told by `explain` and by exports.
  const counter = `${kind} ${withoutUserinfo(naturalKey)}`
  const n = (world.counters[counter] ?? 0) + 1
  world.counters[counter] = n
  const text = `${n} ${counter}`
  world.exchange.draws.push(text)
  return digest(world.seed, text)
}

/**
 * Draws an id that is not among the known ones, as often as it takes: a fixture, a provider state and an import bring ids
 * of their own, which may be what is drawn next.
 * @returns the id, and the hex digits that it was made of
 */
export function drawId(
  world: World,
  kind: IdKind,
  naturalKey: string,
  idOf: (hex: string) => string,
  known: Readonly<Record<string, unknown>>,
): { id: string; hex: string } {
  for (;;) {
    const hex = draw(world, kind, naturalKey)
    const id = idOf(hex)
    if (known[id] === undefined) return { id, hex }
  }
}

/** Draws the uuid of a new record. */
export function newUuid(
  world: World,
  kind: IdKind,
  naturalKey: string,
  known: Readonly<Record<string, unknown>>,
): string {
  return drawId(world, kind, naturalKey, uuid, known).id
}

/** Draws the SID of a new thing at Twilio. */
export function newSid(
  world: World,
  kind: SidKind,
  naturalKey: string,
  known: Readonly<Record<string, unknown>>,
): string {
  return drawId(world, kind, naturalKey, (hex) => sid(kind, hex), known).id
}

/** Gives back every id that was drawn since `mark` (a length of `world.exchange.draws`), as if never drawn. */
export function undraw(world: World, mark: number): void {
  for (const text of world.exchange.draws.splice(mark)) {
    const counter = text.slice(text.indexOf(' ') + 1)
    const n = (world.counters[counter] ?? 0) - 1
    if (n > 0) world.counters[counter] = n
    else delete world.counters[counter]
  }
}

/** SHA-256 of a well-formed text, in hex digits. */
export type Hash = (text: string) => string

let hash: Hash = (text) => bytesToHex(portable(utf8ToBytes(text)))

/** Puts the platform's own SHA-256 in place of the portable one: the same digits, several times faster. */
export function useHash(platformHash: Hash): void {
  hash = platformHash
}

/** 64 hex digits that depend on nothing but the arguments. */
export function digest(seed: number, text: string): string {
  // UTF-8 has no bytes for half a surrogate pair: two such texts would become one.
  return hash(`${seed} ${text.isWellFormed() ? text : JSON.stringify(text)}`)
}

/** SHA-256 of a text, in hex digits. */
export function sha256(text: string): string {
  return hash(text)
}

/** A number from 0 to below 1 that depends on nothing but the arguments. */
export function fraction(seed: number, text: string): number {
  return Number.parseInt(digest(seed, text).slice(0, 13), 16) / 2 ** 52
}

/** Hex digits as a uuid of version 4. */
export function uuid(hex: string): string {
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) & 3)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

/** Hex digits as a Twilio SID: two letters and 32 lowercase hex digits. */
export function sid(kind: SidKind, hex: string): string {
  return SID_PREFIX[kind] + hex.slice(0, 32)
}

/**
 * 32 hex digits as a password of 32 characters: the first is a lowercase letter, the third a capital, the last a
 * digit, so that it holds what Twilio demands.
 */
export function password(hex: string): string {
  let text = ''
  for (let index = 0; index < 31; index++) {
    text += ALPHABET.charAt((nibble(hex, index) + index * STRIDE) % ALPHABET.length)
  }
  return `${text}${nibble(hex, 31) % 10}`
}

function nibble(hex: string, index: number): number {
  return HEX_DIGITS.indexOf(hex.charAt(index))
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
