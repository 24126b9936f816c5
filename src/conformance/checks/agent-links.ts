import { objectsIn } from '../answer.ts'
import { check } from '../check.ts'
import { accepted, all, equal, refused } from '../finding.ts'
import { NUMBERS, type Target } from '../target.ts'
import { link, number, spareNumber } from '../things.ts'

/** A number that is linked to the agent both ways, and unlinked again. */
function linked(target: Target) {
  return target.once('agent link', async () => {
    const { id } = await spareNumber(target, '+14155550193')
    const path = `${NUMBERS}/${id}`
    const inbound = await link(target, id)
    const outbound = await link(target, id, 'replaceOutbound')
    const agents = await target.send('GET', `${path}/affected-agents`)

    const ended = await target.send('DELETE', `${path}/agent-link`)
    const again = await target.send('DELETE', `${path}/agent-link`)
    return { id, inbound, outbound, agents, ended, again }
  })
}

/** Which agent uses which number. */
export const agentLinkChecks = [
  check('agent-links/inbound', 'agent', async (target) => {
    const { inbound } = await linked(target)
    const { incomingCallsAgentId } = inbound.body
    return all(
      accepted(inbound),
      equal('incomingCallsAgentId', incomingCallsAgentId, target.access.agentId),
    )
  }),
  check('agent-links/mode', 'agent', async (target) => accepted((await linked(target)).outbound)),
  check('agent-links/agent-required', 'writes', async (target) => {
    const { id } = await number(target)
    return refused(await target.send('PUT', `${NUMBERS}/${id}/agent-link`), 'a link to no agent')
  }),
  check('agent-links/unlink', 'agent', async (target) => {
    const { id, ended } = await linked(target)
    return all(accepted(ended), equal('id', ended.body.id, id))
  }),
  check('agent-links/unlink-default', 'agent', async (target) =>
    equal(
      'incomingCallsAgentId',
      (await linked(target)).ended.body.incomingCallsAgentId ?? null,
      null,
    ),
  ),
  check('agent-links/unlink-outbound', 'writes', async (target) => {
    const { id } = await number(target)
    const path = `${NUMBERS}/${id}/agent-link?mode=replaceOutbound`
    return refused(await target.send('DELETE', path), 'the end of an outbound link of no agent')
  }),
  check('agent-links/unlink-nothing', 'agent', async (target) =>
    accepted((await linked(target)).again),
  ),

  check('affected-agents/number', 'writes', async (target) => {
    const { id, phoneNumber } = await number(target)
    const answer = await target.send('GET', `${NUMBERS}/${id}/affected-agents`)
    const { body } = answer
    return all(
      accepted(answer),
      equal(
        'number and agents',
        [body.id, body.phoneNumber, body.affectedAgents],
        [id, phoneNumber, []],
      ),
    )
  }),
  check('affected-agents/members', 'agent', async (target) => {
    const [agent = {}] = objectsIn((await linked(target)).agents.body.affectedAgents)
    const members = ['agentId', 'agentName', 'uses']
    return equal(
      'members',
      members.filter((it) => it in agent),
      members,
    )
  }),
  check('affected-agents/uses', 'agent', async (target) => {
    const [agent = {}] = objectsIn((await linked(target)).agents.body.affectedAgents)
    return equal('uses', agent.uses, ['inbound', 'outbound'])
  }),
]
