import { chosen, onPage, type Rules } from './rule.ts'

const page = onPage('list-sip-credentials')

/** What lists have in common. */
export const listRules = {
  'lists/envelope': page('A list answers `items`, `totalCount`, `skip` and `take`.'),
  'lists/defaults': page('Without `skip` and `take` a page begins at 0 and has up to 20 items.'),
  'lists/echo': page('`skip` and `take` of the answer are those that were asked for.'),
  'lists/skip-range': page('`skip` is not negative.'),
  'lists/take-range': page('`take` is 1 to 1000.'),
  'lists/total': page('`totalCount` counts all items, whatever the page.'),
  'lists/oldest-first': chosen('The oldest item comes first.', 'no page names an order'),
  'lists/providers': chosen(
    'The providers of the organisation can be listed.',
    'no page names it, but every other resource of the API has a list',
  ),
  'lists/providers-page': chosen(
    'The list of providers is paged like the others.',
    'no page shows the answer; paged like the lists of SIP resources',
  ),
} as const satisfies Rules
