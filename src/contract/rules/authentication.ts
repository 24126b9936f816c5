import { concluded, onPage, type Rules } from './rule.ts'

const settings = onPage('account-settings')
const issues = onPage('common-issues')

/** Who is let in, and what they see. */
export const authenticationRules = {
  'authentication/bearer': settings('A key in `Authorization: Bearer` lets a request in.'),
  'authentication/wrong-key': issues('A key that is not valid answers 401.'),
  'authentication/no-key': concluded(
    'A request without a key answers 401.',
    'common-issues names the code for a key that is not valid',
  ),
  'authentication/other-scheme': concluded(
    'Another scheme than `Bearer` is as no key.',
    'every sample of the documentation sends `Bearer`',
  ),
  'authentication/challenge': concluded(
    'A 401 names the scheme to use in `WWW-Authenticate: Bearer`.',
    'common-issues names the code, ASP.NET Core the header',
  ),
  'authentication/before-body': concluded(
    'The key is looked at before the body.',
    'the order of ASP.NET Core',
  ),
  'authentication/organisation': settings(
    'A key belongs to an organisation, and finds only what that organisation has.',
  ),
  'authentication/own-things-only': concluded(
    'What another organisation has answers 404, as if it were not there.',
    'account-settings: the scope of a key is the organisation',
  ),
} as const satisfies Rules
