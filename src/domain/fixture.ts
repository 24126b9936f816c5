import type { Fixture } from '../contract/fixture.ts'
import { meetAgent } from './agents.ts'
import { SimulatorError } from './errors.ts'
import { faultsOf } from './faults.ts'
import { importPhoneNumbers } from './imports.ts'
import { createProvider, type Provider } from './providers.ts'
import { forgetProvider } from './removal.ts'
import { type AgentLinkMode, linkSipPhoneNumber } from './sip-phone-numbers.ts'
import { openAccount, setStatus } from './twilio/accounts.ts'
import { deleteCredentialList, detachCredentialList } from './twilio/credential-lists.ts'
import { deleteCredential } from './twilio/credentials.ts'
import { addPhoneNumber, detachPhoneNumber, releasePhoneNumber } from './twilio/phone-numbers.ts'
import { refusal } from './twilio/refusal.ts'
import type { Account, IncomingPhoneNumber } from './twilio/state.ts'
import { deleteTrunk, freeDomain, updateTrunk } from './twilio/trunks.ts'
import { verify } from './verification.ts'
import { changed, emptyWorld, newExchange, type World, type WorldStart } from './world.ts'

type FixtureAccount = Fixture['accounts'][number]
type FixtureAgent = Fixture['agents'][number]
type FixtureProvider = Fixture['providers'][number]

/** Providers of a fixture are seen by every organisation, whatever it is called. */
const EVERYBODY = ''

/** A fixture that keeps its format but not Twilio's rules. The message begins with the JSON pointer of the place. */
export class FixtureError extends Error {
  override name = 'FixtureError'
}

/**
 * Builds a world from its fixture through the rules that serve requests; the scenario applies from then on.
 * @throws FixtureError
 */
export function buildWorld(id: string, start: WorldStart, fixture: Fixture): World {
  const world = emptyWorld(id, { ...start, scenario: null })
  world.twilio.phoneNumbersPerAccount = fixture.phoneNumbersPerAccount
  world.twilio.opensAccounts = fixture.unknownAccounts === 'open'
  for (const account of fixture.accounts) addAccount(world, account, account.authToken)
  addProviders(world, fixture)
  world.scenario = start.scenario
  world.faults = faultsOf(start.scenario)
  world.exchange = newExchange(world.clock.now)
  return world
}

/**
 * Adds what a fixture holds to a world that is in use. An account that is there stays, and is given the numbers that it
 * has not; a new one takes whatever token it is used with first, so that it refuses nobody. A provider takes the place
 * of one with its id.
 * @throws FixtureError whose `cause` says what Twilio refuses; what came before it in the fixture has been added
 */
export function addFixture(world: World, fixture: Fixture): void {
  const { scenario } = world
  // What steers the world must not strike while it is built.
  world.scenario = null
  const open = fixture.accounts
    .map((account) => addAccount(world, account, null))
    .filter(({ authToken }) => authToken === null)
  const declared = new Set(fixture.accounts.map(({ authToken }) => authToken))
  try {
    addProviders(world, fixture)
  } finally {
    for (const account of open) {
      // One that was rotated since stays: it is there to be refused.
      if (account.authToken !== null && declared.has(account.authToken)) account.authToken = null
    }
    world.scenario = scenario
  }
}

/** Takes every provider and every Twilio account out of a world. */
export function removeEverything(world: World): void {
  const empty = emptyWorld(world.id, world)
  const { phoneNumbersPerAccount, opensAccounts } = world.twilio
  putState(world, empty)
  world.twilio = { ...empty.twilio, phoneNumbersPerAccount, opensAccounts }
  changed(world)
}

/** Puts what is in another world in the place of what is in this one: all but clock, steering and settings. */
export function putState(world: World, other: World): void {
  const { providers, sipCredentials, sipPhoneNumbers, agents, twilio, agenda, counters } = other
  Object.assign(world, {
    providers,
    sipCredentials,
    sipPhoneNumbers,
    agents,
    twilio,
    agenda,
    counters,
  })
}

function addProviders(world: World, fixture: Fixture): void {
  for (const [index, provider] of fixture.providers.entries()) {
    try {
      const known = world.providers[provider.id]
      if (known) removeProvider(world, known)
      addProvider(world, provider, fixture.accounts)
    } catch (error) {
      const cause = refusal(error, 'put another in the place of the provider')
      if (!(cause instanceof SimulatorError)) throw error
      throw new FixtureError(`/providers/${index}: ${cause.message}`, { cause })
    }
  }
  for (const agent of fixture.agents) addAgent(world, agent)
  // Only now, because two providers may share the account that is closed since.
  for (const provider of fixture.providers) happenAtTwilio(world, provider, fixture.accounts)
  for (const { id, verification } of fixture.providers) {
    const provider = world.providers[id]
    if (provider && verification === 'done') verify(world, provider)
  }
}

/** @param authToken null for a new account that takes whatever token comes first */
function addAccount(world: World, fixture: FixtureAccount, authToken: string | null): Account {
  const { accountSid, ownerAccountSid = accountSid, friendlyName, type } = fixture
  const account =
    world.twilio.accounts[accountSid] ??
    openAccount(world, accountSid, { ownerAccountSid, authToken, friendlyName, type })
  const { phoneNumbers } = world.twilio
  const owned = new Set(account.phoneNumberSids.map((sid) => phoneNumbers[sid]?.phoneNumber))
  for (const { phoneNumber, ...details } of fixture.phoneNumbers) {
    if (!owned.has(phoneNumber)) addPhoneNumber(world, account, phoneNumber, details)
  }
  return account
}

