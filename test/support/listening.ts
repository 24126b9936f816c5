import { onTestFinished } from 'vitest'
import type { FaultKind } from '../../src/contract/faults.ts'
import { Broken } from '../../src/http/broken.ts'
import { type Listening, listen } from '../../src/listen.ts'
import { openSocket } from './process.ts'

/** The answer that breaks in these tests. Its second half holds bytes that are no ASCII. */
export const ANSWER = {
  status: 201,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ name: 'Main', city: 'Århus' }),
}

/** That answer, broken. */
export const broken = (fault: FaultKind, body = ANSWER.body, isFrozen = false) =>
  new Broken(fault, { ...ANSWER, body }, isFrozen)

/** A port on which the function answers, closed after the test. */
export async function listening(fetch: Parameters<typeof listen>[0]): Promise<Listening> {
  const port = await listen(fetch, { host: '127.0.0.1', port: 0, replaceGlobals: false })
  onTestFinished(() => port.close())
  return port
}

/** A request as it goes over the wire. */
export const wire = (method: string, path = '/', headers: string[] = []) =>
  [`${method} ${path} HTTP/1.1`, 'Host: trunkline', ...headers, '\r\n'].join('\r\n')

/** What a connection has seen. */
export interface Seen {
  /** Everything that was sent, without the `Date`. */
  text: string
  /** How it ended: `FIN`, or the code of an error. */
  ending: string | undefined
}

/** A connection that remembers what it sees, closed after the test. */
export async function observed(port: number) {
  const socket = await openSocket(port)
  const seen: Seen = { text: '', ending: undefined }
  socket.on('data', (bytes) => {
    seen.text = `${seen.text}${bytes}`.replace(/Date: .*\r\n/, '')
  })
  socket.on('end', () => {
    seen.ending ??= 'FIN'
  })
  socket.on('error', ({ code }: NodeJS.ErrnoException) => {
    seen.ending ??= code
  })
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  return { socket, seen, closed }
}

/** What comes back for some bytes, until the connection ends. */
export async function exchange(port: number, sent: string): Promise<Seen> {
  const { socket, seen, closed } = await observed(port)
  socket.write(sent)
  await closed
  return seen
}
