import { z } from '@hono/zod-openapi'
import type { Complete } from './complete.ts'
import { type RuleMark, rule } from './fidelity.ts'

/** `AC` and 32 lowercase hex digits. Anchored without flags, so that a trailing newline fails. */
export const ACCOUNT_SID = /^AC[a-f0-9]{32}$/
/** 32 lowercase hex digits. */
export const AUTH_TOKEN = /^[a-f0-9]{32}$/
/** `TK` and 32 lowercase hex digits. */
export const TRUNK_SID = /^TK[a-f0-9]{32}$/
/** The printed format of the documentation has a hole where the name stands. */
export const TERMINATION_URI = /^sip:[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.pstn\.twilio\.com$/
/** The domain of a trunk that a provider has made: its termination URI without the scheme. */
export const TERMINATION_DOMAIN = new RegExp(TERMINATION_URI.source.replace('sip:', ''))

const COMMON_REGIONS = 'us1, us2, ie1, de1, au1, jp1, br1 and sg1 are common; any text is accepted.'

/** The provider that every example is about: what seed 1 draws for this account and this name. */
export const sample = {
  id: 'c6b25ef6-3962-48db-9e14-ec49f8fef9db',
  accountSid: 'ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  name: 'Main account',
  trunkSid: 'TKb25796996d7e70eac6b5cc52fbaec9c3',
  domainName: 'dasha-c6b25ef6396248db.pstn.twilio.com',
  at: '2025-01-01T00:00:00Z',
}

/** The path parameter of one provider. Upper-case digits are accepted, as .NET's `Guid` does. */
export const ProviderId = z.object({
  id: z.guid().meta({
    format: 'uuid',
    description: 'The id of the provider.',
    example: sample.id,
    param: { name: 'id', in: 'path' },
  }),
})

export const VerificationStatus = z.enum(['pending', 'verified', 'warning', 'failed'])

export const CheckStatus = z.enum(['passed', 'warning', 'failed'])

export const CheckName = z.enum(['Credentials', 'Trunk', 'Credential List', 'Phone Numbers'])

/** One line of `verificationDetails`. */
export const VerificationCheck = z
  .object({
    checkName: CheckName.meta({
      description: 'What was looked at.',
      example: 'Credentials',
      ...rule('verification/check-names'),
    }),
    message: z.string().meta({
      description: 'What was found.',
      example: 'Twilio accepts the credentials; the account is active.',
    }),
    status: CheckStatus.meta({
      description: 'What it means.',
      example: 'passed',
      ...rule('verification/check-status'),
    }),
    timestamp: z.iso.datetime().meta({
      description: 'When it was looked at.',
      example: sample.at,
    }),
    details: z.record(z.string(), z.unknown()).meta({
      description: 'Values behind the finding, such as the SIDs that are missing.',
      example: { accountSid: sample.accountSid },
    }),
  })
  .meta({
    id: 'VerificationCheck',
    description: 'The result of one verification check.',
    ...rule('verification/check-members'),
  })

/** The answer of create, get and update. The auth token has no member here: it never leaves. */
export const TwilioProvider = z
  .object({
    name: z.string().nullable().meta({
      description: 'The display name.',
      example: sample.name,
    }),
    providerType: z.enum(['twilio']).meta({
      description: 'The kind of provider.',
      example: 'twilio',
    }),
    accountSid: z.string().min(1).regex(ACCOUNT_SID).meta({
      description: 'The Twilio account, shown in clear because it is no secret.',
      example: sample.accountSid,
    }),
    id: z.guid().optional().meta({
      format: 'uuid',
      description: 'The id of the provider.',
      example: sample.id,
    }),
    verificationStatus: VerificationStatus.optional().meta({
      description:
        'The health of the provider: `failed` when a check failed, else `warning` when one warns, else `verified`; `pending` until the first verification.',
      example: 'pending',
    }),
    lastVerifiedAt: z.iso.datetime().nullable().optional().meta({
      description: 'When the checks ran last; null until the first verification.',
      example: null,
    }),
    phoneNumberCount: z.int().optional().meta({
      format: 'int32',
      description: 'How many phone numbers are imported now.',
      example: 0,
    }),
    verificationDetails: z.array(VerificationCheck).nullable().optional().meta({
      description: 'The checks of the last verification; null until the first one.',
      example: null,
    }),
    trunkSid: z.string().regex(TRUNK_SID).nullable().optional().meta({
      description: 'The SIP trunk that was made at Twilio.',
      example: sample.trunkSid,
    }),
    terminationUri: z
      .string()
      .regex(TERMINATION_URI)
      .nullable()
      .optional()
      .meta({
        description: 'Where outbound calls are sent: the domain of the trunk as a SIP URI.',
        example: `sip:${sample.domainName}`,
        ...rule('provider/termination-uri'),
      }),
    region: z
      .string()
      .nullable()
      .optional()
      .meta({ description: `The Twilio region. ${COMMON_REGIONS}`, example: 'us1' }),
    supportsCallTransfer: z.boolean().optional().meta({
      description: 'Whether calls can be transferred.',
      example: false,
    }),
  })
  .meta({
    id: 'TwilioProvider',
    description: 'A Twilio account that is connected as a telephony provider.',
    ...rule('provider/required-members'),
  })

const authToken = (mark: RuleMark) =>
  z
    .string()
    .min(1)
    .regex(AUTH_TOKEN)
    .meta({
      description: 'The auth token of the account: 32 lowercase hexadecimal characters.',
      example: '0123456789abcdef0123456789abcdef',
      ...mark,
    })
const name = z.string().max(100)
const region = (mark: RuleMark) =>
  z
    .string()
    .nullish()
    .meta({
      description: `The Twilio region for the trunk. ${COMMON_REGIONS}`,
      example: 'ie1',
      ...mark,
    })

/** The body of a create. Unknown members are ignored. */
export const CreateTwilioProvider = z
  .object({
    accountSid: z
      .string()
      .min(1)
      .regex(ACCOUNT_SID)
      .meta({
        description: 'The SID of the account: `AC` and 32 lowercase hexadecimal characters.',
        example: sample.accountSid,
        ...rule('create/account-sid-format'),
      }),
    authToken: authToken(rule('create/auth-token-format')),
    name: name
      .min(1)
      .refine(isNotBlank)
      .meta({
        description:
          'The display name, 1 to 100 characters (Unicode code points, as JSON Schema counts), not only white space.',
        example: sample.name,
        ...rule('create/name-length'),
      }),
    region: region(rule('create/region-type')),
    supportsCallTransfer: z
      .boolean()
      .default(false)
      .meta({
        description: 'Whether calls can be transferred.',
        example: true,
        ...rule('create/transfer-type'),
      }),
  })
  .meta({
    id: 'CreateTwilioProvider',
    description: 'The Twilio account to connect.',
    ...rule('create/makes-provider'),
  })

/** The body of an update. A member that is absent or null leaves what it names as it is. */
export const UpdateTwilioProvider = z
  .object({
    name: name.nullish().meta({
      description: 'The new display name, up to 100 characters. Absent or null: unchanged.',
      example: 'Renamed account',
      ...rule('update/name-length'),
    }),
    region: region(rule('update/types')),
    supportsCallTransfer: z
      .boolean()
      .nullish()
      .meta({
        description: 'Whether calls can be transferred. Absent or null: unchanged.',
        example: true,
        ...rule('update/types'),
      }),
  })
  .meta({
    id: 'UpdateTwilioProvider',
    description: 'What to change; everything else stays.',
    ...rule('update/partial'),
  })

/** The body of a change of the auth token. */
export const UpdateAuthToken = z.object({ authToken: authToken(rule('auth-token/format')) }).meta({
  id: 'UpdateAuthToken',
  description: 'The auth token that takes the place of the stored one.',
  ...rule('auth-token/replaces'),
})

export type VerificationStatus = z.output<typeof VerificationStatus>
export type CheckStatus = z.output<typeof CheckStatus>
export type CheckName = z.output<typeof CheckName>
export type VerificationCheck = z.output<typeof VerificationCheck>
/** All twelve members: the documentation requires three, Trunkline always sends every one. */
export type TwilioProvider = Complete<z.output<typeof TwilioProvider>>
export type CreateTwilioProvider = z.output<typeof CreateTwilioProvider>
export type UpdateTwilioProvider = z.output<typeof UpdateTwilioProvider>
export type UpdateAuthToken = z.output<typeof UpdateAuthToken>

/** ASP.NET's `[Required]` refuses white space too. */
export function isNotBlank(text: string): boolean {
  return text.trim() !== ''
}
