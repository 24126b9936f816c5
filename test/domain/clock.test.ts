import { expect, test } from 'vitest'
import {
  advance,
  type Clock,
  DEFAULT_NOW,
  exactTime,
  freeze,
  instantOf,
  isInReach,
  isoTime,
  millisOf,
  resume,
  tick,
} from '../../src/domain/clock.ts'

test('stands at the start of 2025 unless told otherwise', () => {
  expect(isoTime(DEFAULT_NOW)).toBe('2025-01-01T00:00:00Z')
})

test('a frozen clock stays where it is, whatever the wall says', () => {
  const clock: Clock = { mode: 'frozen', now: 1000, offset: 0 }
  tick(clock, 5000)

  expect(clock.now).toBe(1000)
})

test('a real clock goes with the wall', () => {
  const clock: Clock = { mode: 'real', now: 1000, offset: 0 }
  tick(clock, 5000)

  expect(clock.now).toBe(5000)
})

test('a real clock keeps its lead over the wall', () => {
  const clock: Clock = { mode: 'real', now: 1000, offset: 300 }
  tick(clock, 5000)

  expect(clock.now).toBe(5300)
})

test('a real clock never goes back with the wall', () => {
  const clock: Clock = { mode: 'real', now: 5000, offset: 0 }
  tick(clock, 1000)

  expect(clock.now).toBe(5000)
})

test.each([
  [Date.UTC(2025, 0, 1, 10, 30, 5, 0), '2025-01-01T10:30:05Z'],
  [Date.UTC(2025, 0, 1, 10, 30, 5, 999), '2025-01-01T10:30:05Z'],
  [Date.UTC(2024, 1, 29, 23, 59, 59), '2024-02-29T23:59:59Z'],
  [0, '1970-01-01T00:00:00Z'],
])('writes %i as %s: UTC, whole seconds', (instant, text) => {
  expect(isoTime(instant)).toBe(text)
})

test('writes an instant as before, whatever was written in between', () => {
  const [first, second] = [Date.UTC(2025, 0, 1), Date.UTC(2026, 0, 1)]

  expect([first, second, second, first].map(isoTime)).toStrictEqual([
    '2025-01-01T00:00:00Z',
    '2026-01-01T00:00:00Z',
    '2026-01-01T00:00:00Z',
    '2025-01-01T00:00:00Z',
  ])
})

test.each([
  ['2025-01-01T00:00:00Z', DEFAULT_NOW],
  ['2025-01-01T00:00:00.250Z', DEFAULT_NOW + 250],
  ['2025-01-01T02:00:00+02:00', DEFAULT_NOW],
])('reads %s', (text, instant) => {
  expect(instantOf(text)).toBe(instant)
})

test.each([
  ['PT0S', 0],
  ['PT1S', 1000],
  ['PT0.001S', 1],
  ['PT1.005S', 1005],
  ['PT4.35S', 4350],
  ['PT1M', 60_000],
  ['PT1H30M', 5_400_000],
  ['P1D', 86_400_000],
  ['P1DT1S', 86_401_000],
  ['P2W', 1_209_600_000],
  ['P1W1DT1H1M1.5S', 694_861_500],
])('%s has %i milliseconds', (duration, millis) => {
  expect(millisOf(duration)).toBe(millis)
})

test('a real clock that is moved on keeps its lead', () => {
  const clock: Clock = { mode: 'real', now: 1000, offset: 0 }
  advance(clock, 500)
  tick(clock, 1100)

  expect(clock.now).toBe(1600)
})

test('a clock that is frozen leaves the wall behind', () => {
  const clock: Clock = { mode: 'real', now: 1000, offset: 300 }
  freeze(clock)
  tick(clock, 5000)

  expect(clock).toStrictEqual({ mode: 'frozen', now: 1000, offset: 0 })
})

test('a clock that is resumed goes on from where it stood', () => {
  const clock: Clock = { mode: 'frozen', now: 1000, offset: 0 }
  resume(clock, 50_000)
  tick(clock, 50_250)

  expect(clock.now).toBe(1250)
})

test.each([
  ['0000-01-01T00:00:00.000Z', true],
  ['-000001-12-31T23:59:59.999Z', false],
  ['9998-12-31T23:59:59.999Z', true],
  ['9999-01-01T00:00:00.000Z', false],
])('whether a clock may be set to %s: %s', (text, isPossible) => {
  expect(isInReach(instantOf(text))).toBe(isPossible)
})

test.each([Number.NaN, Number.POSITIVE_INFINITY])('a clock may not be set to %s', (instant) => {
  expect(isInReach(instant)).toBe(false)
})

test('the control plane writes an instant with its milliseconds', () => {
  expect(exactTime(DEFAULT_NOW + 7)).toBe('2025-01-01T00:00:00.007Z')
})
