import { chosen, concluded, inOai, onPage, type Rules } from './rule.ts'

const account = onPage('twilio.com/docs/iam/api/account')
const subaccounts = onPage('twilio.com/docs/iam/api/subaccounts')

/** Accounts at Twilio, and their subaccounts. */
export const twilioAccountRules = {
  'twilio-accounts/read': account('An account is read by its SID.'),
  'twilio-accounts/token-shown': account('An account shows its auth token in clear.'),
  'twilio-accounts/token-unknown': chosen(
    'The token is empty where the simulator does not know it.',
    'a token that steers is none, and an export has a digest in its place',
  ),
  'twilio-accounts/owner': account(
    'A main account owns itself; a subaccount is owned by the one that made it.',
  ),
  'twilio-accounts/list': account('The list has the account itself and its subaccounts.'),
  'twilio-accounts/filters': inOai('api_v2010')(
    'The list can be narrowed by name and by status; a name has to be the whole.',
  ),
  'twilio-accounts/create': subaccounts('A subaccount can be made, with an auth token of its own.'),
  'twilio-accounts/names': chosen(
    'Without a name an account is called `My first Twilio account`, a subaccount `SubAccount`.',
    'twilio.com/docs/iam/api/account puts the time behind `SubAccount`',
  ),
  'twilio-accounts/type': concluded(
    'A subaccount is on trial where its owner is.',
    'twilio.com/docs/iam/api/subaccounts: it is the main account that pays',
  ),
  'twilio-accounts/one-level': concluded(
    'A subaccount has no subaccounts: to make one answers 403 with 20403.',
    'twilio.com/docs/iam/api/subaccounts knows main accounts as owners only; the code is a guess',
  ),
  'twilio-accounts/rename': account('An account may change its name.'),
  'twilio-accounts/status': subaccounts(
    'The main account suspends a subaccount, makes it active again, or closes it.',
  ),
  'twilio-accounts/own-status': concluded(
    'No account does that to itself: it answers 400 with 20002.',
    'twilio.com/docs/iam/api/subaccounts demands the credentials of the main account, and prints no code',
  ),
  'twilio-accounts/suspended-numbers': subaccounts(
    'A subaccount that is suspended keeps its phone numbers.',
  ),
  'twilio-accounts/closed-for-ever': account('A subaccount that is closed stays closed.'),
  'twilio-accounts/closed-403': concluded(
    'To open it again answers 403 with 20403.',
    'the page of 20403 names closed accounts',
  ),
  'twilio-accounts/closed-readable': subaccounts(
    'A subaccount that is closed can still be read by its main account.',
  ),
  'twilio-accounts/closed-unchangeable': concluded(
    'Below a closed subaccount its main account can read, and changes nothing: 403 with 20403.',
    'the page of 20403 names closed accounts',
  ),
  'twilio-accounts/closed-numbers': subaccounts(
    'A subaccount that is closed gives up its phone numbers.',
  ),
  'twilio-accounts/closed-trunks': concluded(
    'It gives up its trunks too.',
    'help article 51034176439707 reserves the domain names of a closed subaccount',
  ),
} as const satisfies Rules
