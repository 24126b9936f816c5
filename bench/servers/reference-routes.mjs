// What the reference promises on the wire: the documented limits as zod schemas, the endpoints as `createRoute`.

import { createRoute, z } from '@hono/zod-openapi'

const CreateTwilioProvider = z
  .object({
    accountSid: z.string().regex(/^AC[a-f0-9]{32}$/),
    authToken: z.string().regex(/^[a-f0-9]{32}$/),
    name: z.string().min(1).max(100),
    region: z.string().nullish(),
    supportsCallTransfer: z.boolean().default(false),
  })
  .openapi('CreateTwilioProvider')

const UpdateTwilioProvider = z
  .object({
    name: z.string().max(100).nullish(),
    region: z.string().nullish(),
    supportsCallTransfer: z.boolean().nullish(),
  })
  .openapi('UpdateTwilioProvider')

const VerificationCheck = z
  .object({
    checkName: z.enum(['Credentials', 'Trunk', 'Credential List', 'Phone Numbers']),
    message: z.string(),
    status: z.enum(['passed', 'warning', 'failed']),
    timestamp: z.iso.datetime(),
    details: z.record(z.string(), z.unknown()),
  })
  .openapi('VerificationCheck')

const TwilioProvider = z
  .object({
    name: z.string().nullable(),
    providerType: z.literal('twilio'),
    accountSid: z.string(),
    id: z.guid(),
    verificationStatus: z.enum(['pending', 'verified', 'warning', 'failed']),
    lastVerifiedAt: z.iso.datetime().nullable(),
    phoneNumberCount: z.int(),
    verificationDetails: z.array(VerificationCheck).nullable(),
    trunkSid: z.string().nullable(),
    terminationUri: z.string().nullable(),
    region: z.string().nullable(),
    supportsCallTransfer: z.boolean(),
  })
  .openapi('TwilioProvider')

const Problem = z.object({ type: z.string(), title: z.string(), status: z.int() }).loose()

export const path = '/api/v1/providers/twilio'
const params = z.object({ id: z.guid() })
const body = (schema) => ({ required: true, content: { 'application/json': { schema } } })
const answer = (description, schema) => ({
  description,
  content: { 'application/json': { schema } },
})
const failures = {
  400: answer('Not valid', Problem),
  401: answer('No API key', Problem),
  404: answer('Not found', Problem),
}

export const create = createRoute({
  method: 'post',
  path,
  request: { body: body(CreateTwilioProvider) },
  responses: { 201: answer('Created', TwilioProvider), ...failures },
})
export const get = createRoute({
  method: 'get',
  path: `${path}/{id}`,
  request: { params },
  responses: { 200: answer('The provider', TwilioProvider), ...failures },
})
export const update = createRoute({
  method: 'put',
  path: `${path}/{id}`,
  request: { params, body: body(UpdateTwilioProvider) },
  responses: { 200: answer('The provider', TwilioProvider), ...failures },
})
