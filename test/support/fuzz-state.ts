import { expect } from 'vitest'
import type { WorldState } from '../../src/contract/state.ts'

/**
 * Fails unless everything in a world fits together: what names another thing names one that is there, and that names it
 * back.
 */
export function expectConsistent(state: WorldState): void {
  expect([...twilioFaults(state), ...providerFaults(state), ...agendaFaults(state)]).toEqual([])
}

/** The trunks and credential lists at Twilio that no provider has. */
export function withoutProvider({ twilio, providers }: WorldState): string[] {
  const used = new Set(
    Object.values(providers).flatMap((it) => [it.trunkSid, it.credentialListSid]),
  )
  const all = [...Object.keys(twilio.trunks), ...Object.keys(twilio.credentialLists)]
  return all.filter((sid) => !used.has(sid))
}

/** It can be bought by every account, at once. */
const MAGIC_NUMBER = '+15005550006'

function twilioFaults({ twilio }: WorldState): string[] {
  const { accounts, trunks, domainNames, credentialLists, credentials, phoneNumbers } = twilio
  const { originationUrls } = twilio
  const owners = Object.values(accounts)
  const lists = Object.values(credentialLists)
  const routes = Object.values(trunks)
  return [
    ...owned('trunk', owners, 'trunkSids', trunks, 'accountSid'),
    ...owned('list', owners, 'credentialListSids', credentialLists, 'accountSid'),
    ...owned('number', owners, 'phoneNumberSids', phoneNumbers, 'accountSid'),
    ...owned('credential', lists, 'credentialSids', credentials, 'credentialListSid'),
    ...owned('origination URL', routes, 'originationUrlSids', originationUrls, 'trunkSid'),
    ...owned('attached number', routes, 'phoneNumberSids', phoneNumbers, 'trunkSid'),
    ...owners.flatMap(({ sid, ownerAccountSid: owner }) =>
      accounts[owner]?.ownerAccountSid === owner ? [] : [`account ${sid} has no main account`],
    ),
    ...routes.flatMap((trunk) => [
      ...trunk.credentialListSids.flatMap((sid) =>
        credentialLists[sid]?.accountSid === trunk.accountSid
          ? []
          : [`trunk ${trunk.sid} has list ${sid}, which its account has not`],
      ),
      ...trunk.phoneNumberSids.flatMap((sid) =>
        phoneNumbers[sid]?.accountSid === trunk.accountSid
          ? []
          : [`trunk ${trunk.sid} has number ${sid}, which its account has not`],
      ),
      ...twice('attached list', trunk.credentialListSids),
      ...(trunk.domainName === null || domainNames[trunk.domainName] === trunk.sid
        ? []
        : [`domain name ${trunk.domainName} is not that of trunk ${trunk.sid}`]),
    ]),
    ...Object.entries(domainNames).flatMap(([name, sid]) =>
      trunks[sid]?.domainName === name ? [] : [`domain name ${name} has no trunk`],
    ),
    ...twice(
      'bought number',
      Object.values(phoneNumbers)
        .map((it) => it.phoneNumber)
        .filter((it) => it !== MAGIC_NUMBER),
    ),
  ]
}

function providerFaults({ providers, sipCredentials, sipPhoneNumbers, twilio }: WorldState) {
  const all = Object.values(providers)
  const numbers = Object.values(sipPhoneNumbers)
  return [
    ...owned('imported number', all, 'sipPhoneNumberIds', sipPhoneNumbers, 'providerId', 'id'),
    ...all.flatMap(({ id, accountSid, sipCredentialId, organisation, verification }) => {
      const credential = sipCredentials[sipCredentialId]
      const { checks, lastVerifiedAt } = verification
      return [
        ...(twilio.accounts[accountSid] ? [] : [`provider ${id} has no account`]),
        ...(credential?.providerId === id && credential.organisation === organisation
          ? []
          : [`provider ${id} has no SIP credential`]),
        ...((checks === null) === (lastVerifiedAt === null)
          ? []
          : [`provider ${id} was verified at no time, or at one and not`]),
      ]
    }),
    ...Object.values(sipCredentials).flatMap(({ id, providerId }) =>
      providerId === null || providers[providerId]?.sipCredentialId === id
        ? []
        : [`SIP credential ${id} has no provider`],
    ),
    ...numbers.flatMap(({ id, sipCredentialId }) =>
      sipCredentialId === null || sipCredentials[sipCredentialId]
        ? []
        : [`phone number ${id} has no SIP credential`],
    ),
    ...twice(
      'pair of number and credential',
      numbers.map((it) => `${it.organisation} ${it.phoneNumber} ${it.sipCredentialId}`),
    ),
    ...['trunkSid', 'domainName', 'credentialListSid'].flatMap((name) =>
      twice(
        name,
        all.map((it) => `${Object(it)[name]}`),
      ),
    ),
  ]
}

function agendaFaults({ agenda, providers }: WorldState): string[] {
  return [
    ...agenda.flatMap(({ providerIds }) =>
      providerIds
        .filter((id) => !providers[id])
        .map((id) => `due is provider ${id}, which is gone`),
    ),
    ...Object.values(providers).flatMap(({ id, verification: { dueAt } }) =>
      dueAt === null || agenda.some((it) => it.at === dueAt && it.providerIds.includes(id))
        ? []
        : [`provider ${id} is due at ${dueAt}, and nothing is`],
    ),
  ]
}

/** What is wrong between owners that list things, and things that name their owner. */
function owned(
  what: string,
  owners: readonly object[],
  list: string,
  things: Record<string, object>,
  owner: string,
  key = 'sid',
): string[] {
  const listed = owners.flatMap((it) => {
    const { [key]: id, [list]: ids } = Object(it) as Record<string, string & string[]>
    return (ids ?? []).map((thing: string) => ({ thing, id: `${id}` }))
  })
  const namedBy = new Map(listed.map(({ thing, id }) => [thing, id]))
  const nameOf = (thing: string) => Object(things[thing])[owner] ?? null
  return [
    ...twice(
      `listed ${what}`,
      listed.map(({ thing }) => thing),
    ),
    ...listed
      .filter(({ thing, id }) => nameOf(thing) !== id)
      .map(({ thing, id }) => `${id} lists ${what} ${thing}, which names ${nameOf(thing)}`),
    ...Object.keys(things)
      .filter((thing) => nameOf(thing) !== null && namedBy.get(thing) === undefined)
      .map((thing) => `${what} ${thing} names ${nameOf(thing)}, which does not list it`),
  ]
}

function twice(what: string, values: readonly string[]): string[] {
  const seen = new Set<string>()
  return values
    .filter((value) => seen.has(value) || !seen.add(value))
    .map((value) => `${what} ${value} is there twice`)
}
