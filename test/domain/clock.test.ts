import { expect, test } from 'vitest'
import { type Clock, DEFAULT_NOW, instantOf, isoTime, tick } from '../../src/domain/clock.ts'

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
