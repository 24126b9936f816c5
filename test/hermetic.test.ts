import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { directoryOfFile, installPacked, TIMEOUT } from './packaging/packed.ts'
import { traced, traceIn } from './packaging/trace.ts'
import { execute, NODE, need, recordIn, walk } from './packaging/walk.ts'
import { temporaryDirectory } from './support/process.ts'

const RECORDER = fileURLToPath(new URL('packaging/record-ways-out.cjs', import.meta.url))

/** What the machine has of a network, and what comes of a connection to an address that is kept for documentation. */
const REACH = `require('net').connect(9, '192.0.2.1').on('error', ({ code }) =>
  console.log(Object.keys(os.networkInterfaces()).join(), code))`

/** Runs a command where there is no network but loopback. */
const WITHOUT_NETWORK = ['unshare', '-rn', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh']

/** The commands of the walk that ask a server. */
const COMMANDS = `take-snapshot create-world advance set-scenario explain export-state`.split(' ')

const installed = directoryOfFile()
const cli = join(installed, 'node_modules/trunkline/dist/cli.js')

beforeAll(() => installPacked(installed), TIMEOUT.timeout)

test(
  'it goes nowhere but to its own port, and writes nowhere but in its directory',
  TIMEOUT,
  async () => {
    const before = treeOf(installed)
    const { folder, waysOut, answers } = await walk([NODE, '--require', RECORDER, cli])
    expect(answers).toHaveLength(26)

    // The commands ask the server, which asks nobody.
    const toServer = { way: 'connect', to: expect.stringMatching(/^127\.0\.0\.1:\d+$/) }
    expect(waysOut).toStrictEqual(COMMANDS.map((command) => ({ command, ...toServer })))
    expect(Object.keys(treeOf(folder))).toStrictEqual([
      'data',
      'data/copy.json',
      'data/default.json',
      'data/trunkline.key',
      'home',
      'tmp',
      'work',
    ])
    expect(treeOf(installed)).toStrictEqual(before)
  },
)

test('without a network it gives the same answers', TIMEOUT, async (context) => {
  await need([...WITHOUT_NETWORK, 'true'], context)

  const network = await execute([...WITHOUT_NETWORK, NODE, '-e', REACH])
  expect(network).toBe('lo ENETUNREACH\n')

  const apart = await walk([NODE, '--require', RECORDER, cli], WITHOUT_NETWORK)
  expect(apart.waysOut.filter(({ to }) => !to.startsWith('127.0.0.1:'))).toStrictEqual([])
  expect(apart.answers).toStrictEqual((await walk([NODE, cli])).answers)
})

test(
  'the system sees it open loopback only, and no file to write outside its directory',
  TIMEOUT,
  async (context) => {
    await need(['strace', '-o', '/dev/null', 'true'], context)

    const traces = temporaryDirectory()
    const { folder } = await walk(traced(traces, [NODE, cli]))
    const { programs, sockets, addresses, written } = traceIn(traces)
    // Two starts and six commands, and no process of theirs.
    expect(programs).toStrictEqual(Array(8).fill(NODE))
    expect([...new Set(sockets)]).toStrictEqual(['AF_INET, SOCK_STREAM'])
    expect([...new Set(addresses)]).toStrictEqual(['127.0.0.1'])

    const data = join(folder, 'data')
    expect(written).toStrictEqual(expect.arrayContaining([data, join(data, 'trunkline.key')]))
    const outside = written.filter((path) => path !== data && !path.startsWith(`${data}/`))
    expect(outside).toStrictEqual([])
  },
)

test.each([
  ['connect', '127.0.0.1:65535', "fetch('http://127.0.0.1:65535').catch(() => {})"],
  ['connect', 'localhost:1', "require('net').connect(1).on('error', () => {})"],
  ['connect', '::1:1', "require('tls').connect({ host: '::1', port: 1 }).on('error', () => {})"],
  ['connect', '/no/socket', "require('net').connect('/no/socket').on('error', () => {})"],
  ['dns', 'localhost', "require('dns').lookup('localhost', () => {})"],
  ['dns', 'localhost', "import('node:dns/promises').then((dns) => dns.lookup('localhost'))"],
  ['dns', '127.0.0.1', "require('dns').lookupService('127.0.0.1', 1, () => {})"],
  [
    'dns',
    'localhost',
    "const { Resolver } = require('dns'), it = new Resolver(); it.resolve4('localhost', () => {}); it.cancel()",
  ],
  [
    'datagram',
    'send',
    "const it = require('dgram').createSocket('udp4'); it.send('', 9, '127.0.0.1', () => it.close())",
  ],
  ['process', 'true', "import('node:child_process').then((it) => it.execFile('true'))"],
  ['process', 'true', "import('node:child_process').then((it) => it.execFileSync('true'))"],
  ['native code', '/no/addon.node', "try { process.dlopen({}, '/no/addon.node') } catch {}"],
])('the recorder does see a %s (%s)', async (way, to, script) => {
  const record = join(temporaryDirectory(), 'record')
  await execute([NODE, '--require', RECORDER, '-e', script], { RECORD_TO: record })
  expect(recordIn(record)).toContainEqual({ way, to })
})

/** Every path below a folder, in order, with the size and the time of the last change of a file. */
function treeOf(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  return Object.fromEntries(
    paths.map((path) => {
      const stats = statSync(join(folder, path))
      return [path, stats.isFile() ? `${stats.size} ${stats.mtimeMs}` : 'folder']
    }),
  )
}
