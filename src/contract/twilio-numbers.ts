import { z } from '@hono/zod-openapi'
import { rule } from './fidelity.ts'
import { pageOf } from './paging.ts'
import { sample, TRUNK_SID } from './providers.ts'

/** `PN` and 32 lowercase hex digits. */
export const PHONE_NUMBER_SID = /^PN[a-f0-9]{32}$/

/** The numbers of the account that every example is about, as a fixture with these two gives them. */
export const sampleNumbers = [
  { phoneNumberSid: 'PN94092883b02abbe3968dcfbde86fa582', phoneNumber: '+14155550100' },
  { phoneNumberSid: 'PNf5bf0c22e03a8f38a31e3871e4bec876', phoneNumber: '+14155550101' },
] as const

const [{ phoneNumberSid, phoneNumber }] = sampleNumbers

const can = (what: string, example: boolean) =>
  z.boolean().meta({ description: `Whether the number can ${what}.`, example })

/** What a number of a Twilio account can do. */
export const Capabilities = z
  .object({
    voice: can('make and take calls', true),
    sms: can('send and receive text messages', true),
    mms: can('send and receive picture messages', true),
    fax: can('send and receive faxes', false),
  })
  .meta({
    id: 'Capabilities',
    description: 'What a phone number can do.',
    ...rule('available-numbers/capabilities'),
  })

/** A number of the Twilio account behind a provider. */
export const AvailableNumber = z
  .object({
    phoneNumberSid: z.string().regex(PHONE_NUMBER_SID).meta({
      description: 'The SID of the number at Twilio: what an import takes.',
      example: phoneNumberSid,
    }),
    phoneNumber: z.string().min(1).meta({
      description: 'The number in E.164.',
      example: phoneNumber,
    }),
    friendlyName: z.string().meta({
      description: 'The name of the number at Twilio.',
      example: '(415) 555-0100',
    }),
    capabilities: Capabilities,
    trunkSid: z.string().regex(TRUNK_SID).nullable().meta({
      description: 'The trunk that the number is attached to; null where it is on none.',
      example: sample.trunkSid,
    }),
    isImported: z.boolean().meta({
      description: 'Whether the provider has imported the number; it is then listed all the same.',
      example: true,
    }),
  })
  .meta({
    id: 'AvailableNumber',
    description: 'A phone number of the Twilio account.',
    ...rule('available-numbers/members'),
  })

export const AvailableNumberPage = pageOf(AvailableNumber, {
  id: 'AvailableNumberPage',
  description: 'Phone numbers of the Twilio account.',
  ...rule('available-numbers/page'),
})

/** The body of an import. */
export const ImportPhoneNumbers = z
  .object({
    phoneNumberSids: z
      .array(z.string().regex(PHONE_NUMBER_SID))
      .min(1)
      .max(1000)
      .meta({
        description:
          'The SIDs of the numbers to import, 1 to 1000: `PN` and 32 lowercase hexadecimal characters each.',
        example: sampleNumbers.map((it) => it.phoneNumberSid),
        ...rule('import/sid-format'),
      }),
  })
  .meta({
    id: 'ImportPhoneNumbers',
    description: 'The phone numbers to import.',
    ...rule('import/sids-required'),
  })

/** Why one number was not imported. */
export const ImportError = z
  .object({
    phoneNumberSid: z.string().meta({
      description: 'The SID of the number, as it was given.',
      example: phoneNumberSid,
    }),
    errorMessage: z.string().meta({
      description: 'Why it was not imported.',
      example: `Cannot import phone number ${phoneNumberSid}: it is already imported for this provider.`,
      ...rule('import/error-words'),
    }),
  })
  .meta({
    id: 'ImportError',
    description: 'A phone number that was not imported.',
    ...rule('import/error-members'),
  })

const amount = (description: string, example: number) =>
  z.int().meta({ format: 'int32', description, example })

/** The answer of an import, which succeeds also where no number was imported. */
export const ImportResult = z
  .object({
    successCount: amount('How many numbers were imported.', 1),
    failedCount: amount('How many numbers were not.', 1),
    errors: z.array(ImportError).meta({
      description: 'Why they were not, in the order in which they were given.',
    }),
  })
  .meta({
    id: 'ImportResult',
    description: 'What became of each phone number.',
    ...rule('import/result'),
  })

export type Capabilities = z.output<typeof Capabilities>
export type AvailableNumber = z.output<typeof AvailableNumber>
export type ImportPhoneNumbers = z.output<typeof ImportPhoneNumbers>
export type ImportError = z.output<typeof ImportError>
export type ImportResult = z.output<typeof ImportResult>
