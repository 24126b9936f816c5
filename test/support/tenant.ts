import { createHash } from 'node:crypto'
import { PROVIDERS } from './client.ts'
import type { Random } from './random.ts'
import { basic } from './twilio.ts'

/** A request that can be sent more than once, and to more than one simulator. */
export interface Asked {
  method: string
  path: string
  headers: Record<string, string>
  body?: string
}

/** Where requests go; resolves with the status and the whole body. */
export type Ask = (asked: Asked) => Promise<{ status: number; text: string }>

/** Somebody who changes things that nobody else touches, one after the other. */
export interface Player {
  name: string
  /** What it does next, which depends on the numbers and on what it sees. */
  next(random: Random, seen: Seen): Asked
  /** Everything of it that a simulator holds. */
  look(ask: Ask): Promise<Seen>
}

/** The JSON of what was read, by what it is. */
// biome-ignore lint/suspicious/noExplicitAny: a player looks at any member of any body
export type Seen = Record<string, any>

export const hex = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32)

const SIP_CREDENTIALS = '/api/v1/sip-credentials'
const SIP_NUMBERS = '/api/v1/sip-phone-numbers'
const TRUNKS = '/v1/Trunks'

/** The agents of a tenant, for the fixture of its simulator. */
export const agentsOf = (name: string) => [
  { id: `${name}-reception`, name: `Reception of ${name}` },
  { id: `${name}-night`, name: `Night line of ${name}` },
]

