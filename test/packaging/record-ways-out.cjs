// Preloaded with `node --require`: notes each way in which the process reaches beyond itself as a line of JSON,
// `{ command, way, to }`, in the file $RECORD_TO. It stops nothing.
const childProcess = require('node:child_process')
const dgram = require('node:dgram')
const dns = require('node:dns')
const { appendFileSync } = require('node:fs')
const { syncBuiltinESMExports } = require('node:module')
const { isIP, Socket } = require('node:net')

const [, , command] = process.argv

function record(way, to) {
  appendFileSync(process.env.RECORD_TO, `${JSON.stringify({ command, way, to })}\n`)
}

/** Notes each call of a method; `to` says of its arguments whither it goes, or undefined when nowhere. */
function watch(owner, name, way, to) {
  const original = owner[name]
  function watched(...given) {
    const where = to(...given)
    if (where !== undefined) record(way, where)
    return original.apply(this, given)
  }
  owner[name] = Object.defineProperties(watched, Object.getOwnPropertyDescriptors(original))
}

// `net.connect` hands its arguments over as one array.
watch(Socket.prototype, 'connect', 'connect', (...given) => {
  const [first, second] = Array.isArray(given[0]) ? given[0] : given
  const options = typeof first === 'object' ? first : { port: first, host: second }
  return options.path ?? `${options.host ?? 'localhost'}:${options.port}`
})

// Node looks up the address of a listening socket too; an address is no name.
const resolvers = [dns.Resolver.prototype, dns.promises.Resolver.prototype]
for (const owner of [dns, dns.promises, ...resolvers]) {
  const names = Object.getOwnPropertyNames(owner).filter((it) =>
    /^(lookup|resolve|reverse)/.test(it),
  )
  for (const name of names) {
    watch(owner, name, 'dns', (host) =>
      name === 'lookup' && isIP(host) ? undefined : String(host),
    )
  }
}

for (const name of ['bind', 'connect', 'send']) {
  watch(dgram.Socket.prototype, name, 'datagram', () => name)
}

watch(childProcess.ChildProcess.prototype, 'spawn', 'process', ({ file }) => file)
for (const name of ['spawnSync', 'execSync', 'execFileSync']) {
  watch(childProcess, name, 'process', String)
}

// What it loads could do all of this unseen.
watch(process, 'dlopen', 'native code', (_module, file) => file)

syncBuiltinESMExports()
