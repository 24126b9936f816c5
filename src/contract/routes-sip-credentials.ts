import { createRoute, z } from '@hono/zod-openapi'
import { Force, InUseByPhoneNumbers, SipCredentialUsage } from './agents.ts'
import {
  credentialPage,
  credentialUsage,
  manualCredential,
  storedCredential,
} from './examples-sip-credentials.ts'
import { rule } from './fidelity.ts'
import { paging } from './paging.ts'
import { malformedId } from './problem-examples.ts'
import {
  createCredentialProblems,
  credentialUsageProblems,
  deleteCredentialProblems,
  getCredentialProblems,
  listCredentialsProblems,
  updateCredentialProblems,
} from './problem-examples-sip-credentials.ts'
import { problems, problemsWith } from './problem-responses.ts'
import { answer, body, created, inUse, noContent, noSuch, security } from './routes-common.ts'
import {
  SipCredential,
  SipCredentialId,
  SipCredentialInput,
  SipCredentialPage,
} from './sip-credentials.ts'

const CREDENTIALS = '/api/v1/sip-credentials'
const common = { tags: ['SIP credentials'], security }
const malformed = problemsWith(malformedId(`${CREDENTIALS}/7`))
const notThere = { 404: noSuch('SIP credential') }

/** SIP credentials, made by a provider or entered by hand. */
export const sipCredentialRoutes = {
  listSipCredentials: createRoute({
    operationId: 'listSipCredentials',
    method: 'get',
    path: '/api/v1/sip-credentials',
    ...common,
    summary: 'List SIP credentials',
    description: 'The SIP credentials of the organisation, in the order in which they were made.',
    request: { query: z.object(paging) },
    responses: {
      200: answer('A page of the SIP credentials.', SipCredentialPage, credentialPage),
      ...problemsWith(listCredentialsProblems),
    },
    ...rule('sip-credentials/list'),
  }),

  createSipCredential: createRoute({
    operationId: 'createSipCredential',
    method: 'post',
    path: '/api/v1/sip-credentials',
    ...common,
    summary: 'Create a SIP credential',
    description: 'Keeps how calls reach a SIP server; nothing is tried there.',
    request: { body: body(SipCredentialInput) },
    responses: {
      ...created('SIP credential', SipCredential, manualCredential),
      ...problemsWith(createCredentialProblems),
    },
    ...rule('sip-credentials/create'),
  }),

  getSipCredential: createRoute({
    operationId: 'getSipCredential',
    method: 'get',
    path: '/api/v1/sip-credentials/{id}',
    ...common,
    summary: 'Get a SIP credential',
    description: 'Answers one SIP credential, with its password.',
    request: { params: SipCredentialId },
    responses: {
      200: answer('The SIP credential.', SipCredential, storedCredential),
      ...problemsWith(getCredentialProblems, notThere),
      ...malformed,
    },
    ...rule('sip-credentials/read'),
  }),

  updateSipCredential: createRoute({
    operationId: 'updateSipCredential',
    method: 'put',
    path: '/api/v1/sip-credentials/{id}',
    ...common,
    summary: 'Update a SIP credential',
    description:
      'Replaces the whole: what is absent becomes its default. A credential of a provider is read-only.',
    request: { params: SipCredentialId, body: body(SipCredentialInput) },
    responses: {
      200: answer('The SIP credential after the change.', SipCredential, manualCredential),
      ...problemsWith(updateCredentialProblems, {
        ...notThere,
        409: {
          ...problems[409],
          description: 'A provider manages the credential.',
          ...rule('sip-credentials/managed-409'),
        },
      }),
    },
    ...rule('sip-credentials/replaces'),
  }),

  deleteSipCredential: createRoute({
    operationId: 'deleteSipCredential',
    method: 'delete',
    path: '/api/v1/sip-credentials/{id}',
    ...common,
    summary: 'Delete a SIP credential',
    description:
      'Deletes a SIP credential. One of a provider cannot be deleted, not with `force` either: it goes with its provider.',
    request: { params: SipCredentialId, query: Force },
    responses: {
      204: noContent('The SIP credential is deleted.'),
      ...problemsWith(deleteCredentialProblems, {
        ...notThere,
        409: inUse(
          InUseByPhoneNumbers,
          'Phone numbers use the credential, and `force` is not true; or a provider manages it.',
          rule('sip-credentials/in-use'),
        ),
      }),
      ...malformed,
    },
    ...rule('sip-credentials/delete'),
  }),

  listAgentsUsingSipCredential: createRoute({
    operationId: 'listAgentsUsingSipCredential',
    method: 'get',
    path: '/api/v1/sip-credentials/{id}/affected-agents',
    ...common,
    summary: 'List the agents that use a SIP credential',
    description: 'Who would be affected, were the credential deleted, by phone number.',
    request: { params: SipCredentialId },
    responses: {
      200: answer('The phone numbers, and who uses them.', SipCredentialUsage, credentialUsage),
      ...problemsWith(credentialUsageProblems, notThere),
      ...problemsWith(malformedId(`${CREDENTIALS}/7/affected-agents`)),
    },
    ...rule('sip-credentials/usage'),
  }),
} as const
