/** A Twilio account. Its lists of SIDs keep every look-up and every limit independent of other accounts. */
export interface Account {
  sid: string
  /** Null until an ordinary token was seen with the SID: steering tokens are accepted for every account. */
  authToken: string | null
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

/** An Elastic SIP Trunk. */
export interface Trunk {
  sid: string
  accountSid: string
  friendlyName: string | null
  domainName: string | null
  transferMode: TransferMode
  credentialListSids: string[]
  phoneNumberSids: string[]
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

/** A phone number that an account owns; `trunkSid` is the trunk that it is attached to. */
export interface IncomingPhoneNumber {
  sid: string
  accountSid: string
  phoneNumber: string
  friendlyName: string
  trunkSid: string | null
  dateCreated: number
  dateUpdated: number
}

/** Everything at Twilio, by SID. */
export interface TwilioState {
  accounts: Record<string, Account>
  trunks: Record<string, Trunk>
  /** SID of the trunk that holds a domain name: they are unique over all accounts. */
  domainNames: Record<string, string>
  credentialLists: Record<string, CredentialList>
  credentials: Record<string, Credential>
  phoneNumbers: Record<string, IncomingPhoneNumber>
  /** How many numbers an account owns when it is first seen. */
  phoneNumbersPerAccount: number
}

/** Twilio without any account. */
export function emptyTwilio(): TwilioState {
  return {
    accounts: {},
    trunks: {},
    domainNames: {},
    credentialLists: {},
    credentials: {},
    phoneNumbers: {},
    phoneNumbersPerAccount: 0,
  }
}

/** Adds one SID to a list of SIDs. */
export function including(sids: string[], sid: string): string[] {
  // Spread would leave room for 16 more, in four lists of every provider.
  return sids.concat(sid)
}

/** Takes one SID out of a list of SIDs. */
export function without(sids: string[], sid: string): string[] {
  return sids.filter((other) => other !== sid)
}
