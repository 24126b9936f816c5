import { concluded, onPage, type Rules } from './rule.ts'

const page = onPage('update-auth-token')

/** How the auth token of a provider is replaced. */
export const authTokenRules = {
  'auth-token/replaces': page('A token that Twilio accepts takes the place of the stored one.'),
  'auth-token/required': page('`authToken` has to be there.'),
  'auth-token/format': page(
    '`authToken` is 32 lowercase hexadecimal digits; anything else is refused.',
  ),
  'auth-token/refused': page('A token that Twilio refuses is an error, and changes nothing.'),
  'auth-token/verification-stays': concluded(
    'The verification stays as it is.',
    'no page says that the replacement verifies',
  ),
} as const satisfies Rules
