// The requests of the bench. Every server gets the same ones.

const path = '/api/v1/providers/twilio'
const headers = { Authorization: 'Bearer bench' }
const jsonHeaders = { ...headers, 'Content-Type': 'application/json' }

// Not a steering token (26 zeros at the start): Trunkline reads "all is well" from it.
const authToken = '0123456789abcdef0123456789abcdef'

export const connections = 16

export const expectedStatus = { get: 200, put: 200, invalid: 400, create: 201 }

export const operations = Object.keys(expectedStatus)

/**
 * The list of requests that one connection repeats.
 *
 * @example requestsFor({ operation: 'get', ids: [id] }, 0)
 */
export function requestsFor(job, connection) {
  switch (job.operation) {
    case 'get':
      return everyNth(job.ids, connection).map((id) => ({
        method: 'GET',
        path: `${path}/${id}`,
        headers,
      }))
    case 'put':
      return updates(job.ids[0])
    case 'create':
      return creates(job.accountsPerConnection, connection)
    case 'invalid':
      return [invalid()]
    default:
      throw new TypeError(`Cannot make requests: no operation "${job.operation}".`)
  }
}

/** Fake Twilio has room for 100 trunks an account: how many accounts each connection needs for so many creates. */
export function accountsFor(creates) {
  return Math.ceil(creates / connections / 90)
}

// Two bodies take turns, so that each update changes something. The transfer mode stays: most updates are of the name.
function updates(id) {
  const bodies = [
    { name: 'Renamed account', region: 'ie1', supportsCallTransfer: true },
    { name: 'Main Twilio account', region: 'us1', supportsCallTransfer: true },
  ]
  return bodies.map((body) => request('PUT', `${path}/${id}`, body))
}

function creates(accounts, connection) {
  return Array.from({ length: accounts }, (_, account) => {
    const number = connection * accounts + account
    const accountSid = `AC${number.toString(16).padStart(32, '0')}`
    return request('POST', path, {
      accountSid,
      authToken,
      name: `Account ${number}`,
      region: 'us1',
      supportsCallTransfer: true,
    })
  })
}

// Three members are wrong: the SID has upper-case hex, the token is missing, the name is empty.
function invalid() {
  return request('POST', path, {
    accountSid: `AC${'A'.repeat(32)}`,
    name: '',
    region: 'us1',
    supportsCallTransfer: true,
  })
}

function request(method, path, body) {
  return { method, path, headers: jsonHeaders, body: JSON.stringify(body) }
}

// No more ids than connections: every connection repeats all of them.
function everyNth(ids, connection) {
  if (ids.length <= connections) return ids
  return ids.filter((_, index) => index % connections === connection)
}
