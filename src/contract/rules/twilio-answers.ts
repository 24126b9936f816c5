import { chosen, concluded, onPage, type Rules, recorded } from './rule.ts'

const oai = onPage('twilio-oai')

/** What the answers of Twilio have in common. */
export const twilioAnswerRules = {
  'twilio-answers/status-200': oai('A read and an update answer 200.'),
  'twilio-answers/status-201': oai('A create answers 201.'),
  'twilio-answers/status-204': oai('A delete answers 204, without a body.'),
  'twilio-answers/members': oai(
    'A resource has the members that the documents give it, all of them and no others.',
  ),
  'twilio-answers/sids': oai(
    'A SID is two letters that say what it names, and 32 hexadecimal digits.',
  ),
  'twilio-answers/dates-2010': oai('Dates of the 2010 API are RFC 2822, in zone `+0000`.'),
  'twilio-answers/dates-v1': oai(
    'Dates of the other APIs are ISO 8601, in whole seconds and in UTC.',
  ),
  'twilio-answers/date-updated': oai(
    '`date_updated` is the time of the last change; `date_created` stays.',
  ),
  'twilio-answers/links-2010': oai('Links of the 2010 API are paths.'),
  'twilio-answers/links-v1': oai('Links of the other APIs are absolute URLs.'),
  'twilio-answers/links-origin': chosen(
    'Such a URL begins with the origin that the request was sent to, and with its world.',
    'the official SDK follows it, and would leave the simulator otherwise',
  ),
  'twilio-answers/json-only': chosen(
    'A path of the 2010 API without `.json` is not there.',
    'twilio.com/docs/api/rest/response answers XML there',
  ),
  'twilio-answers/json': onPage('twilio.com/docs/api/rest/response')('An answer is JSON.'),
  'twilio-answers/request-id': recorded(
    'Every answer has a `Twilio-Request-Id`: `RQ` and 32 hexadecimal digits.',
  ),
  'twilio-answers/headers': recorded(
    'Every answer tells its duration, the requests at once, the region and the API.',
  ),
  'twilio-answers/head': concluded('HEAD is answered like GET, without the body.', 'RFC 9110'),
} as const satisfies Rules
