import { createRoute, z } from '@hono/zod-openapi'
import { rule } from '../twilio-fidelity.ts'
import { refusals } from './error.ts'
import { FriendlyName, flag, form, method, text, webUrl } from './form.ts'
import { answer, gone, made, operations, params } from './operation.ts'
import { metaPage, metaPageExample, PageQuery } from './page.ts'
import { origin, sample, trunkPath } from './samples.ts'
import { datesV1, Method, sid, url } from './values.ts'

const TransferMode = z.enum(['disable-all', 'enable-all', 'sip-only'])
const TransferCallerId = z.enum(['from-transferee', 'from-transferor'])

/** The resources below a trunk, by the name of each, and what its path ends in. */
const LINKS = {
  origination_urls: 'OriginationUrls',
  credential_lists: 'CredentialLists',
  ip_access_control_lists: 'IpAccessControlLists',
  phone_numbers: 'PhoneNumbers',
} as const

type Links = Record<keyof typeof LINKS, string>

/** The URLs of the resources below a trunk. */
export const trunkLinks = (trunkUrl: string): Links =>
  Object.fromEntries(
    Object.entries(LINKS).map(([name, last]) => [name, `${trunkUrl}/${last}`]),
  ) as Links

export const Trunk = z
  .strictObject({
    sid: sid('TK', 'The trunk.'),
    account_sid: sid('AC', 'Whose it is.'),
    friendly_name: z.string().nullable().meta(rule('twilio-trunks/nulls')),
    domain_name: z
      .string()
      .nullable()
      .meta({
        description: 'The termination domain, unique over all accounts.',
        ...rule('twilio-trunks/domain-taken'),
      }),
    disaster_recovery_url: z.string().nullable(),
    disaster_recovery_method: Method.nullable(),
    secure: z.boolean().meta({ description: 'Whether calls are encrypted.' }),
    cnam_lookup_enabled: z.boolean(),
    recording: z.strictObject({ mode: z.string(), trim: z.string() }),
    transfer_mode: TransferMode.meta({ description: 'Which calls may be transferred.' }),
    transfer_caller_id: TransferCallerId,
    auth_type: z.string().meta({
      description: 'How callers are known: empty until a credential list is attached.',
      ...rule('twilio-trunks/auth-type'),
    }),
    auth_type_set: z.array(z.string()),
    symmetric_rtp_enabled: z.boolean(),
    ...datesV1,
    url: url(),
    links: z.record(z.enum(Object.keys(LINKS) as [keyof Links]), url()),
  })
  .meta({ id: 'trunking.v1.trunk', description: 'A trunk.', ...rule('twilio-answers/members') })

export type Trunk = z.output<typeof Trunk>

const settings = {
  FriendlyName: FriendlyName.optional(),
  DomainName: text('A name that ends in `pstn.twilio.com`.', 'twilio-trunks/domain').optional(),
  DisasterRecoveryUrl: webUrl('What is asked when no origination URL answers.').optional(),
  DisasterRecoveryMethod: method('How that is asked.').optional(),
  TransferMode: TransferMode.optional().meta({
    description: 'Which calls may be transferred.',
    ...rule('twilio-trunks/transfer-mode'),
  }),
  TransferCallerId: TransferCallerId.optional().meta({
    description: 'Whose number the target of a transfer sees.',
    ...rule('twilio-trunks/caller-id'),
  }),
  Secure: flag('Whether calls are encrypted.').optional(),
  CnamLookupEnabled: flag('Whether the name of a caller is looked up.').optional(),
}

const CreateTrunkForm = z
  .object(settings)
  .meta({ id: 'CreateTrunkRequest', ...rule('twilio-trunks/create') })
const UpdateTrunkForm = z
  .object(settings)
  .meta({ id: 'UpdateTrunkRequest', ...rule('twilio-trunks/update') })

const example: Trunk = {
  sid: sample.trunkSid,
  account_sid: sample.accountSid,
  friendly_name: 'Dasha BlackBox',
  domain_name: sample.domainName,
  disaster_recovery_url: null,
  disaster_recovery_method: null,
  secure: false,
  cnam_lookup_enabled: false,
  recording: { mode: 'do-not-record', trim: 'do-not-trim' },
  transfer_mode: 'disable-all',
  transfer_caller_id: 'from-transferee',
  auth_type: 'CREDENTIAL_LIST',
  auth_type_set: ['CREDENTIAL_LIST'],
  symmetric_rtp_enabled: false,
  date_created: sample.iso,
  date_updated: sample.iso,
  url: origin + trunkPath,
  links: trunkLinks(origin + trunkPath),
}

const common = operations('Trunks', 'trunking_v1')
const path = '/v1/Trunks'
const trunkPathOf = '/v1/Trunks/{Sid}'
const theTrunk = params({ Sid: 'TK' })

export const trunkRoutes = {
  ListTrunk: createRoute({
    ...common,
    ...rule('twilio-trunks/list'),
    operationId: 'ListTrunk',
    method: 'get',
    path,
    summary: 'List trunks',
    request: { query: PageQuery },
    responses: {
      200: answer(
        'A page of trunks.',
        metaPage('ListTrunkResponse', 'trunks', Trunk),
        'trunk',
        metaPageExample('trunks', path, example),
      ),
      ...refusals(20007),
    },
  }),

  CreateTrunk: createRoute({
    ...common,
    ...rule('twilio-trunks/create'),
    operationId: 'CreateTrunk',
    method: 'post',
    path,
    summary: 'Create a trunk',
    request: form(CreateTrunkForm),
    responses: {
      201: made('The new trunk.', Trunk, 'trunk', {
        ...example,
        auth_type: '',
        auth_type_set: [],
      }),
      ...refusals(21248, 21245, 21244, 21247, 20413),
    },
  }),

  FetchTrunk: createRoute({
    ...common,
    ...rule('twilio-trunks/read'),
    operationId: 'FetchTrunk',
    method: 'get',
    path: trunkPathOf,
    summary: 'Fetch a trunk',
    request: { params: theTrunk },
    responses: { 200: answer('The trunk.', Trunk, 'trunk', example), ...refusals() },
  }),

  UpdateTrunk: createRoute({
    ...common,
    ...rule('twilio-trunks/update'),
    operationId: 'UpdateTrunk',
    method: 'post',
    path: trunkPathOf,
    summary: 'Change a trunk',
    request: { params: theTrunk, ...form(UpdateTrunkForm) },
    responses: {
      200: answer('The trunk after the change.', Trunk, 'trunk', example),
      ...refusals(21248, 21245, 21247, 20413),
    },
  }),

  DeleteTrunk: createRoute({
    ...common,
    ...rule('twilio-trunks/delete'),
    operationId: 'DeleteTrunk',
    method: 'delete',
    path: trunkPathOf,
    summary: 'Delete a trunk',
    description: 'Its phone numbers and credential lists stay in the account.',
    request: { params: theTrunk },
    responses: { 204: gone, ...refusals([21247, 'twilio-trunks/sub-domain-above']) },
  }),
} as const
