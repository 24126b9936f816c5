import { createRoute, z } from '@hono/zod-openapi'
import { createdProvider, storedProvider } from './examples.ts'
import { documented, inferred } from './fidelity.ts'
import {
  ProblemDetails,
  problemContent,
  problems,
  twilioProblems,
  ValidationProblemDetails,
  withExamples,
} from './problem.ts'
import { createProblems, getProblems, idProblems, updateProblems } from './problem-examples.ts'
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
      400: withExamples(
        {
          ...problems[400],
          description:
            'The request breaks the contract (`errors` lists every problem at once), or Twilio refuses the credentials.',
          content: problemContent(z.union([ValidationProblemDetails, ProblemDetails])),
        },
        createProblems(400),
      ),
      401: withExamples(
        {
          ...problems[401],
          description: `${problems[401].description} Or Twilio refuses the credentials, where \`assumptions.refusedCredentials\` is 401.`,
        },
        createProblems(401),
      ),
      403: withExamples(problems[403], createProblems(403)),
      413: withExamples(problems[413], createProblems(413)),
      415: withExamples(problems[415], createProblems(415)),
      422: withExamples(problems[422], createProblems(422)),
      429: withExamples(problems[429], createProblems(429)),
      500: withExamples(problems[500], createProblems(500)),
      502: withExamples(
        {
          ...twilioProblems[502],
          description: `${twilioProblems[502].description} Or Twilio refuses the credentials, where \`assumptions.refusedCredentials\` is 502.`,
        },
        createProblems(502),
      ),
      503: withExamples(twilioProblems[503], createProblems(503)),
      504: withExamples(twilioProblems[504], createProblems(504)),
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
      400: withExamples(problems[400], idProblems(400)),
      401: withExamples(problems[401], getProblems(401)),
      403: withExamples(problems[403], getProblems(403)),
      404: withExamples(problems[404], getProblems(404)),
      429: withExamples(problems[429], getProblems(429)),
      500: withExamples(problems[500], getProblems(500)),
      502: withExamples(problems[502], getProblems(502)),
      503: withExamples(problems[503], getProblems(503)),
      504: withExamples(problems[504], getProblems(504)),
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
      400: withExamples(problems[400], updateProblems(400)),
      401: withExamples(problems[401], updateProblems(401)),
      403: withExamples(problems[403], updateProblems(403)),
      404: withExamples(problems[404], updateProblems(404)),
      409: withExamples(
        {
          ...problems[409],
          description:
            'The trunk cannot follow the change: it is gone at Twilio, or Twilio refuses the stored credentials.',
        },
        updateProblems(409),
      ),
      413: withExamples(problems[413], updateProblems(413)),
      415: withExamples(problems[415], updateProblems(415)),
      429: withExamples(problems[429], updateProblems(429)),
      500: withExamples(problems[500], updateProblems(500)),
      502: withExamples(twilioProblems[502], updateProblems(502)),
      503: withExamples(twilioProblems[503], updateProblems(503)),
      504: withExamples(twilioProblems[504], updateProblems(504)),
    },
    ...documented('update-twilio-provider'),
  }),
} as const
