import { chosen, concluded, type Rules } from './rule.ts'

const made = 'create-twilio-provider makes it in the account of the customer'
const configured = 'verify-provider: the trunk exists and is configured'

/** What a provider of BlackBox is at Twilio, and what a change there does to it. */
export const twilioProviderRules = {
  'twilio-providers/shown': concluded(
    'Trunk, credential list and credential of a provider are seen here.',
    made,
  ),
  'twilio-providers/found': concluded(
    'What is changed here is what the next verification finds.',
    'verify-provider looks at Twilio',
  ),
  'twilio-providers/mended': concluded(
    'What is mended here passes again.',
    'verify-provider looks at Twilio',
  ),
  'twilio-providers/account': concluded(
    'Where the account is suspended or closed, verification says `failed`.',
    'its credentials let nobody in',
  ),
  'twilio-providers/domain': concluded(
    'A trunk without its domain name, or with another, makes it `failed`.',
    configured,
  ),
  'twilio-providers/credential': concluded(
    'A credential that is gone from the list makes it `failed`.',
    'no call gets through without it',
  ),
  'twilio-providers/harmless': chosen(
    'Another name of the trunk, more credentials in the list and a trial account pass.',
    'calls get through',
  ),
  'twilio-providers/next-name': chosen(
    'Where its domain name or the name of its list is taken here, a create tries the next one.',
    'no page says how these names are chosen',
  ),
  'twilio-providers/gone': concluded(
    'What was removed here is not in the way when a provider is deleted.',
    'delete-provider names no error of the kind',
  ),
} as const satisfies Rules
