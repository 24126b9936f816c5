import { spawnSync } from 'node:child_process'
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { temporaryDirectory } from './process.ts'

/** A data directory that nothing can be written into, when its test says so. */
export interface Scarce {
  data: string
  /** From now on that process can write nothing there. */
  begin(pid: number): void
  /** It can again. */
  end(pid: number): void
}

/** A reason for which nothing can be written. */
export interface Shortage {
  what: string
  /** Whether this machine lets a test cause it. */
  isPossible: boolean
  /** Whether a file can be removed all the same. */
  letsRemove: boolean
  /** Whether it also meets a process that starts. */
  meetsStarts: boolean
  prepare(): Scarce
}

const VOLUME_BYTES = 512 * 1024

const isRoot = process.getuid?.() === 0
const mayMount = isRoot && canMount()
const mayLimit = spawnSync('prlimit', ['--pid', `${process.pid}`]).status === 0

export const shortages: Shortage[] = [
  {
    what: 'a disk that is full',
    isPossible: mayMount,
    letsRemove: true,
    meetsStarts: true,
    prepare() {
      const data = newVolume()
      const ballast = join(data, 'ballast')
      return { data, begin: () => fill(ballast), end: () => rmSync(ballast) }
    },
  },
  {
    what: 'a limit on the size of files',
    isPossible: mayLimit,
    letsRemove: true,
    meetsStarts: false,
    prepare() {
      // Node ignores the signal of this limit: a write fails with EFBIG, when a part was written.
      const limit = (pid: number, bytes: string) =>
        command('prlimit', '--pid', `${pid}`, `--fsize=${bytes}:`)
      return {
        data: temporaryDirectory(),
        begin: (pid) => limit(pid, '100'),
        end: (pid) => limit(pid, 'unlimited'),
      }
    },
  },
  {
    what: 'a directory that became read-only',
    // Permissions do not keep root out.
    isPossible: isRoot ? mayMount : process.platform !== 'win32',
    letsRemove: false,
    meetsStarts: true,
    prepare() {
      const data = isRoot ? newVolume() : temporaryDirectory()
      const allow = (isWritable: boolean) => {
        if (isRoot) command('mount', '-o', `remount,${isWritable ? 'rw' : 'ro'}`, data)
        else chmodSync(data, isWritable ? 0o700 : 0o500)
      }
      return { data, begin: () => allow(false), end: () => allow(true) }
    },
  },
]

/** A small file system of its own, until the test is finished. */
function newVolume(): string {
  const data = temporaryDirectory()
  mount(data)
  // Lazy, because a process that still ends may hold it.
  onTestFinished(() => command('umount', '--lazy', data))
  return data
}

function canMount(): boolean {
  const probe = mkdtempSync(join(tmpdir(), 'trunkline-mount-'))
  try {
    mount(probe)
    command('umount', probe)
    return true
  } catch {
    return false
  } finally {
    rmSync(probe, { recursive: true, force: true })
  }
}

function mount(directory: string): void {
  command('mount', '-t', 'tmpfs', '-o', `size=${VOLUME_BYTES},mode=0700`, 'trunkline', directory)
}

function fill(path: string): void {
  const file = openSync(path, 'w')
  try {
    for (;;) writeSync(file, Buffer.alloc(4096))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  } finally {
    closeSync(file)
  }
}

function command(name: string, ...args: string[]): void {
  const { status, stderr, error } = spawnSync(name, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${name} ${args.join(' ')}: ${error?.message ?? stderr}`)
}
