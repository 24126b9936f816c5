import { expect, test } from 'vitest'
import { exampleNames, exampleOf } from '../../src/contract/examples.ts'
import { sample } from '../../src/contract/providers.ts'
import { routes } from '../../src/contract/routes.ts'
import { sampleManualCredential } from '../../src/contract/sip-credentials.ts'
import { sampleNumber } from '../../src/contract/sip-phone-numbers.ts'
import { startInProcess } from '../support/client.ts'
import { type OperationId, reals } from './real-answers.table.ts'

/** What is only there to be asked for. */
const NEVER_BY_ITSELF = [
  'forbidden',
  'rate-limited',
  'service-fault',
  'bad-gateway',
  'overloaded',
  'gateway-timeout',
]

const ids = Object.keys(routes) as OperationId[]
const rows = ids.flatMap((id) => reals[id].map((row) => [id, ...row] as const))

test.each(rows)('%s %i %s is what Trunkline really answers', async (id, status, name, real) => {
  const { path = samplePath(id), query = '', options, before, ...sent } = real
  const { send } = await startInProcess(options)
  await before?.(send)

  const answer = await send(routes[id].method.toUpperCase(), path + query, sent)

  const value = JSON.stringify(exampleOf(routes[id], status, name))
  expect([answer.status, untraced(answer.text)]).toEqual([status, untraced(value)])
})

test('what Trunkline never answers like this is only there to be asked for', () => {
  const answered = rows.map(([id, status, name]) => exampleOf(routes[id], status, name))
  const names = ids.flatMap((id) =>
    Object.keys(routes[id].responses).flatMap((status) =>
      exampleNames(routes[id], Number(status)).filter(
        (name) => !answered.includes(exampleOf(routes[id], Number(status), name)),
      ),
    ),
  )
  expect(new Set(names)).toEqual(new Set(NEVER_BY_ITSELF))
})

test('the 503 of a get comes by itself where there are too many worlds', async () => {
  const { get, simulator } = await startInProcess()
  // The world `default` is there already.
  for (let made = 1; made < 10_000; made++) expect(simulator.world(`w${made}`).seed).toBe(1)

  const answer = await get(sample.id, { headers: { 'X-Mock-World': 'one-more' } })

  expect(answer.status).toBe(503)
})

function samplePath(id: OperationId): string {
  const { path } = routes[id]
  const own = path.startsWith('/api/v1/sip-phone') ? sampleNumber.id : sample.id
  return path
    .replace('{phoneNumberId}', sampleNumber.id)
    .replace('{id}', path.startsWith('/api/v1/sip-cred') ? sampleManualCredential : own)
}

/** Every trace id of the examples is the same one. */
function untraced(text: string): string {
  return text.replace(/"traceId":"[^"]*"/, '"traceId":""')
}
