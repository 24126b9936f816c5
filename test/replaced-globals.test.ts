import { subscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { expect, onTestFinished, test } from 'vitest'

const BuiltIn = globalThis.Response

// Somebody else in the process replaces the global `Response` before the first import, as a Hono app that serves does.
createAdaptorServer({ fetch: () => new Response() })
const { broken, exchange, wire } = await import('./support/listening.ts')
const { listen } = await import('../src/listen.ts')

async function listening(fetch: Parameters<typeof listen>[0]) {
  const port = await listen(fetch, { host: '127.0.0.1', port: 0, replaceGlobals: true })
  onTestFinished(() => port.close())
  return port
}

test('where the global Response is replaced, a TIMEOUT still sends nothing', async () => {
  expect(Response).not.toBe(BuiltIn)
  const { port, close } = await listening(({ url }) =>
    url.endsWith('/other') ? new Response() : broken('TIMEOUT'),
  )
  const waiting = exchange(port, wire('GET'))
  await exchange(port, wire('GET', '/other', ['Connection: close']))
  await close()
  expect((await waiting).text).toBe('')
})

test('an answer that is there at once is sent at once', async () => {
  let outgoing: ServerResponse | undefined
  subscribe('http.server.request.start', (message) => {
    outgoing = (message as { response: ServerResponse }).response
  })
  let isSent: boolean | undefined
  const { url } = await listening(() => {
    queueMicrotask(() => {
      isSent = outgoing?.writableEnded
    })
    return new Response('served')
  })
  expect(await (await fetch(url)).text()).toBe('served')
  expect(isSent).toBe(true)
})
