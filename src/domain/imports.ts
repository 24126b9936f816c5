import { newUuid } from './ids.ts'
import { type Page, type Paging, pageOf } from './page.ts'
import { findProvider, type Provider } from './providers.ts'
import { type SipPhoneNumber, storeSipPhoneNumber } from './sip-phone-numbers.ts'
import { TwilioClient } from './twilio/client.ts'
import { TwilioError, TwilioTimeout } from './twilio/errors.ts'
import { refusal } from './twilio/refusal.ts'
import type { IncomingPhoneNumber } from './twilio/state.ts'
import { changed, type World } from './world.ts'

/** A phone number of the provider's Twilio account. */
export interface AvailableNumber {
  number: IncomingPhoneNumber
  /** Whether this provider has imported it. */
  isImported: boolean
}

/** What became of the phone numbers that were to be imported. Page: import-phone-numbers. */
export interface ImportResult {
  successCount: number
  failedCount: number
  /** In the order in which the numbers were given. */
  errors: { phoneNumberSid: string; errorMessage: string }[]
}

/**
 * The phone numbers of the provider's Twilio account, imported ones too. Pages: create-twilio-provider,
 * get-twilio-provider, which name it and show no body.
 * @throws SimulatorError provider-not-found, twilio-busy, -conflict, -down, -timeout
 */
export function listAvailableNumbers(
  world: World,
  organisation: string,
  id: string,
  paging: Paging,
): Page<AvailableNumber> {
  const provider = findProvider(world, organisation, id)
  const imported = importedSids(world, provider)
  try {
    const numbers = new TwilioClient(world, provider).listPhoneNumbers()
    const { items, ...rest } = pageOf(numbers, paging)
    return {
      items: items.map((number) => ({ number, isImported: imported.has(number.sid) })),
      ...rest,
    }
  } catch (error) {
    throw refusal(error, 'list the phone numbers of the Twilio account', 'twilio-conflict')
  }
}

/**
 * Imports phone numbers, each by itself: what fails does not stop the rest. Page: import-phone-numbers.
 * @throws SimulatorError provider-not-found
 */
export function importPhoneNumbers(
  world: World,
  organisation: string,
  id: string,
  phoneNumberSids: readonly string[],
): ImportResult {
  const provider = findProvider(world, organisation, id)
  const twilio = new TwilioClient(world, provider)
  const errors = phoneNumberSids.flatMap((phoneNumberSid) => {
    const errorMessage = importPhoneNumber(world, provider, twilio, phoneNumberSid)
    return errorMessage === null ? [] : { phoneNumberSid, errorMessage }
  })
  const failedCount = errors.length
  return { successCount: phoneNumberSids.length - failedCount, failedCount, errors }
}

/** The SIDs of the numbers that a provider has imported. */
function importedSids(world: World, { sipPhoneNumberIds }: Provider): Set<string> {
  return new Set(sipPhoneNumberIds.flatMap((id) => world.sipPhoneNumbers[id]?.phoneNumberSid ?? []))
}

/** Looks for the number, attaches it and stores a record of it; the documented order. */
function importPhoneNumber(
  world: World,
  provider: Provider,
  twilio: TwilioClient,
  sid: string,
): string | null {
  const because = (why: string) => `Cannot import phone number ${sid}: ${why}.`
  let number: IncomingPhoneNumber
  try {
    number = twilio.fetchPhoneNumber(sid)
  } catch (error) {
    if (error instanceof TwilioError && error.code === 20404) {
      return because('the Twilio account has no such number')
    }
    return because(answerIn(error))
  }
  if (isImported(world, provider, number)) {
    return because('it is already imported for this provider')
  }
  try {
    twilio.attachPhoneNumber(provider.trunkSid, number.sid)
  } catch (error) {
    return because(`it could not be attached to the trunk, ${answerIn(error)}`)
  }
  record(world, provider, number)
  return null
}

/** Also when it was released and bought again: a number and a credential make a pair that there is once. */
function isImported(
  world: World,
  { sipCredentialId }: Provider,
  { sid, phoneNumber }: IncomingPhoneNumber,
): boolean {
  return Object.values(world.sipPhoneNumbers).some(
    (it) =>
      it.sipCredentialId === sipCredentialId &&
      (it.phoneNumberSid === sid || it.phoneNumber === phoneNumber),
  )
}

function record(world: World, provider: Provider, number: IncomingPhoneNumber): SipPhoneNumber {
  const { id: providerId, organisation, sipCredentialId } = provider
  const stored = storeSipPhoneNumber(world, {
    id: newUuid(world, 'sip-phone-number', `${providerId} ${number.sid}`, world.sipPhoneNumbers),
    organisation,
    phoneNumber: number.phoneNumber,
    sipCredentialId,
    providerId,
    phoneNumberSid: number.sid,
    displayName: number.friendlyName,
    description: null,
    registration: false,
  })
  provider.sipPhoneNumberIds = [...provider.sipPhoneNumberIds, stored.id]
  changed(world)
  return stored
}

function answerIn(error: unknown): string {
  if (error instanceof TwilioTimeout) return error.message
  if (error instanceof TwilioError) return `Twilio answered ${error.code} (${error.message})`
  throw error
}
