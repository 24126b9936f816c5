import { createRoute, z } from '@hono/zod-openapi'
import { rule } from '../twilio-fidelity.ts'
import { refusals } from './error.ts'
import { form, text } from './form.ts'
import { answer, gone, made, operations, params } from './operation.ts'
import { metaPage, metaPageExample, PageQuery } from './page.ts'
import { origin, sample, trunkPath } from './samples.ts'
import { datesV1, sid, url } from './values.ts'

export const TrunkCredentialList = z
  .strictObject({
    account_sid: sid('AC', 'Whose it is.'),
    sid: sid('CL', 'The credential list itself.'),
    trunk_sid: sid('TK', 'The trunk.'),
    friendly_name: z.string(),
    ...datesV1,
    url: url(),
  })
  .meta({
    id: 'trunking.v1.trunk.credential_list',
    description: 'A credential list on a trunk.',
    ...rule('twilio-answers/members'),
  })

export type TrunkCredentialList = z.output<typeof TrunkCredentialList>

const AttachForm = z
  .object({ CredentialListSid: text('A credential list of the account.') })
  .meta({ id: 'CreateCredentialListRequest', ...rule('twilio-attached-lists/attach') })

const example: TrunkCredentialList = {
  account_sid: sample.accountSid,
  sid: sample.credentialListSid,
  trunk_sid: sample.trunkSid,
  friendly_name: 'Dasha BlackBox',
  date_created: sample.iso,
  date_updated: sample.iso,
  url: `${origin}${trunkPath}/CredentialLists/${sample.credentialListSid}`,
}

const common = operations('Credential lists of trunks', 'trunking_v1')
const path = '/v1/Trunks/{TrunkSid}/CredentialLists'
const listPath = '/v1/Trunks/{TrunkSid}/CredentialLists/{Sid}'
const theTrunk = params({ TrunkSid: 'TK' })
const theList = params({ TrunkSid: 'TK', Sid: 'CL' })
const name = 'credential-list'

export const trunkCredentialListRoutes = {
  ListCredentialList: createRoute({
    ...common,
    ...rule('twilio-attached-lists/list'),
    operationId: 'ListCredentialList',
    method: 'get',
    path,
    summary: 'List the credential lists of a trunk',
    request: { params: theTrunk, query: PageQuery },
    responses: {
      200: answer(
        'A page of credential lists.',
        metaPage('ListCredentialListResponse', 'credential_lists', TrunkCredentialList),
        name,
        metaPageExample('credential_lists', `${trunkPath}/CredentialLists`, example),
      ),
      ...refusals(20007),
    },
  }),

  CreateCredentialList: createRoute({
    ...common,
    ...rule('twilio-attached-lists/attach'),
    operationId: 'CreateCredentialList',
    method: 'post',
    path,
    summary: 'Attach a credential list to a trunk',
    request: { params: theTrunk, ...form(AttachForm) },
    responses: {
      201: made('The credential list on the trunk.', TrunkCredentialList, name, example),
      ...refusals([21245, 'twilio-attached-lists/once'], 20001, 20413),
    },
  }),

  FetchCredentialList: createRoute({
    ...common,
    ...rule('twilio-attached-lists/absent'),
    operationId: 'FetchCredentialList',
    method: 'get',
    path: listPath,
    summary: 'Fetch a credential list of a trunk',
    request: { params: theList },
    responses: {
      200: answer('The credential list on the trunk.', TrunkCredentialList, name, example),
      ...refusals(),
    },
  }),

  DeleteCredentialList: createRoute({
    ...common,
    ...rule('twilio-attached-lists/detach'),
    operationId: 'DeleteCredentialList',
    method: 'delete',
    path: listPath,
    summary: 'Detach a credential list from a trunk',
    description: 'The list itself stays.',
    request: { params: theList },
    responses: { 204: gone, ...refusals() },
  }),
} as const
