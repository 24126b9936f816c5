import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { TestContext } from 'vitest'
import { temporaryDirectory } from '../support/process.ts'

export const NODE = process.execPath

const WALK = fileURLToPath(new URL('walk.mjs', import.meta.url))

/** A way in which a process reached beyond itself. */
export interface WayOut {
  /** What stood after the script on its command line. */
  command?: string
  way: string
  to: string
}

/** A walk that has come to its end. */
export interface Walked {
  /** Gone after the test. */
  folder: string
  answers: { asked: string; told: string }[]
  /** Nothing unless the command preloads the recorder. */
  waysOut: WayOut[]
}

/**
 * Takes a command line through all that it does, in empty folders `home`, `tmp` and `work`, with `--data data`.
 * @param within what the walk itself runs in
 */
export async function walk(command: string[], within: string[] = []): Promise<Walked> {
  const folder = temporaryDirectory()
  const record = join(temporaryDirectory(), 'record')
  for (const name of ['home', 'tmp', 'work']) mkdirSync(join(folder, name))
  const printed = await execute(
    [...within, NODE, WALK, join(folder, 'data'), ...command],
    { HOME: join(folder, 'home'), TMPDIR: join(folder, 'tmp'), RECORD_TO: record },
    join(folder, 'work'),
  )
  return { folder, answers: JSON.parse(printed), waysOut: recordIn(record) }
}

/** Runs a command that inherits nothing but `PATH`, and gives what it prints. */
export async function execute(
  [program = '', ...args]: string[],
  env: NodeJS.ProcessEnv = {},
  cwd?: string,
): Promise<string> {
  const options = { env: { PATH: process.env.PATH, ...env }, maxBuffer: 1e8, ...(cwd && { cwd }) }
  const { stdout } = await promisify(execFile)(program, args, options)
  return stdout
}

/**
 * Skips a test that needs a command which cannot run here. It says why on stderr too, because most reporters do not list
 * what was skipped.
 */
export async function need(command: string[], { skip, task }: TestContext): Promise<void> {
  try {
    await execute(command)
  } catch (error) {
    const { stderr, message } = Object(error)
    const why = `Cannot run ${command[0]} here: ${(stderr || message).trim()}`
    console.warn(`Skipped "${task.name}". ${why}`)
    skip(why)
  }
}

/** What the recorder noted; it makes its file with the first note. */
export function recordIn(file: string): WayOut[] {
  const lines = existsSync(file) ? readFileSync(file, 'utf8') : ''
  return lines
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
}
