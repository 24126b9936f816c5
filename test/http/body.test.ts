import { request } from 'node:http'
import { expect, test } from 'vitest'
import {
  ACCOUNT_SID,
  AUTH_TOKEN,
  clientOf,
  PROVIDERS,
  startInProcess,
  validBody,
} from '../support/client.ts'
import { startOnPort } from '../support/port.ts'

const MIB = 1024 * 1024
const START = JSON.stringify(validBody).slice(0, -1)

/** A body that creates a provider, with an unknown member. */
const withMember = (json: string) => `${START},"more":${json}}`

/** A body that creates a provider, with an unknown member that makes it so many bytes long. */
const ofLength = (bytes: number) => withMember(`"${'x'.repeat(bytes - withMember('""').length)}"`)

/** A body of raw bytes: text, and bytes that are no text. */
const bytesOf = (...parts: (string | number[])[]) =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))))

/** A client that declares no content type, which `Request` alone never does for text. */
async function startUndeclared() {
  const { simulator } = await startInProcess()
  return clientOf((request) => {
    request.headers.delete('Content-Type')
    return simulator.fetch(request)
  })
}

/** The status of a create that is sent through a real socket. */
function statusOverSocket(url: string, headers: Record<string, string>, chunks: string[]) {
  return new Promise<number | undefined>((resolve, reject) => {
    const outgoing = request(url + PROVIDERS, {
      method: 'POST',
      headers: { Authorization: 'Bearer key', 'Content-Type': 'application/json', ...headers },
    })
    outgoing.on('error', reject)
    outgoing.on('response', (incoming) => {
      incoming.resume()
      incoming.on('end', () => resolve(incoming.statusCode))
    })
    for (const chunk of chunks) outgoing.write(chunk)
    outgoing.end()
  })
}

test.each([
  ['an open object', '{"authToken":"f00dface"', '$'],
  ['a trailing comma', '{"authToken":"f00dface",}', '$'],
  ['a comment', '{"authToken":"f00dface"/* f00dface */}', '$'],
  ['single quotes', "{'authToken':'f00dface'}", '$'],
  ['a bare word', 'f00dface', '$'],
  ['two values', '{"authToken":"f00dface"}{}', '$'],
  ['a raw newline in a text', '{"authToken":"f00dface\n"}', '$'],
  ['a form', 'authToken=f00dface', '$'],
  ['an array', '["f00dface"]', '$'],
  ['an array of a good body', JSON.stringify([validBody]), '$'],
  ['a text', '"f00dface"', '$'],
  ['a number', '7', '$'],
  ['true', 'true', '$'],
  ['false', 'false', '$'],
  ['NaN', 'NaN', '$'],
  ['null', 'null', ''],
  ['null between blanks', ' \n null \t', ''],
  ['nothing', '', ''],
  ['blanks', ' \r\n\t ', ''],
])('a body of %s answers 400 on one key', async (_what, body, key) => {
  const { send } = await startInProcess()

  const answer = await send('POST', PROVIDERS, { body })

  expect([answer.status, Object.keys(answer.body.errors ?? {})]).toEqual([400, [key]])
})

test.each([
  ['malformed JSON', '{"authToken":"f00dface"'],
  ['a bare word', 'f00dface'],
  ['a text', '"f00dface"'],
  ['an array', '["f00dface"]'],
  ['bytes that are no UTF-8', bytesOf('f00dface', [0xff])],
  ['a body that is too deep', withMember(`${'['.repeat(40)}"f00dface"${']'.repeat(40)}`)],
  ['a body that is too large', ofLength(MIB + 1).replace('"xxxxxxxx', '"f00dface')],
])('the answer to %s shows neither the body nor a stack', async (_what, body) => {
  const { send } = await startInProcess()

  const { text } = await send('POST', PROVIDERS, { body })

  expect(text).not.toMatch(/f00dface|SyntaxError|Unexpected|\bat .*:\d+|node_modules|\.ts\b/)
})

test('an update of nothing at all is refused', async () => {
  const { create, update } = await startInProcess()
  const { id } = (await create()).body

  const { status, body } = await update(id, '')

  expect([status, body.errors]).toEqual([400, { '': ['A non-empty request body is required.'] }])
})

test('an update without body and content type is refused for its content type', async () => {
  const { create, send } = await startInProcess()
  const { id } = (await create()).body

  expect((await send('PUT', `${PROVIDERS}/${id}`)).status).toBe(415)
})

test.each([
  ['arrays', '['.repeat(31) + ']'.repeat(31)],
  ['objects', `${'{"a":'.repeat(31)}0${'}'.repeat(31)}`],
  ['a deep last element', `[0,{"a":0},${'['.repeat(30)}${']'.repeat(30)}]`],
])('a body 32 levels deep is accepted: %s', async (_what, json) => {
  const { send } = await startInProcess()

  expect((await send('POST', PROVIDERS, { body: withMember(json) })).status).toBe(201)
})

test.each([
  ['arrays', '['.repeat(32) + ']'.repeat(32)],
  ['objects', `${'{"a":'.repeat(32)}0${'}'.repeat(32)}`],
  ['a deep last element', `[0,{"a":0},${'['.repeat(31)}${']'.repeat(31)}]`],
  ['200,000 levels', '['.repeat(200_000) + ']'.repeat(200_000)],
])('a body over 32 levels deep is refused: %s', async (_what, json) => {
  const { send } = await startInProcess()

  const { status, body } = await send('POST', PROVIDERS, { body: withMember(json) })

  expect([status, Object.keys(body.errors)]).toEqual([400, ['$']])
})

