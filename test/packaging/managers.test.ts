import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { temporaryDirectory } from '../support/process.ts'
import { npm, npmInstall, ROOT } from '../support/project.ts'
import { directoryOfFile, pack, TIMEOUT } from './packed.ts'

const shared = directoryOfFile()
const bin = join(shared, 'node_modules/.bin')
let tarball: string

/** Yarn does not read the settings of npm. */
const yarn: NodeJS.ProcessEnv = { YARN_ENABLE_TELEMETRY: '0', YARN_ENABLE_GLOBAL_CACHE: '0' }

beforeAll(async () => {
  writeFileSync(join(shared, 'package.json'), '{}')
  await npmInstall(shared, 'pnpm@12', '@yarnpkg/cli-dist@4')
  tarball = join(shared, (await pack(shared)).filename)
  yarn.YARN_NPM_REGISTRY_SERVER = (await npm(['config', 'get', 'registry'], ROOT)).trim()
}, TIMEOUT.timeout)

test('npx runs it from nothing but the tarball', TIMEOUT, async () => {
  await expectHealthy(emptyProject(), ['npx', '--yes', `--package=${tarball}`, '--', 'trunkline'])
})

test('pnpm installs it; it runs, and can be imported', TIMEOUT, async () => {
  const folder = emptyProject()
  const pnpm = join(bin, 'pnpm')
  await execute(folder, [pnpm, 'add', tarball, `--store-dir=${join(folder, 'store')}`])
  await expectHealthy(folder, [pnpm, 'exec', 'trunkline'])
  expect(await execute(folder, [pnpm, 'exec', 'node', 'import.js'])).toBe('200\n')
})

test(
  "with Yarn's Plug'n'Play, without node_modules, it runs and can be imported",
  TIMEOUT,
  async () => {
    const folder = emptyProject()
    // What makes the folder a project of its own for Yarn.
    writeFileSync(join(folder, 'yarn.lock'), '')
    const program = join(bin, 'yarn')
    await execute(folder, [program, 'add', `trunkline@file:${tarball}`], yarn)
    await expectHealthy(folder, [program, 'trunkline'], yarn)
    expect(await execute(folder, [program, 'node', 'import.js'], yarn)).toBe('200\n')
  },
)

/** A project that depends on nothing yet, and a script of it that asks the package in its own process. */
function emptyProject(): string {
  const folder = join(temporaryDirectory(), 'project')
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  const script = `import { createSimulator } from 'trunkline'
const { status } = await (await createSimulator()).fetch('/__admin/health')
console.log(status)`
  writeFileSync(join(folder, 'import.js'), script)
  return folder
}

/** Runs a command in a folder, with the settings of whoever runs the tests, and gives what it prints. */
async function execute(
  cwd: string,
  [program = '', ...args]: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, {
    cwd,
    env: { ...process.env, ...env },
  })
  return stdout
}

/** Starts the command line and asks for its health. */
async function expectHealthy(
  cwd: string,
  [program = '', ...args]: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<void> {
  const child = spawn(program, [...args, 'start', '--port', '0', '--json'], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'close')
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text
  })
  const ready = once(child.stdout.setEncoding('utf8'), 'data').then(([line]) => String(line))
  const line = await Promise.race([ready, ended.then(() => `It ended: ${said}`)])
  expect(line).toMatch(/^\{"event":"ready",/)

  // The process of the simulator, which a package manager passes no signal on to.
  const { url, pid } = JSON.parse(line)
  onTestFinished(() => void (child.exitCode ?? process.kill(pid, 'SIGKILL')))
  const health = await fetch(`${url}/__admin/health`)
  expect(health.status).toBe(200)
  process.kill(pid, 'SIGTERM')
  await ended
}
