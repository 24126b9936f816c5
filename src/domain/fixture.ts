import type { Fixture } from '../contract/fixture.ts'
import { SimulatorError } from './errors.ts'
import { faultsOf } from './faults.ts'
import { createProvider, type Provider } from './providers.ts'
import { importPhoneNumber } from './sip.ts'
import { openAccount } from './twilio/accounts.ts'
import { deleteCredentialList } from './twilio/credential-lists.ts'
import { addPhoneNumber, detachPhoneNumber } from './twilio/phone-numbers.ts'
import { refusal } from './twilio/refusal.ts'
import type { Account, IncomingPhoneNumber } from './twilio/state.ts'
import { deleteTrunk, fetchTrunk } from './twilio/trunks.ts'
import { verify } from './verification.ts'
import { changed, emptyWorld, newExchange, type World, type WorldStart } from './world.ts'

type FixtureAccount = Fixture['accounts'][number]
type FixtureProvider = Fixture['providers'][number]

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
  try {
    addProviders(world, fixture)
  } finally {
    for (const account of open) account.authToken = null
    world.scenario = scenario
  }
}

/** Takes every provider and every Twilio account out of a world. */
export function removeEverything(world: World): void {
  const { providers, sipCredentials, sipPhoneNumbers, agenda, counters, twilio } = emptyWorld(
    world.id,
    world,
  )
  const { phoneNumbersPerAccount } = world.twilio
  Object.assign(world, { providers, sipCredentials, sipPhoneNumbers, agenda, counters })
  world.twilio = { ...twilio, phoneNumbersPerAccount }
  changed(world)
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
  // Only now, because two providers may share the account that is closed since.
  for (const provider of fixture.providers) happenAtTwilio(world, provider)
  for (const { id, verification } of fixture.providers) {
    const provider = world.providers[id]
    if (provider && verification === 'done') verify(world, provider)
  }
}

/** @param authToken null for a new account that takes whatever token comes first */
function addAccount(world: World, fixture: FixtureAccount, authToken: string | null): Account {
  const { accountSid, friendlyName, type } = fixture
  const account =
    world.twilio.accounts[accountSid] ??
    openAccount(world, accountSid, { authToken, friendlyName, type })
  const { phoneNumbers } = world.twilio
  const owned = new Set(account.phoneNumberSids.map((sid) => phoneNumbers[sid]?.phoneNumber))
  for (const { phoneNumber, friendlyName } of fixture.phoneNumbers) {
    if (!owned.has(phoneNumber)) addPhoneNumber(world, account, phoneNumber, friendlyName)
  }
  return account
}

/** A provider whose first verification waits for nothing: it has run, or it never does. */
function addProvider(world: World, fixture: FixtureProvider, accounts: FixtureAccount[]): void {
  const { id, accountSid, name, region, supportsCallTransfer } = fixture
  const account = accountOf(world, fixture)
  const authToken =
    account.authToken ?? accounts.find((it) => it.accountSid === accountSid)?.authToken ?? ''
  const provider = createProvider(world, {
    id,
    organisation: null,
    accountSid,
    authToken,
    name,
    region,
    supportsCallTransfer,
  })
  for (const number of numbersOf(world, account, fixture.phoneNumbers)) {
    importPhoneNumber(world, provider, number)
  }
  provider.verification.dueOnRead = null
}

/** Takes a provider out with all that was made for it. Its draws go too, so that the next of its id gets its SIDs. */
function removeProvider(world: World, provider: Provider): void {
  const { accounts, trunks, credentialLists, credentials } = world.twilio
  const { id, accountSid, trunkSid, domainName, credentialListSid, credentialSid } = provider
  const account = accounts[accountSid]
  const trunk = trunks[trunkSid]
  const list = credentialLists[credentialListSid]
  delete world.counters[`trunk ${domainName}`]
  delete world.counters[`credential-list ${accountSid} ${list?.friendlyName}`]
  delete world.counters[`credential ${credentialListSid} ${credentials[credentialSid]?.username}`]
  if (account && trunk) deleteTrunk(world, account, trunk)
  if (account && list) deleteCredentialList(world, account, list)
  for (const numberId of provider.sipPhoneNumberIds) {
    delete world.counters[
      `sip-phone-number ${id} ${world.sipPhoneNumbers[numberId]?.phoneNumberSid}`
    ]
    delete world.sipPhoneNumbers[numberId]
  }
  delete world.sipCredentials[provider.sipCredentialId]
  delete world.providers[id]
  world.agenda = world.agenda
    .map((item) => ({ ...item, providerIds: item.providerIds.filter((it) => it !== id) }))
    .filter((item) => item.providerIds.length > 0)
  changed(world)
}

function happenAtTwilio(world: World, fixture: FixtureProvider): void {
  const { account: status, trunk, detached } = fixture.atTwilio
  const account = accountOf(world, fixture)
  for (const number of numbersOf(world, account, detached)) detachPhoneNumber(world, number)
  const trunkSid = world.providers[fixture.id]?.trunkSid ?? ''
  if (trunk === 'missing') deleteTrunk(world, account, fetchTrunk(world, account, trunkSid))
  // Another provider of the same account may say that it is closed.
  if (status !== 'active') account.status = status
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
