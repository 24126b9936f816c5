import { createRoute, z } from '@hono/zod-openapi'
import { rule } from '../twilio-fidelity.ts'
import { refusals } from './error.ts'
import { FriendlyName, flag, form, text, whole } from './form.ts'
import { answer, gone, made, operations, params } from './operation.ts'
import { metaPage, metaPageExample, PageQuery } from './page.ts'
import { origin, sample, trunkPath } from './samples.ts'
import { datesV1, sid, url } from './values.ts'

export const OriginationUrl = z
  .strictObject({
    account_sid: sid('AC', 'Whose it is.'),
    sid: sid('OU', 'The origination URL.'),
    weight: z.int().meta({ description: 'Its share among those of its priority: 1 to 65535.' }),
    priority: z.int().meta({ description: 'The lowest is asked first: 0 to 65535.' }),
    enabled: z.boolean(),
    sip_url: z.string(),
    friendly_name: z.string(),
    trunk_sid: sid('TK', 'The trunk.'),
    ...datesV1,
    url: url(),
  })
  .meta({
    id: 'trunking.v1.trunk.origination_url',
    description: 'Where the calls that come in on a trunk go.',
    ...rule('twilio-answers/members'),
  })

export type OriginationUrl = z.output<typeof OriginationUrl>

const settings = {
  Weight: whole(
    'Its share among those of its priority: 1 to 65535.',
    'twilio-origination-urls/weight',
  ),
  Priority: whole('The lowest is asked first: 0 to 65535.', 'twilio-origination-urls/priority'),
  Enabled: flag('Whether it is asked at all.'),
  FriendlyName,
  SipUrl: text('A URL of scheme `sip`.', 'twilio-origination-urls/scheme'),
}

const CreateForm = z
  .object(settings)
  .meta({ id: 'CreateOriginationUrlRequest', ...rule('twilio-origination-urls/required') })
const UpdateForm = z
  .object(settings)
  .partial()
  .meta({ id: 'UpdateOriginationUrlRequest', ...rule('twilio-origination-urls/update') })

const example: OriginationUrl = {
  account_sid: sample.accountSid,
  sid: sample.originationUrlSid,
  weight: 10,
  priority: 10,
  enabled: true,
  sip_url: 'sip:calls.example.com',
  friendly_name: 'Calls',
  trunk_sid: sample.trunkSid,
  date_created: sample.iso,
  date_updated: sample.iso,
  url: `${origin}${trunkPath}/OriginationUrls/${sample.originationUrlSid}`,
}

const common = operations('Origination URLs', 'trunking_v1')
const path = '/v1/Trunks/{TrunkSid}/OriginationUrls'
const urlPath = '/v1/Trunks/{TrunkSid}/OriginationUrls/{Sid}'
const theTrunk = params({ TrunkSid: 'TK' })
const theUrl = params({ TrunkSid: 'TK', Sid: 'OU' })
const name = 'origination-url'

export const originationUrlRoutes = {
  ListOriginationUrl: createRoute({
    ...common,
    ...rule('twilio-origination-urls/list'),
    operationId: 'ListOriginationUrl',
    method: 'get',
    path,
    summary: 'List the origination URLs of a trunk',
    request: { params: theTrunk, query: PageQuery },
    responses: {
      200: answer(
        'A page of origination URLs.',
        metaPage('ListOriginationUrlResponse', 'origination_urls', OriginationUrl),
        name,
        metaPageExample('origination_urls', `${trunkPath}/OriginationUrls`, example),
      ),
      ...refusals(20007),
    },
  }),

  CreateOriginationUrl: createRoute({
    ...common,
    ...rule('twilio-origination-urls/create'),
    operationId: 'CreateOriginationUrl',
    method: 'post',
    path,
    summary: 'Create an origination URL',
    request: { params: theTrunk, ...form(CreateForm) },
    responses: {
      201: made('The new origination URL.', OriginationUrl, name, example),
      ...refusals(20001, 21249, 20413),
    },
  }),

  FetchOriginationUrl: createRoute({
    ...common,
    ...rule('twilio-origination-urls/read'),
    operationId: 'FetchOriginationUrl',
    method: 'get',
    path: urlPath,
    summary: 'Fetch an origination URL',
    request: { params: theUrl },
    responses: {
      200: answer('The origination URL.', OriginationUrl, name, example),
      ...refusals(),
    },
  }),

  UpdateOriginationUrl: createRoute({
    ...common,
    ...rule('twilio-origination-urls/update'),
    operationId: 'UpdateOriginationUrl',
    method: 'post',
    path: urlPath,
    summary: 'Change an origination URL',
    request: { params: theUrl, ...form(UpdateForm) },
    responses: {
      200: answer('The origination URL after the change.', OriginationUrl, name, example),
      ...refusals(20413),
    },
  }),

  DeleteOriginationUrl: createRoute({
    ...common,
    ...rule('twilio-origination-urls/delete'),
    operationId: 'DeleteOriginationUrl',
    method: 'delete',
    path: urlPath,
    summary: 'Delete an origination URL',
    request: { params: theUrl },
    responses: { 204: gone, ...refusals() },
  }),
} as const
