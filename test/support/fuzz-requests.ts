import fc from 'fast-check'
import type { z } from 'zod'
import { controlRoutes } from '../../src/contract/control.ts'
import { routes } from '../../src/contract/routes.ts'
import type { WorldState } from '../../src/contract/state.ts'
import { twilioRoutes } from '../../src/contract/twilio/routes.ts'
import { near, odd, oddSegment, spoilt, spoiltForm } from './fuzz-arbitraries.ts'
import type { Asked } from './fuzz-client.ts'
import { basic } from './twilio.ts'

/** An operation of any surface. */
interface Operation {
  operationId: string
  method: string
  path: string
  request?: {
    query?: z.ZodType
    body?: { content: Record<string, { schema: z.ZodType } | undefined> }
  }
}

/** Every operation that is served. */
export const OPERATIONS = Object.values<Operation>({
  ...routes,
  ...controlRoutes,
  ...twilioRoutes,
} as unknown as Record<string, Operation>)

/** Who asks: an API key, and the credentials of a Twilio account. */
export interface Callers {
  key: string
  accounts: readonly { accountSid: string; authToken: string }[]
}

/** A request that is not yet about anything: its ids are drawn from a world. */
export interface Draft {
  operation: Pick<Operation, 'method' | 'path'>
  /** Which id each parameter of the path is, or what stands in its place. */
  ids: (number | string)[]
  caller: number
  method: string | null
  query: string
  headers: Record<string, string>
  body: string | Uint8Array<ArrayBuffer> | undefined
}

const MAX_IDS = 4
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PURGE']

const latin = fc
  .string({
    unit: fc.integer({ min: 0x21, max: 0xff }).map((it) => String.fromCharCode(it)),
    maxLength: 20,
  })
  .filter((it) => !it.includes('\x7f'))

const oddHeader: fc.Arbitrary<Record<string, string>> = fc.oneof(
  fc
    .constantFrom(
      'application/json; charset=utf-16',
      'application/JSON ;',
      'application/problem+json',
      'text/json',
      'text/plain',
      'multipart/form-data',
      'application/x-www-form-urlencoded',
      'application/',
      ';',
    )
    .map((it) => ({ 'Content-Type': it })),
  fc
    .oneof(
      latin,
      fc.constantFrom(
        'code=503',
        'code=200, code=404',
        'code=99999999999999999999',
        'code=-1',
        'code="200"; example="x"',
        'example=__proto__',
        'scenario=__proto__',
        'scenario=failed, delay=1',
        'delay=1e9',
        'delay=86400001',
        'fault=MALFORMED_JSON',
        'fault=TIMEOUT, code=200',
        '=,;=,',
        'respond-async',
      ),
    )
    .map((it) => ({ Prefer: it })),
  fc
    .oneof(
      latin,
      fc.constantFrom(
        'Bearer',
        'Bearer ',
        'bearer  x',
        'Basic',
        'Basic ====',
        'Basic Og==',
        'Digest x',
        'Bearer \xe9',
      ),
    )
    .map((it) => ({ Authorization: it })),
  latin.map((it) => ({ 'X-Mock-World': it })),
  fc.constantFrom('..', '__proto__', 'other', 'x'.repeat(65)).map((it) => ({ 'X-Mock-World': it })),
  fc.constantFrom('abc', '-1', '0', '99999999999', '1e3').map((it) => ({ 'Content-Length': it })),
  latin.map((it) => ({ Origin: it, Cookie: it, 'X-Api-Token': it })),
)

const oddQuery = fc.constantFrom(
  '?',
  '?&&=&',
  '?__code=503',
  '?__code=x&__example=&__delay=-1&__scenario=%00&__fault=',
  '?take=1e3&skip=-1',
  '?take=0&take=5',
  '?PageSize=0&Page=-1&PageToken=%00',
  '?%ff=%fe&%zz',
  '?__proto__=1&constructor=2&toString=3',
  `?a=${'x'.repeat(5000)}`,
)

const drafts = new Map(OPERATIONS.map((operation) => [operation.operationId, draftOf(operation)]))

