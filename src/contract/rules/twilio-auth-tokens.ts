import { concluded, inOai, type Rules } from './rule.ts'

const oai = inOai('accounts_v1')

/** How an auth token is changed at Twilio. */
export const twilioAuthTokenRules = {
  'twilio-auth-tokens/second': oai(
    'An account can be given a second auth token, which opens it beside the first.',
  ),
  'twilio-auth-tokens/one-second': concluded(
    'It has one at a time: to make another answers 409 with 20409.',
    'the documents know one secondary token; 20409 is the title of a conflict',
  ),
  'twilio-auth-tokens/delete': oai('A second token that is deleted opens nothing any more.'),
  'twilio-auth-tokens/promote': oai(
    'A second token that is promoted takes the place of the first, which opens nothing any more.',
  ),
  'twilio-auth-tokens/none': concluded(
    'Without a second token there is nothing to delete or promote: 404 with 20404.',
    'what is not there answers so',
  ),
} as const satisfies Rules
