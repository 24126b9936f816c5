import { z } from '@hono/zod-openapi'
import { rule } from './fidelity.ts'
import { sample, VerificationCheck, VerificationStatus } from './providers.ts'

/** The answer of a verification: its outcome, which is no error however bad it is. */
export const VerificationResult = z
  .object({
    status: VerificationStatus.meta({
      description: 'The health of the provider, as `verificationStatus` shows it from now on.',
      example: 'verified',
    }),
    checks: z.array(VerificationCheck).nullable().meta({
      description: 'The four checks; null while nothing has been found out yet.',
      example: null,
    }),
    lastVerifiedAt: z.iso
      .datetime()
      .nullable()
      .meta({
        description: 'When the checks ran; null while they never have.',
        example: sample.at,
        ...rule('verification/time-null'),
      }),
  })
  .meta({
    id: 'VerificationResult',
    description: 'What a verification found.',
    ...rule('verification/on-demand'),
  })

export type VerificationResult = z.output<typeof VerificationResult>
