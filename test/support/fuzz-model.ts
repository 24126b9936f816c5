import type { VerificationStatus } from '../../src/contract/providers.ts'
import type { WorldState } from '../../src/contract/state.ts'

/** The API keys of three organisations. */
export const KEYS = ['key-c0ffee-0001', 'key-c0ffee-0002', 'key-c0ffee-0003'] as const

/** A main account, its subaccount, and a trial account. */
export const ACCOUNTS = {
  main: { sid: `AC${'a'.repeat(32)}`, token: 'c0ffee01c0ffee01c0ffee01c0ffee01' },
  sub: { sid: `AC${'b'.repeat(32)}`, token: 'c0ffee02c0ffee02c0ffee02c0ffee02' },
  trial: { sid: `AC${'c'.repeat(32)}`, token: 'c0ffee03c0ffee03c0ffee03c0ffee03' },
} as const

const numbers = (...lines: string[]) => lines.map((line) => ({ phoneNumber: `+1415555${line}` }))

/** What every world starts from. */
export const FIXTURE = {
  accounts: [
    {
      accountSid: ACCOUNTS.main.sid,
      authToken: ACCOUNTS.main.token,
      phoneNumbers: numbers('0101', '0102', '0103'),
    },
    {
      accountSid: ACCOUNTS.sub.sid,
      authToken: ACCOUNTS.sub.token,
      ownerAccountSid: ACCOUNTS.main.sid,
      phoneNumbers: numbers('0104', '0105'),
    },
    {
      accountSid: ACCOUNTS.trial.sid,
      authToken: ACCOUNTS.trial.token,
      type: 'Trial' as const,
      phoneNumbers: numbers('0106'),
    },
  ],
}

/** A Twilio account, as a few sentences know it. */
export interface ModelAccount {
  sid: string
  /** The first and the second token; null where there is no second. */
  tokens: [string, string | null]
  status: string
}

/** A provider, and what has happened to it at Twilio. */
export interface ModelProvider {
  id: string
  key: string
  accountSid: string
  token: string
  trunkSid: string
  domainName: string
  listSid: string
  credentialSid: string
  transfers: boolean
  mode: string
  hasDomain: boolean
  hasList: boolean
  hasCredential: boolean
  /** SID of each imported number by the id of its record. */
  numbers: Map<string, string>
  /** Whether its own token, or the control plane, says what verification says. */
  isSteered: boolean
  /** What a read has to say; null where that is not simply said. */
  said: VerificationStatus | null
}

/** A world, as a few sentences know it. */
export interface ModelWorld {
  providers: Map<string, ModelProvider>
  accounts: Map<string, ModelAccount>
  /** SID of the account of every trunk. */
  trunks: Map<string, string>
  /** Of every bought number its account, and the trunk that it sits on. */
  numbers: Map<string, { accountSid: string; phoneNumber: string; trunkSid: string | null }>
  /** API key of what was entered by hand. */
  manualNumbers: Map<string, string>
  manualCredentials: Map<string, string>
  /** What may be at Twilio without a provider. */
  loose: Set<string>
  hasScenario: boolean
  hasFaults: boolean
}

/** The model of a world at its start. */
export function newModel(state: WorldState): ModelWorld {
  const { phoneNumbers } = state.twilio
  return {
    providers: new Map(),
    accounts: new Map(
      Object.values(ACCOUNTS).map(({ sid, token }) => [
        sid,
        { sid, tokens: [token, null], status: 'active' },
      ]),
    ),
    trunks: new Map(),
    numbers: new Map(
      Object.values(phoneNumbers).map(({ sid, accountSid, phoneNumber, trunkSid }) => [
        sid,
        { accountSid, phoneNumber, trunkSid },
      ]),
    ),
    manualNumbers: new Map(),
    manualCredentials: new Map(),
    loose: new Set(),
    hasScenario: false,
    hasFaults: false,
  }
}

/** Whether Twilio lets the token in. */
export function isLetIn(model: ModelWorld, accountSid: string, token: string): boolean {
  const account = model.accounts.get(accountSid)
  return account?.status === 'active' && account.tokens.includes(token)
}

/** What a verification of the provider has to say, when nothing steers it. */
export function expectedStatus(model: ModelWorld, provider: ModelProvider): VerificationStatus {
  const { accountSid, token, trunkSid, transfers, mode } = provider
  const { hasDomain, hasList, hasCredential } = provider
  const stands = model.trunks.has(trunkSid) && hasDomain && hasList && hasCredential
  if (!isLetIn(model, accountSid, token) || !stands) return 'failed'
  const isOff = [...provider.numbers.values()].some(
    (sid) => model.numbers.get(sid)?.trunkSid !== trunkSid,
  )
  return isOff || mode !== modeOf(transfers) ? 'warning' : 'verified'
}

/** The transfer mode that a provider sets. */
export const modeOf = (transfers: boolean) => (transfers ? 'enable-all' : 'disable-all')

/** A trunk is gone from Twilio, and its numbers are on none. */
export function dropTrunk(model: ModelWorld, trunkSid: string): void {
  model.trunks.delete(trunkSid)
  for (const number of model.numbers.values()) {
    if (number.trunkSid === trunkSid) number.trunkSid = null
  }
}
