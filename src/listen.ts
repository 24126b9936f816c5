import type { IncomingMessage, ServerOptions, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { createAdaptorServer, type ServerType } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { breakOff } from './break-off.ts'
import { Broken } from './http/broken.ts'

/** A port that is open. */
export interface Listening {
  /** Where it answers, such as `http://127.0.0.1:4700`. */
  url: string
  port: number
  /**
   * Stops accepting, waits for the requests under way, and closes what is left after five seconds. It does not wait for
   * what has no answer to come: a connection without a request, or one that a `TIMEOUT` keeps open.
   */
  close(): Promise<void>
}

type Answer = Response | Broken
/** @param rawHeaders names and values in turn, as the socket had them */
type Fetch = (request: Request, rawHeaders: readonly string[]) => Answer | Promise<Answer>

// A clone, because node-server would send the original where its own `Response` has replaced the global one.
const DEALT_WITH = RESPONSE_ALREADY_SENT.clone()

const UPGRADE = 'upgrade'
const GRACE_MILLIS = 5000
const POLL_MILLIS = 20

interface Where {
  host: string
  /** 0 picks a free one. */
  port: number
  /** Lets node-server replace the global `Request` and `Response` by its own, which answer faster. */
  replaceGlobals: boolean
  /** Those of Node by default: a minute for the headers and five for a request, looked after every half a minute. */
  timeouts?: Timeouts
}

/** How many milliseconds a client may take to send, and how often it is looked whether it took longer. */
type Timeouts = Required<
  Pick<ServerOptions, 'headersTimeout' | 'requestTimeout' | 'connectionsCheckingInterval'>
>

/**
 * Opens a port.
 * @throws Error with `code` `EADDRINUSE` when the port is taken
 */
export async function listen(
  fetch: Fetch,
  { host, port, replaceGlobals, timeouts }: Where,
): Promise<Listening> {
  const timedOut = new WeakSet<Socket>()
  const behindUpgrade = new WeakSet<Socket>()
  const server = createAdaptorServer({
    fetch(request, { incoming, outgoing }) {
      // There is no HTTP/2 here.
      const toClient = outgoing as ServerResponse
      const { socket, rawHeaders } = incoming as IncomingMessage
      if (behindUpgrade.has(socket)) return DEALT_WITH
      if (asksForUpgrade(rawHeaders)) {
        behindUpgrade.add(socket)
        toClient.shouldKeepAlive = false
      }
      const answer = fetch(request, rawHeaders)
      // Awaiting an answer that is there already would cost the adaptor's fast path.
      if (!(answer instanceof Promise)) return responseTo(answer, toClient, timedOut)
      return answer.then((it) => responseTo(it, toClient, timedOut))
    },
    overrideGlobalObjects: replaceGlobals,
    ...(timeouts && { serverOptions: timeouts }),
  })
  const open = connectionsOf(server)
  spareUnsentAnswers(server, open)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = portOf(server)
  // Node does not count as idle what has not sent a request yet.
  const isSilent = (socket: Socket) => socket.bytesRead === 0 || timedOut.has(socket)
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address}`,
    port: address,
    close: () => closeGracefully(server, () => [...open].filter(isSilent)),
  }
}

/**
 * Behind an upgrade that is not made Node loses count of the bytes, and may take part of a body for a request: nothing
 * that comes there is one, and the connection ends with the answer.
 */
function asksForUpgrade(rawHeaders: readonly string[]): boolean {
  return rawHeaders.some(
    (name, index) =>
      index % 2 === 0 && name.length === UPGRADE.length && name.toLowerCase() === UPGRADE,
  )
}

function portOf(server: ServerType): number {
  const { port } = server.address() as AddressInfo
  return port
}

/** What node-server is to send: nothing where the answer is broken, because then it is dealt with here. */
function responseTo(answer: Answer, outgoing: ServerResponse, timedOut: WeakSet<Socket>): Response {
  if (!(answer instanceof Broken)) return answer
  if (answer.fault === 'TIMEOUT') timedOut.add(outgoing.req.socket)
  breakOff(answer, outgoing)
  return DEALT_WITH
}

/** The connections that are open. To listen to their data would keep Node from parsing it where it reads it. */
function connectionsOf(server: ServerType): ReadonlySet<Socket> {
  const open = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  return open
}

/**
 * To Node a connection is idle as soon as its answer is complete, though a slow reader may not have half of it: closing
 * the idle ones waits for that. It is also what `close` of Node begins with.
 */
function spareUnsentAnswers(server: ServerType, open: ReadonlySet<Socket>): void {
  if (!('closeIdleConnections' in server)) return
  const closeIdle = server.closeIdleConnections.bind(server)
  server.closeIdleConnections = () => {
    if (![...open].some(({ writableLength }) => writableLength > 0)) closeIdle()
  }
}

async function closeGracefully(server: ServerType, silent: () => Socket[]): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  if (!('closeIdleConnections' in server)) return closed
  const sweep = () => {
    for (const socket of silent()) socket.destroy()
    server.closeIdleConnections()
  }
  sweep()
  // A kept-alive connection that was busy at the close becomes idle or silent later, and would hold the server open.
  const sweeping = setInterval(sweep, POLL_MILLIS)
  const force = setTimeout(() => server.closeAllConnections(), GRACE_MILLIS)
  await closed
  clearInterval(sweeping)
  clearTimeout(force)
}
