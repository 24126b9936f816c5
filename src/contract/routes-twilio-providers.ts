import { createRoute, z } from '@hono/zod-openapi'
import { createdProvider, storedProvider } from './examples-providers.ts'
import { rule } from './fidelity.ts'
import { ProblemDetails, problemContent, ValidationProblemDetails } from './problem.ts'
import { malformedId } from './problem-examples.ts'
import {
  authTokenProblems,
  createProblems,
  getProblems,
  updateProblems,
} from './problem-examples-providers.ts'
import { problems, problemsWith, twilioProblems } from './problem-responses.ts'
import {
  CreateTwilioProvider,
  ProviderId,
  TwilioProvider,
  UpdateAuthToken,
  UpdateTwilioProvider,
} from './providers.ts'
import { answer, body, created, security } from './routes-common.ts'

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

/** Twilio accounts as providers, with the fields that only they have. A start loads these, and no others. */
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
} as const
