import { z } from '@hono/zod-openapi'
import type { Complete } from './complete.ts'
import { rule } from './fidelity.ts'
import { pageOf } from './paging.ts'
import { isNotBlank, sample } from './providers.ts'

/** The credential of the sample provider: what seed 1 draws for it. */
export const sampleCredential = {
  id: 'c818653c-dc57-4f23-8043-69a4d36a6ea2',
  orgId: '67735ef1-3429-491a-b500-bc0cba26c16d',
  server: sample.domainName,
  authUser: 'dasha-c6b25ef6396248db',
}

/** The id of one that was entered by hand: what seed 1 draws for the first of the examples. */
export const sampleManualCredential = 'b1fac4c8-51e7-48f0-ba87-a449386e7ea5'

export const SipTransport = z.enum(['udp', 'tcp', 'tls'])

/** Who made a credential. */
export const SipCredentialSource = z.enum(['manual', 'provider'])

const maybeNull = rule('sip-credentials/nulls')
const text = (description: string, example: string) =>
  z
    .string()
    .nullable()
    .optional()
    .meta({ description, example, ...maybeNull })

/** A SIP credential, of a provider or entered by hand. */
export const SipCredential = z
  .object({
    id: z.guid().meta({
      format: 'uuid',
      description: 'The id of the credential.',
      example: sampleCredential.id,
    }),
    orgId: z.string().min(1).meta({
      description: 'The organisation that the credential belongs to.',
      example: sampleCredential.orgId,
    }),
    server: z.string().min(1).meta({
      description: 'The SIP server.',
      example: sampleCredential.server,
    }),
    transport: SipTransport.meta({ description: 'How the server is reached.', example: 'udp' }),
    source: SipCredentialSource.meta({
      description: '`provider` where a provider made it: it is then read-only.',
      example: 'provider',
    }),
    createdTime: z.iso
      .datetime()
      .optional()
      .meta({ description: 'When the record was made.', example: sample.at }),
    lastUpdateTime: z.iso
      .datetime()
      .optional()
      .meta({ description: 'When the record last changed.', example: sample.at }),
    domain: text('The SIP domain, where it is not the server.', 'sip.example.com'),
    authUser: text('The user name.', sampleCredential.authUser),
    authPassword: z
      .string()
      .nullable()
      .optional()
      .meta({
        description: 'The password, in clear.',
        example: 'correct-horse-battery-staple',
        ...rule('sip-credentials/password-shown'),
      }),
    description: text('A note.', 'The carrier in Lyon'),
    cpsLimit: z
      .number()
      .nullable()
      .optional()
      .meta({ description: 'How many calls a second may be started.', example: 5, ...maybeNull }),
    cpsKey: text('Credentials of one key share their limit.', 'carrier'),
    providerId: z
      .guid()
      .nullable()
      .optional()
      .meta({
        format: 'uuid',
        description: 'The provider that made the credential; null where it was entered by hand.',
        example: sample.id,
        ...rule('sip-credentials/nulls'),
      }),
  })
  .meta({
    id: 'SipCredential',
    description: 'How calls reach a SIP server.',
    ...rule('sip-credentials/members'),
  })

export const SipCredentialPage = pageOf(SipCredential, {
  id: 'SipCredentialPage',
  description: 'SIP credentials.',
  ...rule('sip-credentials/list'),
})

const lengths = rule('sip-credentials/text-lengths')
const optional = (max: number) => z.string().max(max).nullable().default(null)

/** The body of a create and of an update, which replaces the whole. Unknown members are ignored. */
export const SipCredentialInput = z
  .object({
    server: z
      .string()
      .min(1)
      .max(255)
      .refine(isNotBlank)
      .meta({
        description: 'The SIP server, 1 to 255 characters, not only white space.',
        example: 'sip.example.com',
        ...rule('sip-credentials/server-required'),
      }),
    domain: optional(255).meta({
      description: 'The SIP domain.',
      example: 'example.com',
      ...lengths,
    }),
    authUser: optional(255).meta({
      description: 'The user name.',
      example: 'reception',
      ...lengths,
    }),
    authPassword: optional(64).meta({
      description: 'The password, up to 64 characters.',
      example: 'correct-horse-battery-staple',
      ...rule('sip-credentials/password-length'),
    }),
    transport: SipTransport.default('udp').meta({
      description: 'How the server is reached.',
      example: 'udp',
      ...rule('sip-credentials/transport'),
    }),
    description: optional(255).meta({
      description: 'A note.',
      example: 'The carrier in Lyon',
      ...lengths,
    }),
    cpsLimit: z.number().nullable().default(null).meta({
      description: 'How many calls a second may be started.',
      example: 5,
    }),
    cpsKey: z.string().nullable().default(null).meta({
      description: 'Credentials of one key share their limit.',
      example: 'carrier',
    }),
  })
  .meta({
    id: 'SipCredentialInput',
    description: 'A SIP credential; for every member that is absent its default.',
    ...rule('sip-credentials/create'),
  })

/** The path parameter of one credential. */
export const SipCredentialId = z.object({
  id: z
    .guid()
    .toLowerCase()
    .meta({
      format: 'uuid',
      description: 'The id of the credential.',
      example: sampleCredential.id,
      param: { name: 'id', in: 'path' },
    }),
})

export type SipCredential = Complete<z.output<typeof SipCredential>>
export type SipCredentialInput = z.output<typeof SipCredentialInput>
