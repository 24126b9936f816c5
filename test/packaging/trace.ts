import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const CALLS = [
  ...['execve', 'socket', 'connect', 'bind', 'sendto', 'sendmsg', 'sendmmsg'],
  ...['open', 'openat', 'creat', 'mkdir', 'mkdirat', 'mknod', 'mknodat', 'truncate'],
  ...['rename', 'renameat', 'renameat2', 'link', 'linkat', 'symlink', 'symlinkat'],
  ...['unlink', 'unlinkat', 'rmdir', 'chmod', 'fchmodat', 'chown', 'fchownat', 'utimensat'],
]

/** What a command asked of the system. */
export interface Trace {
  /** The paths of the programs that it ran, itself among them. */
  programs: string[]
  /** Such as `AF_INET, SOCK_STREAM`. */
  sockets: string[]
  /** What it bound, connected or sent to: an IP address, or the whole call where there is none. */
  addresses: string[]
  /** The paths of what it opened for writing, made, changed, renamed or removed. */
  written: string[]
}

/** The same command, traced by strace: each of its threads into a file of its own in a folder. */
export function traced(folder: string, command: string[]): string[] {
  const options = ['-ff', '-qq', '-s1000', '-e', `trace=${CALLS}`, '-o', join(folder, 'thread')]
  return ['strace', ...options, ...command]
}

/** Reads what `traced` left. A call that was refused counts too. */
export function traceIn(folder: string): Trace {
  const trace: Trace = { programs: [], sockets: [], addresses: [], written: [] }
  for (const name of readdirSync(folder)) {
    const calls = readFileSync(join(folder, name), 'utf8').split('\n')
    for (const call of calls) add(trace, call)
  }
  return trace
}

function add({ programs, sockets, addresses, written }: Trace, call: string): void {
  const [, name = '', given = ''] = /^(\w+)\((.*)/.exec(call) ?? []
  if (name === 'execve') programs.push(...pathsIn(given).slice(0, 1))
  else if (name === 'socket') sockets.push(/^\w+, \w+/.exec(given)?.[0] ?? call)
  else if (/^(connect|bind|send)/.test(name)) addresses.push(addressIn(given) ?? call)
  else if (!name.startsWith('open') || /O_WRONLY|O_RDWR|O_CREAT/.test(given)) {
    written.push(...pathsIn(given))
  }
}

function addressIn(given: string): string | undefined {
  return /inet_(?:addr\(|pton\(AF_INET6, )"(.*?)"/.exec(given)?.[1]
}

function pathsIn(given: string): string[] {
  return [...given.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, path = '']) => path)
}
