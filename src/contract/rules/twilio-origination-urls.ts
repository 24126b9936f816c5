import { chosen, concluded, onPage, type Rules } from './rule.ts'

const page = onPage('twilio.com/docs/sip-trunking/api/originationurl-resource')

/** Where the calls that come in on a trunk go. */
export const twilioOriginationUrlRules = {
  'twilio-origination-urls/create': page('A trunk can be given origination URLs.'),
  'twilio-origination-urls/required': page('All five parameters have to be there.'),
  'twilio-origination-urls/weight': page('`Weight` is 1 to 65535.'),
  'twilio-origination-urls/priority': page('`Priority` is 0 to 65535.'),
  'twilio-origination-urls/scheme': page('`SipUrl` is a URL of scheme `sip`.'),
  'twilio-origination-urls/read': page('An origination URL is read by its SID.'),
  'twilio-origination-urls/list': page('Those of a trunk can be listed.'),
  'twilio-origination-urls/update': page(
    'An update changes the parameters that are given, and no others.',
  ),
  'twilio-origination-urls/delete': page('One that is deleted is not found any more.'),
  'twilio-origination-urls/in-its-trunk': concluded(
    'An origination URL is found on its trunk, and on no other.',
    'it is a resource of the trunk',
  ),
  'twilio-origination-urls/limit': chosen(
    'A trunk has up to 10: the next is refused with 21249.',
    'the page of 21249 names no number',
  ),
} as const satisfies Rules
