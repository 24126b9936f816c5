import { chosen, concluded, onPage, type Rules } from './rule.ts'

const page = onPage('update-twilio-provider')

/** What an update changes, and what it leaves. */
export const updateRules = {
  'update/partial': page('An update changes the members that are given, and no others.'),
  'update/empty': page('Every member may be left out: `{}` changes nothing and is no error.'),
  'update/read-again': onPage('get-twilio-provider')('The next read shows what an update changed.'),
  'update/name': page('An update changes `name`.'),
  'update/name-length': page('`name` has up to 100 characters.'),
  'update/name-empty': concluded(
    'An empty `name` is accepted.',
    'the page prints a maximum and no minimum, unlike that of the create',
  ),
  'update/types': page(
    '`region` is a text and `supportsCallTransfer` true or false; else it is refused.',
  ),
  'update/region': page('An update changes `region`.'),
  'update/region-trunk': concluded(
    'Another region leaves the trunk, its URI and the verification as they are.',
    'no page says that they change',
  ),
  'update/transfer': page('An update changes `supportsCallTransfer`.'),
  'update/trunk-follows': concluded(
    'The transfer mode of the trunk follows `supportsCallTransfer`.',
    'the page ties the setting to the account and its permissions',
  ),
  'update/trunk-cannot-follow': concluded(
    'Where the trunk cannot follow, an update answers 409 and changes nothing.',
    'the only documented conflict code',
  ),
  'update/null': concluded(
    'A member that is null is as absent.',
    'the members may be null, and only those that are given count',
  ),
  'update/credentials-stay': page('An update does not change the credentials.'),
  'update/credentials-ignored': concluded(
    '`accountSid` and `authToken` in the body are ignored.',
    'unknown members are, by the default of ASP.NET Core',
  ),
  'update/all-or-nothing': chosen(
    'An update that is refused changes none of its good members.',
    'no page says so',
  ),
} as const satisfies Rules
