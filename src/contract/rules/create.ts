import { chosen, concluded, onPage, type Rules } from './rule.ts'

const page = onPage('create-twilio-provider')
const open = 'no page prints the status of a success'

/** What a create takes, makes and answers. */
export const createRules = {
  'create/makes-provider': page(
    'A create with credentials that Twilio accepts answers the provider.',
  ),
  'create/status-201': concluded(
    'A create answers 201, for providers, phone numbers and SIP credentials.',
    `${open}, so it is a setting`,
  ),
  'create/status-200': concluded(
    'Where the setting `assumptions.createStatus` says so, a create answers 200.',
    `${open}, so it is a setting`,
  ),
  'create/location': concluded(
    'A 201 says in `Location` where the new thing can be read.',
    'what a 201 of HTTP does',
  ),
  'create/account-sid-required': page('`accountSid` has to be there.'),
  'create/account-sid-format': page(
    '`accountSid` is `AC` and 32 lowercase hexadecimal digits; anything else is refused.',
  ),
  'create/auth-token-required': page('`authToken` has to be there.'),
  'create/auth-token-format': page(
    '`authToken` is 32 lowercase hexadecimal digits; anything else is refused.',
  ),
  'create/name-required': page('`name` has to be there.'),
  'create/name-length': page('`name` has 1 to 100 characters.'),
  'create/name-longest': page('A name of 100 characters is accepted, and kept.'),
  'create/name-blank': concluded(
    'A name of white space only is refused.',
    'what `[Required]` of .NET does',
  ),
  'create/name-code-points': chosen(
    'The length of a name counts Unicode code points.',
    'as JSON Schema counts; .NET would count UTF-16 units',
  ),
  'create/region-type': page('`region` is a text or null; anything else is refused.'),
  'create/region-kept': page('The `region` that a create asks for is that of the provider.'),
  'create/region-defaults': page('Without `region` the provider gets one all the same.'),
  'create/region-us1': concluded(
    'That region is `us1`.',
    'the page says the closest one; `us1` is the base region of Twilio, and the first in the list',
  ),
  'create/region-null': concluded('A `region` of null is as none.', 'the member may be null'),
  'create/region-any-text': concluded(
    'Any text is accepted as `region`.',
    'the page lists common values, and no closed set',
  ),
  'create/transfer-type': page('`supportsCallTransfer` is true or false; a text is refused.'),
  'create/transfer-default': page('`supportsCallTransfer` is false unless the create asks for it.'),
  'create/transfer-kept': page('A create may ask for `supportsCallTransfer`, and gets it.'),
  'create/transfer-null': concluded(
    'A `supportsCallTransfer` of null is refused.',
    'the page prints `boolean`, and not `boolean | null`',
  ),
  'create/trunk': page('A new provider has a trunk and a termination URI.'),
  'create/own-trunk': page('Every create makes a trunk of its own.'),
  'create/trunk-transfers': concluded(
    'The transfer mode of the trunk is that of `supportsCallTransfer`.',
    'the page ties the setting to the trunk; the mode is that of Twilio',
  ),
  'create/credential-list': page('A create makes a credential list and attaches it to the trunk.'),
  'create/sip-credential': page('A create makes a SIP credential of the provider.'),
  'create/sip-server': concluded(
    'The server of that credential is the domain of the termination URI.',
    'outbound calls go there',
  ),
  'create/sip-password': page('Its password is random and has 32 characters.'),
  'create/pending': concluded(
    'A new provider is `pending`.',
    '`pending` is the first of the statuses, and verification is an operation of its own',
  ),
  'create/no-numbers': page('A new provider counts no phone numbers: none is imported yet.'),
  'create/same-account': concluded(
    'One account may be connected more than once, also under one name.',
    'update-twilio-provider advises a second provider when the credentials change',
  ),
  'create/steps': page('Twilio is asked for the account before anything is made there.'),
  'create/permissions': page('Without a permission that the page lists, a create makes nothing.'),
  'create/refused': page('Credentials that Twilio refuses make no provider.'),
  'create/refused-400': chosen(
    'Credentials that Twilio refuses answer 400.',
    'update-auth-token promises an error and no code, so it is a setting',
  ),
  'create/refused-422': chosen(
    'The setting `assumptions.refusedCredentials` chooses 401, 422 or 502 instead.',
    'the code is not documented, so it is a setting',
  ),
  'create/undone': chosen(
    'When a step fails, the steps before it are undone.',
    'no page says what is left behind',
  ),
  'create/limit-400': chosen(
    'A limit of the Twilio account answers 400 and names the code of Twilio.',
    'no page says how',
  ),
  'create/encrypted': page('Auth token and SIP password are encrypted before they are stored.'),
  'create/account-sid-in-clear': page('The account SID is stored in clear.'),
} as const satisfies Rules
