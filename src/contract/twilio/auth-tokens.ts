import { createRoute, z } from '@hono/zod-openapi'
import { rule } from '../twilio-fidelity.ts'
import { refusals } from './error.ts'
import { answer, gone, made, operations } from './operation.ts'
import { origin, sample } from './samples.ts'
import { datesV1, sid, url } from './values.ts'

export const SecondaryAuthToken = z
  .strictObject({
    account_sid: sid('AC', 'Whose it is.'),
    secondary_auth_token: z.string().meta({ description: 'The new token, in clear.' }),
    ...datesV1,
    url: url(),
  })
  .meta({
    id: 'accounts.v1.secondary_auth_token',
    description: 'A second token that opens the account beside the first.',
    ...rule('twilio-answers/members'),
  })

export const AuthTokenPromotion = z
  .strictObject({
    account_sid: sid('AC', 'Whose it is.'),
    auth_token: z.string().meta({ description: 'The token that opens the account now.' }),
    ...datesV1,
    url: url(),
  })
  .meta({
    id: 'accounts.v1.auth_token_promotion',
    description: 'The second token in the place of the first.',
    ...rule('twilio-answers/members'),
  })

export type SecondaryAuthToken = z.output<typeof SecondaryAuthToken>
export type AuthTokenPromotion = z.output<typeof AuthTokenPromotion>

const token = 'fedcba9876543210fedcba9876543210'
const dates = { date_created: sample.iso, date_updated: sample.iso }
const common = operations('Auth tokens', 'accounts_v1')
const path = '/v1/AuthTokens/Secondary'
const promotionPath = '/v1/AuthTokens/Promote'

export const authTokenRoutes = {
  CreateSecondaryAuthToken: createRoute({
    ...common,
    ...rule('twilio-auth-tokens/second'),
    operationId: 'CreateSecondaryAuthToken',
    method: 'post',
    path,
    summary: 'Make a secondary auth token',
    responses: {
      201: made('The new token.', SecondaryAuthToken, 'token', {
        account_sid: sample.accountSid,
        secondary_auth_token: token,
        ...dates,
        url: origin + path,
      }),
      ...refusals(20413),
      409: {
        ...refusals()[409],
        description: 'The account has a second auth token already.',
        ...rule('twilio-auth-tokens/one-second'),
      },
    },
  }),

  DeleteSecondaryAuthToken: createRoute({
    ...common,
    ...rule('twilio-auth-tokens/delete'),
    operationId: 'DeleteSecondaryAuthToken',
    method: 'delete',
    path,
    summary: 'Delete the secondary auth token',
    responses: { 204: gone, ...refusals() },
  }),

  UpdateAuthTokenPromotion: createRoute({
    ...common,
    ...rule('twilio-auth-tokens/promote'),
    operationId: 'UpdateAuthTokenPromotion',
    method: 'post',
    path: promotionPath,
    summary: 'Put the secondary auth token in the place of the primary one',
    description: 'The old primary token opens nothing from then on.',
    responses: {
      200: answer('The token that opens the account now.', AuthTokenPromotion, 'token', {
        account_sid: sample.accountSid,
        auth_token: token,
        ...dates,
        url: origin + promotionPath,
      }),
      ...refusals(20413),
    },
  }),
} as const
