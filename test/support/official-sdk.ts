import twilio from 'twilio'
import { connectSimulator, type Simulator } from '../../src/index.ts'
import { twilioClientFor } from '../../src/twilio.ts'
import { ACCOUNT_SID, AUTH_TOKEN, startInProcess } from './client.ts'
import { startOnPort } from './port.ts'
import { conforming } from './twilio.ts'

/** An account and a token of it. */
export interface Credentials {
  accountSid: string
  authToken: string
}

export const CREDENTIALS: Credentials = { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN }

/** A fresh simulator, and what makes clients of Twilio's SDK that are pointed at it. */
export interface Pointed {
  /** Seen from the world that the clients are in. */
  simulator: Simulator
  clientOf: (credentials?: Credentials) => twilio.Twilio
}

/** By the one means that the SDK has itself. */
function byBaseUrl(url: string) {
  return ({ accountSid, authToken } = CREDENTIALS) => {
    const client = twilio(accountSid, authToken)
    client.api.baseUrl = url
    client.trunking.baseUrl = url
    client.accounts.baseUrl = url
    return client
  }
}

const by =
  (target: Parameters<typeof twilioClientFor>[0]) =>
  (credentials = CREDENTIALS) =>
    twilioClientFor(target, credentials)

/** Every way to point the SDK at a simulator: what is true of one is true of the others. */
export const pointings: { way: string; point: () => Promise<Pointed> }[] = [
  {
    way: 'in process',
    async point() {
      const { simulator } = await startInProcess()
      return { simulator, clientOf: by({ fetch: conforming(simulator.fetch) }) }
    },
  },
  {
    way: 'at a port',
    async point() {
      const { simulator, url } = await startOnPort()
      return { simulator, clientOf: by(url) }
    },
  },
  {
    way: 'at a world of a port',
    async point() {
      const { simulator, url } = await startOnPort()
      return { simulator: simulator.world('checkout'), clientOf: by(`${url}/__w/checkout/`) }
    },
  },
  {
    way: 'at a world of a connected simulator',
    async point() {
      const { simulator, url } = await startOnPort()
      const clientOf = by(connectSimulator(url).world('checkout'))
      return { simulator: simulator.world('checkout'), clientOf }
    },
  },
  {
    way: 'by base URL',
    async point() {
      const { simulator, url } = await startOnPort()
      return { simulator, clientOf: byBaseUrl(url) }
    },
  },
  {
    way: 'by the base URL of a world',
    async point() {
      const { simulator, url } = await startOnPort()
      const clientOf = byBaseUrl(`${url}/__w/checkout`)
      return { simulator: simulator.world('checkout'), clientOf }
    },
  },
]
