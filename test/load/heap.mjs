// Runs in a process of its own, because a test runner keeps what it has seen.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createSimulator } from '../../dist/index.js'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc')

const PROVIDERS = '/api/v1/providers/twilio'
const ACCOUNT_SID = `AC${'a'.repeat(32)}`
const AUTH_TOKEN = '0123456789abcdef'.repeat(2)
const BODY = { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, name: 'Main' }
const BASIC = `Basic ${btoa(`${ACCOUNT_SID}:${AUTH_TOKEN}`)}`

/** Bytes that are in use once all garbage is gone, those outside of the heap too: a journal has its texts there. */
export function memoryUsed() {
  collect()
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** A simulator in this process, and what sends it a request and reads the whole answer. */
export async function start(options) {
  const { fetch } = await createSimulator(options)
  const send = async (method, path, body, headers = {}) => {
    const response = await fetch(path, {
      method,
      headers: { Authorization: 'Bearer key', 'Content-Type': 'application/json', ...headers },
      ...(body && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
  }
  const twilio = (method, path, form) =>
    send(method, path, form && `${new URLSearchParams(form)}`, {
      Authorization: BASIC,
      'Content-Type': 'application/x-www-form-urlencoded',
    })
  const create = (world) => send('POST', `/__w/${world}${PROVIDERS}`, BODY)
  return { send, twilio, create }
}

/**
 * Requests of every kind that leave all worlds as they were.
 * @returns their statuses
 */
export async function round({ send, twilio, create }) {
  const { status: created, body } = await create('default')
  const others = [
    await send('GET', `${PROVIDERS}/${body.id}`),
    await send('PUT', `${PROVIDERS}/${body.id}`, { name: 'Renamed' }),
    await send('POST', PROVIDERS, { name: '' }),
    await send('POST', PROVIDERS, '{"name":'),
    await send('GET', '/api/v1/nothing/here'),
    await send('GET', '/api/v1/providers', undefined, { Prefer: 'code=503' }),
    await twilio('GET', '/v1/Trunks'),
    await twilio('POST', '/v1/Trunks', { TransferMode: 'never' }),
    await send('POST', '/__admin/worlds', { id: 'short-lived', from: 'default' }),
    await send('GET', '/__w/short-lived/api/v1/providers'),
    await send('DELETE', '/__admin/worlds/short-lived'),
    await send('POST', '/__admin/snapshots/again'),
    await send('POST', '/__admin/faults', { name: 'again', skip: 1, status: 503 }),
    await send('DELETE', '/__admin/faults'),
    await send('DELETE', `/api/v1/providers/${body.id}`),
    // Twilio keeps the domain name of a trunk that is gone, and ids are counted.
    await send('POST', '/__admin/reset', { only: ['state'] }),
  ]
  return [created, ...others.map(({ status }) => status)]
}