function addAgent(world: World, { id, name, inbound, outbound }: FixtureAgent): void {
  meetAgent(world, id, name)
  const link = (mode: AgentLinkMode, phoneNumber: string) => {
    for (const number of Object.values(world.sipPhoneNumbers)) {
      if (number.organisation !== null || number.phoneNumber !== phoneNumber) continue
      linkSipPhoneNumber(world, EVERYBODY, number.id, { agentId: id, mode })
    }
  }
  for (const phoneNumber of inbound) link('inbound', phoneNumber)
  if (outbound !== undefined) link('replaceOutbound', outbound)
}

/** A provider whose first verification waits for nothing: it has run, or it never does. */
function addProvider(world: World, fixture: FixtureProvider, accounts: FixtureAccount[]): void {
  const { id, accountSid, name, region, supportsCallTransfer } = fixture
  const account = accountOf(world, fixture)
  const authToken = account.authToken ?? tokenIn(accounts, account)
  const provider = createProvider(world, {
    id,
    organisation: null,
    accountSid,
    authToken,
    name,
    region,
    supportsCallTransfer,
  })
  const sids = numbersOf(world, account, fixture.phoneNumbers).map(({ sid }) => sid)
  importPhoneNumbers(world, EVERYBODY, id, sids)
  provider.verification.dueOnRead = null
}

/** Takes a provider out with all that was made for it. Its draws go too, so that the next of its id gets its SIDs. */
function removeProvider(world: World, provider: Provider): void {
  const { counters, sipCredentials, sipPhoneNumbers } = world
  const { accounts, trunks, credentialLists } = world.twilio
  const { id, accountSid, trunkSid, domainName, credentialListSid, sipCredentialId } = provider
  const account = accounts[accountSid]
  const trunk = trunks[trunkSid]
  const list = credentialLists[credentialListSid]
  // What is gone at Twilio tells no name any more.
  const username = sipCredentials[sipCredentialId]?.authUser
  // First what may be refused.
  if (account && trunk) deleteTrunk(world, account, trunk)
  if (account && list) deleteCredentialList(world, account, list)
  delete counters[`trunk ${domainName}`]
  delete counters[`credential-list ${accountSid} ${list?.friendlyName ?? username}`]
  delete counters[`credential ${credentialListSid} ${username}`]
  for (const numberId of provider.sipPhoneNumberIds) {
    delete counters[`sip-phone-number ${id} ${sipPhoneNumbers[numberId]?.phoneNumberSid}`]
  }
  freeDomain(world, domainName)
  forgetProvider(world, provider)
}

function happenAtTwilio(world: World, fixture: FixtureProvider, accounts: FixtureAccount[]): void {
  const { account: status, detached, released, authToken, ...at } = fixture.atTwilio
  const account = accountOf(world, fixture)
  const provider = world.providers[fixture.id]
  if (!provider) return
  for (const number of numbersOf(world, account, detached)) detachPhoneNumber(world, number)
  for (const number of numbersOf(world, account, released)) releasePhoneNumber(world, number)
  happenToTrunk(world, account, provider, at)
  if (authToken !== undefined) {
    account.authToken = authToken
    // Also where the account had the new one before the provider was made.
    provider.authToken = tokenIn(accounts, account)
  }
  // Another provider of the same account may say that it is closed.
  if (status !== 'active') setStatus(world, account, status)
}

function happenToTrunk(
  world: World,
  account: Account,
  { trunkSid, credentialListSid, credentialSid }: Provider,
  at: Pick<
    FixtureProvider['atTwilio'],
    'trunk' | 'domainName' | 'transferMode' | 'credentialList' | 'credential'
  >,
): void {
  const { trunks, credentialLists, credentials } = world.twilio
  const trunk = trunks[trunkSid]
  const list = credentialLists[credentialListSid]
  const credential = credentials[credentialSid]
  if (!trunk || !list) return
  const { transferMode } = at
  const domainName = at.domainName === 'missing' ? '' : undefined
  if (domainName !== undefined || transferMode) {
    updateTrunk(world, account, trunk, { domainName, transferMode })
  }
  if (at.credential === 'missing' && credential) deleteCredential(world, list, credential)
  if (at.credentialList === 'detached') detachCredentialList(world, trunk, list.sid)
  if (at.trunk === 'missing') deleteTrunk(world, account, trunk)
}

/** The token that a fixture gives an account. */
function tokenIn(accounts: FixtureAccount[], { sid }: Account): string {
  return accounts.find(({ accountSid }) => accountSid === sid)?.authToken ?? ''
}

function accountOf(world: World, { accountSid }: FixtureProvider): Account {
  const account = world.twilio.accounts[accountSid]
  if (!account) throw new FixtureError(`${accountSid} is not one of the accounts`)
  return account
}

function numbersOf(world: World, account: Account, wanted: string[]): IncomingPhoneNumber[] {
  const numbers = account.phoneNumberSids.map((sid) => world.twilio.phoneNumbers[sid])
  return wanted.flatMap(
    (phoneNumber) => numbers.find((it) => it?.phoneNumber === phoneNumber) ?? [],
  )
}
