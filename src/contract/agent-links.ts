import { z } from '@hono/zod-openapi'
import { AgentLinkMode, sampleAgent } from './agents.ts'
import { rule } from './fidelity.ts'
import { isNotBlank } from './providers.ts'
import { optionalInQuery } from './query.ts'

const agentId = z.string().min(1).max(255).refine(isNotBlank)
const mode = AgentLinkMode.default('inbound')

/** The query parameters of a link. */
export const LinkToAgent = z.object({
  agentId: agentId.meta({
    description: 'The agent to link to.',
    example: sampleAgent.agentId,
    ...rule('agent-links/agent-required'),
  }),
  mode: mode.meta({
    description:
      '`inbound`: the agent answers calls to the number, in the place of the one before. `replaceOutbound`: it makes its calls from the number.',
    example: 'inbound',
    ...rule('agent-links/mode'),
  }),
})

/** The query parameters of the end of a link. */
export const UnlinkFromAgent = z
  .object({
    agentId: optionalInQuery(agentId).meta({
      description: 'The agent to unlink; needed for `replaceOutbound`.',
      example: sampleAgent.agentId,
      ...rule('agent-links/unlink-outbound'),
    }),
    mode: mode.meta({
      description: 'Which link to end.',
      example: 'inbound',
      ...rule('agent-links/unlink-default'),
    }),
  })
  .refine((it) => it.mode !== 'replaceOutbound' || it.agentId !== undefined, { path: ['agentId'] })

export type LinkToAgent = z.output<typeof LinkToAgent>
export type UnlinkFromAgent = z.output<typeof UnlinkFromAgent>
