import { createRoute, z } from '@hono/zod-openapi'
import { rule } from '../twilio-fidelity.ts'
import { refusals } from './error.ts'
import { FriendlyName, flag, form, method, text, webUrl } from './form.ts'
import { answer, gone, made, operations, params } from './operation.ts'
import { flatPage, flatPageExample, paging } from './page.ts'
import { accountPath, sample } from './samples.ts'
import {
  AddressRequirements,
  Capabilities,
  callsExample,
  dates2010,
  messagesExample,
  onCalls,
  onMessages,
  sid,
  uri,
} from './values.ts'

const sidOrNothing = z.string().nullable()

export const IncomingPhoneNumber = z
  .strictObject({
    account_sid: sid('AC', 'Whose it is.'),
    address_requirements: AddressRequirements,
    address_sid: sidOrNothing,
    api_version: z.string(),
    beta: z.boolean(),
    capabilities: Capabilities,
    ...dates2010,
    emergency_status: z.enum(['Active', 'Inactive']),
    emergency_address_sid: sidOrNothing,
    emergency_address_status: z.string(),
    friendly_name: z.string(),
    identity_sid: sidOrNothing,
    origin: z.string(),
    phone_number: z.string().meta({ description: 'In E.164.' }),
    sid: sid('PN', 'The phone number.'),
    ...onMessages,
    trunk_sid: sid('TK', 'The trunk that it is attached to.').nullable(),
    uri: uri(),
    ...onCalls,
    bundle_sid: sidOrNothing,
    voice_receive_mode: z.enum(['voice', 'fax']),
    status: z.string(),
    type: z.string(),
  })
  .meta({
    id: 'api.v2010.account.incoming_phone_number',
    description: 'A phone number that an account owns.',
    ...rule('twilio-answers/members'),
  })

export type IncomingPhoneNumber = z.output<typeof IncomingPhoneNumber>

const settings = {
  FriendlyName: FriendlyName.optional(),
  TrunkSid: text(
    'The trunk to attach it to; no text detaches it.',
    'twilio-phone-numbers/trunk',
  ).optional(),
  VoiceUrl: webUrl('What an incoming call asks.').optional(),
  VoiceMethod: method('How that is asked.').optional(),
  VoiceFallbackUrl: webUrl('What is asked when that fails.').optional(),
  VoiceFallbackMethod: method('How that is asked.').optional(),
  VoiceApplicationSid: text(
    'The application that takes calls.',
    'twilio-phone-numbers/trunk-or-application',
  ).optional(),
  VoiceCallerIdLookup: flag('Whether the name of a caller is looked up.').optional(),
  SmsUrl: webUrl('What an incoming message asks.').optional(),
  SmsMethod: method('How that is asked.').optional(),
  SmsFallbackUrl: webUrl('What is asked when that fails.').optional(),
  SmsFallbackMethod: method('How that is asked.').optional(),
  SmsApplicationSid: text('The application that takes messages.').optional(),
  StatusCallback: webUrl('What is told about calls.').optional(),
  StatusCallbackMethod: method('How that is told.').optional(),
}

const CreateForm = z
  .object({
    PhoneNumber: text('The number to buy, in E.164.', 'twilio-phone-numbers/buy').optional(),
    AreaCode: text(
      'Or the area code that any number will do from.',
      'twilio-phone-numbers/area',
    ).optional(),
    ...settings,
  })
  .meta({ id: 'CreateIncomingPhoneNumberRequest', ...rule('twilio-phone-numbers/buy') })

const UpdateForm = z
  .object({
    AccountSid: text('The account to move it to.', 'twilio-phone-numbers/move').optional(),
    ...settings,
  })
  .meta({ id: 'UpdateIncomingPhoneNumberRequest', ...rule('twilio-phone-numbers/update') })

