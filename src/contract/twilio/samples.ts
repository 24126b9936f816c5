import { sample as provider } from '../providers.ts'

/** What every example is about: the Twilio side of the provider that the BlackBox examples show. */
export const sample = {
  accountSid: provider.accountSid,
  trunkSid: provider.trunkSid,
  domainName: provider.domainName,
  credentialListSid: 'CLa8f3074dcda884a473422419677f6779',
  credentialSid: 'CR3dbb1fb5ef35f9ec2b2f5e0c4e1b9a06',
  phoneNumberSid: 'PN94092883b02abbe3968dcfbde86fa582',
  originationUrlSid: 'OU5a8c1f27d0e94b63a7f2c8d1e6b4093f',
  phoneNumber: '+14155550100',
  nationalNumber: '(415) 555-0100',
  iso: provider.at,
  rfc2822: 'Wed, 01 Jan 2025 00:00:00 +0000',
} as const

/** The account's part of a path of the 2010 API. */
export const accountPath = `/2010-04-01/Accounts/${sample.accountSid}`

/** The trunk's part of a path. */
export const trunkPath = `/v1/Trunks/${sample.trunkSid}`

/** Where Trunkline serves by default: the links of trunking are absolute. */
export const origin = 'http://127.0.0.1:4700'
