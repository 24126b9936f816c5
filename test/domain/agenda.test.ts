import { expect, test } from 'vitest'
import { type Agenda, schedule, takeDue } from '../../src/domain/agenda.ts'

test('takes what is due in the order of time, however it was noted', () => {
  const agenda: Agenda = []
  for (const at of [50, 10, 40, 20, 60, 30]) schedule(agenda, at, `due at ${at}`)

  const taken = Array.from({ length: 6 }, () => takeDue(agenda, 60)?.at)

  expect(taken).toStrictEqual([10, 20, 30, 40, 50, 60])
})

test('keeps providers that are due at one instant in the order in which they were noted', () => {
  const agenda: Agenda = []
  schedule(agenda, 20, 'later')
  for (const id of ['c', 'a', 'b']) schedule(agenda, 10, id)

  expect(takeDue(agenda, 10)).toStrictEqual({ at: 10, providerIds: ['c', 'a', 'b'] })
})

test.each([
  [9, undefined],
  [10, 10],
  [11, 10],
])('at %i has taken what is due at %s', (now, at) => {
  const agenda: Agenda = []
  schedule(agenda, 10, 'a')

  expect(takeDue(agenda, now)?.at).toBe(at)
})

test('takes nothing twice', () => {
  const agenda: Agenda = []
  schedule(agenda, 10, 'a')
  takeDue(agenda, 10)

  expect(takeDue(agenda, 10)).toBeUndefined()
})

test('keeps what is not due yet', () => {
  const agenda: Agenda = []
  schedule(agenda, 20, 'b')
  schedule(agenda, 10, 'a')
  takeDue(agenda, 10)
  takeDue(agenda, 10)

  expect(agenda).toStrictEqual([{ at: 20, providerIds: ['b'] }])
})
