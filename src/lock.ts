import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { InputError } from './input.ts'

/**
 * Keeps other processes from the directory: two that write the same file would undo each other's changes.
 * @returns what leaves it to them again
 * @throws InputError when a process that runs has it
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const path = join(directory, 'trunkline.lock')
  const owner = Number(await readFile(path, 'utf8').catch(() => ''))
  if (owner !== process.pid && isRunning(owner)) {
    throw new InputError(
      `Cannot use data directory ${directory}: process ${owner} uses it. Stop that one, or use another directory.`,
    )
  }
  // What is left of a process that was killed is no lock.
  await writeFile(path, `${process.pid}\n`)
  // One that cannot be removed is no reason to fail: it locks no longer than this process runs.
  return () => rm(path, { force: true }).catch(() => {})
}

function isRunning(pid: number): boolean {
  if (!(pid > 0)) return false
  try {
    // Signal 0 only asks.
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
