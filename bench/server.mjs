import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expectedStatus, operations, requestsFor } from './operations.mjs'

const file = (path) => fileURLToPath(new URL(path, import.meta.url))
const yardstick = (name) => ({ args: [file(`servers/${name}.mjs`)], health: '/health' })

export const trunklineCli = file('../dist/cli.js')

const commands = {
  raw: yardstick('raw'),
  hono: yardstick('hono'),
  reference: yardstick('reference'),
  trunkline: { args: [trunklineCli, 'start', '--port', '0', '--json'], health: '/__admin/health' },
}

const running = new Set()
const logs = mkdtempSync(join(tmpdir(), 'trunkline-bench-'))

// Whatever way the bench ends, no server outlives it.
process.on('exit', () => {
  stopServers()
  rmSync(logs, { recursive: true, force: true })
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130))

/** Kills every server that still runs: after a failure some do, and they would keep this process alive. */
export function stopServers() {
  for (const child of running) child.kill('SIGKILL')
}

/** Starts a server as its own process and resolves once it has printed its ready line. */
export async function startServer(name) {
  const { args, health } = commands[name]
  // Logs go to a file: read through a pipe they would cost this process time, and a full pipe would block the server.
  const log = join(logs, `${name}-${running.size}-${Date.now()}.log`)
  const stderr = openSync(log, 'w')
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', stderr] })
  closeSync(stderr)
  running.add(child)
  child.once('exit', () => running.delete(child))
  const exited = new Promise((resolve) => child.once('exit', resolve))

  const readLog = () => readFileSync(log, 'utf8').slice(-2000)
  const { url } = await readyLine(name, child, exited, readLog)
  return {
    name,
    url,
    health,
    pid: child.pid,
    stderr: readLog,
    stop: () => {
      child.kill('SIGKILL')
      return exited
    },
  }
}

/** Creates one provider, reads it once so that it is verified, and answers its id. */
export async function seedProvider(server) {
  const [create] = requestsFor({ operation: 'create', accountsPerConnection: 1 }, 999)
  const { body } = await send(server, create, 201)
  const { id } = JSON.parse(body)
  const [get] = requestsFor({ operation: 'get', ids: [id] }, 0)
  await send(server, get, 200)
  return id
}

/** One request outside the load, with `node:http`: less to warm up than `fetch`. */
export function send(server, { method = 'GET', path, headers, body }, expected) {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${server.url}${path}`,
      { method, headers, agent: false },
      (response) => {
        const chunks = []
        response.on('data', (chunk) => chunks.push(chunk))
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          if (response.statusCode === expected) return resolve({ body: text })
          reject(
            new Error(
              `Cannot use ${server.name}: ${method} ${path} answered ${response.statusCode}, not ${expected}: ${text}\n${server.stderr()}`,
            ),
          )
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** The size of one answer body of each operation, to show that the servers do send alike. */
export async function bodySizes(server, id) {
  const sizes = {}
  for (const operation of operations) {
    const job = { operation, ids: [id], accountsPerConnection: 1 }
    const [one] = requestsFor(job, 998)
    const { body } = await send(server, one, expectedStatus[operation])
    sizes[operation] = Buffer.byteLength(body)
  }
  return sizes
}

async function readyLine(name, child, exited, readLog) {
  const failed = exited.then((code) => {
    throw new Error(`Cannot start ${name}: it exited with ${code}.\n${readLog()}`)
  })
  failed.catch(() => {})
  const lines = createInterface({ input: child.stdout })
  const line = await Promise.race([new Promise((resolve) => lines.once('line', resolve)), failed])
  return JSON.parse(line)
}
