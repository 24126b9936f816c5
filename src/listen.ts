import type { AddressInfo } from 'node:net'
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
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = portOf(server)
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address}`,
    port: address,
    close: () => closeGracefully(server),
  }
}

function portOf(server: ServerType): number {
  const { port } = server.address() as AddressInfo
  return port
}

async function closeGracefully(server: ServerType): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  if (!('closeIdleConnections' in server)) return closed
  // A kept-alive connection that was busy at the close becomes idle later, and would hold the server open.
  const sweep = setInterval(() => server.closeIdleConnections(), POLL_MILLIS)
  const force = setTimeout(() => server.closeAllConnections(), GRACE_MILLIS)
  await closed
  clearInterval(sweep)
  clearTimeout(force)
}
