import { expect, test } from 'vitest'
import { affectedBy, meetAgent } from '../../src/domain/agents.ts'
import { newWorld } from '../support/world.ts'

const NUMBER = {
  id: '3c90c3cc-0d44-4b50-8888-8dd25736052a',
  phoneNumber: '+14155550100',
  inboundAgentId: null,
  outboundAgentIds: [],
}

test('an agent that was never named is called by its id', () => {
  const world = newWorld()

  expect(meetAgent(world, 'a')).toStrictEqual({ id: 'a', name: 'a' })
  expect(world.agents).toStrictEqual([{ id: 'a', name: 'a' }])
})

test('an agent that is met again keeps its name', () => {
  const world = newWorld()
  meetAgent(world, 'a', 'Anna')
  meetAgent(world, 'a')

  expect(world.agents).toStrictEqual([{ id: 'a', name: 'Anna' }])
})

test('an agent that is named later is called so from then on, in its place', () => {
  const world = newWorld()
  meetAgent(world, 'a')
  meetAgent(world, 'b')
  meetAgent(world, 'a', 'Anna')

  expect(world.agents).toStrictEqual([
    { id: 'a', name: 'Anna' },
    { id: 'b', name: 'b' },
  ])
})

test('to meet somebody is a change, and to meet them again is none', () => {
  const world = newWorld()
  const { revision } = world
  meetAgent(world, 'a', 'Anna')
  const met = world.revision
  meetAgent(world, 'a', 'Anna')
  meetAgent(world, 'a')

  expect(met).toBeGreaterThan(revision)
  expect(world.revision).toBe(met)
})

test.each<[string, object, unknown[]]>([
  ['nobody', {}, []],
  [
    'who takes its calls',
    { inboundAgentId: 'a' },
    [{ agentId: 'a', agentName: 'Anna', uses: ['inbound'] }],
  ],
  [
    'who calls with it, in the order of their linking',
    { outboundAgentIds: ['c', 'a'] },
    [
      { agentId: 'c', agentName: 'c', uses: ['outbound'] },
      { agentId: 'a', agentName: 'Anna', uses: ['outbound'] },
    ],
  ],
  [
    'who does both, once and first',
    { inboundAgentId: 'b', outboundAgentIds: ['a', 'b'] },
    [
      { agentId: 'b', agentName: 'Bert', uses: ['inbound', 'outbound'] },
      { agentId: 'a', agentName: 'Anna', uses: ['outbound'] },
    ],
  ],
])('of a number would miss it: %s', (_, links, affectedAgents) => {
  const world = newWorld()
  meetAgent(world, 'a', 'Anna')
  meetAgent(world, 'b', 'Bert')

  expect(affectedBy(world, { ...NUMBER, ...links })).toStrictEqual({
    id: NUMBER.id,
    phoneNumber: NUMBER.phoneNumber,
    affectedAgents,
  })
})