test.each([
  ['of 1 MiB is accepted', MIB, 201],
  ['one byte over 1 MiB is refused', MIB + 1, 413],
])('a body %s', async (_what, bytes, status) => {
  const { send } = await startInProcess()

  expect((await send('POST', PROVIDERS, { body: ofLength(bytes) })).status).toBe(status)
})

test.each([
  ['of 1 MiB is accepted', MIB, 201],
  ['one byte over 1 MiB is refused', MIB + 1, 413],
])('over a port, a body with its length declared %s', async (_what, bytes, status) => {
  const { url } = await startOnPort()

  const headers = { 'Content-Length': `${bytes}` }
  expect(await statusOverSocket(url, headers, [ofLength(bytes)])).toBe(status)
})

test.each([
  ['of 1 MiB is accepted', MIB, 201],
  ['one byte over 1 MiB is refused', MIB + 1, 413],
])('over a port, a body in chunks %s', async (_what, bytes, status) => {
  const { url } = await startOnPort()
  const body = ofLength(bytes)

  const headers = { 'Transfer-Encoding': 'chunked' }
  const chunks = [body.slice(0, 1000), body.slice(1000, -1), body.slice(-1)]
  expect(await statusOverSocket(url, headers, chunks)).toBe(status)
})

test('the limit counts bytes, not characters', async () => {
  const { send } = await startInProcess()
  const body = withMember(`"${'é'.repeat(MIB / 2)}"`)

  expect((await send('POST', PROVIDERS, { body })).status).toBe(413)
})

test('a port goes on answering after a body over the limit', async () => {
  const { url, create } = await startOnPort()
  await statusOverSocket(url, { 'Content-Length': `${MIB + 1}` }, [ofLength(MIB + 1)])

  expect((await create()).status).toBe(201)
})

test.each([
  'application/json',
  'application/json; charset=utf-8',
  'application/json;charset=utf-8',
  'application/json ; charset="utf-8"',
  'APPLICATION/JSON',
  'text/json',
  'application/vnd.x+json',
  'application/vnd.x.v2+json',
  'application/merge-patch+json',
])('the content type %s is JSON', async (type) => {
  const { create } = await startInProcess()

  expect((await create(validBody, { headers: { 'Content-Type': type } })).status).toBe(201)
})

test.each([
  'text/plain',
  'text/plain;charset=UTF-8',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  'application/jsonp',
  'application/x-json-stream',
  'application/+json',
  'text/vnd.x+json',
  'json',
  'text/plain; application/json',
])('the content type %s is not JSON', async (type) => {
  const { create } = await startInProcess()

  expect((await create(validBody, { headers: { 'Content-Type': type } })).status).toBe(415)
})

test('a body without a content type is refused', async () => {
  const { create } = await startUndeclared()

  expect((await create()).status).toBe(415)
})

test('a byte order mark before the JSON is no part of it', async () => {
  const { send } = await startInProcess()
  const fresh = await startInProcess()

  const { text } = await send('POST', PROVIDERS, {
    body: bytesOf([0xef, 0xbb, 0xbf], JSON.stringify(validBody)),
  })

  expect(text).toBe((await fresh.create()).text)
})

test('a byte order mark alone is an empty body', async () => {
  const { send } = await startInProcess()

  const { body } = await send('POST', PROVIDERS, { body: bytesOf([0xef, 0xbb, 0xbf]) })

  expect(Object.keys(body.errors)).toEqual([''])
})

test.each([
  ['before the JSON', bytesOf([0xff], JSON.stringify(validBody))],
  ['in a member that is read', bytesOf(START.replace('Main"', 'M'), [0xc3, 0x28], '"}')],
  ['in a member that is not read', bytesOf(`${START},"more":"`, [0xed, 0xa0, 0x80], '"}')],
  ['cut off at the end', bytesOf(`${START},"more":"`, [0xf0, 0x9f, 0x98], '"}')],
])('bytes that are no UTF-8 make a body malformed: %s', async (_where, body) => {
  const { send } = await startInProcess()

  expect((await send('POST', PROVIDERS, { body })).status).toBe(400)
})

test('text beyond ASCII arrives as it was sent', async () => {
  const { create } = await startOnPort()

  const { body } = await create({ ...validBody, name: 'Zoë 😀 Ωmega' })

  expect(body.name).toBe('Zoë 😀 Ωmega')
})

test('escapes stand for the characters that they spell', async () => {
  const escaped = await startInProcess()
  const plain = await startInProcess()
  const body = `{"accountSid":"\\u0041C${ACCOUNT_SID.slice(2)}","authToken":"${AUTH_TOKEN}","n\\u0061me":"M\\u0061in"}`

  const { text } = await escaped.send('POST', PROVIDERS, { body })

  expect(text).toBe((await plain.create()).text)
})

test('the body of a read is not looked at', async () => {
  const { url, create } = await startOnPort()
  const { id } = (await create()).body

  const status = await new Promise<number | undefined>((resolve, reject) => {
    const outgoing = request(`${url}${PROVIDERS}/${id}`, {
      headers: { Authorization: 'Bearer test-key', 'Content-Length': '1' },
    })
    outgoing.on('error', reject)
    outgoing.on('response', (incoming) => {
      incoming.resume()
      resolve(incoming.statusCode)
    })
    outgoing.end('{')
  })
  expect(status).toBe(200)
})
