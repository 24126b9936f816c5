import { expect, test } from 'vitest'
import { PROVIDERS, startInProcess } from '../support/client.ts'
import { refused } from '../support/refused.ts'

const ID = '3c90c3cc-0d44-4b50-8888-8dd25736052a'
const NUMBERS = '/api/v1/sip-phone-numbers'
const LINK = `${NUMBERS}/${ID}/agent-link`
const REMOVE = `${PROVIDERS}/${ID}/phone-numbers/${ID}`
const LONG = 'x'.repeat(256)

const notValid = (text: string) => `The value '${text}' is not valid.`
const NO_AGENT = 'The agentId field is required.'
const LONG_AGENT = 'The field agentId must be a string with a maximum length of 255.'

test.each([
  ['GET', `${NUMBERS}?providerId=x`, 'providerId', notValid('x')],
  ['GET', `${NUMBERS}?providerId=${ID}0`, 'providerId', notValid(`${ID}0`)],
  ['GET', `${NUMBERS}?providerId=%20${ID}`, 'providerId', notValid(` ${ID}`)],
  ['GET', `${NUMBERS}?skip=`, 'skip', notValid('')],
  ['GET', `${NUMBERS}?take=`, 'take', notValid('')],
  ['GET', `${NUMBERS}?unlinkedOnly=`, 'unlinkedOnly', notValid('')],
  ['DELETE', `${REMOVE}?force=`, 'force', notValid('')],
  ['PUT', LINK, 'agentId', NO_AGENT],
  ['PUT', `${LINK}?agentId=`, 'agentId', NO_AGENT],
  ['PUT', `${LINK}?agentId=%20`, 'agentId', NO_AGENT],
  ['PUT', `${LINK}?agentId=${LONG}`, 'agentId', LONG_AGENT],
  ['PUT', `${LINK}?agentId=a&mode=`, 'mode', notValid('')],
  ['DELETE', `${LINK}?agentId=${LONG}`, 'agentId', LONG_AGENT],
  ['DELETE', `${LINK}?mode=outbound`, 'mode', notValid('outbound')],
  ['DELETE', `${LINK}?mode=replaceOutbound`, 'agentId', NO_AGENT],
  ['DELETE', `${LINK}?mode=replaceOutbound&agentId=`, 'agentId', NO_AGENT],
])('%s %s is refused, and on record where it is wrong', async (method, path, name, message) => {
  expect(await refused(method, path)).toEqual({
    status: 400,
    errors: { [name]: [message] },
    problems: [{ pointer: `/query/${name}`, message }],
  })
})

/** Two phone numbers, of which an agent takes the calls of the first. */
async function startWithNumbers() {
  const { send } = await startInProcess()
  const add = async (phoneNumber: string): Promise<string> =>
    (await send('POST', NUMBERS, { body: { phoneNumber } })).body.id
  const linked = await add('+14155550101')
  await add('+14155550102')
  await send('PUT', `${NUMBERS}/${linked}/agent-link?agentId=reception`)
  return { send, linked }
}

test.each([
  ['providerId='],
  ['providerId=%20'],
  ['linkedAgentId='],
  ['linkedAgentId=%09'],
  ['phoneNumber='],
  ['phoneNumber=%20'],
  ['providerId=&linkedAgentId=&phoneNumber='],
])('a filter without a text filters nothing: %s', async (query) => {
  const { send } = await startWithNumbers()

  const { status, body } = await send('GET', `${NUMBERS}?${query}`)

  expect([status, body.totalCount]).toEqual([200, 2])
})

test.each([
  [`providerId=${ID}`, 0],
  ['linkedAgentId=reception', 1],
  ['phoneNumber=0102', 1],
])('a filter with a text filters: %s', async (query, count) => {
  const { send } = await startWithNumbers()

  expect((await send('GET', `${NUMBERS}?${query}`)).body.totalCount).toBe(count)
})

test.each([[''], ['?agentId='], ['?agentId=%20'], ['?agentId=reception']])(
  'the end of an inbound link does not need an agent: %j',
  async (query) => {
    const { send, linked } = await startWithNumbers()

    const { status, body } = await send('DELETE', `${NUMBERS}/${linked}/agent-link${query}`)

    expect([status, body.incomingCallsAgentId]).toEqual([200, null])
  },
)
