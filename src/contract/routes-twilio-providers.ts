import { createRoute, z } from '@hono/zod-openapi'
import { Force, InUseByAgents } from './agents.ts'
import { createdProvider, storedProvider } from './examples-providers.ts'
import { availablePage, importResult } from './examples-twilio-numbers.ts'
import { rule } from './fidelity.ts'
import { paging } from './paging.ts'
import { ProblemDetails, problemContent, ValidationProblemDetails } from './problem.ts'
import { malformedId } from './problem-examples.ts'
import {
  authTokenProblems,
  availableProblems,
  createProblems,
  getProblems,
  importProblems,
  removeProblems,
  updateProblems,
} from './problem-examples-providers.ts'
import { problems, problemsWith, twilioProblems } from './problem-responses.ts'
import {
  CreateTwilioProvider,
  ProviderId,
  sample,
  TwilioProvider,
  UpdateAuthToken,
  UpdateTwilioProvider,
} from './providers.ts'
import { answer, body, created, inUse, noContent, noSuch, security } from './routes-common.ts'
import { ImportedPhoneNumberId } from './sip-phone-numbers.ts'
import { AvailableNumberPage, ImportPhoneNumbers, ImportResult } from './twilio-numbers.ts'

const common = { tags: ['Twilio providers'], security }

const refusedAs = (status: 401 | 502) =>
  `Or Twilio refuses the credentials, where \`assumptions.refusedCredentials\` is ${status}.`

/** What problems mean where credentials are tried at Twilio. */
const trying = {
  ...twilioProblems,
  400: {
    ...problems[400],
    description:
      'The request breaks the contract (`errors` lists every problem at once), or Twilio refuses the credentials.',
    content: problemContent(z.union([ValidationProblemDetails, ProblemDetails])),
  },
  401: { ...problems[401], description: `${problems[401].description} ${refusedAs(401)}` },
  502: {
    ...twilioProblems[502],
    description: `${twilioProblems[502].description} ${refusedAs(502)}`,
  },
}

/** Twilio accounts as providers, with the fields that only they have. */
export const twilioProviderRoutes = {
  createTwilioProvider: createRoute({
    operationId: 'createTwilioProvider',
    method: 'post',
    path: '/api/v1/providers/twilio',
    ...common,
    summary: 'Create a Twilio provider',
    description:
      'Tries the credentials at Twilio, makes a trunk with a termination URI, a credential list on it and a SIP credential in that, and stores the provider. When a step fails, the steps before it are undone.',
    request: { body: body(CreateTwilioProvider) },
    responses: {
      ...created(
        'provider',
        TwilioProvider,
        createdProvider,
        ', `pending` unless something steers it',
      ),
      ...problemsWith(createProblems, trying),
    },
    ...rule('create/makes-provider'),
  }),

  getTwilioProvider: createRoute({
    operationId: 'getTwilioProvider',
    method: 'get',
    path: '/api/v1/providers/twilio/{id}',
    ...common,
    summary: 'Get a Twilio provider',
    description:
      'Answers the provider with its Twilio fields. A verification that waits for reads advances by one.',
    request: { params: ProviderId },
    responses: {
      200: answer('The provider.', TwilioProvider, storedProvider),
      ...problemsWith(getProblems),
      ...problemsWith(malformedId('/api/v1/providers/twilio/7')),
    },
    ...rule('provider/read'),
  }),

  updateTwilioProvider: createRoute({
    operationId: 'updateTwilioProvider',
    method: 'put',
    path: '/api/v1/providers/twilio/{id}',
    ...common,
    summary: 'Update a Twilio provider',
    description:
      'Changes the members that are given. The credentials cannot be changed here: `accountSid` and `authToken` in the body are ignored. The transfer mode of the trunk follows `supportsCallTransfer`.',
    request: { params: ProviderId, body: body(UpdateTwilioProvider) },
    responses: {
      200: answer('The provider after the change.', TwilioProvider, storedProvider),
      ...problemsWith(updateProblems, {
        ...twilioProblems,
        409: {
          ...problems[409],
          description:
            'The trunk cannot follow the change: it is gone at Twilio, or Twilio refuses the stored credentials.',
          ...rule('update/trunk-cannot-follow'),
        },
      }),
    },
    ...rule('update/partial'),
  }),

  updateAuthToken: createRoute({
    operationId: 'updateAuthToken',
    method: 'patch',
    path: '/api/v1/providers/twilio/{id}/auth-token',
    ...common,
    summary: 'Update the auth token',
    description:
      'Tries the new token at Twilio with the stored account, and stores it in the place of the old one. When Twilio refuses it, nothing changes. The verification stays as it is.',
    request: { params: ProviderId, body: body(UpdateAuthToken) },
    responses: {
      200: answer('The provider after the change.', TwilioProvider, storedProvider),
      ...problemsWith(authTokenProblems, trying),
    },
    ...rule('auth-token/replaces'),
  }),

  listAvailableNumbers: createRoute({
    operationId: 'listAvailableNumbers',
    method: 'get',
    path: '/api/v1/providers/twilio/{id}/available-numbers',
    ...common,
    summary: 'List available phone numbers',
    description:
      'Asks Twilio for the phone numbers of the account. Those that are imported are listed too, and marked.',
    request: { params: ProviderId, query: z.object(paging) },
    responses: {
      200: answer(
        'A page of the phone numbers of the account.',
        AvailableNumberPage,
        availablePage,
        rule('available-numbers/page'),
      ),
      ...problemsWith(availableProblems, {
        ...twilioProblems,
        409: {
          ...problems[409],
          description: 'Twilio refuses the stored credentials.',
          ...rule('available-numbers/refused-409'),
        },
      }),
    },
    // The page names method and path, and nothing of the answer.
    ...rule('available-numbers/offered'),
  }),

  importPhoneNumbers: createRoute({
    operationId: 'importPhoneNumbers',
    method: 'post',
    path: '/api/v1/providers/twilio/{id}/import-numbers',
    ...common,
    summary: 'Import phone numbers',
    description:
      'Attaches phone numbers of the account to the trunk and makes a record of each. One that fails does not stop the others, whatever the reason: the answer tells which, and why.',
    request: { params: ProviderId, body: body(ImportPhoneNumbers) },
    responses: {
      200: answer('What became of each phone number.', ImportResult, importResult),
      ...problemsWith(importProblems),
    },
    ...rule('import/result'),
  }),

  removePhoneNumber: createRoute({
    operationId: 'removePhoneNumber',
    method: 'delete',
    path: '/api/v1/providers/twilio/{id}/phone-numbers/{phoneNumberId}',
    ...common,
    summary: 'Remove an imported phone number',
    description:
      'Takes the phone number off the trunk and deletes its record. It stays in the Twilio account and can be imported again.',
    request: { params: ImportedPhoneNumberId, query: Force },
    responses: {
      204: noContent('The phone number is removed.'),
      ...problemsWith(removeProblems, {
        ...twilioProblems,
        404: noSuch('provider, or no such phone number of it,'),
        409: inUse(
          InUseByAgents,
          'Agents use the phone number, and `force` is not true; or Twilio refuses the stored credentials.',
          rule('removal/in-use'),
        ),
      }),
      ...problemsWith(
        malformedId(`/api/v1/providers/twilio/${sample.id}/phone-numbers/7`, 'phoneNumberId'),
      ),
    },
    ...rule('removal/removes'),
  }),
} as const
