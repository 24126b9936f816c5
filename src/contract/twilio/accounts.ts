import { createRoute, z } from '@hono/zod-openapi'
import { rule } from '../twilio-fidelity.ts'
import { refusals } from './error.ts'
import { FriendlyName, form, text } from './form.ts'
import { answer, made, operations, params } from './operation.ts'
import { flatPage, flatPageExample, paging } from './page.ts'
import { accountPath, sample } from './samples.ts'
import { dates2010, sid, uri } from './values.ts'

/** The resources below an account, by the name of each, and what its path ends in. */
export const SUBRESOURCES = {
  available_phone_numbers: 'AvailablePhoneNumbers',
  calls: 'Calls',
  conferences: 'Conferences',
  incoming_phone_numbers: 'IncomingPhoneNumbers',
  notifications: 'Notifications',
  outgoing_caller_ids: 'OutgoingCallerIds',
  recordings: 'Recordings',
  transcriptions: 'Transcriptions',
  addresses: 'Addresses',
  signing_keys: 'SigningKeys',
  connect_apps: 'ConnectApps',
  sip: 'SIP',
  authorized_connect_apps: 'AuthorizedConnectApps',
  usage: 'Usage',
  keys: 'Keys',
  applications: 'Applications',
  short_codes: 'SMS/ShortCodes',
  queues: 'Queues',
  messages: 'Messages',
  balance: 'Balance',
} as const

type SubresourceUris = Record<keyof typeof SUBRESOURCES, string>

/** The paths of the resources below an account. */
export const subresourceUris = (path: string): SubresourceUris =>
  Object.fromEntries(
    Object.entries(SUBRESOURCES).map(([name, last]) => [name, `${path}/${last}.json`]),
  ) as SubresourceUris

const AccountStatus = z.enum(['active', 'suspended', 'closed'])

export const Account = z
  .strictObject({
    sid: sid('AC', 'The account.'),
    owner_account_sid: sid('AC', 'The main account; its own, where it is one.').meta(
      rule('twilio-accounts/owner'),
    ),
    auth_token: z.string().meta({
      description: 'The primary auth token, in clear; empty while it is not known.',
      ...rule('twilio-accounts/token-shown'),
    }),
    friendly_name: z.string(),
    status: AccountStatus,
    type: z.enum(['Trial', 'Full']),
    ...dates2010,
    uri: uri(),
    subresource_uris: z.record(z.enum(Object.keys(SUBRESOURCES) as [keyof SubresourceUris]), uri()),
  })
  .meta({ id: 'api.v2010.account', description: 'An account.', ...rule('twilio-answers/members') })

export type Account = z.output<typeof Account>

const CreateAccountForm = z
  .object({ FriendlyName: FriendlyName.optional() })
  .meta({ id: 'CreateAccountRequest', ...rule('twilio-accounts/create') })

const UpdateAccountForm = z
  .object({
    FriendlyName: FriendlyName.optional(),
    Status: AccountStatus.optional().meta({
      description: 'Suspends, closes or reopens a subaccount; only its main account may.',
      ...rule('twilio-accounts/status'),
    }),
  })
  .meta({ id: 'UpdateAccountRequest', ...rule('twilio-accounts/status') })

const example: Account = {
  sid: sample.accountSid,
  owner_account_sid: sample.accountSid,
  auth_token: '0123456789abcdef0123456789abcdef',
  friendly_name: 'My first Twilio account',
  status: 'active',
  type: 'Full',
  date_created: sample.rfc2822,
  date_updated: sample.rfc2822,
  uri: `${accountPath}.json`,
  subresource_uris: subresourceUris(accountPath),
}

const subaccount: Account = {
  ...example,
  sid: 'ACbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb',
  auth_token: 'fedcba9876543210fedcba9876543210',
  friendly_name: 'Tests',
  uri: '/2010-04-01/Accounts/ACbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.json',
  subresource_uris: subresourceUris('/2010-04-01/Accounts/ACbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'),
}

const common = operations('Accounts', 'api_v2010')
const path = '/2010-04-01/Accounts.json'
const accountPathOf = '/2010-04-01/Accounts/{Sid}.json'
const theAccount = params({ Sid: 'AC' })

export const accountRoutes = {
  ListAccount: createRoute({
    ...common,
    ...rule('twilio-accounts/list'),
    operationId: 'ListAccount',
    method: 'get',
    path,
    summary: 'List the account and its subaccounts',
    request: {
      query: z.object({
        ...paging,
        FriendlyName: text('Only those of this name.', 'twilio-accounts/filters').optional(),
        Status: AccountStatus.optional().meta({
          description: 'Only those of this status.',
          ...rule('twilio-accounts/filters'),
        }),
      }),
    },
    responses: {
      200: answer(
        'A page of accounts.',
        flatPage('ListAccountResponse', 'accounts', Account),
        'account',
        flatPageExample('accounts', path, example),
      ),
      ...refusals(20007),
    },
  }),

  CreateAccount: createRoute({
    ...common,
    ...rule('twilio-accounts/create'),
    operationId: 'CreateAccount',
    method: 'post',
    path,
    summary: 'Create a subaccount',
    request: form(CreateAccountForm),
    responses: {
      201: made('The new account.', Account, 'subaccount', subaccount),
      ...refusals(20413),
    },
  }),

  FetchAccount: createRoute({
    ...common,
    ...rule('twilio-accounts/read'),
    operationId: 'FetchAccount',
    method: 'get',
    path: accountPathOf,
    summary: 'Fetch an account',
    request: { params: theAccount },
    responses: { 200: answer('The account.', Account, 'account', example), ...refusals() },
  }),

  UpdateAccount: createRoute({
    ...common,
    ...rule('twilio-accounts/status'),
    operationId: 'UpdateAccount',
    method: 'post',
    path: accountPathOf,
    summary: 'Rename, suspend or close an account',
    request: { params: theAccount, ...form(UpdateAccountForm) },
    responses: {
      200: answer('The account after the change.', Account, 'account', example),
      ...refusals(20413),
    },
  }),
} as const
