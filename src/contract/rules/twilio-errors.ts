import { chosen, concluded, onErrorPage, type Rules, recorded } from './rule.ts'

/** How a request to Twilio is refused, whatever it is about. */
export const twilioErrorRules = {
  'twilio-errors/body': recorded(
    'An error has `code`, `message`, `more_info` and `status`, which is that of the answer.',
  ),
  'twilio-errors/more-info': recorded(
    '`more_info` is `https://www.twilio.com/docs/errors/` and the code.',
  ),
  'twilio-errors/not-found': recorded(
    'What is not there answers 404 with 20404, and the text repeats the path.',
  ),
  'twilio-errors/not-found-v1': recorded(
    'Where a resource is missing, `/v1` is left out of that path.',
  ),
  'twilio-errors/malformed-sid': recorded('A SID that cannot be one is as one that is not there.'),
  'twilio-errors/foreign': recorded('What another account has is as if it were not there.'),
  'twilio-errors/named': concluded(
    'What a form names and is not there answers 404 with 20404.',
    'no page says whether it is 400 or 404',
  ),
  'twilio-errors/no-path': recorded(
    'A path that no operation has answers 404 with 20404, and the text repeats the whole.',
  ),
  'twilio-errors/left-out': chosen(
    'So do the operations of Twilio that the simulator does not have.',
    'no provider needs them',
  ),
  'twilio-errors/wrong-method': concluded(
    'A path that has operations, but none with this method, answers 405 with 20004.',
    'the title of the error code',
  ),
  'twilio-errors/allow': concluded(
    'A 405 names in `Allow` the methods that the path has.',
    'RFC 9110',
  ),
  'twilio-errors/status-400': concluded(
    'Every code from 21000 on answers 400.',
    'the pages of the codes print no status; recorded answers of other codes have 400',
  ),
  'twilio-errors/forbidden': onErrorPage(20403)(
    'What an account may not do, or not any more, answers 403 with 20403.',
  ),
  'twilio-errors/busy': onErrorPage(20429)(
    'Where Twilio asks to slow down, the answer is 429 with 20429.',
  ),
  'twilio-errors/fault': concluded(
    'A fault of the service answers 500 with 20500.',
    'the title of the error code',
  ),
  'twilio-errors/down': concluded(
    'A service that is overloaded answers 503 with 20503.',
    'the title of the error code',
  ),
  'twilio-errors/asked-for': chosen(
    'Codes of gateways, of conflicts with others and of test credentials come where they are asked for.',
    'nothing that happens in the simulator gives them',
  ),
} as const satisfies Rules
