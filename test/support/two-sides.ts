import type { Twilio } from 'twilio'
import type { Options } from '../../src/index.ts'
import { twilioClientFor } from '../../src/twilio.ts'
import { type Answer, PROVIDERS, validBody } from './client.ts'
import { type Started, startOnPort, ways } from './port.ts'
import { conforming } from './twilio.ts'

export const NUMBERS = ['+14155550101', '+14155550102', '+14155550103']

/** A provider with two imported numbers, and both sides of it: BlackBox's API and Twilio's SDK. */
export interface TwoSides extends Started {
  /** The main account at Twilio. */
  main: Twilio
  /** The account of the provider, which is a subaccount of it. */
  own: Twilio
  authToken: string
  id: string
  trunkSid: string
  /** The SIDs of the account's numbers; the first two are imported. */
  numbers: string[]
  /** Sends a request about the provider. */
  ask(method: string, path: string, body?: unknown): Promise<Answer>
}

/** Twilio's SDK, pointed at a simulator as whoever uses it would. */
export type SdkFor = (started: Started, account: { sid: string; authToken: string }) => Twilio

const sdkInProcess: SdkFor = ({ simulator }, { sid, authToken }) =>
  twilioClientFor({ fetch: conforming(simulator.fetch) }, { accountSid: sid, authToken })

const sdkOnPort: SdkFor = (started, { sid, authToken }) =>
  twilioClientFor('url' in started ? String(started.url) : '', { accountSid: sid, authToken })

/** Both ways to reach a simulator, for its API and for Twilio's SDK. */
export const bothSides = ways.map(({ way, start }) => {
  const sdk = start === startOnPort ? sdkOnPort : sdkInProcess
  return { way, start, sdk, connect: (options?: Options) => connect(start, sdk, options) }
})

async function connect(
  start: (options?: Options) => Promise<Started>,
  sdk: SdkFor,
  options?: Options,
): Promise<TwoSides> {
  const started = await start(options)
  const main = sdk(started, { sid: validBody.accountSid, authToken: validBody.authToken })
  const account = await main.api.v2010.accounts.create({ friendlyName: 'Northwind' })
  const own = sdk(started, account)
  const numbers: string[] = []
  for (const phoneNumber of NUMBERS) {
    numbers.push((await own.incomingPhoneNumbers.create({ phoneNumber })).sid)
  }
  const { sid: accountSid, authToken } = account
  const { body } = await started.create({ ...validBody, accountSid, authToken })
  const path = `${PROVIDERS}/${body.id}`
  await started.send('POST', `${path}/import-numbers`, {
    body: { phoneNumberSids: numbers.slice(0, 2) },
  })
  return {
    ...started,
    main,
    own,
    authToken,
    id: body.id,
    trunkSid: body.trunkSid,
    numbers,
    ask: (method, rest, sent) =>
      started.send(method, rest.startsWith('/api') ? rest : path + rest, {
        ...(sent !== undefined && { body: sent }),
      }),
  }
}

/** Everything that a Twilio account holds beside its numbers, which it keeps. */
export async function heldBy(account: Twilio): Promise<object> {
  const trunks = await account.trunking.v1.trunks.list()
  const lists = await account.sip.credentialLists.list()
  const numbers = await account.incomingPhoneNumbers.list()
  return {
    trunks: trunks.map(({ sid }) => sid),
    credentialLists: lists.map(({ sid }) => sid),
    attached: numbers.filter(({ trunkSid }) => trunkSid !== null).map(({ sid }) => sid),
  }
}

export const NOTHING_HELD = { trunks: [], credentialLists: [], attached: [] }
