import { chosen, concluded, onPage, type Rules, recorded } from './rule.ts'

const oai = onPage('twilio-oai')

/** What the lists of Twilio have in common. */
export const twilioPagingRules = {
  'twilio-paging/size': oai('A page has 50 items, unless `PageSize` says how many.'),
  'twilio-paging/largest': oai('`PageSize` is up to 1000.'),
  'twilio-paging/too-large': concluded(
    'A larger one answers 400 with 20007.',
    'the title of the error code',
  ),
  'twilio-paging/impossible': concluded(
    'A `PageSize` below 1, or a `Page` that is negative or no whole number, answers 400 with 20002.',
    'the title of the error code',
  ),
  'twilio-paging/flat': oai(
    'A page of the 2010 API has its links beside the items, and counts pages from 0.',
  ),
  'twilio-paging/meta': oai(
    'A page of the other APIs has them in `meta`, and `key` there names the member with the items.',
  ),
  'twilio-paging/ends': oai('A link to a page that there is not is null.'),
  'twilio-paging/places': recorded(
    '`start` and `end` are the places of the first and the last item, and 0 in an empty page.',
  ),
  'twilio-paging/filters': recorded('Links repeat the filters and the size of the page.'),
  'twilio-paging/token': recorded(
    'The link to the next page has a `PageToken` that names the last item of this one.',
  ),
  'twilio-paging/goes-on': chosen(
    'With it a page goes on behind that item, also when others are gone by then.',
    'the token is opaque',
  ),
  'twilio-paging/behind': chosen('A page behind the last one is empty.', 'no page says so'),
  'twilio-paging/oldest-first': chosen('The oldest item comes first.', 'no page names an order'),
} as const satisfies Rules
