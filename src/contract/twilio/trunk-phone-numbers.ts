import { createRoute, z } from '@hono/zod-openapi'
import { rule } from '../twilio-fidelity.ts'
import { refusals } from './error.ts'
import { form, text } from './form.ts'
import { answer, gone, made, operations, params } from './operation.ts'
import { metaPage, metaPageExample, PageQuery } from './page.ts'
import { accountPath, origin, sample, trunkPath } from './samples.ts'
import {
  AddressRequirements,
  Capabilities,
  callsExample,
  datesV1,
  messagesExample,
  onCalls,
  onMessages,
  sid,
  url,
} from './values.ts'

export const TrunkPhoneNumber = z
  .strictObject({
    sid: sid('PN', 'The phone number itself.'),
    account_sid: sid('AC', 'Whose it is.'),
    trunk_sid: sid('TK', 'The trunk.'),
    phone_number: z.string().meta({ description: 'In E.164.' }),
    friendly_name: z.string(),
    api_version: z.string(),
    beta: z.boolean(),
    address_requirements: AddressRequirements,
    capabilities: Capabilities,
    ...onCalls,
    ...onMessages,
    ...datesV1,
    url: url(),
    links: z.strictObject({ phone_number: url('The same number in the account.') }),
  })
  .meta({
    id: 'trunking.v1.trunk.phone_number',
    description: 'A phone number on a trunk.',
    ...rule('twilio-answers/members'),
  })

export type TrunkPhoneNumber = z.output<typeof TrunkPhoneNumber>

const AttachForm = z
  .object({ PhoneNumberSid: text('A phone number of the account.') })
  .meta({ id: 'CreatePhoneNumberRequest', ...rule('twilio-attached-numbers/attach') })

const example: TrunkPhoneNumber = {
  sid: sample.phoneNumberSid,
  account_sid: sample.accountSid,
  trunk_sid: sample.trunkSid,
  phone_number: sample.phoneNumber,
  friendly_name: sample.nationalNumber,
  api_version: '2010-04-01',
  beta: false,
  address_requirements: 'none',
  capabilities: { voice: true, sms: true, mms: true, fax: false },
  ...callsExample,
  ...messagesExample,
  date_created: sample.iso,
  date_updated: sample.iso,
  url: `${origin}${trunkPath}/PhoneNumbers/${sample.phoneNumberSid}`,
  links: {
    phone_number: `${origin}${accountPath}/IncomingPhoneNumbers/${sample.phoneNumberSid}.json`,
  },
}

const common = operations('Phone numbers of trunks', 'trunking_v1')
const path = '/v1/Trunks/{TrunkSid}/PhoneNumbers'
const numberPath = '/v1/Trunks/{TrunkSid}/PhoneNumbers/{Sid}'
const theTrunk = params({ TrunkSid: 'TK' })
const theNumber = params({ TrunkSid: 'TK', Sid: 'PN' })
const name = 'phone-number'

export const trunkPhoneNumberRoutes = {
  ListPhoneNumber: createRoute({
    ...common,
    ...rule('twilio-attached-numbers/list'),
    operationId: 'ListPhoneNumber',
    method: 'get',
    path,
    summary: 'List the phone numbers of a trunk',
    request: { params: theTrunk, query: PageQuery },
    responses: {
      200: answer(
        'A page of phone numbers.',
        metaPage('ListPhoneNumberResponse', 'phone_numbers', TrunkPhoneNumber),
        name,
        metaPageExample('phone_numbers', `${trunkPath}/PhoneNumbers`, example),
      ),
      ...refusals(20007),
    },
  }),

  CreatePhoneNumber: createRoute({
    ...common,
    ...rule('twilio-attached-numbers/attach'),
    operationId: 'CreatePhoneNumber',
    method: 'post',
    path,
    summary: 'Attach a phone number to a trunk',
    description: 'A number sits on one trunk: it leaves the one before.',
    request: { params: theTrunk, ...form(AttachForm) },
    responses: {
      201: made('The phone number on the trunk.', TrunkPhoneNumber, name, example),
      ...refusals(20001, 20413),
    },
  }),

  FetchPhoneNumber: createRoute({
    ...common,
    ...rule('twilio-attached-numbers/absent'),
    operationId: 'FetchPhoneNumber',
    method: 'get',
    path: numberPath,
    summary: 'Fetch a phone number of a trunk',
    request: { params: theNumber },
    responses: {
      200: answer('The phone number on the trunk.', TrunkPhoneNumber, name, example),
      ...refusals(),
    },
  }),

  DeletePhoneNumber: createRoute({
    ...common,
    ...rule('twilio-attached-numbers/detach'),
    operationId: 'DeletePhoneNumber',
    method: 'delete',
    path: numberPath,
    summary: 'Detach a phone number from a trunk',
    description: 'It stays in the account.',
    request: { params: theNumber },
    responses: { 204: gone, ...refusals() },
  }),
} as const
