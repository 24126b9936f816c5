import { createRoute, z } from '@hono/zod-openapi'
import { rule } from '../twilio-fidelity.ts'
import { refusals } from './error.ts'
import { form, text } from './form.ts'
import { answer, gone, made, operations, params } from './operation.ts'
import { flatPage, flatPageExample, PageQuery } from './page.ts'
import { accountPath, sample } from './samples.ts'
import { dates2010, sid, uri } from './values.ts'

/** No password has a member here: it never comes back. */
export const Credential = z
  .strictObject({
    sid: sid('CR', 'The credential.'),
    account_sid: sid('AC', 'Whose it is.'),
    credential_list_sid: sid('CL', 'The list that it stands in.'),
    username: z.string(),
    ...dates2010,
    uri: uri(),
  })
  .meta({
    id: 'api.v2010.account.sip.sip_credential_list.sip_credential',
    description: 'A SIP credential.',
    ...rule('twilio-answers/members'),
  })

export type Credential = z.output<typeof Credential>

const Password = text(
  '12 or more characters; a digit, a lowercase letter and a capital.',
  'twilio-credentials/password',
)

const CreateForm = z
  .object({
    Username: text('1 to 32 characters, once in a list.', 'twilio-credentials/username'),
    Password,
  })
  .meta({ id: 'CreateSipCredentialRequest', ...rule('twilio-credentials/create') })

const UpdateForm = z
  .object({ Password: Password.optional() })
  .meta({ id: 'UpdateSipCredentialRequest', ...rule('twilio-credentials/update') })

const credentialsUri = `${accountPath}/SIP/CredentialLists/${sample.credentialListSid}/Credentials`

const example: Credential = {
  sid: sample.credentialSid,
  account_sid: sample.accountSid,
  credential_list_sid: sample.credentialListSid,
  username: 'dasha',
  date_created: sample.rfc2822,
  date_updated: sample.rfc2822,
  uri: `${credentialsUri}/${sample.credentialSid}.json`,
}

const common = operations('SIP credentials', 'api_v2010')
const list = '/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{CredentialListSid}'
const path = `${list}/Credentials.json` as const
const credentialPath = `${list}/Credentials/{Sid}.json` as const
const theList = params({ AccountSid: 'AC', CredentialListSid: 'CL' })
const theCredential = params({ AccountSid: 'AC', CredentialListSid: 'CL', Sid: 'CR' })

export const credentialRoutes = {
  ListSipCredential: createRoute({
    ...common,
    ...rule('twilio-credentials/list'),
    operationId: 'ListSipCredential',
    method: 'get',
    path,
    summary: 'List the credentials of a SIP credential list',
    request: { params: theList, query: PageQuery },
    responses: {
      200: answer(
        'A page of credentials.',
        flatPage('ListSipCredentialResponse', 'credentials', Credential),
        'credential',
        flatPageExample('credentials', `${credentialsUri}.json`, example),
      ),
      ...refusals(20007),
    },
  }),

  CreateSipCredential: createRoute({
    ...common,
    ...rule('twilio-credentials/create'),
    operationId: 'CreateSipCredential',
    method: 'post',
    path,
    summary: 'Create a SIP credential',
    request: { params: theList, ...form(CreateForm) },
    responses: {
      201: made('The new credential.', Credential, 'credential', example),
      ...refusals(21243, 21242, 20001, 20413),
    },
  }),

  FetchSipCredential: createRoute({
    ...common,
    ...rule('twilio-credentials/read'),
    operationId: 'FetchSipCredential',
    method: 'get',
    path: credentialPath,
    summary: 'Fetch a SIP credential',
    request: { params: theCredential },
    responses: {
      200: answer('The credential.', Credential, 'credential', example),
      ...refusals(),
    },
  }),

  UpdateSipCredential: createRoute({
    ...common,
    ...rule('twilio-credentials/update'),
    operationId: 'UpdateSipCredential',
    method: 'post',
    path: credentialPath,
    summary: 'Change the password of a SIP credential',
    request: { params: theCredential, ...form(UpdateForm) },
    responses: {
      200: answer('The credential after the change.', Credential, 'credential', example),
      ...refusals(21243, 20413),
    },
  }),

  DeleteSipCredential: createRoute({
    ...common,
    ...rule('twilio-credentials/delete'),
    operationId: 'DeleteSipCredential',
    method: 'delete',
    path: credentialPath,
    summary: 'Delete a SIP credential',
    request: { params: theCredential },
    responses: { 204: gone, ...refusals() },
  }),
} as const
