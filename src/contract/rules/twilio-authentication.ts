import { chosen, concluded, onPage, type Rules, recorded } from './rule.ts'

const subaccounts = onPage('twilio.com/docs/iam/api/subaccounts')
const both = 'the pages of 20003 and of 20403 both name accounts that are not active'

/** Who is let in at Twilio, and what they see. */
export const twilioAuthenticationRules = {
  'twilio-authentication/basic': onPage('twilio.com/docs/api/rest/request')(
    'The SID of an account and its auth token, as HTTP Basic, let a request in.',
  ),
  'twilio-authentication/refused': recorded(
    'Credentials that are missing or wrong answer 401 with 20003.',
  ),
  'twilio-authentication/none': recorded(
    'Credentials that are missing, or not to be read as Basic, are told apart in the text.',
  ),
  'twilio-authentication/unknown': recorded(
    'In the 2010 API a user name that is no account is told apart in the text, and in `detail`.',
  ),
  'twilio-authentication/challenge': recorded(
    'A 401 names the scheme to use in `WWW-Authenticate: Basic realm="Twilio API"`.',
  ),
  'twilio-authentication/first': concluded(
    'The credentials are looked at before path, query and form.',
    'what nobody may ask for is not told to everybody',
  ),
  'twilio-authentication/token-form': concluded(
    'A password that is not 32 lowercase hexadecimal digits opens no account.',
    'what BlackBox takes for an auth token',
  ),
  'twilio-authentication/first-token': chosen(
    'An account that was never seen is opened by its first request, and keeps the token of that.',
    'a way of the simulator',
  ),
  'twilio-authentication/unknown-accounts': chosen(
    'Where the fixture refuses unknown accounts, such a request is refused.',
    'a way of the simulator',
  ),
  'twilio-authentication/steering-token': chosen(
    'A token that steers opens an account only while that has no token of its own.',
    'everybody knows those tokens',
  ),
  'twilio-authentication/suspended': concluded(
    'A suspended account answers its own token 403 with 20403.',
    both,
  ),
  'twilio-authentication/closed': concluded(
    'A closed account answers its own token 401 with 20003.',
    both,
  ),
  'twilio-authentication/subaccounts': subaccounts(
    'A main account may use the paths of its subaccounts; a subaccount uses its own alone.',
  ),
  'twilio-authentication/own-trunks': subaccounts(
    'What has no account in its path is that of the account whose credentials are sent.',
  ),
  'twilio-authentication/other-account': concluded(
    'The path of another account answers 404, as if it were not there.',
    'recorded answers tell no foreign SID from an unknown one',
  ),
} as const satisfies Rules
