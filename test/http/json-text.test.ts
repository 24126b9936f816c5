import { expect, test } from 'vitest'
import { jsonText } from '../../src/http/json-text.ts'

const checks = [{ checkName: 'Trunk', message: 'a "quoted" text', details: { null: null } }]
const bodyOf = (name: string, verificationDetails: unknown) => ({
  name,
  verificationDetails,
  region: name,
})

test.each([
  ['no object', 'text'],
  ['null', null],
  ['an object', { a: [1] }],
  ['a provider that was never verified', bodyOf('Main', null)],
  ['a provider', bodyOf('Main', checks)],
  ['the same again', bodyOf('Main', checks)],
  ['the same checks again', bodyOf('Renamed', checks)],
  ['the same checks with less', { region: 'Renamed', verificationDetails: checks }],
  ['the same checks with more', { ...bodyOf('Renamed', checks), more: 1 }],
  ['the same in another order', { verificationDetails: checks, name: 'Main', region: 'Main' }],
  ['no checks', bodyOf('Main', [])],
  ['a name that looks like the member', bodyOf('"verificationDetails":null', checks)],
  ['a name that looks like a part of it', bodyOf('x","verificationDetails":null,"', checks)],
])('a body that is %s is written as JSON.stringify writes it', (_, body) => {
  expect(jsonText(body)).toBe(JSON.stringify(body))
})

test('what comes after more checks than are remembered is written as before', () => {
  const bodies = Array.from({ length: 1500 }, (_, n) => bodyOf('Main', [{ n }]))
  const all = [...bodies, ...bodies]

  expect(all.map(jsonText)).toStrictEqual(all.map((it) => JSON.stringify(it)))
})

test('a body that says the same as the last one is not written again', () => {
  const details = [{ checkName: 'Trunk' }]
  const [one, other] = [jsonText(bodyOf('Main', details)), jsonText(bodyOf('Main', details))]
  details.splice(0)

  expect([one, jsonText(bodyOf('Main', details))]).toEqual([other, other])
})

test('a body may change after it was written', () => {
  const body = bodyOf('Main', [{ checkName: 'Trunk' }])
  jsonText(body)
  body.name = 'Renamed'

  expect(jsonText(body)).toBe(JSON.stringify(body))
})

test('what is nested beside the checks may change', () => {
  const more = { list: [1] }
  const body = { ...bodyOf('Main', [{ checkName: 'Trunk' }]), more }
  jsonText(body)
  more.list.push(2)

  expect(jsonText(body)).toBe(JSON.stringify(body))
})

test('undefined is no body', () => {
  expect(jsonText(undefined)).toBe(null)
})
