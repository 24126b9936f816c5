import { z } from '@hono/zod-openapi'
import { rule, type TwilioRuleId } from '../twilio-fidelity.ts'
import { sid } from './values.ts'

const security = [{ basic: [] }]

const SIDS = {
  AC: 'The account.',
  CL: 'The credential list.',
  CR: 'The credential.',
  OU: 'The origination URL.',
  PN: 'The phone number.',
  TK: 'The trunk.',
} as const

/** The nouns of the document, and what each is. */
export const TAGS = {
  Accounts: 'An account and its subaccounts.',
  'Incoming phone numbers': 'The phone numbers that an account owns.',
  'SIP credential lists': 'Lists of user names that may use a trunk.',
  'SIP credentials': 'The user names in a list, and their passwords.',
  Trunks: 'Elastic SIP trunks.',
  'Credential lists of trunks': 'Which credential lists are attached to a trunk.',
  'Phone numbers of trunks': 'Which phone numbers are attached to a trunk.',
  'Origination URLs': 'Where the calls that come in on a trunk go.',
  'Auth tokens': 'A second token, and its promotion to the first: how a token is changed.',
} as const

const HOSTS = {
  accounts_v1: 'accounts.twilio.com',
  api_v2010: 'api.twilio.com',
  trunking_v1: 'trunking.twilio.com',
} as const

/** What the operations of one noun have in common. */
export const operations = (tag: keyof typeof TAGS, api: keyof typeof HOSTS) => ({
  tags: [tag],
  security,
  description: `At Twilio, ${HOSTS[api]} answers it.`,
})

/** Path parameters: the name that Twilio's documents give each, and what it is the SID of. */
export const params = <N extends Record<string, keyof typeof SIDS>>(names: N) =>
  z.object(
    Object.fromEntries(
      Object.entries(names).map(([name, prefix]) => [name, sid(prefix, SIDS[prefix])]),
    ) as Record<keyof N & string, z.ZodString>,
  )

const success =
  (id: TwilioRuleId) =>
  <S extends z.ZodType, N extends string>(
    description: string,
    schema: S,
    name: N,
    value: z.output<S>,
  ) => ({
    description,
    content: { 'application/json': { schema, examples: { [name]: { value } } } },
    ...rule(id),
  })

/** The 200 of a read or an update, and one example of it, which is called by what it shows. */
export const answer = success('twilio-answers/status-200')

/** The 201 of a create, likewise. */
export const made = success('twilio-answers/status-201')

/** The 204 of what is gone. */
export const gone = {
  description: 'It is gone. The answer has no body.',
  ...rule('twilio-answers/status-204'),
}
