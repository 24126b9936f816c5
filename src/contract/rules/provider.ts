import { concluded, onPage, type Rules } from './rule.ts'

const page = onPage('get-twilio-provider')

/** What a provider looks like, wherever it is shown. */
export const providerRules = {
  'provider/read': page('A provider is read by its id.'),
  'provider/required-members': page('`name`, `providerType` and `accountSid` are always there.'),
  'provider/type': page('`providerType` is `twilio`.'),
  'provider/account-sid': page('`accountSid` is that of the create, in clear.'),
  'provider/id': page('`id` is a uuid.'),
  'provider/name': page('`name` is that of the create.'),
  'provider/status': page('`verificationStatus` is pending, verified, warning or failed.'),
  'provider/never-verified': page(
    '`lastVerifiedAt` and `verificationDetails` are null until the first verification.',
  ),
  'provider/last-verified': page('`lastVerifiedAt` is an instant or null.'),
  'provider/number-count': page('`phoneNumberCount` counts the imported phone numbers.'),
  'provider/trunk-sid': page('`trunkSid` is `TK` and 32 lowercase hexadecimal digits, or null.'),
  'provider/termination-uri': concluded(
    '`terminationUri` is `sip:<name>.pstn.twilio.com`.',
    'the printed format has a hole where the name stands',
  ),
  'provider/region': page('`region` is a text or null.'),
  'provider/transfer': page('`supportsCallTransfer` is true or false.'),
  'provider/token-hidden': page('No answer shows the auth token.'),
  'provider/sip-password-hidden': page('Of credentials, a provider shows the account SID only.'),
  'provider/all-members': concluded(
    'All twelve members are always there.',
    'the pages print them all, and call most of them optional',
  ),
  'provider/no-other-members': concluded(
    'A provider has no other members.',
    'the pages print no others, such as times of creation',
  ),
  'provider/generic': onPage('get-provider')(
    'The generic read answers a provider of any kind, told apart by `providerType`.',
  ),
  'provider/generic-same': concluded(
    'The generic read answers the same as the one of Twilio providers.',
    'get-provider prints the same members',
  ),
} as const satisfies Rules
