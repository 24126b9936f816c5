import { z } from '@hono/zod-openapi'
import { ActiveFault } from './faults.ts'
import { TERMINATION_DOMAIN, VerificationCheck } from './providers.ts'
import { Scenario, TwilioScript, VerificationScript } from './scenario.ts'
import { Settings } from './settings.ts'

/** In lowercase, as every path that names it is read. */
const Id = z.guid().lowercase()
const sid = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}[0-9a-f]{32}$`), `must be ${prefix} and 32 hex digits`)
const FIRST_MILLIS = -62_167_219_200_000
const LAST_MILLIS = 253_402_300_799_999
const Millis = z.int().min(FIRST_MILLIS).max(LAST_MILLIS).meta({
  description: 'Milliseconds since 1970, in the years 0 to 9999.',
})
/** With it a real clock stays within those years for longer than this will run. */
const MAX_OFFSET = 250_000_000_000_000
const MaybeMillis = z.union([Millis, z.null()])
const dates = { dateCreated: Millis, dateUpdated: Millis }
const Organisation = z.union([z.string(), z.null()])

/** Things by what names them, which stands in them too. */
function keyed<Name extends string, T extends Record<Name, string>>(
  name: Name,
  schema: z.ZodType<T>,
) {
  return z.record(z.string(), schema).superRefine((record, context) => {
    for (const [key, value] of Object.entries(record)) {
      if (value[name] === key) continue
      const message = `is not ${key}, under which it stands`
      context.addIssue({ code: 'custom', path: [key, name], message })
    }
  })
}

const Ranked = z.strictObject({ rank: z.literal([1, 2, 3, 4, 5]), by: z.string() })
const Decision = z.strictObject({ about: z.string(), won: Ranked, lost: z.array(Ranked) })

const Verification = z.strictObject({
  checks: z.union([z.array(VerificationCheck), z.null()]),
  lastVerifiedAt: MaybeMillis,
  dueOnRead: z.union([z.int(), z.null()]),
  dueAt: MaybeMillis,
  decisions: z.array(Decision).readonly(),
})

/** What a provider was told that verification says, apart from its token. */
const ProviderScript = z.strictObject({
  by: z.string(),
  rank: z.literal([1, 3]),
  verification: VerificationScript.optional(),
  twilio: z.array(TwilioScript).optional(),
})

const Provider = z.strictObject({
  id: Id,
  organisation: Organisation,
  name: z.string(),
  accountSid: sid('AC'),
  authToken: z.string(),
  region: z.union([z.string(), z.null()]),
  supportsCallTransfer: z.boolean(),
  trunkSid: sid('TK'),
  domainName: z.string().regex(TERMINATION_DOMAIN, 'must be a name below pstn.twilio.com'),
  credentialListSid: sid('CL'),
  credentialSid: sid('CR'),
  sipCredentialId: Id,
  sipPhoneNumberIds: z.array(Id),
  verification: Verification,
  script: z.union([ProviderScript, z.null()]),
})

const Text = z.union([z.string(), z.null()])
const records = { createdAt: Millis, updatedAt: Millis }

const SipCredential = z.strictObject({
  id: Id,
  organisation: Organisation,
  providerId: z.union([Id, z.null()]),
  server: z.string().min(1),
  transport: z.enum(['udp', 'tcp', 'tls']),
  domain: Text,
  authUser: Text,
  authPassword: Text,
  description: Text,
  cpsLimit: z.union([z.number(), z.null()]),
  cpsKey: Text,
  ...records,
})

const SipPhoneNumber = z.strictObject({
  id: Id,
  organisation: Organisation,
  phoneNumber: z.string().min(1),
  sipCredentialId: z.union([Id, z.null()]),
  providerId: z.union([Id, z.null()]),
  phoneNumberSid: z.union([sid('PN'), z.null()]),
  displayName: Text,
  description: Text,
  registration: z.boolean(),
  inboundAgentId: Text,
  outboundAgentIds: z.array(z.string()),
  ...records,
})

const Account = z.strictObject({
  sid: sid('AC'),
  ownerAccountSid: sid('AC'),
  authToken: Text,
  secondaryAuthToken: Text,
  friendlyName: z.string(),
  status: z.enum(['active', 'suspended', 'closed']),
  type: z.enum(['Full', 'Trial']),
  trunkSids: z.array(sid('TK')),
  credentialListSids: z.array(sid('CL')),
  phoneNumberSids: z.array(sid('PN')),
  ...dates,
})

const Method = z.enum(['GET', 'POST'])

const Trunk = z.strictObject({
  sid: sid('TK'),
  accountSid: sid('AC'),
  friendlyName: z.union([z.string(), z.null()]),
  domainName: z.union([z.string(), z.null()]),
  transferMode: z.enum(['disable-all', 'enable-all', 'sip-only']),
  options: z.union([
    z.strictObject({
      disasterRecoveryUrl: Text.optional(),
      disasterRecoveryMethod: z.union([Method, z.null()]).optional(),
      secure: z.boolean().optional(),
      cnamLookupEnabled: z.boolean().optional(),
      transferCallerId: z.enum(['from-transferee', 'from-transferor']).optional(),
    }),
    z.null(),
  ]),
  credentialListSids: z.array(sid('CL')),
  phoneNumberSids: z.array(sid('PN')),
  originationUrlSids: z.array(sid('OU')),
  ...dates,
})

const OriginationUrl = z.strictObject({
  sid: sid('OU'),
  accountSid: sid('AC'),
  trunkSid: sid('TK'),
  friendlyName: z.string(),
  sipUrl: z.string(),
  weight: z.int(),
  priority: z.int(),
  enabled: z.boolean(),
  ...dates,
})

const CredentialList = z.strictObject({
  sid: sid('CL'),
  accountSid: sid('AC'),
  friendlyName: z.string(),
  credentialSids: z.array(sid('CR')),
  ...dates,
})

const Credential = z.strictObject({
  sid: sid('CR'),
  accountSid: sid('AC'),
  credentialListSid: sid('CL'),
  username: z.string(),
  ...dates,
})

const IncomingPhoneNumber = z.strictObject({
  sid: sid('PN'),
  accountSid: sid('AC'),
  phoneNumber: z.string().min(1),
  friendlyName: z.string(),
  capabilities: z.strictObject({
    voice: z.boolean(),
    sms: z.boolean(),
    mms: z.boolean(),
    fax: z.boolean(),
  }),
  trunkSid: z.union([sid('TK'), z.null()]),
  options: z.union([
    z.strictObject({
      voiceUrl: Text.optional(),
      voiceMethod: Method.optional(),
      voiceFallbackUrl: Text.optional(),
      voiceFallbackMethod: Method.optional(),
      voiceApplicationSid: z.string().optional(),
      voiceCallerIdLookup: z.boolean().optional(),
      smsUrl: z.string().optional(),
      smsMethod: Method.optional(),
      smsFallbackUrl: z.string().optional(),
      smsFallbackMethod: Method.optional(),
      smsApplicationSid: z.string().optional(),
      statusCallback: z.string().optional(),
      statusCallbackMethod: Method.optional(),
    }),
    z.null(),
  ]),
  ...dates,
})

/** Everything that is in a world, but for its name, its journal and its snapshots. */
export const WorldState = z
  .strictObject({
    format: z.literal('trunkline-state-2'),
    seed: z.int().min(0),
    clock: z.strictObject({
      mode: z.enum(['frozen', 'real']),
      now: Millis,
      offset: z.int().min(-MAX_OFFSET).max(MAX_OFFSET).meta({
        description: 'How far a real clock is ahead of that of the machine, in milliseconds.',
      }),
    }),
    counters: z.record(z.string(), z.int().min(0)),
    providers: keyed('id', Provider),
    sipCredentials: keyed('id', SipCredential),
    sipPhoneNumbers: keyed('id', SipPhoneNumber),
    agents: z.array(z.strictObject({ id: z.string(), name: z.string() })).readonly(),
    twilio: z.strictObject({
      accounts: keyed('sid', Account),
      trunks: keyed('sid', Trunk),
      domainNames: z.record(z.string(), sid('TK')),
      reservedDomainNames: z.record(z.string(), Millis),
      originationUrls: keyed('sid', OriginationUrl),
      credentialLists: keyed('sid', CredentialList),
      credentials: keyed('sid', Credential),
      phoneNumbers: keyed('sid', IncomingPhoneNumber),
      phoneNumbersPerAccount: z.int().min(0).max(100),
      opensAccounts: z.boolean(),
    }),
    scenario: z.union([Scenario, z.null()]),
    scenarioIsOwn: z.boolean(),
    faults: z.array(ActiveFault),
    settings: Settings,
    agenda: z
      .array(z.strictObject({ at: Millis, providerIds: z.array(Id) }))
      .refine((items) => items.every(({ at }, index) => at > (items[index - 1]?.at ?? -Infinity)), {
        message: 'must be in the order of time, each instant once',
      }),
  })
  .meta({
    id: 'WorldState',
    description:
      'A world as it can be kept and put back. Auth tokens and passwords are replaced by digests that still tell one from another; steering tokens are no secrets and stay.',
  })

export type WorldState = z.output<typeof WorldState>
