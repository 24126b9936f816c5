import { createRoute, z } from '@hono/zod-openapi'
import { rule } from '../twilio-fidelity.ts'
import { refusals } from './error.ts'
import { form, text } from './form.ts'
import { answer, gone, made, operations, params } from './operation.ts'
import { flatPage, flatPageExample, PageQuery } from './page.ts'
import { accountPath, sample } from './samples.ts'
import { dates2010, sid, uri } from './values.ts'

export const CredentialList = z
  .strictObject({
    sid: sid('CL', 'The credential list.'),
    account_sid: sid('AC', 'Whose it is.'),
    friendly_name: z.string(),
    ...dates2010,
    subresource_uris: z.strictObject({ credentials: uri('Its credentials.') }),
    uri: uri(),
  })
  .meta({
    id: 'api.v2010.account.sip.sip_credential_list',
    description: 'A SIP credential list.',
    ...rule('twilio-answers/members'),
  })

export type CredentialList = z.output<typeof CredentialList>

const named = {
  FriendlyName: text(
    'What to call it; no other list of the account is called so.',
    'twilio-requests/friendly-name',
  ),
}

const CreateForm = z
  .object(named)
  .meta({ id: 'CreateSipCredentialListRequest', ...rule('twilio-credential-lists/create') })
const UpdateForm = z
  .object(named)
  .meta({ id: 'UpdateSipCredentialListRequest', ...rule('twilio-credential-lists/rename') })

const listUri = `${accountPath}/SIP/CredentialLists/${sample.credentialListSid}`

const example: CredentialList = {
  sid: sample.credentialListSid,
  account_sid: sample.accountSid,
  friendly_name: 'Dasha BlackBox',
  date_created: sample.rfc2822,
  date_updated: sample.rfc2822,
  subresource_uris: { credentials: `${listUri}/Credentials.json` },
  uri: `${listUri}.json`,
}

const common = operations('SIP credential lists', 'api_v2010')
const path = '/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists.json'
const listPath = '/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{Sid}.json'
const theAccount = params({ AccountSid: 'AC' })
const theList = params({ AccountSid: 'AC', Sid: 'CL' })

export const credentialListRoutes = {
  ListSipCredentialList: createRoute({
    ...common,
    ...rule('twilio-credential-lists/list'),
    operationId: 'ListSipCredentialList',
    method: 'get',
    path,
    summary: 'List SIP credential lists',
    request: { params: theAccount, query: PageQuery },
    responses: {
      200: answer(
        'A page of credential lists.',
        flatPage('ListSipCredentialListResponse', 'credential_lists', CredentialList),
        'credential-list',
        flatPageExample('credential_lists', `${accountPath}/SIP/CredentialLists.json`, example),
      ),
      ...refusals(20007),
    },
  }),

  CreateSipCredentialList: createRoute({
    ...common,
    ...rule('twilio-credential-lists/create'),
    operationId: 'CreateSipCredentialList',
    method: 'post',
    path,
    summary: 'Create a SIP credential list',
    request: { params: theAccount, ...form(CreateForm) },
    responses: {
      201: made('The new credential list.', CredentialList, 'credential-list', example),
      ...refusals(21240, 21239, 20001, 20413),
    },
  }),

  FetchSipCredentialList: createRoute({
    ...common,
    ...rule('twilio-credential-lists/read'),
    operationId: 'FetchSipCredentialList',
    method: 'get',
    path: listPath,
    summary: 'Fetch a SIP credential list',
    request: { params: theList },
    responses: {
      200: answer('The credential list.', CredentialList, 'credential-list', example),
      ...refusals(),
    },
  }),

  UpdateSipCredentialList: createRoute({
    ...common,
    ...rule('twilio-credential-lists/rename'),
    operationId: 'UpdateSipCredentialList',
    method: 'post',
    path: listPath,
    summary: 'Rename a SIP credential list',
    request: { params: theList, ...form(UpdateForm) },
    responses: {
      200: answer('The list after the change.', CredentialList, 'credential-list', example),
      ...refusals(21240, 20001, 20413),
    },
  }),

  DeleteSipCredentialList: createRoute({
    ...common,
    ...rule('twilio-credential-lists/delete'),
    operationId: 'DeleteSipCredentialList',
    method: 'delete',
    path: listPath,
    summary: 'Delete a SIP credential list and the credentials in it',
    request: { params: theList },
    responses: { 204: gone, ...refusals(21241) },
  }),
} as const
