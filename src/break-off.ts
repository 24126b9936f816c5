import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import {
  type BodyFault,
  type Broken,
  type BrokenResponse,
  malformed,
  truncated,
} from './http/broken.ts'

/** No status line, and no size of a chunk. */
const GARBAGE = 'this is no HTTP, and no chunk either'

/**
 * Gives the broken answer on the real connection, once the request has come in as a whole and the answers before it on
 * that connection have gone out. Afterwards the connection is gone, except after `TIMEOUT`, which leaves it open, and
 * after an answer that is whole: `MALFORMED_JSON`, or one without a body to break.
 */
export function breakOff(broken: Broken, outgoing: ServerResponse): void {
  whenReceived(outgoing.req, () => {
    whenItsTurn(outgoing, (socket) => strike(broken, outgoing, socket))
  })
}

/** To close on a client that still sends would reset the connection, whatever the fault. */
function whenReceived(incoming: IncomingMessage, act: () => void): void {
  if (incoming.complete) act()
  // A listener that was left behind half-way would hold up the rest.
  else incoming.removeAllListeners('data').once('end', act).resume()
}

function whenItsTurn(outgoing: ServerResponse, act: (socket: Socket) => void): void {
  if (outgoing.socket) act(outgoing.socket)
  else outgoing.once('socket', act)
}

function strike({ fault, response }: Broken, outgoing: ServerResponse, socket: Socket): void {
  switch (fault) {
    case 'CONNECTION_RESET_BY_PEER':
      socket.resetAndDestroy()
      return
    case 'EMPTY_RESPONSE':
      socket.destroySoon()
      return
    case 'RANDOM_DATA_THEN_CLOSE':
      socket.write(GARBAGE)
      socket.destroySoon()
      return
    case 'TIMEOUT':
      return
    case 'MALFORMED_JSON':
    case 'TRUNCATED_BODY':
    case 'MALFORMED_RESPONSE_CHUNK':
      breakBody(fault, response, outgoing, socket)
      return
  }
}

function breakBody(
  fault: BodyFault,
  { status, headers, body }: BrokenResponse,
  outgoing: ServerResponse,
  socket: Socket,
): void {
  outgoing.statusCode = status
  for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value)
  if (body === '') {
    outgoing.end()
    return
  }
  switch (fault) {
    case 'MALFORMED_JSON': {
      const half = malformed(body)
      outgoing.setHeader('Content-Length', Buffer.byteLength(half))
      outgoing.end(half)
      return
    }
    case 'TRUNCATED_BODY': {
      const { bytes, length } = truncated(body)
      outgoing.setHeader('Content-Length', length)
      outgoing.write(bytes)
      socket.destroySoon()
      return
    }
    case 'MALFORMED_RESPONSE_CHUNK':
      outgoing.removeHeader('Content-Length')
      outgoing.setHeader('Transfer-Encoding', 'chunked')
      outgoing.flushHeaders()
      // Past the response, which would frame it as a chunk.
      socket.write(GARBAGE)
      socket.destroySoon()
      return
  }
}
