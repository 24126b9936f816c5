import { chosen, concluded, onPage, type Rules } from './rule.ts'

const imports = onPage('import-phone-numbers')
const removal = onPage('remove-phone-number')

/** The phone numbers of the Twilio account: which there are, and how they come and go. */
export const numberRules = {
  'available-numbers/offered': onPage('get-twilio-provider')(
    'The phone numbers of the Twilio account can be listed.',
  ),
  'available-numbers/page': chosen(
    'The list is paged like those of SIP resources.',
    'no page shows the answer',
  ),
  'available-numbers/members': chosen(
    'A number of the list has `phoneNumberSid`, `phoneNumber`, `friendlyName`, `capabilities`, `trunkSid` and `isImported`.',
    'no page shows a member',
  ),
  'available-numbers/capabilities': chosen(
    '`capabilities` says of voice, sms, mms and fax whether the number has them.',
    'the names are those of Twilio',
  ),
  'available-numbers/imported-too': chosen(
    'Imported numbers are listed too, and marked.',
    'no page says whether they are left out',
  ),
  'available-numbers/refused-409': concluded(
    'Where Twilio refuses the stored credentials, the list answers 409.',
    'the only documented conflict code',
  ),

  'import/result': imports('An import answers `successCount`, `failedCount` and `errors`.'),
  'import/imports': imports('A number that is imported counts as a success, and for the provider.'),
  'import/record': imports('An import makes a record among the SIP phone numbers.'),
  'import/unknown-sid': imports('A SID that the account does not have is an error of that SID.'),
  'import/error-members': imports('An error has `phoneNumberSid` and `errorMessage`.'),
  'import/error-words': concluded(
    '`errorMessage` says why, in words of ours.',
    'the page names the causes, not the words',
  ),
  'import/not-refused': concluded(
    'An import in which every number fails is no error of the request.',
    'the page counts the failures in the answer',
  ),
  'import/goes-on': imports('A number that fails does not stop the others.'),
  'import/again': imports('A number that is imported already is an error of that number.'),
  'import/attachment': imports(
    'A number that cannot be attached to the trunk is an error of that number.',
  ),
  'import/sids-required': imports('`phoneNumberSids` has to be there.'),
  'import/sid-format': concluded(
    'A text that is no SID of Twilio refuses the whole import.',
    'each must be a SID of Twilio; that the others are not tried is a choice of ours',
  ),
  'import/count': chosen('1 to 1000 SIDs are taken at once.', 'the page prints no bounds'),

  'removal/removes': removal('A number that is removed from its provider has no record any more.'),
  'removal/import-again': removal('It can be imported again.'),
  'removal/stays-at-twilio': removal('It comes off the trunk, and stays in the Twilio account.'),
  'removal/in-use': removal('A number that agents use answers 409, unless `force` is true.'),
  'removal/force': removal('With `force` it is taken from those agents first.'),
  'removal/agents-named': concluded(
    'The 409 names the agents in `affectedAgents`.',
    'remove-phone-number promises the affected agents, not the member',
  ),
} as const satisfies Rules
