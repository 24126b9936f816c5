import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { PROVIDERS, validBody } from '../support/client.ts'
import { CLI, freePort, run, spawnCli, takenPort, temporaryDirectory } from '../support/process.ts'

const VERIFIED_ID = '22222222-2222-4222-8222-222222222222'
const PRINT_URL = 'console.log(process.env.TRUNKLINE_URL)'
const HEALTH = "fetch(process.env.TRUNKLINE_URL + '/__admin/health')"

/** What follows `exec`: a node that runs this code. */
function node(code: string): string[] {
  return ['--', process.execPath, '-e', code]
}

/** Code that prints the status of a request with this path. */
function printStatus(path: string): string {
  return `fetch(process.env.TRUNKLINE_URL + '${path}', { headers: { Authorization: 'Bearer x' } })
    .then(({ status }) => console.log(status))`
}

test('a command finds the simulator at TRUNKLINE_URL', async () => {
  const ended = await run(['exec', ...node(printStatus('/__admin/health'))])
  expect(ended).toStrictEqual({ code: 0, stdout: '200\n', stderr: '' })
})

test('TRUNKLINE_URL is an origin on a free port', async () => {
  const { stdout } = await run(['exec', ...node(PRINT_URL)])
  expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*\n$/)
})

/** Code that prints the status of the control plane to who shows it the token. */
const PRINT_CONTROL = `fetch(process.env.TRUNKLINE_URL + '/__admin/clock', {
  headers: { 'X-Admin-Token': process.env.TRUNKLINE_ADMIN_TOKEN },
}).then(({ status }) => console.log(status))`

test('a command may use the control plane where that demands a token', async () => {
  const { stdout } = await run(['exec', '--admin-token', 'open-sesame', ...node(PRINT_CONTROL)])
  expect(stdout).toBe('200\n')
})

test('a command may use the control plane where a configuration file demands a token', async () => {
  const config = join(temporaryDirectory(), 'config.json')
  writeFileSync(config, JSON.stringify({ adminToken: 'open-sesame' }))
  const { stdout } = await run(['exec', '--config', config, ...node(PRINT_CONTROL)])
  expect(stdout).toBe('200\n')
})

test('the port is closed when the command has ended', async () => {
  const { stdout } = await run(['exec', ...node(PRINT_URL)])
  await expect(fetch(stdout.trim())).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
})

test('--port says which port', async () => {
  const port = await freePort()
  const { stdout } = await run(['exec', '--port', `${port}`, ...node(PRINT_URL)])
  expect(stdout).toBe(`http://127.0.0.1:${port}\n`)
})

test('the other flags of start describe the simulator', async () => {
  const code = printStatus(`${PROVIDERS}/${VERIFIED_ID}`)
  const { stdout } = await run(['exec', '--fixture', 'every-status', ...node(code)])
  expect(stdout).toBe('200\n')
})

test('a TRUNKLINE_ variable does what its flag does', async () => {
  const env = { TRUNKLINE_FIXTURE: 'every-status' }
  const { stdout } = await run(['exec', ...node(printStatus(`${PROVIDERS}/${VERIFIED_ID}`))], {
    env,
  })
  expect(stdout).toBe('200\n')
})

test('every variable is the command’s, PORT and HOST as well, and the empty ones', async () => {
  const env = { PORT: `${await takenPort()}`, HOST: '203.0.113.1', TRUNKLINE_SEED: '', MINE: 'x' }
  const code = 'console.log(JSON.stringify(process.env))'
  const { stdout } = await run(['exec', ...node(code)], { env })
  expect(JSON.parse(stdout)).toMatchObject({
    ...env,
    TRUNKLINE_URL: expect.stringMatching(/^http:\/\/127\.0\.0\.1:/),
  })
})

