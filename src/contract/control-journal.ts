import { createRoute, z } from '@hono/zod-openapi'
import {
  always,
  answer,
  body,
  Count,
  common,
  notThere,
  params,
  refused,
  withBody,
} from './control-common.ts'
import { Explanation, JournalEntry } from './journal.ts'
import { problemContent, VerifyProblem } from './problem.ts'
import { RequestPattern } from './request-pattern.ts'

/** A pattern, and how many requests should fit it: at least one when nothing is said. */
const Expectation = RequestPattern.safeExtend({
  exactly: z.int().min(0).optional(),
  atLeast: z.int().min(0).optional(),
  atMost: z.int().min(0).optional(),
})
  .refine((it) => it.exactly === undefined || (it.atLeast ?? it.atMost) === undefined, {
    path: ['exactly'],
    message: 'stands alone: use it without `atLeast` and `atMost`',
  })
  .refine((it) => (it.atLeast ?? 0) <= (it.atMost ?? Number.POSITIVE_INFINITY), {
    path: ['atMost'],
    message: 'must not be below `atLeast`',
  })

/** What happened in a world, and why. */
export const journalRoutes = {
  requests: createRoute({
    ...common,
    operationId: 'requests',
    method: 'get',
    path: '/__admin/requests',
    summary: 'Read the journal',
    description: 'The last requests of the world, oldest first, without their secrets.',
    responses: {
      200: answer('The requests.', z.array(JournalEntry)),
      ...always,
    },
  }),

  clearRequests: createRoute({
    ...common,
    operationId: 'clearRequests',
    method: 'delete',
    path: '/__admin/requests',
    summary: 'Empty the journal',
    description: 'The numbers of the requests go on.',
    responses: {
      200: answer('How many were removed.', Count),
      ...always,
    },
  }),

  request: createRoute({
    ...common,
    operationId: 'request',
    method: 'get',
    path: '/__admin/requests/{id}',
    summary: 'Read one request',
    description: 'As it stands in the journal.',
    request: { params: params.request },
    responses: {
      200: answer('The request.', JournalEntry),
      404: notThere('request'),
      ...always,
    },
  }),

  findRequests: createRoute({
    ...common,
    operationId: 'findRequests',
    method: 'post',
    path: '/__admin/requests/find',
    summary: 'Find requests',
    description: 'Those that fit a request pattern of WireMock, oldest first.',
    request: { body: body(RequestPattern) },
    responses: {
      200: answer('The requests that fit.', z.array(JournalEntry)),
      ...withBody,
    },
  }),

  countRequests: createRoute({
    ...common,
    operationId: 'countRequests',
    method: 'post',
    path: '/__admin/requests/count',
    summary: 'Count requests',
    description: 'Those that fit a request pattern of WireMock.',
    request: { body: body(RequestPattern) },
    responses: {
      200: answer('How many fit.', Count),
      ...withBody,
    },
  }),

  verifyRequests: createRoute({
    ...common,
    operationId: 'verifyRequests',
    method: 'post',
    path: '/__admin/requests/verify',
    summary: 'Verify that requests were made',
    description:
      'Fails unless as many requests fit the pattern as it says: at least one by default.',
    request: { body: body(Expectation) },
    responses: {
      200: answer('How many fit.', Count),
      409: refused('The journal has forgotten requests that may fit too.'),
      406: {
        description: 'Too few or too many fit; the nearest misses say in what they differ.',
        content: problemContent(VerifyProblem),
      },
      ...withBody,
    },
  }),

  explain: createRoute({
    ...common,
    operationId: 'explain',
    method: 'get',
    path: '/__admin/requests/{id}/explain',
    summary: 'Explain an answer',
    description:
      'The route, each validation, what steered, the Twilio calls, the ids drawn and the clock, with the rules behind.',
    request: { params: params.request },
    responses: {
      200: answer('Why it was answered so.', Explanation),
      404: notThere('request'),
      ...always,
    },
  }),
} as const
