import { z } from '@hono/zod-openapi'
import { Fault } from './faults.ts'
import { CheckName, CheckStatus, VerificationStatus } from './providers.ts'

/** When a verification says what it says. */
export const Progression = z.discriminatedUnion('mode', [
  /** In the create itself. */
  z.strictObject({ mode: z.literal('immediate') }),
  /** So many seconds later on the clock of the world. */
  z.strictObject({ mode: z.literal('time'), seconds: z.int().min(1).max(31_536_000) }),
  /** On the read with this number. */
  z.strictObject({ mode: z.literal('manual'), times: z.int().min(1).max(1_000_000) }),
])

/** Operation ids of Twilio's OpenAPI documents that a provider uses. */
const OPERATIONS = [
  'FetchAccount',
  'CreateTrunk',
  'FetchTrunk',
  'UpdateTrunk',
  'DeleteTrunk',
  'CreateSipCredentialList',
  'DeleteSipCredentialList',
  'CreateCredentialList',
  'ListCredentialList',
  'DeleteCredentialList',
  'CreateSipCredential',
  'ListSipCredential',
  'ListIncomingPhoneNumber',
  'FetchIncomingPhoneNumber',
  'CreatePhoneNumber',
  'ListPhoneNumber',
  'DeletePhoneNumber',
] as const

export const TwilioScript = z.strictObject({
  /** Which call: an operation id, or `*` for every call. */
  operation: z.enum([...OPERATIONS, '*']),
  /** What Twilio answers: one of its error codes, or no answer at all. */
  error: z.literal([
    20003,
    20008,
    20403,
    20404,
    20409,
    20429,
    20500,
    20503,
    21239,
    21240,
    21242,
    21243,
    21244,
    21245,
    21247,
    21248,
    'timeout',
  ]),
})

/** What verification says, and when. */
export const VerificationScript = z
  .strictObject({
    outcome: VerificationStatus.optional().meta({
      description: 'What verification says; `pending` is never to say anything.',
    }),
    checks: z.partialRecord(CheckName, CheckStatus).optional().meta({
      description: 'What single checks say; the others ask the fake Twilio.',
    }),
    progression: Progression.optional(),
  })
  .refine((it) => !(it.outcome && it.checks), 'takes `outcome` or `checks`, not both')
  .meta({ id: 'VerificationScript', description: 'What verification is to say, and when.' })

/** A named, scripted deviation from "all is well". */
export const Scenario = z
  .strictObject({
    name: z.string().min(1).max(64),
    description: z.string().min(1),
    verification: VerificationScript.optional(),
    twilio: z.array(TwilioScript).optional(),
    faults: z.array(Fault).optional(),
  })
  .meta({ id: 'Scenario', description: 'A named, scripted deviation from "all is well".' })

/** The scenario that is to be on: a known one by its name alone, or one in full. */
export const ScenarioChoice = Scenario.partial({ description: true })
  .refine(
    ({ name: _name, description, ...rest }) =>
      description !== undefined || Object.keys(rest).length === 0,
    { path: ['description'], message: 'is needed where the scenario is given in full' },
  )
  .meta({
    id: 'ScenarioChoice',
    description: 'The name of a known scenario alone, or a scenario in full.',
  })

export type Progression = z.output<typeof Progression>
export type TwilioOperation = (typeof OPERATIONS)[number]
export type TwilioScript = z.output<typeof TwilioScript>
export type VerificationScript = z.output<typeof VerificationScript>
export type Scenario = z.output<typeof Scenario>
export type ScenarioChoice = z.output<typeof ScenarioChoice>
