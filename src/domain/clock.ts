/** The clock of one world. Everything in a request reads `now`: milliseconds since 1970. */
export interface Clock {
  mode: 'frozen' | 'real'
  now: number
  /** How far a real clock is ahead of the wall, in milliseconds. */
  offset: number
}

/** 2025-01-01T00:00:00Z, where a frozen clock stands unless told otherwise. */
export const DEFAULT_NOW = Date.UTC(2025, 0, 1)

/** Moves a real clock on with the wall; it never goes back. A frozen clock stays. */
export function tick(clock: Clock, wall: number): void {
  const now = wall + clock.offset
  if (clock.mode === 'real' && now > clock.now) clock.now = now
}

/** Stops a clock, here or at an instant. */
export function freeze(clock: Clock, instant: number = clock.now): void {
  Object.assign(clock, { mode: 'frozen', now: instant, offset: 0 })
}

/** Moves a clock on by milliseconds. */
export function advance(clock: Clock, millis: number): void {
  clock.now += millis
  if (clock.mode === 'real') clock.offset += millis
}

/** Lets a clock run on with the wall from where it stands. */
export function resume(clock: Clock, wall: number): void {
  Object.assign(clock, { mode: 'real', offset: clock.now - wall })
}

const EARLIEST = Date.parse('0000-01-01T00:00:00Z')
/** What is due within a year from then still has a year of four digits. */
const LATEST = Date.UTC(9999, 0, 1) - 1

/** Whether a clock may be set to an instant: the years 0 to 9998. */
export function isInReach(instant: number): boolean {
  return instant >= EARLIEST && instant <= LATEST
}

const SECONDS = { W: 604_800, D: 86_400, H: 3600, M: 60, S: 1 }

/** Milliseconds of an ISO 8601 duration without years and months, which have no length of their own. */
export function millisOf(duration: string): number {
  let millis = 0
  for (const [, count, unit] of duration.matchAll(/([\d.]+)([WDHMS])/g)) {
    // The exponent keeps the milliseconds whole, as a multiplication would not.
    millis += Number(`${count}e3`) * SECONDS[unit as keyof typeof SECONDS]
  }
  return millis
}

let lastInstant = Number.NaN
let lastText = ''

/** An instant as the BlackBox API writes it: UTC, whole seconds. */
export function isoTime(instant: number): string {
  // One answer writes the same instant many times over, and writing it is dear.
  if (instant !== lastInstant) {
    lastText = `${new Date(instant).toISOString().slice(0, 19)}Z`
    lastInstant = instant
  }
  return lastText
}

/** An instant as Twilio's 2010 API writes it: RFC 2822 with a numeric zone. */
export function rfc2822Time(instant: number): string {
  return new Date(instant).toUTCString().replace('GMT', '+0000')
}

/** An instant as the control plane writes it: UTC, with milliseconds. */
export function exactTime(instant: number): string {
  return new Date(instant).toISOString()
}

/** An ISO 8601 text as an instant. */
export function instantOf(text: string): number {
  return Date.parse(text)
}
