import { createRoute, z } from '@hono/zod-openapi'
import { Force, InUseByAgents } from './agents.ts'
import { availablePage, importResult } from './examples-twilio-numbers.ts'
import { rule } from './fidelity.ts'
import { paging } from './paging.ts'
import { malformedId } from './problem-examples.ts'
import {
  availableProblems,
  importProblems,
  removeProblems,
} from './problem-examples-twilio-numbers.ts'
import { problems, problemsWith, twilioProblems } from './problem-responses.ts'
import { ProviderId, sample } from './providers.ts'
import { answer, body, inUse, noContent, noSuch, security } from './routes-common.ts'
import { ImportedPhoneNumberId } from './sip-phone-numbers.ts'
import { AvailableNumberPage, ImportPhoneNumbers, ImportResult } from './twilio-numbers.ts'

const common = { tags: ['Twilio providers'], security }

/** The phone numbers of the Twilio account of a provider. */
export const twilioNumberRoutes = {
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
