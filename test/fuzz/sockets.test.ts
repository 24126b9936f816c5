import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fuzz } from '../support/fuzz.ts'
import { type Conversation, converse, withPort } from '../support/fuzz-socket.ts'

const CREATE = '/api/v1/providers/twilio'
const TOKEN = 'c0ffee01c0ffee01c0ffee01c0ffee01'
const BODY = JSON.stringify({ accountSid: `AC${'a'.repeat(32)}`, authToken: TOKEN, name: 'Main' })

/** What stands in a body that must never be taken for a request. */
const SMUGGLED =
  'GET /api/v1/smuggled HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer key\r\n\r\n'

const head = (method: string, path: string, ...headers: string[]) =>
  [
    `${method} ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Authorization: Bearer key',
    ...headers,
    '\r\n',
  ].join('\r\n')
const JSON_TYPE = 'Content-Type: application/json'
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`
const chunked = (...headers: string[]) =>
  head('POST', CREATE, JSON_TYPE, 'Transfer-Encoding: chunked', ...headers)

/** More bytes than can follow, so that what lacks half of its body takes all of them. */
const MANY = 500_000

const SHAPES: Record<string, string> = {
  'a read': head('GET', '/api/v1/providers'),
  'a create': head('POST', CREATE, JSON_TYPE, `Content-Length: ${BODY.length}`) + BODY,
  'a create in chunks': `${chunked()}${chunk(BODY.slice(0, 9))}${chunk(BODY.slice(9))}0\r\n\r\n`,
  'length and chunks': `${chunked('Content-Length: 5')}0\r\n\r\n${SMUGGLED}`,
  'chunks and length': `${head('POST', CREATE, 'Content-Length: 5', 'Transfer-Encoding: chunked')}0\r\n\r\n${SMUGGLED}`,
  'two lengths': `${head('POST', CREATE, 'Content-Length: 0', `Content-Length: ${SMUGGLED.length}`)}${SMUGGLED}`,
  'a length of two': `${head('POST', CREATE, `Content-Length: 0, ${SMUGGLED.length}`)}${SMUGGLED}`,
  'a signed length': `${head('POST', CREATE, 'Content-Length: +5')}abcde${SMUGGLED}`,
  'a length in hex': `${head('POST', CREATE, 'Content-Length: 0x5')}abcde${SMUGGLED}`,
  'another coding': `${head('POST', CREATE, 'Transfer-Encoding: xchunked')}0\r\n\r\n${SMUGGLED}`,
  'chunked twice': `${head('POST', CREATE, 'Transfer-Encoding: chunked', 'Transfer-Encoding: identity')}0\r\n\r\n${SMUGGLED}`,
  'a space before the colon': `${head('POST', CREATE, 'Transfer-Encoding : chunked')}0\r\n\r\n${SMUGGLED}`,
  'a folded header': `${head('POST', CREATE, 'Transfer-Encoding:\r\n chunked')}0\r\n\r\n`,
  'bare line feeds': `POST ${CREATE} HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 0\n\n${SMUGGLED}`,
  'a bare carriage return': `GET /api/v1/providers HTTP/1.1\rHost: 127.0.0.1\r\n\r\n${SMUGGLED}`,
  'a size of no chunk': `${chunked()}zz\r\n${SMUGGLED}`,
  'a huge chunk': `${chunked()}ffffffffffffffff\r\n${SMUGGLED}`,
  'a chunk that is too short': `${chunked()}3\r\n${SMUGGLED}`,
  'a chunk extension': `${chunked()}5;a=${'x'.repeat(20_000)}\r\nabcde\r\n0\r\n\r\n`,
  'a long header': head('GET', '/api/v1/providers', `X-Long: ${'x'.repeat(20_000)}`),
  'many headers': head(
    'GET',
    '/api/v1/providers',
    ...Array.from({ length: 3000 }, (_, at) => `X-${at}: 1`),
  ),
  'a long path': head('GET', `/api/v1/${'x'.repeat(12_000)}`),
  'a whole URL': head('GET', 'http://127.0.0.1/api/v1/providers'),
  'a whole URL of another host': head('GET', 'http://example.com/__admin/state'),
  'a path of nobody': head('GET', '//example.com/..%2f'),
  'a path without a slash': head('GET', 'api/v1/providers'),
  'dots in a path': head('GET', '/api/../__admin/../../x'),
  'bytes in a path': head('GET', '/api/v1/\xff\xfe'),
  'a null in a path': head('GET', '/api/v1/\0'),
  'an asterisk': head('OPTIONS', '*'),
  'a tunnel': head('CONNECT', 'example.com:443'),
  'a trace': head('TRACE', '/api/v1/providers'),
  'another protocol': head('GET', '/api/v1/providers', 'Connection: Upgrade', 'Upgrade: websocket'),
  'HTTP/2': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'HTTP/1.0': 'GET /api/v1/providers HTTP/1.0\r\n\r\n',
  'HTTP/0.9': 'GET /api/v1/providers\r\n\r\n',
  'no host': 'GET /api/v1/providers HTTP/1.1\r\n\r\n',
  'two hosts': `GET /api/v1/providers HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: example.com\r\n\r\n`,
  'an odd host': `GET /api/v1/providers HTTP/1.1\r\nHost: a b@c/..?#\r\n\r\n`,
  TLS: '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  'half a body': `${head('POST', CREATE, JSON_TYPE, `Content-Length: ${MANY}`)}${BODY.slice(0, 20)}`,
  'half a chunk': `${chunked()}${MANY.toString(16)}\r\nabc`,
  'half a form': `${head('POST', '/v1/Trunks', 'Content-Type: application/x-www-form-urlencoded', `Content-Length: ${MANY}`)}Fr`,
  'half a header': 'GET /api/v1/providers HTTP/1.1\r\nHost: 127',
  'half of an import': `${head('PUT', '/__admin/state', JSON_TYPE, `Content-Length: ${MANY}`)}{"format"`,
  'a wait for leave': `${head('POST', CREATE, JSON_TYPE, 'Expect: 100-continue', `Content-Length: ${BODY.length}`)}${BODY}`,
  'another expectation': head('POST', CREATE, 'Expect: the-unexpected', 'Content-Length: 0'),
}

const conversation: fc.Arbitrary<Conversation> = fc.record({
  shapes: fc.array(fc.constantFrom(...Object.keys(SHAPES)), { minLength: 1, maxLength: 5 }),
  noise: fc.oneof(
    { weight: 5, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 40 }) },
  ),
  cut: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(400) }),
  piece: fc.constantFrom(0, 1, 7, 1000),
  ending: fc.constantFrom('half-close', 'close', 'reset'),
})

test('whatever bytes come in, the port answers the next client, and takes no body for a request', async () => {
  const { port, expectWell } = await withPort()
  await fuzz(
    'sockets',
    60,
    fc.asyncProperty(conversation, async (it) => {
      const bytes = Buffer.concat([
        ...it.shapes.map((name) => Buffer.from(SHAPES[name] ?? '', 'latin1')),
        Buffer.from(it.noise ?? []),
      ])
      const text = await converse(port, bytes.subarray(0, it.cut ?? undefined), it)
      const statuses = [...text.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, status]) =>
        Number(status),
      )
      expect(
        statuses.filter((status) => status >= 500 && status !== 505),
        text,
      ).toEqual([])
      await expectWell(['/api/v1/smuggled'], ['key', TOKEN])
    }),
  )
})
