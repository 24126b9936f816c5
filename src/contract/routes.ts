import { createRoute, z } from '@hono/zod-openapi'
import { documented, inferred } from './fidelity.ts'
import { ProblemDetails, problemContent, problems, ValidationProblemDetails } from './problem.ts'
import {
  CreateTwilioProvider,
  ProviderId,
  TwilioProvider,
  UpdateTwilioProvider,
} from './providers.ts'

const security = [{ bearer: [] }]
const tags = ['Twilio providers']
const provider = { 'application/json': { schema: TwilioProvider } }
const json = <S>(schema: S) => ({ required: true, content: { 'application/json': { schema } } })

/** The BlackBox surface, by operation id. `openapi.json` is emitted from these, `src/http` serves them. */
export const routes = {
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
        content: provider,
        ...inferred('no page prints the status of a success, so it is a setting'),
      },
      201: {
        description: 'The new provider, not verified yet.',
        headers: {
          Location: {
            description: 'Where the provider can be read.',
            schema: { type: 'string', format: 'uri-reference' },
          },
        },
        content: provider,
        ...inferred('no page prints the status of a success'),
      },
      400: {
        ...problems[400],
        description:
          'The request breaks the contract (`errors` lists every problem at once), or Twilio refuses the credentials.',
        content: problemContent(z.union([ValidationProblemDetails, ProblemDetails])),
      },
      401: problems[401],
      413: problems[413],
      415: problems[415],
      422: problems[422],
      500: problems[500],
      502: problems[502],
      503: problems[503],
      504: problems[504],
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
        content: provider,
        ...inferred('the page prints the body, no page the status of a success'),
      },
      400: problems[400],
      401: problems[401],
      404: problems[404],
      500: problems[500],
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
        content: provider,
        ...inferred('the page prints the body, no page the status of a success'),
      },
      400: problems[400],
      401: problems[401],
      404: problems[404],
      409: {
        ...problems[409],
        description:
          'The trunk cannot follow the change: it is gone at Twilio, or Twilio refuses the stored credentials.',
      },
      413: problems[413],
      415: problems[415],
      500: problems[500],
      502: problems[502],
      503: problems[503],
      504: problems[504],
    },
    ...documented('update-twilio-provider'),
  }),
} as const
