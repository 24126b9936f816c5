import type { TwilioScript } from '../../src/contract/scenario.ts'
import { SimulatorError } from '../../src/domain/errors.ts'
import { importPhoneNumbers } from '../../src/domain/imports.ts'
import { createProvider, type NewProvider, type Provider } from '../../src/domain/providers.ts'
import { openAccount } from '../../src/domain/twilio/accounts.ts'
import { createSecondaryAuthToken, promoteAuthToken } from '../../src/domain/twilio/auth-tokens.ts'
import { TwilioError } from '../../src/domain/twilio/errors.ts'
import { addPhoneNumber } from '../../src/domain/twilio/phone-numbers.ts'
import type { Account, Trunk } from '../../src/domain/twilio/state.ts'
import type { World } from '../../src/domain/world.ts'

export const ACCOUNT = `AC${'a'.repeat(32)}`
export const OTHER_ACCOUNT = `AC${'b'.repeat(32)}`
export const TOKEN = '0123456789abcdef0123456789abcdef'
export const OTHER_TOKEN = 'fedcba9876543210fedcba9876543210'
export const STEERING_TOKEN = `${'0'.repeat(26)}010000`
export const ORGANISATION = 'org-1'
export const DAY = 24 * 3_600_000

/** What has to be there for the test to make sense. */
export function present<T>(value: T | null | undefined): T {
  if (value === undefined || value === null) throw new Error('it is not there')
  return value
}

/** The code that Twilio refuses it with. */
export function twilioCode(run: () => unknown): number {
  return refused(run, TwilioError).code
}

/** What a caller of the API is refused with. */
export function refusalOf(run: () => unknown): SimulatorError {
  return refused(run, SimulatorError)
}

/** A provider of the account `ACCOUNT`, unless told otherwise. */
export function connect(world: World, details: Partial<NewProvider> = {}): Provider {
  return createProvider(world, {
    organisation: ORGANISATION,
    accountSid: ACCOUNT,
    authToken: TOKEN,
    name: 'Main',
    supportsCallTransfer: false,
    ...details,
  })
}

/** The account of that SID, which is opened where it is not there. */
export function accountIn(world: World, sid = ACCOUNT, details: Partial<Account> = {}): Account {
  return world.twilio.accounts[sid] ?? openAccount(world, sid, { authToken: TOKEN, ...details })
}

export function trunkIn(world: World, { trunkSid }: Pick<Provider, 'trunkSid'>): Trunk {
  return present(world.twilio.trunks[trunkSid])
}

/** Gives `ACCOUNT` phone numbers, and tells their SIDs. */
export function numbersIn(world: World, ...phoneNumbers: string[]): string[] {
  return phoneNumbers.map((it) => addPhoneNumber(world, accountIn(world), it).sid)
}

/** A provider that has imported these numbers of its account, and the ids of their records. */
export function connectWith(world: World, ...phoneNumbers: string[]) {
  const sids = numbersIn(world, ...phoneNumbers)
  const provider = connect(world)
  importPhoneNumbers(world, ORGANISATION, provider.id, sids)
  return { provider, sids, ids: [...provider.sipPhoneNumberIds] }
}

/** Gives an account another auth token; the one it had dies. */
export function rotate(world: World, account = accountIn(world)): string {
  createSecondaryAuthToken(world, account)
  return present(promoteAuthToken(world, account).authToken)
}

/** From now on Twilio answers so. */
export function script(world: World, ...twilio: TwilioScript[]): void {
  world.scenario = { name: 'test', description: 'of a test', twilio }
}

function refused<E extends Error>(run: () => unknown, kind: new (...given: never[]) => E): E {
  try {
    run()
  } catch (error) {
    if (error instanceof kind) return error
    throw error
  }
  throw new Error('nothing was refused')
}
