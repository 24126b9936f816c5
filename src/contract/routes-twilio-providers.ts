import { createRoute, z } from '@hono/zod-openapi'
import { createdProvider, storedProvider } from './examples-providers.ts'
import { documented, inferred } from './fidelity.ts'
import { ProblemDetails, problemContent, ValidationProblemDetails } from './problem.ts'
import { malformedId } from './problem-examples.ts'
import { createProblems, getProblems, updateProblems } from './problem-examples-providers.ts'
import { problems, problemsWith, twilioProblems } from './problem-responses.ts'
import {
  CreateTwilioProvider,
  ProviderId,
  TwilioProvider,
  UpdateTwilioProvider,
} from './providers.ts'

const security = [{ bearer: [] }]
const tags = ['Twilio providers']
const created = { 'application/json': { schema: TwilioProvider, examples: createdProvider } }
const stored = { 'application/json': { schema: TwilioProvider, examples: storedProvider } }
const json = <S>(schema: S) => ({ required: true, content: { 'application/json': { schema } } })

/** Twilio accounts as providers, with the fields that only they have. */
export const twilioProviderRoutes = {
  createTwilioProvider: createRoute({
    operationId: 'createTwilioProvider',
    method: 'post',
    path: '/api/v1/providers/twilio',
    tags,
    security,
    summary: 'Create a Twilio provider',
    description:
      'Tries the credentials at Twilio, makes a trunk with a termination URI, a credential list on it and a SIP credential in that, and stores the provider. When a step fails, the steps before it are undone.',
    request: { body: json(CreateTwilioProvider) },
    responses: {
      200: {
        description: 'The new provider, where `assumptions.createStatus` is 200.',
        content: created,
        ...inferred('no page prints the status of a success, so it is a setting'),
      },
      201: {
        description: 'The new provider, `pending` unless something steers it.',
        headers: {
          Location: {
            description: 'Where the provider can be read.',
            schema: { type: 'string', format: 'uri-reference' },
          },
        },
        content: created,
        ...inferred('no page prints the status of a success'),
      },
      ...problemsWith(createProblems, {
        ...twilioProblems,
        400: {
          ...problems[400],
          description:
            'The request breaks the contract (`errors` lists every problem at once), or Twilio refuses the credentials.',
          content: problemContent(z.union([ValidationProblemDetails, ProblemDetails])),
        },
        401: {
          ...problems[401],
          description: `${problems[401].description} Or Twilio refuses the credentials, where \`assumptions.refusedCredentials\` is 401.`,
        },
        502: {
          ...twilioProblems[502],
          description: `${twilioProblems[502].description} Or Twilio refuses the credentials, where \`assumptions.refusedCredentials\` is 502.`,
        },
      }),
    },
    ...documented('create-twilio-provider'),
  }),

  getTwilioProvider: createRoute({
    operationId: 'getTwilioProvider',
    method: 'get',
    path: '/api/v1/providers/twilio/{id}',
    tags,
    security,
    summary: 'Get a Twilio provider',
    description:
      'Answers the provider with its Twilio fields. A verification that waits for reads advances by one.',
    request: { params: ProviderId },
    responses: {
      200: {
        description: 'The provider.',
        content: stored,
        ...inferred('the page prints the body, no page the status of a success'),
      },
      ...problemsWith(getProblems),
      ...problemsWith(malformedId('/api/v1/providers/twilio/7')),
    },
    ...documented('get-twilio-provider'),
  }),

  updateTwilioProvider: createRoute({
    operationId: 'updateTwilioProvider',
    method: 'put',
    path: '/api/v1/providers/twilio/{id}',
    tags,
    security,
    summary: 'Update a Twilio provider',
    description:
      'Changes the members that are given. The credentials cannot be changed here: `accountSid` and `authToken` in the body are ignored. The transfer mode of the trunk follows `supportsCallTransfer`.',
    request: { params: ProviderId, body: json(UpdateTwilioProvider) },
    responses: {
      200: {
        description: 'The provider after the change.',
        content: stored,
        ...inferred('the page prints the body, no page the status of a success'),
      },
      ...problemsWith(updateProblems, {
        ...twilioProblems,
        409: {
          ...problems[409],
          description:
            'The trunk cannot follow the change: it is gone at Twilio, or Twilio refuses the stored credentials.',
        },
      }),
    },
    ...documented('update-twilio-provider'),
  }),
} as const
