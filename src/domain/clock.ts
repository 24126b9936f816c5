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

/** An ISO 8601 text as an instant. */
export function instantOf(text: string): number {
  return Date.parse(text)
}
