import { chosen, concluded, onErrorPage, onPage, type Rules } from './rule.ts'

const list = onPage('twilio.com/docs/voice/sip/api/sip-credentiallist-resource')
const credential = onPage('twilio.com/docs/voice/sip/api/sip-credential-resource')

/** SIP credential lists at Twilio, and the credentials in them. */
export const twilioCredentialRules = {
  'twilio-credential-lists/create': list('A credential list is made of a name.'),
  'twilio-credential-lists/read': list('A list is read by its SID.'),
  'twilio-credential-lists/list': list('The lists of the account can be listed.'),
  'twilio-credential-lists/rename': list('A list can be renamed.'),
  'twilio-credential-lists/delete': list('A list that is deleted is not found any more.'),
  'twilio-credential-lists/delete-takes': concluded(
    'Its credentials go with it.',
    'they are resources of the list',
  ),
  'twilio-credential-lists/unique': onErrorPage(21240)(
    'No two lists of an account have one name: the second is refused with 21240.',
  ),
  'twilio-credential-lists/elsewhere': concluded(
    'Another account may have a list of that name.',
    'lists are resources of the account',
  ),
  'twilio-credential-lists/blank': chosen(
    'A blank name is refused alike.',
    'the title of the error code',
  ),
  'twilio-credential-lists/limit': list('An account has up to 100 lists.'),
  'twilio-credential-lists/limit-code': onErrorPage(21239)('The next is refused with 21239.'),
  'twilio-credential-lists/in-use': concluded(
    'A list that a trunk uses is not deleted: 21241.',
    'the title of the error code',
  ),

  'twilio-credentials/create': credential('A credential is made of a user name and a password.'),
  'twilio-credentials/read': credential('A credential is read by its SID.'),
  'twilio-credentials/list': credential('The credentials in a list can be listed.'),
  'twilio-credentials/update': credential('An update takes another password; the user name stays.'),
  'twilio-credentials/delete': credential('A credential that is deleted is not found any more.'),
  'twilio-credentials/no-password': credential('No answer shows a password.'),
  'twilio-credentials/username': credential('A user name has 1 to 32 characters.'),
  'twilio-credentials/password': credential(
    'A password has 12 or more characters: a digit, a small letter and a capital among them.',
  ),
  'twilio-credentials/unique': list('A user name is in a list once.'),
  'twilio-credentials/refused': onErrorPage(21243)(
    'A user name or a password that may not be is refused with 21243.',
  ),
  'twilio-credentials/elsewhere': concluded(
    'Another list may have that user name.',
    'the user names of a list are unique, not those of the account',
  ),
  'twilio-credentials/limit': list('A list has up to 1000 credentials.'),
  'twilio-credentials/limit-code': onErrorPage(21242)('The next is refused with 21242.'),
  'twilio-credentials/in-its-list': concluded(
    'A credential is found in its list, and in no other.',
    'it is a resource of the list',
  ),
} as const satisfies Rules
