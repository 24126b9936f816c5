import { cpSync, existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { validate } from 'dockerfile-utils'
import { expect, test } from 'vitest'
import { freePort, spawnCli, temporaryDirectory } from '../support/process.ts'
import { ROOT } from '../support/project.ts'
import { execute } from './walk.ts'

const text = readFileSync(join(ROOT, 'Dockerfile'), 'utf8')
/** Comments left out, and continued lines joined. */
const instructions = text
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .filter(Boolean)
const lastStage = instructions.slice(instructions.findLastIndex((it) => it.startsWith('FROM ')))

test('a linter finds nothing in it, and would', () => {
  expect(validate(text)).toStrictEqual([])
  const broken = text.replace('WORKDIR /build', 'WORKDIR build').replace('USER ', 'USR ')
  expect(validate(broken)).toHaveLength(2)
})

test('the image comes from a named release of Node, in two stages', () => {
  const bases = instructions.filter((it) => it.startsWith('FROM ')).map((it) => it.split(' ')[1])
  expect(bases).toStrictEqual(['node:20-slim', 'node:20-slim'])
})

test('it runs as a user without rights, who owns the data', () => {
  expect(given('USER')).toStrictEqual(['node'])
  expect(given('RUN').join()).toContain('--owner=node')
  expect(given('RUN').join()).toContain(` ${given('VOLUME')}`)
  expect(variables().TRUNKLINE_DATA).toBe(String(given('VOLUME')))
  const user = lastStage.findIndex((it) => it.startsWith('USER '))
  expect(lastStage.slice(user).join()).not.toMatch(/\b(RUN|COPY) /)
})

test('no token is in it', () => {
  expect(instructions.join('\n')).not.toMatch(/ADMIN_TOKEN|TRUNKLINE_KEY/)
})

test('what it copies is there, and is what Docker is not told to ignore', () => {
  const [everything, ...kept] = readFileSync(join(ROOT, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
  expect(everything).toBe('*')
  const copied = instructions
    .filter((it) => /^COPY (?!--from)/.test(it))
    .flatMap((it) => it.split(' ').slice(1, -1))
  expect(kept).toStrictEqual([...new Set(copied)].map((path) => `!${path}`).sort())
  expect(copied.filter((path) => !existsSync(join(ROOT, path)))).toStrictEqual([])
})

test('with its files alone it starts, is healthy, and refuses to start without an admin token', async () => {
  const cwd = temporaryDirectory()
  for (const copy of given('COPY')) {
    for (const source of copy.replace('--from=build /build/', '').split(' ').slice(0, -1)) {
      cpSync(join(ROOT, source), join(cwd, basename(source)), { recursive: true })
    }
  }
  const port = `${await freePort()}`
  const env = { ...variables(), TRUNKLINE_PORT: port, TRUNKLINE_DATA: join(cwd, 'data') }
  const [node, script = '', ...args]: string[] = [...list('ENTRYPOINT'), ...list('CMD')]
  expect(node).toBe('node')
  const begin = (more: NodeJS.ProcessEnv) =>
    spawnCli(args, { script, cwd, env: { ...env, ...more } })

  const { code, stderr } = await begin({}).ended
  expect({ code, stderr }).toStrictEqual({
    code: 2,
    stderr: expect.stringContaining('--admin-token'),
  })

  const { firstLine } = begin({ TRUNKLINE_ADMIN_TOKEN: 'of-this-test' })
  expect(await firstLine).toBe(`Trunkline listening on http://0.0.0.0:${port}\n`)
  const health = ['sh', '-c', String(given('HEALTHCHECK')).replace(/.* CMD /, '')]
  expect(await execute(health, env, cwd)).toContain('"ok"')
  const elsewhere = { ...env, TRUNKLINE_PORT: `${await freePort()}` }
  await expect(execute(health, elsewhere, cwd)).rejects.toMatchObject({ code: 1 })
})

/** What stands after each instruction of that name in the last stage. */
function given(name: string): string[] {
  return lastStage.filter((it) => it.startsWith(`${name} `)).map((it) => it.slice(name.length + 1))
}

/** An instruction in its form without a shell. */
function list(name: string): string[] {
  return JSON.parse(String(given(name)))
}

function variables(): Record<string, string> {
  const pairs = given('ENV').join(' ').split(' ')
  return Object.fromEntries(pairs.map((pair) => pair.split('=')))
}