const example: IncomingPhoneNumber = {
  account_sid: sample.accountSid,
  address_requirements: 'none',
  address_sid: null,
  api_version: '2010-04-01',
  beta: false,
  capabilities: { voice: true, sms: true, mms: true, fax: false },
  date_created: sample.rfc2822,
  date_updated: sample.rfc2822,
  emergency_status: 'Inactive',
  emergency_address_sid: null,
  emergency_address_status: 'unregistered',
  friendly_name: sample.nationalNumber,
  identity_sid: null,
  origin: 'twilio',
  phone_number: sample.phoneNumber,
  sid: sample.phoneNumberSid,
  ...messagesExample,
  trunk_sid: null,
  uri: `${accountPath}/IncomingPhoneNumbers/${sample.phoneNumberSid}.json`,
  ...callsExample,
  bundle_sid: null,
  voice_receive_mode: 'voice',
  status: 'in-use',
  type: 'local',
}

const common = operations('Incoming phone numbers', 'api_v2010')
const path = '/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers.json'
const numberPath = '/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{Sid}.json'
const theAccount = params({ AccountSid: 'AC' })
const theNumber = params({ AccountSid: 'AC', Sid: 'PN' })
const name = 'phone-number'

export const incomingPhoneNumberRoutes = {
  ListIncomingPhoneNumber: createRoute({
    ...common,
    ...rule('twilio-phone-numbers/list'),
    operationId: 'ListIncomingPhoneNumber',
    method: 'get',
    path,
    summary: 'List phone numbers',
    request: {
      params: theAccount,
      query: z.object({
        ...paging,
        PhoneNumber: text(
          'Only those with these digits; `*` is any digit.',
          'twilio-phone-numbers/by-digits',
        ).optional(),
        FriendlyName: text('Only those of this name.', 'twilio-phone-numbers/by-name').optional(),
        Beta: flag('Whether those new to Twilio are shown too.').optional(),
        Origin: text(
          'Only those of this origin: `twilio` or `hosted`.',
          'twilio-phone-numbers/by-origin',
        ).optional(),
      }),
    },
    responses: {
      200: answer(
        'A page of phone numbers.',
        flatPage('ListIncomingPhoneNumberResponse', 'incoming_phone_numbers', IncomingPhoneNumber),
        name,
        flatPageExample(
          'incoming_phone_numbers',
          `${accountPath}/IncomingPhoneNumbers.json`,
          example,
        ),
      ),
      ...refusals(20007),
    },
  }),

  CreateIncomingPhoneNumber: createRoute({
    ...common,
    ...rule('twilio-phone-numbers/buy'),
    operationId: 'CreateIncomingPhoneNumber',
    method: 'post',
    path,
    summary: 'Buy a phone number',
    request: { params: theAccount, ...form(CreateForm) },
    responses: {
      201: made('The new phone number.', IncomingPhoneNumber, name, example),
      ...refusals(21422, 21421, 21452, 20413),
    },
  }),

  FetchIncomingPhoneNumber: createRoute({
    ...common,
    ...rule('twilio-phone-numbers/read'),
    operationId: 'FetchIncomingPhoneNumber',
    method: 'get',
    path: numberPath,
    summary: 'Fetch a phone number',
    request: { params: theNumber },
    responses: {
      200: answer('The phone number.', IncomingPhoneNumber, name, example),
      ...refusals(),
    },
  }),

  UpdateIncomingPhoneNumber: createRoute({
    ...common,
    ...rule('twilio-phone-numbers/update'),
    operationId: 'UpdateIncomingPhoneNumber',
    method: 'post',
    path: numberPath,
    summary: 'Change a phone number, attach it to a trunk or move it to another account',
    request: { params: theNumber, ...form(UpdateForm) },
    responses: {
      200: answer('The number after the change.', IncomingPhoneNumber, name, example),
      ...refusals(20413),
    },
  }),

  DeleteIncomingPhoneNumber: createRoute({
    ...common,
    ...rule('twilio-phone-numbers/release'),
    operationId: 'DeleteIncomingPhoneNumber',
    method: 'delete',
    path: numberPath,
    summary: 'Release a phone number',
    request: { params: theNumber },
    responses: { 204: gone, ...refusals() },
  }),
} as const