/** An organisation with a Twilio account of its own, in a world that it shares with others: it uses both surfaces. */
export function newTenant(name: string, world: string): Player {
  const accountSid = `AC${hex(`account of ${name}`)}`
  const authToken = hex(`token of ${name}`)
  const twilio = `/2010-04-01/Accounts/${accountSid}`
  const numbersPath = `${twilio}/IncomingPhoneNumbers`
  const listsPath = `${twilio}/SIP/CredentialLists`

  const api = (method: string, path: string, body?: object): Asked => ({
    method,
    path: `/__w/${world}${path}`,
    headers: {
      Authorization: `Bearer ${name}`,
      ...(body && { 'Content-Type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  const rest = (method: string, path: string, form?: Record<string, string>): Asked => ({
    method,
    path: `/__w/${world}${path}`,
    headers: {
      Authorization: basic(`${accountSid}:${authToken}`),
      ...(form && { 'Content-Type': 'application/x-www-form-urlencoded' }),
    },
    ...(form && { body: `${new URLSearchParams(form)}` }),
  })

  /** Each makes a request, or none where it finds nothing that it could be about. */
  const moves: ((random: Random, seen: Seen) => Asked | undefined)[] = [
    (random, { providers }) =>
      providers.length < 3
        ? api('POST', PROVIDERS, { accountSid, authToken, name: `Main ${random.below(1000)}` })
        : undefined,
    (random, { providers }) =>
      about(random, providers, ({ id }) =>
        api('PUT', `${PROVIDERS}/${id}`, {
          name: `Renamed ${random.below(1000)}`,
          supportsCallTransfer: random.below(2) === 1,
        }),
      ),
    (random, { providers }) =>
      random.below(3) === 0
        ? about(random, providers, ({ id }) => api('DELETE', `/api/v1/providers/${id}?force=true`))
        : undefined,
    (random, { providers, owned }) =>
      about(random, providers, ({ id }) =>
        owned.length > 0
          ? api('POST', `${PROVIDERS}/${id}/import-numbers`, {
              phoneNumberSids: owned.map(({ sid }: { sid: string }) => sid),
            })
          : undefined,
      ),
    (random, { providers, numbers }) =>
      about(random, providers, (provider) =>
        about(random, numbers, ({ id }) =>
          api('DELETE', `${PROVIDERS}/${provider.id}/phone-numbers/${id}?force=true`),
        ),
      ),
    (random, { numbers }) =>
      about(random, numbers, ({ id }) =>
        api(
          'PUT',
          `${SIP_NUMBERS}/${id}/agent-link?agentId=${name}-${random.pick(['reception', 'night'])}`,
        ),
      ),
    (random, { numbers }) =>
      about(random, numbers, ({ id }) => api('DELETE', `${SIP_NUMBERS}/${id}/agent-link`)),
    (random, { credentials }) =>
      credentials.length < 6
        ? api('POST', SIP_CREDENTIALS, {
            server: `sip${random.below(1000)}.${name}.example.com`,
            authUser: name,
            authPassword: hex(`password ${random.below(1000)}`),
          })
        : undefined,
    (random, { credentials }) =>
      about(random, credentials, ({ id, server }) =>
        api('PUT', `${SIP_CREDENTIALS}/${id}`, { server, description: `${random.below(1000)}` }),
      ),
    (random, { credentials }) =>
      about(random, credentials, ({ id }) => api('DELETE', `${SIP_CREDENTIALS}/${id}?force=true`)),
    (random, { credentials }) =>
      about(random, credentials, ({ id }) =>
        api('POST', SIP_NUMBERS, {
          phoneNumber: `+1415666${1000 + random.below(9000)}`,
          credentialsId: id,
        }),
      ),
    (random, { numbers }) =>
      about(random, numbers, ({ id }) => api('DELETE', `${SIP_NUMBERS}/${id}?force=true`)),
    (random, { owned }) =>
      owned.length < 6
        ? rest('POST', `${numbersPath}.json`, { PhoneNumber: numberOf(name, random.below(1000)) })
        : undefined,
    (random, { owned }) =>
      about(random, owned, ({ sid }) =>
        rest('POST', `${numbersPath}/${sid}.json`, { FriendlyName: `Line ${random.below(1000)}` }),
      ),
    (random, { owned }) =>
      about(random, owned, ({ sid }) => rest('DELETE', `${numbersPath}/${sid}.json`)),
    (random, { trunks }) =>
      trunks.length < 5
        ? rest('POST', TRUNKS, { FriendlyName: `Trunk ${random.below(1000)}` })
        : undefined,
    (random, { trunks }) =>
      about(random, trunks, ({ sid }) =>
        rest('POST', `${TRUNKS}/${sid}`, { TransferMode: random.pick(['enable-all', 'sip-only']) }),
      ),
    (random, { trunks }) => about(random, trunks, ({ sid }) => rest('DELETE', `${TRUNKS}/${sid}`)),
    (random, { trunks, owned }) =>
      about(random, trunks, (trunk) =>
        about(random, owned, ({ sid }) =>
          rest('POST', `${TRUNKS}/${trunk.sid}/PhoneNumbers`, { PhoneNumberSid: sid }),
        ),
      ),
    (random, { lists }) =>
      lists.length < 5
        ? rest('POST', `${listsPath}.json`, { FriendlyName: `List ${random.below(1000)}` })
        : undefined,
    (random, { lists }) =>
      about(random, lists, ({ sid }) =>
        rest('POST', `${listsPath}/${sid}/Credentials.json`, {
          Username: `user${random.below(1000)}`,
          Password: 'Abcdefgh1234',
        }),
      ),
    (random, { trunks, lists }) =>
      about(random, trunks, (trunk) =>
        about(random, lists, ({ sid }) =>
          rest('POST', `${TRUNKS}/${trunk.sid}/CredentialLists`, { CredentialListSid: sid }),
        ),
      ),
    (random, { lists }) =>
      about(random, lists, ({ sid }) => rest('DELETE', `${listsPath}/${sid}.json`)),
  ]

  return {
    name,
    next: (random, seen) => {
      for (;;) {
        const asked = moves[random.below(moves.length)]?.(random, seen)
        if (asked) return asked
      }
    },
    async look(ask) {
      const all = async (asked: Asked) => {
        const { status, text } = await ask(asked)
        if (status !== 200) throw new Error(`${asked.path} answered ${status}: ${text}`)
        return JSON.parse(text)
      }
      const list = async (path: string) => (await all(api('GET', `${path}?take=1000`))).items
      const below = async (items: { sid: string }[], path: (sid: string) => string) => {
        const answers: unknown[] = []
        for (const { sid } of items) answers.push(await all(rest('GET', path(sid))))
        return answers
      }
      const providers = await list('/api/v1/providers')
      const details: unknown[] = []
      for (const { id } of providers) details.push(await all(api('GET', `${PROVIDERS}/${id}`)))
      const { trunks } = await all(rest('GET', TRUNKS))
      const { credential_lists: lists } = await all(rest('GET', `${listsPath}.json`))
      return {
        providers,
        details,
        credentials: await list(SIP_CREDENTIALS),
        numbers: await list(SIP_NUMBERS),
        owned: (await all(rest('GET', `${numbersPath}.json`))).incoming_phone_numbers,
        trunks,
        attached: await below(trunks, (sid) => `${TRUNKS}/${sid}/PhoneNumbers`),
        listed: await below(trunks, (sid) => `${TRUNKS}/${sid}/CredentialLists`),
        lists,
        users: await below(lists, (sid) => `${listsPath}/${sid}/Credentials.json`),
      }
    },
  }
}

/** A number that only this one can buy. */
function numberOf(name: string, n: number): string {
  const exchange = 200 + (Number.parseInt(hex(name).slice(0, 4), 16) % 700)
  return `+1415${exchange}${1000 + n}`
}

/** A request about one of those, if there is one. */
// biome-ignore lint/suspicious/noExplicitAny: an item of any list
function about(random: Random, items: any[], ask: (item: any) => Asked | undefined) {
  const [first, ...others] = items
  return first === undefined ? undefined : ask(random.pick([first, ...others]))
}
