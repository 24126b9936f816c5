import { z } from '@hono/zod-openapi'
import { sampleAgent } from './agents.ts'
import type { Complete } from './complete.ts'
import { rule } from './fidelity.ts'
import { pageOf, paging } from './paging.ts'
import { isNotBlank, ProviderId, sample } from './providers.ts'
import { booleanInQuery, optionalInQuery } from './query.ts'
import { sampleCredential } from './sip-credentials.ts'
import { sampleNumbers } from './twilio-numbers.ts'

/** The imported number that the examples are about. */
export const sampleNumber = {
  id: '27adc8ac-1ffe-4dfc-a0f5-92ad53ab76ea',
  phoneNumber: sampleNumbers[0].phoneNumber,
}

/** One that was entered by hand: what seed 1 draws for it. */
export const sampleManualNumber = {
  id: '5b5df170-afb5-4396-92f8-cfbf1224fd60',
  phoneNumber: '+14155550199',
}

const maybeNull = rule('sip-phone-numbers/nulls')

/** Whether the number is registered with a SIP registrar. */
export const SipRegistrationStatus = z
  .object({
    state: z.enum(['Disabled']).meta({
      description: 'Where the registration stands. Trunkline registers nothing.',
      example: 'Disabled',
      ...rule('sip-phone-numbers/registration-status'),
    }),
    errorDescription: z
      .string()
      .nullable()
      .meta({ description: 'What went wrong last.', example: null }),
    sipResponseMessage: z
      .string()
      .nullable()
      .meta({ description: 'What the registrar answered last.', example: null }),
    lastUpdated: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'When the state last changed.', example: null }),
    expiresAt: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'Until when the registration holds.', example: null }),
  })
  .meta({
    id: 'SipRegistrationStatus',
    description: 'Whether a phone number is registered with a SIP registrar.',
    ...rule('sip-phone-numbers/registration-status'),
  })

/** A phone number, imported from a provider or entered by hand. */
export const SipPhoneNumber = z
  .object({
    id: z.guid().meta({
      format: 'uuid',
      description: 'The id of the phone number.',
      example: sampleNumber.id,
    }),
    orgId: z.string().min(1).meta({
      description: 'The organisation that the number belongs to.',
      example: sampleCredential.orgId,
    }),
    phoneNumber: z.string().min(1).meta({
      description: 'The phone number.',
      example: sampleNumber.phoneNumber,
    }),
    credentialsId: z
      .guid()
      .nullable()
      .optional()
      .meta({
        format: 'uuid',
        description: 'The SIP credential that the number uses.',
        example: sampleCredential.id,
        ...maybeNull,
      }),
    createdTime: z.iso
      .datetime()
      .optional()
      .meta({ description: 'When the record was made.', example: sample.at }),
    lastUpdateTime: z.iso
      .datetime()
      .optional()
      .meta({ description: 'When the record last changed.', example: sample.at }),
    registrationStatus: SipRegistrationStatus.optional(),
    description: z
      .string()
      .nullable()
      .optional()
      .meta({ description: 'A note.', example: 'The front desk', ...maybeNull }),
    displayName: z
      .string()
      .nullable()
      .optional()
      .meta({ description: 'The display name.', example: 'Front desk', ...maybeNull }),
    registration: z
      .boolean()
      .optional()
      .meta({ description: 'Whether the number is to be registered.', example: false }),
    providerId: z
      .guid()
      .nullable()
      .optional()
      .meta({
        format: 'uuid',
        description: 'The provider that manages the number; null where it was entered by hand.',
        example: sample.id,
        ...maybeNull,
      }),
    incomingCallsAgentId: z
      .string()
      .nullable()
      .optional()
      .meta({
        description: 'The agent that answers calls to the number.',
        example: sampleAgent.agentId,
        ...maybeNull,
      }),
  })
  .meta({
    id: 'SipPhoneNumber',
    description: 'A phone number that agents can use.',
    ...rule('sip-phone-numbers/members'),
  })

export const SipPhoneNumberPage = pageOf(SipPhoneNumber, {
  id: 'SipPhoneNumberPage',
  description: 'Phone numbers.',
  ...rule('sip-phone-numbers/list'),
})

/** The body of a create and of an update, which replaces the whole. Unknown members are ignored. */
export const SipPhoneNumberInput = z
  .object({
    phoneNumber: z
      .string()
      .min(1)
      .max(255)
      .refine(isNotBlank)
      .meta({
        description: 'The phone number, 1 to 255 characters, not only white space.',
        example: '+14155550199',
        ...rule('sip-phone-numbers/number-required'),
      }),
    credentialsId: z.guid().toLowerCase().nullable().default(null).meta({
      format: 'uuid',
      description: 'The SIP credential that the number uses.',
      example: null,
    }),
    displayName: z
      .string()
      .max(255)
      .nullable()
      .default(null)
      .meta({
        description: 'The display name.',
        example: 'Front desk',
        ...rule('sip-phone-numbers/text-lengths'),
      }),
    description: z
      .string()
      .max(255)
      .nullable()
      .default(null)
      .meta({
        description: 'A note.',
        example: 'The front desk',
        ...rule('sip-phone-numbers/text-lengths'),
      }),
    registration: z.boolean().default(false).meta({
      description:
        'Whether the number is to be registered. Trunkline keeps it and registers nothing.',
      example: false,
    }),
  })
  .meta({
    id: 'SipPhoneNumberInput',
    description: 'A phone number; for every member that is absent its default.',
    ...rule('sip-phone-numbers/create'),
  })

const numberId = z.guid().toLowerCase()

/** The path parameter of one phone number. */
export const SipPhoneNumberId = z.object({
  id: numberId.meta({
    format: 'uuid',
    description: 'The id of the phone number.',
    example: sampleNumber.id,
    param: { name: 'id', in: 'path' },
  }),
})

/** The path parameters of a phone number of a provider. */
export const ImportedPhoneNumberId = ProviderId.extend({
  phoneNumberId: numberId.meta({
    format: 'uuid',
    description: 'The id of the imported phone number, not its SID.',
    example: sampleNumber.id,
    param: { name: 'phoneNumberId', in: 'path' },
  }),
})

/** The query parameters of the list. */
export const SipPhoneNumberFilter = z.object({
  phoneNumber: optionalInQuery(z.string()).meta({
    description: 'Only numbers that contain this.',
    example: sampleNumber.phoneNumber,
    ...rule('sip-phone-numbers/like'),
  }),
  ...paging,
  linkedAgentId: optionalInQuery(z.string()).meta({
    description: 'Only numbers that are linked to this agent.',
    example: sampleAgent.agentId,
    ...rule('sip-phone-numbers/of-agent'),
  }),
  unlinkedOnly: booleanInQuery(false).meta({
    description: 'Only numbers that no agent is linked to.',
    example: false,
    ...rule('sip-phone-numbers/unlinked'),
  }),
  providerId: optionalInQuery(z.guid().toLowerCase()).meta({
    format: 'uuid',
    description: 'Only numbers that this provider manages.',
    example: sample.id,
    ...rule('sip-phone-numbers/of-provider'),
  }),
})

export type SipPhoneNumber = Complete<z.output<typeof SipPhoneNumber>>
export type SipPhoneNumberInput = z.output<typeof SipPhoneNumberInput>
export type SipPhoneNumberFilter = z.output<typeof SipPhoneNumberFilter>
