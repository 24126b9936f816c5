import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { createLog, type LogFormat } from '../src/log.ts'

const answered = { method: 'GET', path: '/api/v1/providers/twilio/1', status: 404 }

beforeEach(() => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
})

/** A log, and what it has written so far: one text for each time. */
function logInto(format: LogFormat) {
  const written: string[] = []
  return { written, log: createLog(format, (text) => written.push(text)) }
}

test('writes a request for people as status, method and path', () => {
  const { log, written } = logInto('pretty')
  log.request(answered)
  vi.runAllTimers()
  expect(written).toStrictEqual(['404 GET /api/v1/providers/twilio/1\n'])
})

test('writes a request for machines as one line of JSON', () => {
  const { log, written } = logInto('json')
  log.request(answered)
  vi.runAllTimers()
  const [line, end, ...rest] = written.join('').split('\n')
  expect(JSON.parse(line ?? '')).toStrictEqual({ event: 'request', ...answered })
  expect([end, rest]).toStrictEqual(['', []])
})

test('writes no request when it is silent', () => {
  const { log, written } = logInto('silent')
  log.request(answered)
  vi.runAllTimers()
  expect(written).toStrictEqual([])
})

test.each(['pretty', 'json'] as const)(
  'writes nothing but method, path and status as %s',
  (format) => {
    const { log, written } = logInto(format)
    const secret = { query: '?hidden', headers: { authorization: 'hidden' }, body: 'hidden' }
    log.request({ ...answered, ...secret })
    vi.runAllTimers()
    expect(written.join('')).toContain(answered.path)
    expect(written.join('')).not.toContain('hidden')
  },
)

test('writes the lines of a while together and in order', () => {
  const { log, written } = logInto('pretty')
  log.request({ ...answered, path: '/1' })
  log.request({ ...answered, path: '/2' })
  vi.runAllTimers()
  expect(written).toStrictEqual(['404 GET /1\n404 GET /2\n'])
})

test('does not keep a request waiting for the write', () => {
  const { log, written } = logInto('pretty')
  log.request(answered)
  expect(written).toStrictEqual([])
})

test('writes every line once, however often it writes', () => {
  const { log, written } = logInto('pretty')
  log.request({ ...answered, path: '/1' })
  vi.runAllTimers()
  log.request({ ...answered, path: '/2' })
  vi.runAllTimers()
  expect(written).toStrictEqual(['404 GET /1\n', '404 GET /2\n'])
})

test('writes a line although others keep coming', () => {
  const { log, written } = logInto('pretty')
  for (let index = 0; index < 100; index++) {
    log.request(answered)
    vi.advanceTimersByTime(1)
  }
  expect(written.length).toBeGreaterThan(1)
})

test('a flush writes what waits, and nothing twice', () => {
  const { log, written } = logInto('pretty')
  log.request({ ...answered, path: '/1' })
  log.flush()
  log.flush()
  vi.runAllTimers()
  expect(written).toStrictEqual(['404 GET /1\n'])
})

test.each(['pretty', 'silent'] as const)(
  'writes an unforeseen error with its stack at once as %s',
  (format) => {
    const { log, written } = logInto(format)
    const error = new Error('out of luck')
    log.error(error)
    expect(written).toStrictEqual([`${error.stack}\n`])
  },
)

test('writes an unforeseen error for machines as one line of JSON', () => {
  const { log, written } = logInto('json')
  const error = new Error('out of luck')
  log.error(error)
  const [line, end, ...rest] = written.join('').split('\n')
  expect(JSON.parse(line ?? '')).toStrictEqual({ event: 'error', error: error.stack })
  expect([end, rest]).toStrictEqual(['', []])
})

test('writes an error after the requests before it', () => {
  const { log, written } = logInto('pretty')
  log.request({ ...answered, path: '/1' })
  log.error('out of luck')
  vi.runAllTimers()
  expect(written.join('')).toBe('404 GET /1\nout of luck\n')
})
