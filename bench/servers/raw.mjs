// The floor: `node:http` and nothing else. Nothing that runs on Node and speaks HTTP can be much faster.

import { createServer } from 'node:http'
import { created, id, invalid, verified } from './bodies.mjs'
import { announce } from './ready.mjs'

const json = 'application/json'
const problem = 'application/problem+json'

// Made once: copying headers or counting bytes for each answer costs a tenth of the speed.
const read = answer(200, { 'Content-Type': json }, verified)
const made = answer(
  201,
  { 'Content-Type': json, Location: `/api/v1/providers/twilio/${id}` },
  created,
)
const refused = answer(400, { 'Content-Type': problem }, invalid)

const server = createServer((request, response) => {
  if (request.method === 'GET') return send(response, read)
  // The body is read to its end before the answer leaves, as any real handler must.
  const chunks = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    if (request.method === 'PUT') return send(response, read)
    // The invalid body is told apart by its empty name: no parsing, no validation.
    send(response, Buffer.concat(chunks).includes('"name":""') ? refused : made)
  })
})

server.listen(0, '127.0.0.1', () => announce(server.address().port))

function answer(status, headers, body) {
  return { status, headers: { ...headers, 'Content-Length': Buffer.byteLength(body) }, body }
}

function send(response, { status, headers, body }) {
  response.writeHead(status, headers)
  response.end(body)
}
