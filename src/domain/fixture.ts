import type { Fixture } from '../contract/fixture.ts'
import { createProvider } from './providers.ts'
import { importPhoneNumber } from './sip.ts'
import { openAccount } from './twilio/accounts.ts'
import { addPhoneNumber, detachPhoneNumber } from './twilio/phone-numbers.ts'
import type { Account, IncomingPhoneNumber } from './twilio/state.ts'
import { deleteTrunk } from './twilio/trunks.ts'
import { verify } from './verification.ts'
import { emptyWorld, newExchange, type World, type WorldStart } from './world.ts'

/** Builds a world from its fixture through the rules that serve requests; the scenario applies from then on. */
export function buildWorld(id: string, start: WorldStart, fixture: Fixture): World {
  const world = emptyWorld(id, { ...start, scenario: null })
  world.twilio.phoneNumbersPerAccount = fixture.phoneNumbersPerAccount
  for (const account of fixture.accounts) addAccount(world, account)
  for (const provider of fixture.providers) addProvider(world, provider)
  world.scenario = start.scenario
  world.exchange = newExchange()
  return world
}

function addAccount(world: World, fixture: Fixture['accounts'][number]): void {
  const { accountSid, authToken, friendlyName, type } = fixture
  const account = openAccount(world, accountSid, { authToken, friendlyName, type })
  for (const { phoneNumber, friendlyName } of fixture.phoneNumbers) {
    addPhoneNumber(world, account, phoneNumber, friendlyName)
  }
}

/** What happens at Twilio happens after the create, so that verification finds it. */
function addProvider(world: World, fixture: Fixture['providers'][number]): void {
  const { id, accountSid, name, region, supportsCallTransfer, atTwilio } = fixture
  const account = world.twilio.accounts[accountSid]
  if (!account?.authToken) throw new Error(`Cannot build provider ${id}: no account ${accountSid}`)
  const provider = createProvider(world, {
    id,
    organisation: null,
    accountSid,
    authToken: account.authToken,
    name,
    region,
    supportsCallTransfer,
  })
  for (const number of numbersOf(world, account, fixture.phoneNumbers)) {
    importPhoneNumber(world, provider, number)
  }
  for (const number of numbersOf(world, account, atTwilio.detached)) {
    detachPhoneNumber(world, number)
  }
  const trunk = world.twilio.trunks[provider.trunkSid]
  if (trunk && atTwilio.trunk === 'missing') deleteTrunk(world, account, trunk)
  account.status = atTwilio.account
  provider.verification.dueOnRead = null
  if (fixture.verification === 'done') verify(world, provider)
}

function numbersOf(world: World, account: Account, wanted: string[]): IncomingPhoneNumber[] {
  const numbers = account.phoneNumberSids.map((sid) => world.twilio.phoneNumbers[sid])
  return wanted.flatMap(
    (phoneNumber) => numbers.find((it) => it?.phoneNumber === phoneNumber) ?? [],
  )
}
