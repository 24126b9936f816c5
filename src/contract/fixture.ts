import { z } from 'zod'
import { ACCOUNT_SID, AUTH_TOKEN } from './providers.ts'

const E164 = /^\+[1-9]\d{6,14}$/

const Capabilities = z.strictObject({
  voice: z.boolean(),
  sms: z.boolean(),
  mms: z.boolean(),
  fax: z.boolean().default(false),
})

const PhoneNumber = z.strictObject({
  phoneNumber: z.string().regex(E164, 'must be an E.164 number such as +14155550100'),
  friendlyName: z.string().max(64).optional(),
  /** By default voice and text messages; pictures too in North America. */
  capabilities: Capabilities.optional(),
})

const AccountSid = z.string().regex(ACCOUNT_SID, 'must be AC and 32 lowercase hex digits')
const AuthToken = z.string().regex(AUTH_TOKEN, 'must be 32 lowercase hex digits')

const Account = z.strictObject({
  accountSid: AccountSid,
  authToken: AuthToken,
  /** Its main account, where it is a subaccount: another one of the fixture. */
  ownerAccountSid: AccountSid.optional(),
  friendlyName: z.string().max(64).default('My first Twilio account'),
  type: z.enum(['Full', 'Trial']).default('Full'),
  phoneNumbers: z.array(PhoneNumber).default([]),
})

const Provider = z.strictObject({
  /** Fixed, so that a page can link to it. */
  id: z.guid().toLowerCase(),
  /** One of `accounts`. */
  accountSid: AccountSid,
  name: z.string().min(1).max(100),
  region: z.string().nullable().default('us1'),
  supportsCallTransfer: z.boolean().default(false),
  /** Numbers of the account that are imported. */
  phoneNumbers: z.array(z.string()).default([]),
  /** What has happened at Twilio since: verification finds it. */
  atTwilio: z
    .strictObject({
      account: z.enum(['active', 'suspended', 'closed']).default('active'),
      /** The auth token that the account has by now; by default the one that the provider was made with. */
      authToken: AuthToken.optional(),
      trunk: z.enum(['present', 'missing']).default('present'),
      /** Whether the trunk still has its domain name. */
      domainName: z.enum(['present', 'missing']).default('present'),
      /** What somebody set on the trunk; by default what the provider set. */
      transferMode: z.enum(['disable-all', 'enable-all', 'sip-only']).optional(),
      credentialList: z.enum(['attached', 'detached']).default('attached'),
      credential: z.enum(['present', 'missing']).default('present'),
      /** Imported numbers that somebody took off the trunk. */
      detached: z.array(z.string()).default([]),
      /** Imported numbers that somebody gave back to Twilio. */
      released: z.array(z.string()).default([]),
    })
    .prefault({}),
  /** Whether the first verification has run. A pending provider of a fixture stays pending. */
  verification: z.enum(['pending', 'done']).default('done'),
})

const Agent = z.strictObject({
  id: z.string().min(1).max(255),
  name: z.string().min(1),
  /** Imported numbers whose calls it takes. */
  inbound: z.array(z.string()).default([]),
  /** The imported number that it calls with. */
  outbound: z.string().optional(),
})

/** A starting world. The providers of a fixture belong to every organisation. */
export const Fixture = z
  .strictObject({
    description: z.string().optional(),
    /** How many numbers an account owns when it is first seen; faker makes them up. */
    phoneNumbersPerAccount: z.int().min(0).max(100).default(0),
    /** What becomes of credentials of an account that was never seen: it is opened, or they are refused. */
    unknownAccounts: z.enum(['open', 'refuse']).default('open'),
    accounts: z.array(Account).default([]),
    agents: z.array(Agent).default([]),
    providers: z.array(Provider).default([]),
  })
  .superRefine((fixture, context) => {
    for (const { path, message } of dangling(fixture)) {
      context.addIssue({ code: 'custom', path, message })
    }
  })

export type Fixture = z.output<typeof Fixture>

/** A fixture as it is written: what has a default may be absent. */
export type FixtureInput = z.input<typeof Fixture>

interface Dangling {
  path: (string | number)[]
  message: string
}

/** Whatever is named twice, or named and not there. */
function dangling({
  accounts,
  agents,
  providers,
}: Pick<Fixture, 'accounts' | 'agents' | 'providers'>): Dangling[] {
  const found: Dangling[] = []
  const seen = new Set<string>()
  const once = (path: Dangling['path'], value: string) => {
    if (seen.has(value)) found.push({ path, message: `${value} stands twice` })
    seen.add(value)
  }
  accounts.forEach(({ accountSid, ownerAccountSid, phoneNumbers }, index) => {
    once(['accounts', index, 'accountSid'], accountSid)
    const owner = accounts.find((it) => it.accountSid === ownerAccountSid)
    if (ownerAccountSid !== undefined && (!owner || owner.ownerAccountSid !== undefined)) {
      const path = ['accounts', index, 'ownerAccountSid']
      found.push({ path, message: `${ownerAccountSid} is no main account of the fixture` })
    }
    phoneNumbers.forEach(({ phoneNumber }, at) => {
      once(['accounts', index, 'phoneNumbers', at, 'phoneNumber'], phoneNumber)
    })
  })
  providers.forEach(({ id, accountSid, phoneNumbers, atTwilio }, index) => {
    once(['providers', index, 'id'], id)
    const account = accounts.find((it) => it.accountSid === accountSid)
    const owned = account?.phoneNumbers.map((it) => it.phoneNumber) ?? []
    const expect = (path: Dangling['path'], values: string[], known: string[], where: string) => {
      values.forEach((value, at) => {
        if (known.includes(value)) return
        found.push({ path: ['providers', index, ...path, at], message: `${value} is not ${where}` })
      })
    }
    if (!account) {
      const path = ['providers', index, 'accountSid']
      found.push({ path, message: `${accountSid} is not one of the accounts` })
    } else {
      expect(['phoneNumbers'], phoneNumbers, owned, 'a number of the account')
      phoneNumbers.forEach((number, at) => {
        if (phoneNumbers.indexOf(number) === at) return
        const path = ['providers', index, 'phoneNumbers', at]
        found.push({ path, message: `${number} stands twice` })
      })
      expect(['atTwilio', 'detached'], atTwilio.detached, phoneNumbers, 'one of phoneNumbers')
      expect(['atTwilio', 'released'], atTwilio.released, phoneNumbers, 'one of phoneNumbers')
    }
  })
  const imported = providers.flatMap((it) => it.phoneNumbers)
  const inboundOf = new Set<string>()
  agents.forEach(({ id, inbound, outbound }, index) => {
    once(['agents', index, 'id'], id)
    const linked = (path: Dangling['path'], number: string) => {
      if (imported.includes(number)) return
      found.push({ path: ['agents', index, ...path], message: `${number} is no imported number` })
    }
    if (outbound !== undefined) linked(['outbound'], outbound)
    inbound.forEach((number, at) => {
      linked(['inbound', at], number)
      if (inboundOf.has(number)) {
        const path = ['agents', index, 'inbound', at]
        found.push({ path, message: `${number} has an agent that takes its calls` })
      }
      inboundOf.add(number)
    })
  })
  return found
}
