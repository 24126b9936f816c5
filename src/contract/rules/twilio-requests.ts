import { chosen, concluded, onPage, type Rules, recorded } from './rule.ts'

const oai = onPage('twilio-oai')
const titles = 'the title of the error code; no page shows the body'

/** What a request to Twilio sends, and how it is read. */
export const twilioRequestRules = {
  'twilio-requests/form': onPage('twilio.com/docs/api/rest/request')(
    'A request sends its parameters as an urlencoded form.',
  ),
  'twilio-requests/encoding': concluded(
    'In a form `+` and `%20` are spaces, and the text is UTF-8.',
    'the URL standard; the official SDK sends `%20`',
  ),
  'twilio-requests/charset': concluded(
    'Its media type may name a charset, in any letter case.',
    'RFC 9110',
  ),
  'twilio-requests/no-form': concluded(
    'The form may be absent where it demands nothing.',
    'the official SDK sends none where no parameter is set',
  ),
  'twilio-requests/other-type': chosen(
    'A body of another media type counts as an empty form.',
    'no page says so',
  ),
  'twilio-requests/unknown': concluded(
    'Parameters that the operation does not know, or in other letter case, are ignored.',
    'clients of other versions send others',
  ),
  'twilio-requests/repeated': chosen(
    'Of a parameter that is sent twice the last counts.',
    'no page says so',
  ),
  'twilio-requests/required': recorded(
    'A parameter that is missing where it is demanded answers 400 with 20001, and is named.',
  ),
  'twilio-requests/invalid': concluded(
    'A value that a parameter may not have answers 400 with 20002, and names the parameter.',
    titles,
  ),
  'twilio-requests/booleans': concluded(
    'A flag is `true` or `false`.',
    'what the official SDK sends for a boolean',
  ),
  'twilio-requests/webhook-urls': concluded(
    'The URL of a webhook begins with `http:` or `https:`.',
    'Twilio asks it over HTTP',
  ),
  'twilio-requests/webhook-methods': onPage('twilio.com/docs/sip-trunking/api/trunk-resource')(
    'The method of a webhook is `GET` or `POST`.',
  ),
  'twilio-requests/friendly-name': oai('A `FriendlyName` has up to 64 characters.'),
  'twilio-requests/sid-case': oai(
    'A SID may have capitals among its hexadecimal digits: it names the same.',
  ),
  'twilio-requests/one-problem': concluded(
    'Of several problems of a request one is told.',
    'the error body has one code',
  ),
  'twilio-requests/resource-first': concluded(
    'A resource that is not there counts before what is wrong with the form.',
    'the path is routed first',
  ),
  'twilio-requests/all-or-nothing': chosen(
    'A request that is refused applies none of its good parameters.',
    'no page says so',
  ),
  'twilio-requests/too-large': chosen(
    'A form of more than 1 MiB answers 413 with 20413.',
    'the limit of the real service is unknown',
  ),
} as const satisfies Rules
