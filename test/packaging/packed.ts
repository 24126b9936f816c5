import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { npm, npmInstall, ROOT } from '../support/project.ts'

/** For tests that pack and install: the registry takes its time. */
export const TIMEOUT = { timeout: 240_000 }

/** What `npm pack` made. */
export interface Packed {
  filename: string
  files: { path: string }[]
}

/** Packs what was built: a build would take it from under the other tests. */
export async function pack(folder: string): Promise<Packed> {
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  const [packed]: Packed[] = JSON.parse(await npm(args, ROOT))
  if (!packed) throw new Error('Nothing was packed')
  return packed
}

/** Makes a project of an empty folder, and installs the package there as it would be published. */
export async function installPacked(folder: string): Promise<void> {
  const { filename } = await pack(folder)
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  await npmInstall(folder, `./${filename}`)
}

/** A directory for all tests of a file, which is gone after them. */
export function directoryOfFile(): string {
  const directory = mkdtempSync(join(tmpdir(), 'trunkline-test-'))
  afterAll(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}
