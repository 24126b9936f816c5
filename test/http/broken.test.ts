import { expect, test } from 'vitest'
import { FaultKind } from '../../src/contract/faults.ts'
import { asFetch, malformed } from '../../src/http/broken.ts'
import { broken, listening } from '../support/listening.ts'

test.each([
  ['{}', '{'],
  ['[]', '['],
  ['{"name":"Main"}', '{"name":'],
  ['{"a":{}}', '{"a"'],
  [' {} \n\n\n', '{'],
  ['"text"', '"te'],
  ['null', 'nu'],
  ['1', '1.'],
  ['1234', '12.'],
  ['-12.5', '-12.'],
  ['1e10', '1e.'],
  ['', ''],
])('of %j, %j is left, which is no JSON', (body, left) => {
  expect(malformed(body)).toBe(left)
  expect(() => JSON.parse(left)).toThrow(SyntaxError)
})

test('a JSON text cut in the middle is never JSON', () => {
  const values = [
    [[]],
    [1, 2],
    { a: [] },
    { a: 'b"' },
    'a\\',
    '',
    10,
    1.5e300,
    -0.5,
    true,
    [{}, {}],
  ]
  for (const value of values) {
    expect(() => JSON.parse(malformed(JSON.stringify(value)))).toThrow(SyntaxError)
  }
})

/** What a client sees: how far it comes, with what, and the error that stops it. */
async function seen(send: () => Promise<Response>) {
  let stage = 'headers'
  let response: Response | undefined
  let read = ''
  try {
    response = await send()
    stage = 'body'
    for await (const bytes of response.body ?? []) read += Buffer.from(bytes).toString('hex')
    stage = 'end'
    return { stage, ...parts(response), read }
  } catch (error) {
    return { stage, ...parts(response), read, error: inShort(error) }
  }
}

const COMPARED = ['Content-Type', 'Content-Length', 'Transfer-Encoding']

const parts = (response?: Response) => ({
  status: response?.status,
  headers: COMPARED.map((name) => response?.headers.get(name)),
})

function inShort(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { name, message, cause, code } = error as NodeJS.ErrnoException
  return { isTypeError: error instanceof TypeError, name, message, code, cause: inShort(cause) }
}

const STAGES: [FaultKind, stage: string, code: string | undefined][] = [
  ['CONNECTION_RESET_BY_PEER', 'headers', 'ECONNRESET'],
  ['EMPTY_RESPONSE', 'headers', 'UND_ERR_SOCKET'],
  ['RANDOM_DATA_THEN_CLOSE', 'headers', 'HPE_INVALID_CONSTANT'],
  ['MALFORMED_RESPONSE_CHUNK', 'body', 'HPE_INVALID_CHUNK_SIZE'],
  ['TRUNCATED_BODY', 'body', 'UND_ERR_SOCKET'],
  ['MALFORMED_JSON', 'end', undefined],
]

/** Undici 7, of Node 24, words the errors of its parser differently. */
const isMeasured = process.versions.undici?.startsWith('6.')

for (const method of ['GET', 'POST', 'HEAD']) {
  test.runIf(isMeasured).each(STAGES)(
    `after a ${method}, %s looks the same over a port and without one`,
    async (fault, stage, code) => {
      const answer = method === 'HEAD' ? broken(fault, '') : broken(fault)
      const { url } = await listening(() => answer)
      const body = method === 'POST' ? { body: '{}' } : {}
      const overPort = await seen(() => fetch(url, { method, ...body }))
      const inProcess = await seen(() => asFetch(answer, new AbortController().signal))
      expect(inProcess).toStrictEqual(overPort)
      if (method === 'HEAD' && stage === 'body') expect(overPort.stage).toBe('end')
      else expect(overPort).toMatchObject(code ? { stage, error: { cause: { code } } } : { stage })
    },
  )
}

test('the table above names every fault but TIMEOUT, which never ends', () => {
  expect([...STAGES.map(([fault]) => fault), 'TIMEOUT'].sort()).toStrictEqual(
    [...FaultKind.options].sort(),
  )
})

test('a TIMEOUT lasts until the signal aborts, over a port and without one', async () => {
  const controller = new AbortController()
  const { signal } = controller
  const reason = new Error('I have waited long enough')
  const { url } = await listening(() => {
    setImmediate(() => controller.abort(reason))
    return broken('TIMEOUT')
  })
  const inProcess = asFetch(broken('TIMEOUT'), signal)
  const isOpen = Symbol('open')
  expect(await Promise.race([inProcess, Promise.resolve(isOpen)])).toBe(isOpen)
  await Promise.all([
    expect(fetch(url, { signal })).rejects.toBe(reason),
    expect(inProcess).rejects.toBe(reason),
  ])
})

test('a TIMEOUT while the clock stands still is what fetch says after five minutes', async () => {
  const { url } = await listening(() => broken('TIMEOUT'))
  const overPort = await seen(() => fetch(url, impatient()))
  const signal = new AbortController().signal
  const inProcess = await seen(() => asFetch(broken('TIMEOUT', undefined, true), signal))
  expect(inProcess).toStrictEqual(overPort)
  expect(inProcess).toMatchObject({ error: { cause: { code: 'UND_ERR_HEADERS_TIMEOUT' } } })
})

/** What makes the five minutes of `fetch` one second, which is the shortest that it can wait. */
function impatient(): RequestInit {
  const { constructor: Dispatcher } = Reflect.get(
    globalThis,
    Symbol.for('undici.globalDispatcher.1'),
  )
  return { dispatcher: new Dispatcher({ headersTimeout: 1 }) } as RequestInit
}

test.each(FaultKind.options)('%s does not reach who has aborted already', async (fault) => {
  const reason = new Error('never mind')
  await expect(asFetch(broken(fault), AbortSignal.abort(reason))).rejects.toBe(reason)
})
