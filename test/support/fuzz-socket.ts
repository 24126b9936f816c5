import { connect } from 'node:net'
import { expect, onTestFinished } from 'vitest'
import { createSimulator } from '../../src/index.ts'
import { count } from './fuzz.ts'

/** What is said on a connection, and how it ends. */
export interface Conversation {
  shapes: string[]
  /** Bytes at the end; null for none. */
  noise: Uint8Array | null
  /** How many bytes are sent; null for all. */
  cut: number | null
  /** How many bytes go into one packet; 0 for all. */
  piece: number
  ending: 'half-close' | 'close' | 'reset'
}

/** How long a server may keep a client waiting that has said all it had to say. */
const MAX_MILLIS = 10_000
const MAX_PIECES = 50

/**
 * Says it all and waits for the end of the connection.
 * @returns what came back
 * @throws Error when the server does not close a connection whose client has
 */
export async function converse(
  port: number,
  bytes: Buffer,
  { piece, ending }: Pick<Conversation, 'piece' | 'ending'>,
): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  let text = ''
  socket.setNoDelay(true)
  socket.on('error', () => {})
  socket.setEncoding('latin1').on('data', (more) => {
    text += more
  })
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  await new Promise<void>((resolve) => socket.once('connect', resolve))
  for (const packet of packetsOf(bytes, piece)) {
    await new Promise<void>((resolve) => socket.write(packet, () => resolve()))
  }
  if (ending === 'reset') socket.resetAndDestroy()
  else if (ending === 'close') socket.destroy()
  else {
    socket.end()
    const late = setTimeout(() => socket.destroy(new Error('late')), MAX_MILLIS)
    const isLate = new Promise<boolean>((resolve) =>
      socket.once('error', ({ message }) => resolve(message === 'late')),
    )
    socket.once('end', () => socket.destroy())
    const hasHung = await Promise.race([isLate, closed.then(() => false)])
    clearTimeout(late)
    if (hasHung) throw new Error(`The server keeps a client waiting, after: ${text}`)
  }
  await closed
  return text
}

function* packetsOf(bytes: Buffer, piece: number): Generator<Buffer> {
  const size = Math.max(piece, Math.ceil(bytes.length / MAX_PIECES), 1)
  const step = piece === 0 ? Math.max(bytes.length, 1) : size
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step)
}

/** A port, closed after the test, and a look at how it is. */
export async function withPort() {
  const unforeseen: unknown[] = []
  const logError = (error: unknown) => void unforeseen.push(error)
  const simulator = await createSimulator({}, { logError })
  const { port, url } = await simulator.listen({ port: 0 })
  onTestFinished(() => simulator.close())

  /** Fails unless it answers a new client, has logged no error, has not met the paths, and tells none of the secrets. */
  async function expectWell(paths: string[], secrets: string[]): Promise<void> {
    const signal = AbortSignal.timeout(MAX_MILLIS)
    const response = await fetch(`${url}/__admin/health`, { signal })
    expect(await response.json()).toEqual({ status: 'ok' })
    if (unforeseen.length > 0) throw unforeseen.splice(0)[0]
    const requests = await simulator.control.requests()
    const told = JSON.stringify([requests, await simulator.control.exportState()])
    // Before anything fails, so that what one conversation left is not found in the next.
    await simulator.control.reset()
    for (const { response: answered } of requests) count(`sockets ${answered?.status}`)
    const met = requests.map(({ request }) => request.path)
    expect(met.filter((path) => paths.includes(path))).toEqual([])
    expect(secrets.filter((secret) => secret.length > 5 && told.includes(secret))).toEqual([])
  }
  return { port, expectWell }
}
