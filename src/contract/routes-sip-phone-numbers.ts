import { createRoute } from '@hono/zod-openapi'
import { LinkToAgent, UnlinkFromAgent } from './agent-links.ts'
import { AffectedPhoneNumber, Force, InUseByAgents } from './agents.ts'
import {
  createdNumber,
  linkedNumber,
  numberPage,
  numberUsage,
  storedNumber,
  unlinkedNumber,
} from './examples-sip-phone-numbers.ts'
import { rule } from './fidelity.ts'
import { malformedId } from './problem-examples.ts'
import {
  createNumberProblems,
  deleteNumberProblems,
  getNumberProblems,
  linkProblems,
  listNumbersProblems,
  numberUsageProblems,
  unlinkProblems,
  updateNumberProblems,
} from './problem-examples-sip-phone-numbers.ts'
import { problems, problemsWith, twilioProblems } from './problem-responses.ts'
import { answer, body, created, inUse, noContent, noSuch, security } from './routes-common.ts'
import {
  SipPhoneNumber,
  SipPhoneNumberFilter,
  SipPhoneNumberId,
  SipPhoneNumberInput,
  SipPhoneNumberPage,
} from './sip-phone-numbers.ts'

const NUMBERS = '/api/v1/sip-phone-numbers'
const common = { tags: ['SIP phone numbers'], security }
const malformed = problemsWith(malformedId(`${NUMBERS}/7`))
const notThere = { 404: noSuch('phone number') }
const credentialNotThere = rule('sip-phone-numbers/unknown-credential')

/** Phone numbers, imported from a provider or entered by hand. */
export const sipPhoneNumberRoutes = {
  listSipPhoneNumbers: createRoute({
    operationId: 'listSipPhoneNumbers',
    method: 'get',
    path: '/api/v1/sip-phone-numbers',
    ...common,
    summary: 'List phone numbers',
    description: 'The phone numbers of the organisation, in the order in which they were made.',
    request: { query: SipPhoneNumberFilter },
    responses: {
      200: answer('A page of the phone numbers.', SipPhoneNumberPage, numberPage),
      ...problemsWith(listNumbersProblems),
    },
    ...rule('sip-phone-numbers/list'),
  }),

  createSipPhoneNumber: createRoute({
    operationId: 'createSipPhoneNumber',
    method: 'post',
    path: '/api/v1/sip-phone-numbers',
    ...common,
    summary: 'Create a phone number',
    description:
      'Makes a record of a phone number. An organisation has a number with a credential once; others may have the same number.',
    request: { body: body(SipPhoneNumberInput) },
    responses: {
      ...created('phone number', SipPhoneNumber, createdNumber),
      ...problemsWith(createNumberProblems, {
        404: { ...noSuch('SIP credential'), ...credentialNotThere },
        409: {
          ...problems[409],
          description: 'The organisation has the number with that credential already.',
          ...rule('sip-phone-numbers/unique-409'),
        },
      }),
    },
    ...rule('sip-phone-numbers/create'),
  }),

  getSipPhoneNumber: createRoute({
    operationId: 'getSipPhoneNumber',
    method: 'get',
    path: '/api/v1/sip-phone-numbers/{id}',
    ...common,
    summary: 'Get a phone number',
    description: 'Answers one phone number.',
    request: { params: SipPhoneNumberId },
    responses: {
      200: answer(
        'The phone number.',
        SipPhoneNumber,
        storedNumber,
        rule('sip-phone-numbers/read'),
      ),
      ...problemsWith(getNumberProblems, notThere),
      ...malformed,
    },
    ...rule('sip-phone-numbers/read'),
  }),

  updateSipPhoneNumber: createRoute({
    operationId: 'updateSipPhoneNumber',
    method: 'put',
    path: '/api/v1/sip-phone-numbers/{id}',
    ...common,
    summary: 'Update a phone number',
    description:
      'Replaces the whole: what is absent becomes its default. Of a number that a provider manages, `phoneNumber` and `credentialsId` have to stay.',
    request: { params: SipPhoneNumberId, body: body(SipPhoneNumberInput) },
    responses: {
      200: answer('The phone number after the change.', SipPhoneNumber, storedNumber),
      ...problemsWith(updateNumberProblems, {
        404: { ...noSuch('phone number, or no such SIP credential,'), ...credentialNotThere },
        409: {
          ...problems[409],
          description:
            'The organisation has the number with that credential already, or a provider manages what would change.',
          ...rule('sip-phone-numbers/unique-409'),
        },
      }),
    },
    ...rule('sip-phone-numbers/replaces'),
  }),

  deleteSipPhoneNumber: createRoute({
    operationId: 'deleteSipPhoneNumber',
    method: 'delete',
    path: '/api/v1/sip-phone-numbers/{id}',
    ...common,
    summary: 'Delete a phone number',
    description:
      'Deletes the record of a phone number. One that a provider manages is taken off its trunk too.',
    request: { params: SipPhoneNumberId, query: Force },
    responses: {
      204: noContent('The phone number is deleted.'),
      ...problemsWith(deleteNumberProblems, {
        ...twilioProblems,
        ...notThere,
        409: inUse(
          InUseByAgents,
          'Agents use the phone number, and `force` is not true; or Twilio refuses the stored credentials.',
          rule('sip-phone-numbers/in-use'),
        ),
      }),
      ...malformed,
    },
    ...rule('sip-phone-numbers/delete'),
  }),

  linkSipPhoneNumber: createRoute({
    operationId: 'linkSipPhoneNumber',
    method: 'put',
    path: '/api/v1/sip-phone-numbers/{id}/agent-link',
    ...common,
    summary: 'Link a phone number to an agent',
    description:
      'Lets an agent use a phone number. One agent at most answers its calls: another link for inbound calls takes the place of the one before.',
    request: { params: SipPhoneNumberId, query: LinkToAgent },
    responses: {
      200: answer('The phone number after the change.', SipPhoneNumber, linkedNumber),
      ...problemsWith(linkProblems, {
        ...notThere,
        409: {
          ...problems[409],
          description: 'An agent of another organisation answers calls to the same number.',
          ...rule('agent-links/elsewhere-409'),
        },
      }),
    },
    ...rule('agent-links/inbound'),
  }),

  unlinkSipPhoneNumber: createRoute({
    operationId: 'unlinkSipPhoneNumber',
    method: 'delete',
    path: '/api/v1/sip-phone-numbers/{id}/agent-link',
    ...common,
    summary: 'Unlink a phone number from an agent',
    description: 'Ends a link. A link that is not there is no error: nothing changes then.',
    request: { params: SipPhoneNumberId, query: UnlinkFromAgent },
    responses: {
      200: answer('The phone number after the change.', SipPhoneNumber, unlinkedNumber),
      ...problemsWith(unlinkProblems, notThere),
    },
    ...rule('agent-links/unlink'),
  }),

  listAgentsUsingSipPhoneNumber: createRoute({
    operationId: 'listAgentsUsingSipPhoneNumber',
    method: 'get',
    path: '/api/v1/sip-phone-numbers/{id}/affected-agents',
    ...common,
    summary: 'List the agents that use a phone number',
    description: 'Who would be affected, were the phone number deleted.',
    request: { params: SipPhoneNumberId },
    responses: {
      200: answer(
        'The agents, and what they use the number for.',
        AffectedPhoneNumber,
        numberUsage,
      ),
      ...problemsWith(numberUsageProblems, notThere),
      ...problemsWith(malformedId(`${NUMBERS}/7/affected-agents`)),
    },
    ...rule('affected-agents/number'),
  }),
} as const
