import type { Context } from 'hono'
import { FaultKind } from '../contract/faults.ts'
import type { EntryProblem } from '../domain/journal.ts'
import type { Env } from './services.ts'

/** What a request asks of its own answer, in Prism's words. */
export interface Preferences {
  /** Answer this status, whatever is asked. */
  code?: number
  /** The example to answer with it. */
  example?: string
  /** The scenario under which it is answered. */
  scenario?: string
  /** Milliseconds that the answer takes. */
  delay?: number
  fault?: FaultKind
}

const NAMES = ['code', 'example', 'scenario', 'delay', 'fault'] as const
type Name = (typeof NAMES)[number]

/** A token of RFC 9110 with its value. The values of unknown ones are read too, because a quoted one may hold anything. */
const PREFERENCE = /(?:^|[,;\s])([\w!#$%&'*+.^`|~-]+)\s*=\s*(?:"([^"]*)"|([^\s,;"]*))/g
const IN_QUERY = /[?&]__(?:code|example|scenario|delay|fault)=/
const MAX_DELAY_MILLIS = 86_400_000

/** What a request asks of its answer, and what cannot be taken of that. */
export interface Wishes {
  preferences: Preferences
  /** Where each stands, as a JSON pointer into the recorded request. */
  places: Partial<Record<Name, string>>
  problems: EntryProblem[]
}

/**
 * The preferences of a request: the header `Prefer`, or the query (`__code` and so on) of a client that can set no
 * headers. Null when it has none. An unknown preference is not kept, as RFC 7240 says.
 */
export function preferencesOf({ req }: Context<Env>): Wishes | null {
  const header = req.raw.headers.get('prefer')
  if (header === null && !(req.url.includes('?') && IN_QUERY.test(req.url))) return null
  const texts = { ...fromQuery(new URL(req.url).searchParams), ...fromHeader(header ?? '') }
  const wishes: Wishes = { preferences: {}, places: {}, problems: [] }
  for (const name of NAMES) {
    const text = texts[name]
    if (text === undefined) continue
    wishes.places[name] = text.pointer
    const message = take(wishes.preferences, name, text.value)
    if (message) wishes.problems.push({ pointer: text.pointer, message })
  }
  return Object.keys(wishes.places).length === 0 ? null : wishes
}

/**
 * The preferences as `Preference-Applied` repeats them: what is no word is escaped, because the scenario of the start may
 * be called anything, and a header may not say it.
 */
export function appliedText(preferences: Preferences): string {
  return Object.entries(preferences)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join(', ')
}

interface Text {
  value: string
  pointer: string
}

function fromHeader(header: string): Partial<Record<Name, Text>> {
  const texts: Partial<Record<Name, Text>> = {}
  for (const [, word, quoted, plain] of header.matchAll(PREFERENCE)) {
    const name = NAMES.find((it) => it === word?.toLowerCase())
    // Of two that say the same, the first counts (RFC 7240, section 2).
    if (name && !texts[name])
      texts[name] = { value: quoted ?? plain ?? '', pointer: `/headers/prefer/${name}` }
  }
  return texts
}

function fromQuery(query: URLSearchParams): Partial<Record<Name, Text>> {
  const texts: Partial<Record<Name, Text>> = {}
  for (const name of NAMES) {
    const value = query.get(`__${name}`)
    if (value !== null) texts[name] = { value, pointer: `/query/__${name}` }
  }
  return texts
}

/** @returns why it cannot be taken */
function take(preferences: Preferences, name: Name, text: string): string | undefined {
  switch (name) {
    case 'code':
    case 'delay': {
      const value = Number(text)
      const isWhole = /^\d{1,8}$/.test(text) && value <= MAX_DELAY_MILLIS
      if (!isWhole) return `${name}=${text} is not a whole number up to ${MAX_DELAY_MILLIS}.`
      preferences[name] = value
      return undefined
    }
    case 'fault': {
      const { data } = FaultKind.safeParse(text)
      if (!data) return `There is no fault ${text}: use one of ${FaultKind.options.join(', ')}.`
      preferences.fault = data
      return undefined
    }
    default:
      if (text === '') return `${name} is empty.`
      preferences[name] = text
      return undefined
  }
}
