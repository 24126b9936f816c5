import { chosen, concluded, inOai, onErrorPage, onPage, type Rules } from './rule.ts'

const page = onPage('twilio.com/docs/sip-trunking/api/trunk-resource')
const oai = inOai('trunking_v1')
const dns = 'what a name of DNS is'

/** Elastic SIP trunks at Twilio. */
export const twilioTrunkRules = {
  'twilio-trunks/create': page('A trunk can be made; every parameter may be left out.'),
  'twilio-trunks/read': page('A trunk is read by its SID.'),
  'twilio-trunks/list': page('The trunks of the account can be listed, and those of no other.'),
  'twilio-trunks/update': page('An update changes the parameters that are given, and no others.'),
  'twilio-trunks/delete': page('A trunk that is deleted is not found any more.'),
  'twilio-trunks/nulls': concluded(
    'A trunk without a name or a domain name has null there.',
    'both may be left out; no page says what they are then',
  ),
  'twilio-trunks/transfer-mode': page(
    '`TransferMode` is `disable-all`, `enable-all` or `sip-only`.',
  ),
  'twilio-trunks/caller-id': page('`TransferCallerId` is `from-transferee` or `from-transferor`.'),
  'twilio-trunks/defaults': page(
    'Unless the form says so nothing is transferred, encrypted or looked up, and nothing helps in a disaster.',
  ),
  'twilio-trunks/default-caller-id': page('The caller of a transfer is the transferee by default.'),
  'twilio-trunks/no-recording': chosen(
    'No trunk records calls: what would switch that on is not there.',
    'no provider needs it',
  ),
  'twilio-trunks/auth-type': oai(
    '`auth_type` is empty until a credential list is attached, and then `CREDENTIAL_LIST`.',
  ),
  'twilio-trunks/domain': page(
    '`DomainName` has letters, digits and `-`, and ends in `pstn.twilio.com`.',
  ),
  'twilio-trunks/domain-labels': concluded(
    'A part of it has 1 to 63 characters, and no `-` at its ends.',
    dns,
  ),
  'twilio-trunks/domain-case': concluded('It is kept in small letters.', dns),
  'twilio-trunks/domain-malformed': concluded(
    'A domain name of another form is refused with 21245.',
    'the title of the error code; its page names other causes',
  ),
  'twilio-trunks/domain-account': onErrorPage(21245)(
    'A domain name that begins with the SID of another account is refused alike.',
  ),
  'twilio-trunks/domain-taken': onErrorPage(21248)(
    'A domain name that a trunk of any account has is refused with 21248.',
  ),
  'twilio-trunks/domain-reserved': onPage('help article 51034176439707')(
    'The one of a trunk that was deleted is refused so for 30 days.',
  ),
  'twilio-trunks/domain-given-up': chosen(
    'A domain name that a trunk changes for another is free at once.',
    'help article 51034176439707 speaks of deleted ones',
  ),
  'twilio-trunks/domain-empty': chosen('An empty `DomainName` takes it away.', 'no page says so'),
  'twilio-trunks/sub-domain': onErrorPage(21247)(
    'A domain name below another needs a trunk of the account with that one: else 21247.',
  ),
  'twilio-trunks/sub-domain-above': onErrorPage(21247)(
    'A trunk whose domain name has others below it is neither deleted nor renamed: 21247.',
  ),
  'twilio-trunks/limit': onErrorPage(21244)(
    'An account has up to 100 trunks, on trial one: the next is refused with 21244.',
  ),
  'twilio-trunks/delete-leaves': concluded(
    'Numbers and credential lists of a trunk that is deleted stay in the account.',
    'they are resources of the account',
  ),
  'twilio-trunks/delete-takes': concluded(
    'Its origination URLs go with it.',
    'they are resources of the trunk',
  ),
} as const satisfies Rules
