import { chosen, concluded, inOai, onErrorPage, onPage, type Rules } from './rule.ts'

const oai = inOai('trunking_v1')
const number = onPage('twilio.com/docs/sip-trunking/api/phonenumber-resource')

/** What is attached to a trunk at Twilio. */
export const twilioAttachmentRules = {
  'twilio-attached-lists/attach': oai(
    'A credential list of the account can be attached to a trunk, and keeps its SID there.',
  ),
  'twilio-attached-lists/list': oai('The lists of a trunk can be listed.'),
  'twilio-attached-lists/detach': oai('A list that is detached stays in the account.'),
  'twilio-attached-lists/absent': concluded(
    'A list that is not attached to the trunk is not there: 404 with 20404.',
    'it is no resource of the trunk',
  ),
  'twilio-attached-lists/once': onErrorPage(21245)(
    'A list that is attached already is refused with 21245.',
  ),
  'twilio-attached-lists/several': concluded(
    'A list may be attached to several trunks.',
    'twilio.com/docs/voice/sip/api/sip-credentiallist-resource allows several domains',
  ),
  'twilio-attached-lists/order': chosen(
    'What was attached first comes first.',
    'no page names an order',
  ),

  'twilio-attached-numbers/attach': number(
    'A phone number of the account can be attached to a trunk, and keeps its SID there.',
  ),
  'twilio-attached-numbers/list': number('The numbers of a trunk can be listed.'),
  'twilio-attached-numbers/detach': number('A number that is detached stays in the account.'),
  'twilio-attached-numbers/absent': concluded(
    'A number that is not attached to the trunk is not there: 404 with 20404.',
    'it is no resource of the trunk',
  ),
  'twilio-attached-numbers/same': concluded(
    'The number of the account names its trunk in `trunk_sid`.',
    'the documents give both the same members',
  ),
  'twilio-attached-numbers/one-trunk': concluded(
    'A number sits on one trunk: to attach it to another takes it off the first.',
    'it has one `trunk_sid`',
  ),
  'twilio-attached-numbers/again': chosen(
    'To attach a number to its own trunk once more is no error, and changes nothing.',
    'no page says so',
  ),
  'twilio-attached-numbers/without-voice': chosen(
    'A number without voice can be attached like any other.',
    'no page says so',
  ),
  'twilio-attached-numbers/order': chosen(
    'What was attached first comes first.',
    'no page names an order',
  ),
} as const satisfies Rules
