import type { AddressInfo, Socket } from 'node:net'
import { createAdaptorServer, type ServerType } from '@hono/node-server'

/** A port that is open. */
export interface Listening {
  /** Where it answers, such as `http://127.0.0.1:4700`. */
  url: string
  port: number
  /** Stops accepting, waits for the requests under way, and closes what is left after five seconds. */
  close(): Promise<void>
}

type Fetch = (request: Request) => Response | Promise<Response>

const GRACE_MILLIS = 5000
const POLL_MILLIS = 20

interface Where {
  host: string
  /** 0 picks a free one. */
  port: number
  /** Lets node-server replace the global `Request` and `Response` by its own, which answer faster. */
  replaceGlobals: boolean
}

/**
 * Opens a port.
 * @throws Error with `code` `EADDRINUSE` when the port is taken
 */
export async function listen(
  fetch: Fetch,
  { host, port, replaceGlobals }: Where,
): Promise<Listening> {
  const server = createAdaptorServer({
    // The adaptor hands on a second argument of its own, which is not for the app.
    fetch: (request) => fetch(request),
    overrideGlobalObjects: replaceGlobals,
  })
  const silent = silentConnections(server)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = portOf(server)
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address}`,
    port: address,
    close: () => closeGracefully(server, silent),
  }
}

function portOf(server: ServerType): number {
  const { port } = server.address() as AddressInfo
  return port
}

/** The connections that have not sent a request yet: Node does not count them as idle. */
function silentConnections(server: ServerType): Set<Socket> {
  const silent = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    silent.add(socket)
    socket.once('data', () => silent.delete(socket))
    socket.once('close', () => silent.delete(socket))
  })
  return silent
}

async function closeGracefully(server: ServerType, silent: Set<Socket>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  if (!('closeIdleConnections' in server)) return closed
  for (const socket of silent) socket.destroy()
  // A kept-alive connection that was busy at the close becomes idle later, and would hold the server open.
  const sweep = setInterval(() => server.closeIdleConnections(), POLL_MILLIS)
  const force = setTimeout(() => server.closeAllConnections(), GRACE_MILLIS)
  await closed
  clearInterval(sweep)
  clearTimeout(force)
}