test.each([
  ['after --', ['--', process.execPath, '-p', 'process.argv.length', '--', '--seed', '-h', '--']],
  ['without --', [process.execPath, '-p', 'process.argv.length', '--', '--seed', '-h', '--']],
])('the arguments of a command are its own %s', async (_, command) => {
  const { code, stdout } = await run(['exec', '--seed', '7', ...command])
  expect([code, stdout]).toStrictEqual([0, '4\n'])
})

test('no shell looks at the arguments', async () => {
  const { stdout } = await run(['exec', '--', 'echo', '$TRUNKLINE_URL', '*', '; ls'])
  expect(stdout).toBe('$TRUNKLINE_URL * ; ls\n')
})

test('a command reads stdin and writes stdout and stderr', () => {
  const code = "process.stdin.pipe(process.stdout); console.error('to stderr')"
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'exec', ...node(code)], {
    input: 'from stdin',
    encoding: 'utf8',
  })
  expect([status, stdout, stderr]).toStrictEqual([0, 'from stdin', 'to stderr\n'])
})

test('a command runs in the directory of its caller', async () => {
  const cwd = temporaryDirectory()
  writeFileSync(join(cwd, 'here'), '')
  const { stdout } = await run(['exec', '--', 'ls'], { cwd })
  expect(stdout).toBe('here\n')
})

test.each<[string[], string]>([
  [[], ''],
  [['--log', 'pretty'], '200 GET /__admin/health\n'],
])('logs requests only when told to: %j', async (flags, stderr) => {
  expect((await run(['exec', ...flags, ...node(HEALTH)])).stderr).toBe(stderr)
})

test('keeps worlds from run to run with --data, and leaves the directory to others', async () => {
  const data = join(temporaryDirectory(), 'worlds')
  const init = JSON.stringify({
    method: 'POST',
    headers: { Authorization: 'Bearer x', 'Content-Type': 'application/json' },
    body: JSON.stringify(validBody),
  })
  const create = `fetch(process.env.TRUNKLINE_URL + '${PROVIDERS}', ${init})
    .then((answer) => answer.json()).then(({ id }) => console.log(id))`
  const first = await run(['exec', '--data', data, ...node(create)])
  const read = printStatus(`${PROVIDERS}/${first.stdout.trim()}`)
  expect(readdirSync(data)).not.toContain('trunkline.lock')
  const second = await run(['exec', '--data', data, ...node(read)])
  expect(second).toStrictEqual({ code: 0, stdout: '200\n', stderr: '' })
})

test.each([0, 1, 7, 255])('ends with %i as its command does', async (code) => {
  expect((await run(['exec', ...node(`process.exit(${code})`)])).code).toBe(code)
})

test.each([
  ['SIGKILL', 137],
  ['SIGTERM', 143],
  ['SIGINT', 130],
  ['SIGABRT', 134],
])('ends as a shell does when %s ends its command: with %i', async (signal, code) => {
  const { code: ended } = await run(['exec', ...node(`process.kill(process.pid, '${signal}')`)])
  expect(ended).toBe(code)
})

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('passes %s on, and ends with %i after its command', async (signal, code) => {
  const { child, firstLine, ended } = spawnCli([
    'exec',
    ...node(`${PRINT_URL}; setInterval(() => {}, 1000)`),
  ])
  const url = (await firstLine).trim()
  child.kill(signal)
  expect((await ended).code).toBe(code)
  await expect(fetch(url)).rejects.toThrow()
})

/** Code of a command that cleans up with the simulator's help when a signal comes, and then ends with 5. */
function cleansUpAt(signal: string): string {
  return `
    process.on('${signal}', async () => {
      console.log('${signal}')
      for (let left = 20; left > 0; left--) await ${HEALTH}
      process.exit(5)
    })
    setInterval(() => {}, 1000)
    console.log('ready')`
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  'serves a command that cleans up after %s until it ends',
  async (signal) => {
    const { child, firstLine, ended } = spawnCli(['exec', ...node(cleansUpAt(signal))])
    await firstLine
    child.kill(signal)
    expect(await ended).toStrictEqual({ code: 5, stdout: `ready\n${signal}\n`, stderr: '' })
  },
)

