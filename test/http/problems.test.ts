import { expect, test } from 'vitest'
import { createApp } from '../../src/http/app.ts'
import type { Options } from '../../src/index.ts'
import { clientOf, PROVIDERS, type Sent, startInProcess, validBody } from '../support/client.ts'
import { newServices } from '../support/services.ts'

const UNKNOWN = `${PROVIDERS}/3c90c3cc-0d44-4b50-8888-8dd25736052a`
const steered = (code: number) => ({ ...validBody, authToken: `${code}`.padStart(32, '0') })

interface Failing {
  what: string
  status: number
  title: string
  section: string
  ask: [method: string, path: string, sent?: Sent]
  options?: Options
}

const FAILING: Failing[] = [
  {
    what: 'a bad body',
    status: 400,
    title: 'One or more validation errors occurred.',
    section: 'rfc9110#section-15.5.1',
    ask: ['POST', PROVIDERS, { body: {} }],
  },
  {
    what: 'a malformed id',
    status: 400,
    title: 'One or more validation errors occurred.',
    section: 'rfc9110#section-15.5.1',
    ask: ['GET', `${PROVIDERS}/7`],
  },
  {
    what: 'refused credentials',
    status: 400,
    title: 'Bad Request',
    section: 'rfc9110#section-15.5.1',
    ask: ['POST', PROVIDERS, { body: steered(20003) }],
  },
  {
    what: 'a missing key',
    status: 401,
    title: 'Unauthorized',
    section: 'rfc9110#section-15.5.2',
    ask: ['GET', UNKNOWN, { key: null }],
  },
  {
    what: 'an unknown provider',
    status: 404,
    title: 'Not Found',
    section: 'rfc9110#section-15.5.5',
    ask: ['GET', UNKNOWN],
  },
  {
    what: 'an unknown path',
    status: 404,
    title: 'Not Found',
    section: 'rfc9110#section-15.5.5',
    ask: ['GET', '/api/v1/nothing'],
  },
  {
    what: 'a wrong method',
    status: 405,
    title: 'Method Not Allowed',
    section: 'rfc9110#section-15.5.6',
    ask: ['DELETE', UNKNOWN],
  },
  {
    what: 'a body over the limit',
    status: 413,
    title: 'Content Too Large',
    section: 'rfc9110#section-15.5.14',
    ask: ['POST', PROVIDERS, { body: ' '.repeat(1024 * 1024 + 1) }],
  },
  {
    what: 'a wrong content type',
    status: 415,
    title: 'Unsupported Media Type',
    section: 'rfc9110#section-15.5.16',
    ask: ['PUT', UNKNOWN],
  },
  {
    what: 'refused credentials, where they are 422',
    status: 422,
    title: 'Unprocessable Entity',
    section: 'rfc4918#section-11.2',
    ask: ['POST', PROVIDERS, { body: steered(20003) }],
    options: { assumptions: { refusedCredentials: 422 } },
  },
  {
    what: 'a fault of ours at Twilio',
    status: 500,
    title: 'An error occurred while processing your request.',
    section: 'rfc9110#section-15.6.1',
    ask: ['POST', PROVIDERS, { body: steered(21243) }],
  },
  {
    what: 'Twilio down',
    status: 502,
    title: 'Bad Gateway',
    section: 'rfc9110#section-15.6.3',
    ask: ['POST', PROVIDERS, { body: steered(20503) }],
  },
  {
    what: 'Twilio busy',
    status: 503,
    title: 'Service Unavailable',
    section: 'rfc9110#section-15.6.4',
    ask: ['POST', PROVIDERS, { body: steered(20429) }],
  },
  {
    what: 'Twilio silent',
    status: 504,
    title: 'Gateway Timeout',
    section: 'rfc9110#section-15.6.5',
    ask: ['POST', PROVIDERS, { body: validBody }],
    options: { scenario: 'twilio-timeout' },
  },
]

test.each(FAILING)('$what is answered with the problem $status', async (failing) => {
  const { ask, options, status, title, section } = failing
  const { send } = await startInProcess(options)

  const answer = await send(...ask)

  expect([answer.status, answer.body]).toEqual([
    status,
    expect.objectContaining({
      type: `https://tools.ietf.org/html/${section}`,
      title,
      status,
      detail: expect.stringMatching(/^Cannot .*[.)`]$/),
      instance: ask[1],
    }),
  ])
})

test.each(FAILING)('$what is answered as application/problem+json', async ({ ask, options }) => {
  const { send } = await startInProcess(options)

  const { headers } = await send(...ask)

  expect(headers.get('Content-Type')).toMatch(/^application\/problem\+json(;|$)/)
})

test.each(FAILING)('$what has the same trace id in another simulator', async ({ ask, options }) => {
  const one = await startInProcess(options)
  const other = await startInProcess(options)
  await other.create({ ...validBody, name: 'Something else before' })

  expect((await one.send(...ask)).body.traceId).toBe((await other.send(...ask)).body.traceId)
})

test.each(FAILING)('$what has another trace id with another seed', async ({ ask, options }) => {
  const one = await startInProcess(options)
  const other = await startInProcess({ ...options, seed: 2 })

  expect((await one.send(...ask)).body.traceId).not.toBe((await other.send(...ask)).body.traceId)
})

test('every kind of error has a trace id of its own', async () => {
  const ids = await Promise.all(
    FAILING.map(async ({ ask, options }) => {
      const { send } = await startInProcess(options)
      return (await send(...ask)).body.traceId
    }),
  )

  expect(new Set(ids).size).toBe(FAILING.length)
})

test('the instance leaves the query out', async () => {
  const { send } = await startInProcess()

  expect((await send('GET', `${UNKNOWN}?token=secret`)).body.instance).toBe(UNKNOWN)
})

test('the instance is the path as it was sent, so that it stays a URI', async () => {
  const { send } = await startInProcess()

  expect((await send('GET', `${PROVIDERS}/%20%C3%A9`)).body.instance).toBe(`${PROVIDERS}/%20%C3%A9`)
})

/** An app whose simulator breaks on every request in a way that nobody foresaw, and what it logs. */
function startBroken(error: Error) {
  const logged: unknown[] = []
  const services = newServices({ logError: (it) => logged.push(it) })
  services.simulator.enter = () => {
    throw error
  }
  const app = createApp(services)
  return { logged, ...clientOf((request) => app(request, 'default') as Response) }
}

test.each<[string, string, Sent]>([
  ['POST', PROVIDERS, { body: validBody }],
  ['GET', UNKNOWN, {}],
  ['PUT', UNKNOWN, { body: {} }],
  ['GET', '/__admin/clock', {}],
])('an error that nobody foresaw is logged once: %s %s', async (method, path, sent) => {
  const error = new Error('canary')
  const { send, logged } = startBroken(error)

  await send(method, path, sent)

  expect(logged).toEqual([error])
})

test.each<[string, string, Sent]>([
  ['POST', PROVIDERS, { body: validBody }],
  ['GET', UNKNOWN, {}],
  ['PUT', UNKNOWN, { body: {} }],
])('an error that nobody foresaw tells the caller nothing: %s %s', async (method, path, sent) => {
  const { send } = startBroken(new Error('canary'))

  const { text } = await send(method, path, sent)

  expect(text).not.toMatch(/canary|\bat .*:\d+|\.ts\b/)
})

test('an error that nobody foresaw answers 500 [errors/service-fault]', async () => {
  const { create } = startBroken(new Error('canary'))

  expect((await create()).status).toBe(500)
})
