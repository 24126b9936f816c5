import { concluded, onPage, type Rules } from './rule.ts'

const page = onPage('delete-provider')

/** What goes with a provider. */
export const deletionRules = {
  'delete/provider': page('A provider that is deleted is not found any more.'),
  'delete/sip-credentials': page('Its SIP credential goes with it.'),
  'delete/numbers': page('Its phone numbers go with it.'),
  'delete/twilio': page('Its trunk and its credential list at Twilio go with it.'),
  'delete/agents': page('Agents that use its numbers lose them: that is no conflict.'),
  'delete/refused': concluded(
    'What Twilio refuses to remove stays there, and the provider goes.',
    'the page names no error of the kind',
  ),
} as const satisfies Rules
