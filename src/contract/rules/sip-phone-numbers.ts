import { chosen, concluded, onPage, type Rules } from './rule.ts'

const list = onPage('list-phone-numbers')
const create = onPage('create-phone-number')
const update = onPage('update-phone-number')
const remove = onPage('delete-phone-number')

/** Phone numbers, imported from a provider or entered by hand. */
export const sipPhoneNumberRules = {
  'sip-phone-numbers/list': list(
    'The phone numbers of the organisation can be listed, page by page.',
  ),
  'sip-phone-numbers/members': list('`id`, `orgId` and `phoneNumber` are always there.'),
  'sip-phone-numbers/nulls': concluded(
    'A member without a value is null.',
    'the sample has a value; a record without one shows null',
  ),
  'sip-phone-numbers/registration-status': concluded(
    '`registrationStatus` has a `state`, which is `Disabled`: nothing is registered.',
    'the sample shows the members and the first state only',
  ),
  'sip-phone-numbers/create': create('A phone number can be entered by hand.'),
  'sip-phone-numbers/number-required': create(
    '`phoneNumber` has 1 to 255 characters, and has to be there.',
  ),
  'sip-phone-numbers/text-lengths': create(
    '`displayName` and `description` have up to 255 characters.',
  ),
  'sip-phone-numbers/defaults': create(
    'Without them `displayName` and `description` are null, and `registration` is false.',
  ),
  'sip-phone-numbers/unique': create('An organisation has a number with a credential once.'),
  'sip-phone-numbers/unique-409': concluded(
    'A second one answers 409.',
    'the only documented conflict code',
  ),
  'sip-phone-numbers/elsewhere': create('Another organisation may have the same number.'),
  'sip-phone-numbers/unknown-credential': chosen(
    'A credential that is not there answers 404.',
    'no page says how a credential that is not there is refused',
  ),
  'sip-phone-numbers/read': concluded(
    'A phone number is read by its id.',
    'update and delete have pages with this path, and a SIP credential has this page',
  ),
  'sip-phone-numbers/replaces': update(
    'An update replaces the whole: what is absent becomes its default.',
  ),
  'sip-phone-numbers/managed': concluded(
    'Of a number that a provider manages, number and credential stay: another value answers 409.',
    'the provider attached them at Twilio',
  ),
  'sip-phone-numbers/delete': remove('A phone number that is deleted is not found any more.'),
  'sip-phone-numbers/in-use': remove(
    'A number that agents use answers 409, unless `force` is true.',
  ),
  'sip-phone-numbers/force': remove('With `force` it goes all the same.'),
  'sip-phone-numbers/of-provider': list(
    '`providerId` keeps the numbers that this provider manages.',
  ),
  'sip-phone-numbers/of-agent': list(
    '`linkedAgentId` keeps the numbers that this agent is linked to.',
  ),
  'sip-phone-numbers/unlinked': list(
    '`unlinkedOnly` keeps the numbers that no agent is linked to.',
  ),
  'sip-phone-numbers/like': chosen(
    '`phoneNumber` keeps the numbers that contain it.',
    'list-phone-numbers does not say how it is compared',
  ),
} as const satisfies Rules
