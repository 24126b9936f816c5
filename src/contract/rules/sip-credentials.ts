import { concluded, onPage, type Rules } from './rule.ts'

const list = onPage('list-sip-credentials')
const create = onPage('create-sip-credential')
const update = onPage('update-sip-credential')
const remove = onPage('delete-sip-credential')

/** SIP credentials, made by a provider or entered by hand. */
export const sipCredentialRules = {
  'sip-credentials/list': list(
    'The SIP credentials of the organisation can be listed, page by page.',
  ),
  'sip-credentials/members': create(
    '`id`, `orgId`, `server`, `transport` and `source` are always there.',
  ),
  'sip-credentials/nulls': concluded(
    'A member without a value is null.',
    'null by default in the body of a create',
  ),
  'sip-credentials/password-shown': concluded(
    'The password is shown in clear.',
    'the sample shows it, and no page says that it is masked',
  ),
  'sip-credentials/create': create('A SIP credential can be entered by hand.'),
  'sip-credentials/server-required': create(
    '`server` has 1 to 255 characters, and has to be there.',
  ),
  'sip-credentials/text-lengths': create(
    '`domain`, `authUser` and `description` have up to 255 characters.',
  ),
  'sip-credentials/password-length': create('`authPassword` has up to 64 characters.'),
  'sip-credentials/transport': create('`transport` is `udp`, `tcp` or `tls`.'),
  'sip-credentials/transport-default': create('Without it `transport` is `udp`.'),
  'sip-credentials/defaults': create(
    'All but `server` may be left out, and is then null or its default.',
  ),
  'sip-credentials/source': create(
    '`source` is `manual` for a credential that was entered by hand.',
  ),
  'sip-credentials/read': onPage('get-sip-credential')('A SIP credential is read by its id.'),
  'sip-credentials/replaces': update(
    'An update replaces the whole: what is absent becomes its default.',
  ),
  'sip-credentials/delete': remove('A SIP credential that is deleted is not found any more.'),
  'sip-credentials/in-use': remove(
    'A credential that phone numbers use answers 409, unless `force` is true.',
  ),
  'sip-credentials/in-use-named': concluded(
    'The 409 names the numbers in `phoneNumbers`.',
    'after the conflict of a phone number that agents use',
  ),
  'sip-credentials/force': remove('With `force` it goes all the same.'),
  'sip-credentials/managed': remove(
    'A credential that a provider made cannot be deleted, nor changed.',
  ),
  'sip-credentials/managed-409': concluded(
    'To try it answers 409.',
    'delete-sip-credential calls it read-only, without a status',
  ),
  'sip-credentials/usage': onPage('get-agents-using-sip-credential')(
    'The phone numbers that use a credential can be listed, with the agents that use them.',
  ),
} as const satisfies Rules
