// node walk.mjs DATA COMMAND… takes a command line of Trunkline, such as `node dist/cli.js`, through all that it does: both
// sides, the control plane, a restart. It prints every answer, as JSON. An answer of another status than it should be, or a
// command that fails, ends it with 1.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

const [data, program, ...programArgs] = process.argv.slice(2)

const PROVIDERS = '/api/v1/providers/twilio'
/** An account of the fixture `numbers`. */
const account = {
  accountSid: 'ACc85dc0d7bd7dd0eff33ef1aaef20005c',
  authToken: 'bcc26cfc0b5b8cac312024fc01fc45a4',
}
const numbers = ['PN774890a8b43c7c8637ac26a9602a1a19']
const key = { Authorization: 'Bearer walk' }
const basic = {
  Authorization: `Basic ${Buffer.from(Object.values(account).join(':')).toString('base64')}`,
}

const answers = []
let server = await start('--fixture', 'numbers')

await ask(200, 'GET', '/openapi.json')
await ask(200, 'GET', '/__admin/openapi.json')
const { id, trunkSid } = await ask(201, 'POST', PROVIDERS, { ...account, name: 'Front desk' })
await ask(200, 'GET', `${PROVIDERS}/${id}`)
await ask(200, 'GET', `${PROVIDERS}/${id}/available-numbers`)
await ask(200, 'POST', `${PROVIDERS}/${id}/import-numbers`, { phoneNumberSids: numbers })
await ask(200, 'POST', `/api/v1/providers/${id}/verify`)
await ask(200, 'PUT', `${PROVIDERS}/${id}`, { supportsCallTransfer: true })
await ask(400, 'POST', PROVIDERS, { accountSid: 'AC123' })
const refused = { authToken: '00000000000000000000000000020003', name: 'Refused' }
await ask(400, 'POST', PROVIDERS, { accountSid: `AC${'a'.repeat(32)}`, ...refused })

await askTwilio(200, 'GET', `/2010-04-01/Accounts/${account.accountSid}.json`)
await askTwilio(200, 'GET', '/v1/Trunks')
await askTwilio(204, 'DELETE', `/v1/Trunks/${trunkSid}`)
await ask(200, 'POST', `/api/v1/providers/${id}/verify`)

await command('take-snapshot', 'walked')
await command('create-world', '--id', 'copy', '--from', 'walked')
await command('advance', 'PT1H')
await command('set-scenario', 'twilio-down')
await ask(502, 'POST', PROVIDERS, { ...account, name: 'Down' })
await command('explain', '1')
await command('export-state')
await ask(200, 'GET', '/__admin/fidelity')
await ask(200, 'POST', '/__admin/requests/count', {})
await ask(200, 'POST', '/__admin/pact/provider-states', { state: 'no providers exist' })
await ask(200, 'GET', `/__w/copy${PROVIDERS}/${id}`)

await stop()
server = await start()
await ask(200, 'GET', `/__w/copy${PROVIDERS}/${id}`)
await stop()

process.stdout.write(JSON.stringify(answers))

/** Serves until `stop`. */
async function start(...flags) {
  const args = ['start', '--port', '0', '--json', '--data', data, ...flags]
  const child = spawn(program, [...programArgs, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'close')
  const [line] = await Promise.race([once(child.stdout, 'data'), ended])
  // Not the process that was started, where that is a tracer.
  const { url, pid } = JSON.parse(line)
  process.once('exit', () => child.exitCode ?? process.kill(pid, 'SIGKILL'))
  return { url, pid, ended }
}

async function stop() {
  process.kill(server.pid, 'SIGTERM')
  await server.ended
}

async function ask(status, method, path, sent) {
  return answered(
    status,
    `${method} ${path}`,
    await fetch(server.url + path, {
      method,
      headers: { ...key, ...(sent && { 'Content-Type': 'application/json' }) },
      ...(sent && { body: JSON.stringify(sent) }),
    }),
  )
}

async function askTwilio(status, method, path) {
  const response = await fetch(server.url + path, { method, headers: basic })
  return answered(status, `${method} ${path}`, response)
}

async function answered(status, asked, response) {
  const body = await response.text()
  if (response.status !== status) throw new Error(`${asked} answered ${response.status}: ${body}`)
  note(`${asked} ${status}`, body)
  return body === '' ? undefined : JSON.parse(body)
}

/** Runs a verb of the command line to its end. */
async function command(...args) {
  const child = spawn(program, [...programArgs, ...args, '--url', server.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'close')
  const printed = await text(child.stdout)
  const [code] = await ended
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`)
  note(args.join(' '), printed)
}

/** The port is another one each time; nothing else may be. */
function note(asked, told) {
  answers.push({ asked, told: told.replaceAll(new URL(server.url).host, 'host') })
}
