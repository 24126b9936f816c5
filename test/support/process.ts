import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished, vi } from 'vitest'
import { type Client, clientOf, PROVIDERS, validBody } from './client.ts'

/** The command line as it is shipped: built by `npm run build`. */
export const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

// On a busy machine a process takes its time to start.
vi.setConfig({ testTimeout: 20_000 })

/** Where a process runs, besides its arguments. It inherits nothing of this one's variables but `PATH`. */
export interface Surroundings {
  env?: NodeJS.ProcessEnv
  cwd?: string
  /** The file that node runs, by default the built command line. */
  script?: string
}

/** How a process ended, and everything that it printed. */
export interface Ended {
  /** Null when a signal killed it. */
  code: number | null
  stdout: string
  stderr: string
}

/** A server in a process of its own. */
export interface Served extends Client {
  url: string
  port: number
  pid: number
  /** Everything on stdout when the first line of it was complete. */
  ready: string
  kill(signal: NodeJS.Signals): void
  /** Reads its stderr no more, so that it writes into a broken pipe. */
  closeLog(): void
  /** Sends the signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Ended>
  /** Resolves when the process is gone. */
  ended: Promise<Ended>
}

/** Runs `trunkline <args>` to its end. */
export function run(args: string[], surroundings?: Surroundings): Promise<Ended> {
  return spawnCli(args, surroundings).ended
}

/**
 * Runs `trunkline start <args>` until the test is finished, on a free port unless something says otherwise (`PORT=0`
 * is the weakest thing that can). Resolves with the ready line.
 */
export async function serve(
  args: string[] = [],
  { env, ...surroundings }: Surroundings = {},
): Promise<Served> {
  const started = spawnCli(['start', ...args], { ...surroundings, env: { PORT: '0', ...env } })
  const { child, ended } = started
  const ready = await Promise.race([started.firstLine, ended])
  if (typeof ready !== 'string') {
    throw new Error(`It ended with ${ready.code} before it was ready: ${ready.stderr}`)
  }
  const url = /http:\/\/[^\s"]+/.exec(ready)?.[0] ?? ''
  return {
    ...clientOf(fetch, url),
    url,
    port: Number(new URL(url).port),
    pid: child.pid ?? 0,
    ready,
    kill: (signal) => child.kill(signal),
    closeLog: () => child.stderr.destroy(),
    stop(signal = 'SIGTERM') {
      child.kill(signal)
      return ended
    },
    ended,
  }
}

/** Starts `trunkline <args>`, and kills it when the test is finished. */
export function spawnCli(args: string[], { env = {}, cwd, script = CLI }: Surroundings = {}) {
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH: process.env.PATH, ...env },
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed = { stdout: '', stderr: '' }
  child.stderr.setEncoding('utf8').on('data', (text) => {
    printed.stderr += text
  })
  const firstLine = new Promise<string>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      printed.stdout += text
      if (printed.stdout.includes('\n')) resolve(printed.stdout)
    })
  })
  const ended = once(child, 'close').then(([code]): Ended => ({ code, ...printed }))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { child, firstLine, ended }
}

/** A directory that is gone after the test. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'trunkline-test-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

/** A port that somebody else listens on until the test is finished. */
export async function takenPort(): Promise<number> {
  const { port, close } = await listenAnywhere()
  onTestFinished(close)
  return port
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const { port, close } = await listenAnywhere()
  await close()
  return port
}

async function listenAnywhere() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('It has no port')
  return {
    port: address.port,
    async close() {
      server.close()
      await once(server, 'close')
    },
  }
}

/** A create whose body is still being sent. */
export interface Unfinished {
  socket: Socket
  /** Sends the rest of the body; resolves with the whole answer once the connection is closed. */
  finish(): Promise<string>
}

/** Begins a create at that port. Resolves when the server has taken the request up and waits for its body. */
export async function beginCreate(port: number): Promise<Unfinished> {
  const socket = await openSocket(port)
  const body = JSON.stringify(validBody)
  let answer = ''
  socket.setEncoding('utf8').on('data', (text) => {
    answer += text
  })
  socket.write(
    [
      `POST ${PROVIDERS} HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      'Authorization: Bearer test-key',
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      'Expect: 100-continue',
      `\r\n${body.slice(0, 10)}`,
    ].join('\r\n'),
  )
  await once(socket, 'data')
  return {
    socket,
    async finish() {
      socket.write(body.slice(10))
      if (!socket.closed) await once(socket, 'close')
      return answer
    },
  }
}

/** A connection on which nothing was sent yet, closed after the test. */
export async function openSocket(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  // A server that goes away resets it; the tests look at what came before.
  socket.on('error', () => {})
  return socket
}

/** Resolves when the port lets nobody in any more, which is when a stop has begun. */
export async function untilRefused(port: number): Promise<void> {
  while (await accepts(port));
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
