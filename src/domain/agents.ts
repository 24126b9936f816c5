import { changed, type World } from './world.ts'

/** Somebody who takes and makes calls: only an id and a name, given by a fixture or by linking. */
export interface Agent {
  id: string
  name: string
}

/** What an agent uses a phone number for. */
export type AgentUse = 'inbound' | 'outbound'

/** An agent that would miss a phone number. Page: get-agents-using-phone-number. */
export interface AffectedAgent {
  agentId: string
  agentName: string
  uses: AgentUse[]
}

/** A phone number and the agents that would miss it. */
export interface AffectedPhoneNumber {
  id: string
  phoneNumber: string
  affectedAgents: AffectedAgent[]
}

/** A phone number, as far as agents are linked to it. */
export interface Linked {
  id: string
  phoneNumber: string
  inboundAgentId: string | null
  outboundAgentIds: string[]
}

/** Makes an agent known, by the name that is given; one that was never named is called by its id. */
export function meetAgent(world: World, id: string, name?: string): Agent {
  const known = world.agents.find((it) => it.id === id)
  if (known && (name === undefined || name === known.name)) return known
  const agent = { id, name: name ?? id }
  world.agents = known
    ? world.agents.map((it) => (it === known ? agent : it))
    : [...world.agents, agent]
  changed(world)
  return agent
}

/** A phone number with its agents and what each uses it for, who takes its calls first. */
export function affectedBy(world: World, number: Linked): AffectedPhoneNumber {
  const { id, phoneNumber, inboundAgentId, outboundAgentIds } = number
  const uses = new Map<string, AgentUse[]>()
  if (inboundAgentId !== null) uses.set(inboundAgentId, ['inbound'])
  for (const agentId of outboundAgentIds) {
    uses.set(agentId, [...(uses.get(agentId) ?? []), 'outbound'])
  }
  const affectedAgents = [...uses].map(([agentId, its]) => ({
    agentId,
    agentName: world.agents.find((it) => it.id === agentId)?.name ?? agentId,
    uses: its,
  }))
  return { id, phoneNumber, affectedAgents }
}
