import { chosen, concluded, onPage, type Rules } from './rule.ts'

const link = onPage('link-phone-number-to-agent')
const unlink = onPage('unlink-phone-number-from-agent')
const affected = onPage('get-agents-using-phone-number')

/** Which agent uses which number. */
export const agentLinkRules = {
  'agent-links/inbound': link('An agent that is linked answers the calls to the number.'),
  'agent-links/replaces': link('Another inbound link takes the place of the one before.'),
  'agent-links/elsewhere': link(
    'A number whose calls an agent of another organisation answers cannot be linked for them.',
  ),
  'agent-links/elsewhere-409': concluded('That answers 409.', 'the only documented conflict code'),
  'agent-links/mode': concluded(
    '`mode` is `inbound`, which is the default, or `replaceOutbound`.',
    'by analogy with unlink-phone-number-from-agent',
  ),
  'agent-links/agent-required': concluded(
    'A link needs `agentId`.',
    'by analogy with unlink-phone-number-from-agent',
  ),
  'agent-links/unlink': unlink('A link can be ended: the answer is the number without it.'),
  'agent-links/unlink-default': unlink('`mode` is `inbound` unless the request says otherwise.'),
  'agent-links/unlink-outbound': unlink('To end `replaceOutbound`, `agentId` has to be there.'),
  'agent-links/unlink-nothing': chosen(
    'To end a link that is not there is no error.',
    'no page says so',
  ),

  'affected-agents/number': affected(
    'The agents that use a number can be listed, with the number.',
  ),
  'affected-agents/members': affected('An agent is listed with `agentId`, `agentName` and `uses`.'),
  'affected-agents/uses': concluded(
    'A use is `inbound` or `outbound`.',
    'only `inbound` is documented; `outbound` follows from the mode `replaceOutbound`',
  ),
} as const satisfies Rules
