import type { Answer, Json } from './answer.ts'
import { isSuccess, Unseen } from './finding.ts'
import { CREDENTIALS, NUMBERS, PREFIX, PROVIDERS, type Target, TWILIO } from './target.ts'

/** The body of a create for the account of the run. */
export function providerBody({ access }: Target, name = `${PREFIX} first`): Json {
  return { ...access.account, name }
}

/** The name of the second provider: as long as one may be. */
export const LONGEST_NAME = `${PREFIX} second `.padEnd(100, 'x')

/** The answer to the create of the provider that most checks look at: only what is required was sent. */
export function createdProvider(target: Target): Promise<Answer> {
  return target.once('provider', () => target.send('POST', TWILIO, { body: providerBody(target) }))
}

/** The provider that most checks look at, as its create answered it. */
export async function provider(target: Target): Promise<Json> {
  return made(await createdProvider(target))
}

/** The answer to the create of another provider of the account, with everything that may be asked for. */
export async function createdSecond(target: Target): Promise<Answer> {
  await provider(target)
  const body = {
    ...providerBody(target, LONGEST_NAME),
    region: 'ie1',
    supportsCallTransfer: true,
  }
  return target.once('second provider', () => target.send('POST', TWILIO, { body }))
}

/** Another provider of the account, as its create answered it. */
export async function secondProvider(target: Target): Promise<Json> {
  return made(await createdSecond(target))
}

/** The first provider as it is read. */
export async function readProvider(target: Target): Promise<Answer> {
  const { id } = await provider(target)
  return target.send('GET', `${TWILIO}/${id}`)
}

/** What became of the second provider, and of what belonged to it, when it was deleted. */
export function deletedProvider(target: Target) {
  return target.once('deleted provider', async () => {
    const { id } = await secondProvider(target)
    const deleted = await target.send('DELETE', `${PROVIDERS}/${id}`)
    const after = await target.send('GET', `${TWILIO}/${id}`)
    return { id, deleted, after }
  })
}

/** A verification of the first provider. */
export function verified(target: Target): Promise<Answer> {
  return target.once('verification', async () => {
    const { id } = await provider(target)
    return target.send('POST', `${PROVIDERS}/${id}/verify`)
  })
}

/** Everything that a list has, page by page. */
export async function listed(target: Target, path: string): Promise<Json[]> {
  const items: Json[] = []
  const separator = path.includes('?') ? '&' : '?'
  for (;;) {
    const page = await target.send('GET', `${path}${separator}skip=${items.length}&take=1000`)
    const more = page.body.items
    if (!isSuccess(page) || !Array.isArray(more)) {
      throw new Unseen(`GET ${path} answered ${page.status}, and no list`)
    }
    items.push(...more.map((it) => Object(it) as Json))
    if (more.length === 0 || items.length >= Number(page.body.totalCount)) return items
  }
}

/** The SIP credential that the create of the first provider made. */
export async function credentialOfProvider(target: Target): Promise<Json | undefined> {
  const { id } = await provider(target)
  return (await listed(target, CREDENTIALS)).find((it) => it.providerId === id)
}

/** The answer to the create of a SIP credential of which only the server was sent. */
export function createdCredential(target: Target): Promise<Answer> {
  const body = { server: 'sip.example.com' }
  return target.once('credential', () => target.send('POST', CREDENTIALS, { body }))
}

/** A SIP credential that was entered by hand. */
export async function credential(target: Target): Promise<Json> {
  return made(await createdCredential(target))
}

/** The answer to the create of a phone number of which nothing but number and credential was sent. */
export async function createdNumber(target: Target): Promise<Answer> {
  const { id } = await credential(target)
  const body = { phoneNumber: '+14155550199', credentialsId: id }
  return target.once('number', () => target.send('POST', NUMBERS, { body }))
}

/** A phone number that was entered by hand, with the credential that was. */
export async function number(target: Target): Promise<Json> {
  return made(await createdNumber(target))
}

/** Makes a phone number that nothing else is done with. */
export async function spareNumber(target: Target, phoneNumber: string): Promise<Json> {
  return made(await target.send('POST', NUMBERS, { body: { phoneNumber } }))
}

/** Links a number to the agent of the run. */
export function link(target: Target, id: unknown, mode = 'inbound'): Promise<Answer> {
  const query = new URLSearchParams({ agentId: String(target.access.agentId), mode })
  return target.send('PUT', `${NUMBERS}/${id}/agent-link?${query}`)
}

/** What was made. */
function made(answer: Answer): Json {
  if (isSuccess(answer)) return answer.body
  throw new Unseen(`POST ${answer.path} answered ${answer.status}, so there is nothing to look at`)
}
