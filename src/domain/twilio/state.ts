import { invalid } from './errors.ts'

/** Members of which any may be absent. */
export type Unset<T> = { [K in keyof T]?: T[K] | undefined }

/** A Twilio account. Its lists of SIDs keep every look-up and every limit independent of other accounts. */
export interface Account {
  sid: string
  /** The main account that it is a subaccount of; a main account owns itself. */
  ownerAccountSid: string
  /** Null until an ordinary token was seen with the SID: steering tokens are accepted for every account. */
  authToken: string | null
  /** Accepted besides; null where there is none. */
  secondaryAuthToken: string | null
  friendlyName: string
  status: 'active' | 'suspended' | 'closed'
  type: 'Full' | 'Trial'
  trunkSids: string[]
  credentialListSids: string[]
  phoneNumberSids: string[]
  dateCreated: number
  dateUpdated: number
}

export type TransferMode = 'disable-all' | 'enable-all' | 'sip-only'

/** What is seldom set on a trunk. */
export interface TrunkOptions {
  disasterRecoveryUrl: string | null
  disasterRecoveryMethod: 'GET' | 'POST' | null
  secure: boolean
  cnamLookupEnabled: boolean
  transferCallerId: 'from-transferee' | 'from-transferor'
}

/** An Elastic SIP Trunk. */
export interface Trunk {
  sid: string
  accountSid: string
  friendlyName: string | null
  domainName: string | null
  transferMode: TransferMode
  /** Those options that were set; null where none was. */
  options: Unset<TrunkOptions> | null
  credentialListSids: string[]
  phoneNumberSids: string[]
  originationUrlSids: string[]
  dateCreated: number
  dateUpdated: number
}

/** Where a trunk sends the calls that come in. */
export interface OriginationUrl {
  sid: string
  accountSid: string
  trunkSid: string
  friendlyName: string
  sipUrl: string
  weight: number
  priority: number
  enabled: boolean
  dateCreated: number
  dateUpdated: number
}

/** A SIP credential list. */
export interface CredentialList {
  sid: string
  accountSid: string
  friendlyName: string
  credentialSids: string[]
  dateCreated: number
  dateUpdated: number
}

/** A SIP credential. Like Twilio, the fake keeps no password. */
export interface Credential {
  sid: string
  accountSid: string
  credentialListSid: string
  username: string
  dateCreated: number
  dateUpdated: number
}

/** What a phone number is good for. */
export interface Capabilities {
  voice: boolean
  sms: boolean
  mms: boolean
  fax: boolean
}

type Method = 'GET' | 'POST'

/** What is seldom set on a phone number. */
export interface NumberOptions {
  voiceUrl: string | null
  voiceMethod: Method
  voiceFallbackUrl: string | null
  voiceFallbackMethod: Method
  voiceApplicationSid: string
  voiceCallerIdLookup: boolean
  smsUrl: string
  smsMethod: Method
  smsFallbackUrl: string
  smsFallbackMethod: Method
  smsApplicationSid: string
  statusCallback: string
  statusCallbackMethod: Method
}

/** A phone number that an account owns; `trunkSid` is the trunk that it is attached to. */
export interface IncomingPhoneNumber {
  sid: string
  accountSid: string
  phoneNumber: string
  friendlyName: string
  capabilities: Capabilities
  trunkSid: string | null
  /** Those options that were set; null where none was. */
  options: Unset<NumberOptions> | null
  dateCreated: number
  dateUpdated: number
}

/** Everything at Twilio, by SID. */
export interface TwilioState {
  accounts: Record<string, Account>
  trunks: Record<string, Trunk>
  /** SID of the trunk that holds a domain name: they are unique over all accounts. */
  domainNames: Record<string, string>
  /** Until when the domain name of a deleted trunk stays out of reach, in milliseconds since 1970. */
  reservedDomainNames: Record<string, number>
  originationUrls: Record<string, OriginationUrl>
  credentialLists: Record<string, CredentialList>
  credentials: Record<string, Credential>
  phoneNumbers: Record<string, IncomingPhoneNumber>
  /** How many numbers an account owns when it is first seen. */
  phoneNumbersPerAccount: number
  /** Whether an account that was never seen is opened, and not refused. */
  opensAccounts: boolean
}

/** Twilio without any account. */
export function emptyTwilio(): TwilioState {
  return {
    accounts: {},
    trunks: {},
    domainNames: {},
    reservedDomainNames: {},
    originationUrls: {},
    credentialLists: {},
    credentials: {},
    phoneNumbers: {},
    phoneNumbersPerAccount: 0,
    opensAccounts: true,
  }
}

/** Adds one SID to a list of SIDs. */
export function including(sids: string[], sid: string): string[] {
  // Spread would leave room for 16 more, in four lists of every provider; a bare SID is added three times slower.
  return sids.concat([sid])
}

/** Takes one SID out of a list of SIDs. */
export function without(sids: string[], sid: string): string[] {
  return sids.filter((other) => other !== sid)
}

/** The options of a form laid over those that were set before; null where none is left to keep. */
export function optionsIn<Options extends object>(
  form: Unset<Options>,
  defaults: Options,
  before: Unset<Options> | null,
): Unset<Options> | null {
  let options = before
  for (const name in defaults) {
    if (form[name] !== undefined) options = { ...options, [name]: form[name] } as Unset<Options>
  }
  return options
}

const MAX_FRIENDLY_NAME = 64

/** @throws TwilioError 20002 when the name is longer than Twilio takes */
export function checkFriendlyName(friendlyName: string | null): void {
  if (friendlyName !== null && friendlyName.length > MAX_FRIENDLY_NAME) {
    throw invalid('FriendlyName', `It has more than ${MAX_FRIENDLY_NAME} characters.`)
  }
}
