import { createRoute, z } from '@hono/zod-openapi'
import { providerPage, storedProvider, verificationResult } from './examples-providers.ts'
import { rule } from './fidelity.ts'
import { Provider, ProviderPage } from './generic-provider.ts'
import { paging } from './paging.ts'
import { malformedId } from './problem-examples.ts'
import {
  deleteProblems,
  getAnyProblems,
  listProblems,
  verifyProblems,
} from './problem-examples-providers.ts'
import { problemsWith, twilioProblems } from './problem-responses.ts'
import { ProviderId } from './providers.ts'
import { answer, noContent, security } from './routes-common.ts'
import { VerificationResult } from './verification.ts'

const common = { tags: ['Providers'], security }
const malformed = problemsWith(malformedId('/api/v1/providers/7'))

/** Providers of every kind. */
export const providerRoutes = {
  listProviders: createRoute({
    operationId: 'listProviders',
    method: 'get',
    path: '/api/v1/providers',
    ...common,
    summary: 'List providers',
    description: 'The providers of the organisation, in the order in which they were made.',
    request: { query: z.object(paging) },
    responses: {
      200: answer(
        'A page of the providers.',
        ProviderPage,
        providerPage,
        rule('lists/providers-page'),
      ),
      ...problemsWith(listProblems),
    },
    ...rule('lists/providers'),
  }),

  getProvider: createRoute({
    operationId: 'getProvider',
    method: 'get',
    path: '/api/v1/providers/{id}',
    ...common,
    summary: 'Get a provider',
    description:
      'Answers a provider of any kind, with all its fields: what `getTwilioProvider` answers for a Twilio account.',
    request: { params: ProviderId },
    responses: {
      200: answer('The provider.', Provider, storedProvider),
      ...problemsWith(getAnyProblems),
      ...malformed,
    },
    ...rule('provider/generic'),
  }),

  deleteProvider: createRoute({
    operationId: 'deleteProvider',
    method: 'delete',
    path: '/api/v1/providers/{id}',
    ...common,
    summary: 'Delete a provider',
    description:
      'Deletes the provider with its phone numbers, its SIP credential, and the trunk and the credential list that were made for it at Twilio. Agents that use its numbers are no conflict: they lose them. What Twilio refuses to remove stays there.',
    request: { params: ProviderId },
    responses: {
      204: noContent('The provider is deleted.'),
      ...problemsWith(deleteProblems, twilioProblems),
      ...malformed,
    },
    ...rule('delete/provider'),
  }),

  verifyProvider: createRoute({
    operationId: 'verifyProvider',
    method: 'post',
    path: '/api/v1/providers/{id}/verify',
    ...common,
    summary: 'Verify a provider',
    description:
      'Runs the four checks now and shows what they found. A verification that fails is no error of the request.',
    request: { params: ProviderId },
    responses: {
      200: answer('What the verification found.', VerificationResult, verificationResult),
      ...problemsWith(verifyProblems),
      ...problemsWith(malformedId('/api/v1/providers/7/verify')),
    },
    ...rule('verification/on-demand'),
  }),
} as const