/** Code of a command that asks for Ctrl-C a few times, and tells of every SIGINT that it gets. */
const TELLS_OF_SIGINT = `
  process.on('SIGINT', () => console.log('SIGINT'))
  async function ask() {
    for (let left = 5; left > 0; left--) {
      console.log('press')
      await new Promise((resolve) => process.once('SIGINT', resolve))
      for (let more = 20; more > 0; more--) await ${HEALTH}
    }
    process.exit(0)
  }
  setInterval(() => {}, 1000)
  ask()`

// `script`, which makes a terminal, takes other arguments elsewhere.
test.runIf(process.platform === 'linux')(
  'every Ctrl-C at a terminal reaches the command once',
  async () => {
    const line = [process.execPath, CLI, 'exec', ...node(TELLS_OF_SIGINT)]
      .map((word) => `'${word.replaceAll("'", "'\\''")}'`)
      .join(' ')
    const terminal = spawn('script', ['-qec', line, '/dev/null'])
    onTestFinished(() => void terminal.kill('SIGKILL'))
    let shown = ''
    terminal.stdout.setEncoding('utf8').on('data', (text) => {
      shown += text
      if (text.includes('press')) terminal.stdin.write('\u0003')
    })
    await once(terminal, 'close')
    expect(shown.match(/SIGINT/g)).toHaveLength(5)
  },
)

test.each(['no-such-command', './no-such-file', ''])('ends with 127 for "%s"', async (command) => {
  const { code, stdout, stderr } = await run(['exec', '--', command, 'argument'])
  expect(stderr).toBe(
    `Cannot run ${command || "''"}: there is no such command. No shell is involved: for one, run sh -c '…'.\n`,
  )
  expect({ code, stdout }).toStrictEqual({ code: 127, stdout: '' })
})

test.each(['./file', './directory', './file/below'])('ends with 126 for %s', async (command) => {
  const cwd = temporaryDirectory()
  writeFileSync(join(cwd, 'file'), 'text')
  mkdirSync(join(cwd, 'directory'))
  const { code, stdout, stderr } = await run(['exec', '--', command], { cwd })
  expect(stderr).toMatch(new RegExp(`^Cannot run ${command}: .+\\.\n$`))
  expect({ code, stdout }).toStrictEqual({ code: 126, stdout: '' })
})

test.each([
  [['exec'], "missing required argument 'command'"],
  [['exec', '--'], "missing required argument 'command'"],
  [['exec', '--seed', '7'], "missing required argument 'command'"],
  [['exec', '--bogus', '--', 'ls'], "unknown option '--bogus'"],
  [['exec', '--json', '--', 'ls'], "unknown option '--json'"],
  [['exec', '--port', 'http', '--', 'ls'], 'Cannot use --port http'],
])('ends with 2 for %j', async (args, message) => {
  const { code, stdout, stderr } = await run(args)
  expect(stderr).toContain(message)
  expect({ code, stdout }).toStrictEqual({ code: 2, stdout: '' })
})

test('runs no command when the port is taken', async () => {
  const args = ['exec', '--port', `${await takenPort()}`, ...node(PRINT_URL)]
  expect(await run(args)).toMatchObject({ code: 3, stdout: '' })
})

test('runs no command when the fixture is unknown', async () => {
  const args = ['exec', '--fixture', 'no-such', ...node(PRINT_URL)]
  expect(await run(args)).toMatchObject({ code: 4, stdout: '' })
})

test('exec --help says how it is used', async () => {
  const { code, stdout } = await run(['exec', '--help'])
  expect(stdout).toContain('Usage: trunkline exec [options] -- <command> [arguments...]')
  expect(stdout).toContain('TRUNKLINE_FIXTURE')
  expect(code).toBe(0)
})
