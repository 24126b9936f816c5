import { chosen, concluded, inOai, onPage, type Rules } from './rule.ts'

const oai = inOai('api_v2010')
const magic = onPage('twilio.com/docs/iam/test-credentials')

/** The phone numbers that an account owns at Twilio. */
export const twilioPhoneNumberRules = {
  'twilio-phone-numbers/read': oai('A phone number is read by its SID.'),
  'twilio-phone-numbers/list': oai('The numbers of the account can be listed.'),
  'twilio-phone-numbers/by-digits': oai(
    'The list can be narrowed by a part of the number, with `*` for any digit.',
  ),
  'twilio-phone-numbers/by-signs': chosen(
    'Other signs of that filter do not count; where it has no digit, no number fits.',
    'no page says so',
  ),
  'twilio-phone-numbers/by-name': concluded(
    'It can be narrowed by name, which has to be the whole.',
    'the documents promise the numbers that match the name',
  ),
  'twilio-phone-numbers/by-beta': chosen(
    'No number is new to Twilio: `Beta` keeps them all.',
    'a number that is made up is of no age',
  ),
  'twilio-phone-numbers/by-origin': chosen(
    'Every number is of origin `twilio`: none is hosted.',
    'a hosted number stays with another carrier',
  ),

  'twilio-phone-numbers/buy': oai(
    'A number can be bought: it is in E.164, and belongs to the account.',
  ),
  'twilio-phone-numbers/any-number': chosen(
    'Any number in E.164 that nobody has is for sale.',
    'real numbers are for sale where Twilio has them',
  ),
  'twilio-phone-numbers/area': oai('A number of an area can be bought by its `AreaCode`.'),
  'twilio-phone-numbers/area-made-up': chosen(
    'Such a number is made up; its exchange does not begin with 0 or 1.',
    'a rule of the North American plan',
  ),
  'twilio-phone-numbers/number-first': oai('Of a number and an area the number counts.'),
  'twilio-phone-numbers/magic': magic(
    '`+15005550000` is not available, `+15005550001` is invalid, `+15005550006` can be had.',
  ),
  'twilio-phone-numbers/magic-area': magic('Area 533 has no number, area 500 has one.'),
  'twilio-phone-numbers/magic-always': chosen(
    'They are so for ordinary accounts too; the number that can be had is so once for each.',
    'Twilio keeps them to test credentials',
  ),
  'twilio-phone-numbers/invalid': concluded(
    'What is no number in E.164, and no choice at all, is refused with 21421.',
    'twilio.com/docs/iam/test-credentials gives the code to an invalid number',
  ),
  'twilio-phone-numbers/area-empty': concluded(
    'What is no area code of North America is refused with 21452.',
    'twilio.com/docs/iam/test-credentials gives the code to an area without numbers',
  ),
  'twilio-phone-numbers/taken': concluded(
    'A number that any account has is refused with 21422.',
    'twilio.com/docs/iam/test-credentials gives the code to a number that is not available',
  ),
  'twilio-phone-numbers/release': oai('A number that is released belongs to nobody.'),
  'twilio-phone-numbers/sold-again': chosen(
    'It can be bought again at once, and has another SID then.',
    'no page says so',
  ),

  'twilio-phone-numbers/name': oai(
    'Without a name a number of North America is called by its national format.',
  ),
  'twilio-phone-numbers/name-elsewhere': chosen(
    'Any other is called by its digits.',
    'the formats of other countries are many',
  ),
  'twilio-phone-numbers/capabilities': chosen(
    'A number that is bought has voice and SMS, and MMS in North America alone.',
    'what real numbers can differs from one to the next',
  ),
  'twilio-phone-numbers/defaults': oai(
    'Webhooks are empty or null, and their methods `POST`, until they are set.',
  ),
  'twilio-phone-numbers/set-on-buying': oai('What can be set on a number can be set while buying.'),
  'twilio-phone-numbers/update': oai(
    'An update changes the parameters that are given, and no others.',
  ),
  'twilio-phone-numbers/trunk': oai('`TrunkSid` attaches a number to a trunk.'),
  'twilio-phone-numbers/no-trunk': concluded(
    'An empty `TrunkSid` takes it off.',
    'the official SDK sends it so',
  ),
  'twilio-phone-numbers/trunk-or-application': oai(
    'A trunk and a voice application exclude each other: to set one deletes the other.',
  ),
  'twilio-phone-numbers/trunk-before-application': chosen(
    'Of both at once the trunk stays.',
    'no page says so',
  ),
  'twilio-phone-numbers/move': onPage('twilio.com/docs/iam/api/subaccounts')(
    '`AccountSid` gives a number to another account of the family.',
  ),
  'twilio-phone-numbers/move-trunk': concluded(
    'A number that moves leaves its trunk.',
    'the trunk belongs to the other account',
  ),
} as const satisfies Rules
