import type { Fixture } from '../contract/fixture.ts'
import { SimulatorError } from './errors.ts'
import { faultsOf } from './faults.ts'
import { createProvider } from './providers.ts'
import { importPhoneNumber } from './sip.ts'
import { openAccount } from './twilio/accounts.ts'
import { addPhoneNumber, detachPhoneNumber } from './twilio/phone-numbers.ts'
import type { Account, IncomingPhoneNumber } from './twilio/state.ts'
import { deleteTrunk, fetchTrunk } from './twilio/trunks.ts'
import { verify } from './verification.ts'
import { emptyWorld, newExchange, type World, type WorldStart } from './world.ts'

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
  addFixture(world, fixture)
  world.scenario = start.scenario
  world.faults = faultsOf(start.scenario)
  world.exchange = newExchange(world.clock.now)
  return world
}

/**
 * Adds what a fixture holds to a world. An account or a provider that is there already stays as it is.
 * @throws FixtureError
 */
export function addFixture(world: World, fixture: Fixture): void {
  // What steers the world must not strike while it is built.
  const { scenario } = world
  world.scenario = null
  for (const account of fixture.accounts) {
    if (!world.twilio.accounts[account.accountSid]) addAccount(world, account)
  }
  for (const [index, provider] of fixture.providers.entries()) {
    try {
      addProvider(world, provider)
    } catch (error) {
      if (!(error instanceof SimulatorError)) throw error
      throw new FixtureError(`/providers/${index}: ${error.message}`)
    }
  }
  // Only now, because two providers may share the account that is closed since.
  for (const provider of fixture.providers) happenAtTwilio(world, provider)
  for (const { id, verification } of fixture.providers) {
    const provider = world.providers[id]
    if (provider && verification === 'done') verify(world, provider)
  }
  world.scenario = scenario
}

function addAccount(world: World, fixture: Fixture['accounts'][number]): void {
  const { accountSid, authToken, friendlyName, type } = fixture
  const account = openAccount(world, accountSid, { authToken, friendlyName, type })
  for (const { phoneNumber, friendlyName } of fixture.phoneNumbers) {
    addPhoneNumber(world, account, phoneNumber, friendlyName)
  }
}

/** A provider whose first verification waits for nothing: it has run, or it never does. */
function addProvider(world: World, fixture: FixtureProvider): void {
  const { id, accountSid, name, region, supportsCallTransfer } = fixture
  const account = accountOf(world, fixture)
  const provider = createProvider(world, {
    id,
    organisation: null,
    accountSid,
    authToken: account.authToken ?? '',
    name,
    region,
    supportsCallTransfer,
  })
  for (const number of numbersOf(world, account, fixture.phoneNumbers)) {
    importPhoneNumber(world, provider, number)
  }
  provider.verification.dueOnRead = null
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
