import { z } from '@hono/zod-openapi'
import type { Complete } from './complete.ts'
import { rule } from './fidelity.ts'
import { ProblemDetails } from './problem.ts'
import { booleanInQuery } from './query.ts'
import { sampleNumbers } from './twilio-numbers.ts'

/** The agent and the numbers that the examples are about. */
export const sampleAgent = {
  agentId: 'f3b0c442-98fc-4c14-9afb-f4c8996fb924',
  agentName: 'Reception',
}

/** How an agent may use a number. */
export const AgentUse = z.enum(['inbound', 'outbound'])

/** For which calls a number is linked to an agent. */
export const AgentLinkMode = z.enum(['inbound', 'replaceOutbound'])

export const AffectedAgent = z
  .object({
    agentId: z.string().meta({ description: 'The id of the agent.', example: sampleAgent.agentId }),
    agentName: z
      .string()
      .meta({ description: 'The name of the agent.', example: sampleAgent.agentName }),
    uses: z.array(AgentUse).meta({
      description: 'What the agent uses the number for.',
      example: ['inbound'],
      ...rule('affected-agents/uses'),
    }),
  })
  .meta({
    id: 'AffectedAgent',
    description: 'An agent that uses a phone number.',
    ...rule('affected-agents/members'),
  })

/** The answer to "which agents use this number". */
export const AffectedPhoneNumber = z
  .object({
    id: z.guid().meta({
      format: 'uuid',
      description: 'The id of the phone number.',
      example: '27adc8ac-1ffe-4dfc-a0f5-92ad53ab76ea',
    }),
    phoneNumber: z
      .string()
      .min(1)
      .meta({ description: 'The phone number.', example: sampleNumbers[0].phoneNumber }),
    affectedAgents: z
      .array(AffectedAgent)
      .meta({ description: 'The agents that use it, none where nobody does.' }),
  })
  .meta({
    id: 'AffectedPhoneNumber',
    description: 'A phone number and the agents that use it.',
    ...rule('affected-agents/number'),
  })

/** The answer to "who uses this credential". */
export const SipCredentialUsage = z
  .object({
    phoneNumbers: z
      .array(AffectedPhoneNumber)
      .meta({ description: 'The phone numbers that use the credential.' }),
    affectedCallsCount: z.int().optional().meta({
      format: 'int32',
      description: 'How many queued calls would use it. Trunkline queues no calls: 0.',
      example: 0,
    }),
  })
  .meta({
    id: 'SipCredentialUsage',
    description: 'What uses a SIP credential.',
    ...rule('sip-credentials/usage'),
  })

/** The query parameter of the delete of what may be in use. */
export const Force = z.object({
  force: booleanInQuery(false).meta({
    description: 'Whether to take it from those who use it first; otherwise they are a conflict.',
    example: false,
  }),
})

/** The conflict of what agents use. */
export const InUseByAgents = ProblemDetails.extend({
  affectedAgents: z.array(AffectedAgent).meta({ description: 'The agents that use it.' }),
}).meta({
  id: 'InUseByAgents',
  description: 'Agents use what is to go; `force=true` takes it from them first.',
  ...rule('removal/agents-named'),
})

/** The conflict of what phone numbers use. */
export const InUseByPhoneNumbers = ProblemDetails.extend({
  phoneNumbers: z.array(AffectedPhoneNumber).meta({ description: 'The numbers that use it.' }),
}).meta({
  id: 'InUseByPhoneNumbers',
  description: 'Phone numbers use what is to go; `force=true` takes it from them first.',
  ...rule('sip-credentials/in-use-named'),
})

export type AgentUse = z.output<typeof AgentUse>
export type AgentLinkMode = z.output<typeof AgentLinkMode>
export type AffectedAgent = z.output<typeof AffectedAgent>
export type AffectedPhoneNumber = z.output<typeof AffectedPhoneNumber>
export type SipCredentialUsage = Complete<z.output<typeof SipCredentialUsage>>