/** A request of any operation, right but for a thing or two. */
export const draft: fc.Arbitrary<Draft> = fc.constantFrom(...drafts.values()).chain((it) => it)

function draftOf(operation: Operation): fc.Arbitrary<Draft> {
  const { query, body } = operation.request ?? {}
  const [type, content] = Object.entries(body?.content ?? {})[0] ?? []
  const isForm = type?.includes('form') === true
  const value = content && near(content.schema)
  const sent = value && (isForm ? spoiltForm(value) : spoilt(value))
  const right = { 'Content-Type': type ?? 'application/json' }
  const seldom = <T, U>(rare: fc.Arbitrary<T>, usual: U) =>
    fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: rare })
  return fc.record({
    operation: fc.constant({ method: operation.method, path: operation.path }),
    ids: fc.array(
      fc.oneof({ weight: 6, arbitrary: fc.nat(9) }, { weight: 1, arbitrary: oddSegment }),
      {
        minLength: MAX_IDS,
        maxLength: MAX_IDS,
      },
    ),
    caller: fc.nat(3),
    method: seldom(fc.constantFrom(...METHODS), null),
    query: fc.oneof(
      { weight: 4, arbitrary: fc.constant('') },
      { weight: query ? 6 : 1, arbitrary: query ? near(query).map(asQuery) : oddQuery },
      { weight: 1, arbitrary: oddQuery },
    ),
    headers: seldom(oddHeader, {}).map((it) => ({ ...(sent && right), ...it })),
    body: sent ?? seldom(spoilt(odd), undefined),
  })
}

function asQuery(value: unknown): string {
  const query = new URLSearchParams()
  for (const [name, it] of Object.entries(Object(value))) {
    query.append(name, typeof it === 'string' ? it : `${JSON.stringify(it)}`)
  }
  return `?${query}`
}

/** The request that a draft becomes in a world. */
export function requestIn(state: WorldState, callers: Callers, it: Draft): Asked {
  const { operation, headers, body, query } = it
  const { accountSid, authToken } = callers.accounts[it.caller % callers.accounts.length] ?? {
    accountSid: '',
    authToken: '',
  }
  let at = 0
  const path = operation.path.replaceAll(/([^/]*)\/\{(\w+)\}/g, (_all, folder: string) => {
    const chosen = it.ids[at++ % MAX_IDS] ?? 0
    if (typeof chosen === 'string') return `${folder}/${chosen}`
    const known = folder === 'Accounts' ? [accountSid] : knownIn(state, accountSid, folder)
    return `${folder}/${known[chosen % known.length] ?? 'none'}`
  })
  const isTwilio = !path.startsWith('/api') && !path.startsWith('/__admin')
  return {
    method: it.method ?? operation.method.toUpperCase(),
    path: path + query,
    headers: {
      Authorization: isTwilio ? basic(`${accountSid}:${authToken}`) : `Bearer ${callers.key}`,
      ...headers,
    },
    ...(body !== undefined && { body }),
  }
}

/** The ids that a folder of a path holds; at Twilio those of one account. */
function knownIn({ twilio, ...state }: WorldState, accountSid: string, folder: string): string[] {
  const own = (all: Record<string, { accountSid: string }>) =>
    Object.fromEntries(Object.entries(all).filter(([, it]) => it.accountSid === accountSid))
  const records: Record<string, object> = {
    providers: state.providers,
    twilio: state.providers,
    'sip-credentials': state.sipCredentials,
    'sip-phone-numbers': state.sipPhoneNumbers,
    'phone-numbers': state.sipPhoneNumbers,
    Trunks: own(twilio.trunks),
    CredentialLists: own(twilio.credentialLists),
    Credentials: own(twilio.credentials),
    IncomingPhoneNumbers: own(twilio.phoneNumbers),
    PhoneNumbers: own(twilio.phoneNumbers),
    OriginationUrls: own(twilio.originationUrls),
    requests: { 1: 0, 2: 0, 3: 0 },
    worlds: { default: 0, other: 0 },
    snapshots: { one: 0, two: 0 },
    faults: { one: 0, 'fault-1': 0 },
  }
  return Object.keys(records[folder] ?? {})
}
