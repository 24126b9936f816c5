import { chosen, concluded, onPage, type Rules } from './rule.ts'

const page = onPage('verify-provider')

/** What verification looks at, when, and what it says. */
export const verificationRules = {
  'verification/on-demand': page(
    'A provider can be verified on demand: the answer has `status` and `checks`.',
  ),
  'verification/time': page('`lastVerifiedAt` says in UTC when the checks ran.'),
  'verification/time-null': concluded(
    '`lastVerifiedAt` is null while the checks never ran.',
    'as in a provider; verify-provider does not say whether it may be null',
  ),
  'verification/updates-provider': page(
    'The provider shows the status that the verification found.',
  ),
  'verification/check-members': onPage('create-twilio-provider')(
    'A check has a name, a message, a status and a time.',
  ),
  'verification/check-names': concluded(
    'The four checks are called `Credentials`, `Trunk`, `Credential List`, `Phone Numbers`, in this order.',
    'verify-provider names the four checks, not their spelling on the wire',
  ),
  'verification/check-status': concluded(
    'A check is `passed`, `warning` or `failed`.',
    'only `passed` is documented; the others follow from the overall status',
  ),
  'verification/details': concluded(
    '`details` of a check is an object.',
    'the sample of create-twilio-provider prints an empty one',
  ),
  'verification/aggregate': page(
    'The status is `verified` when every check passed, `failed` when something critical failed, else `warning`.',
  ),
  'verification/credentials': page('Credentials that are not valid any more make it `failed`.'),
  'verification/trunk': page('A trunk that is gone makes it `failed`.'),
  'verification/trunk-changed': concluded(
    'A trunk whose transfer mode is another makes it `warning`.',
    'the page says that the trunk is to be configured',
  ),
  'verification/list': concluded(
    'A credential list that is off the trunk makes it `failed`.',
    'the page names the check and not what follows',
  ),
  'verification/numbers': page('An imported number that is off the trunk makes it `warning`.'),
  'verification/not-an-error': concluded(
    'A verification that fails is no error of the request: it answers 200.',
    'the page prints the statuses as the answer',
  ),
  'verification/hourly': page('Verification also runs by itself, every hour.'),
  'verification/first-read': chosen(
    'The first read of a new provider verifies it, unless something says otherwise.',
    'the clock of a test stands still',
  ),
  'verification/counts-reads': chosen(
    'A verification that waits for reads advances by one with each.',
    'a way of the simulator',
  ),
  'verification/outage': chosen(
    'While Twilio cannot be asked, what was said before stays.',
    'no page says so',
  ),
} as const satisfies Rules
