import { findProvider, type Provider } from './providers.ts'
import { removeSipCredential } from './sip-credentials.ts'
import {
  expectUnused,
  getSipPhoneNumber,
  noSuchNumber,
  type SipPhoneNumber,
} from './sip-phone-numbers.ts'
import { TwilioClient } from './twilio/client.ts'
import { isTemporary, TwilioError } from './twilio/errors.ts'
import { refusal } from './twilio/refusal.ts'
import { changed, type World } from './world.ts'

/**
 * Deletes a provider: its phone numbers, its SIP credential, and what was made at Twilio for it. What Twilio refuses to
 * remove, because the credentials are not valid any more or another trunk uses it, stays there. Page: delete-provider.
 * @throws SimulatorError provider-not-found; twilio-busy, -down, -timeout, and then the provider stays
 */
export function deleteProvider(world: World, organisation: string, id: string): void {
  const provider = findProvider(world, organisation, id)
  const twilio = new TwilioClient(world, provider)
  const { trunkSid, credentialListSid } = provider
  try {
    for (const { phoneNumberSid } of numbersOf(world, provider)) {
      if (phoneNumberSid !== null) {
        settled(() => twilio.detachPhoneNumber(trunkSid, phoneNumberSid))
      }
    }
    settled(() => twilio.detachCredentialList(trunkSid, credentialListSid))
    settled(() => twilio.deleteTrunk(trunkSid))
    // A list that is on a trunk cannot be deleted.
    settled(() => twilio.deleteCredentialList(credentialListSid))
  } catch (error) {
    throw refusal(error, `delete provider ${provider.id}`)
  }
  forgetProvider(world, provider)
}

/** Takes a provider and its local records out of the world, whatever is at Twilio. */
export function forgetProvider(world: World, provider: Provider): void {
  const { id, sipCredentialId, sipPhoneNumberIds } = provider
  for (const numberId of sipPhoneNumberIds) delete world.sipPhoneNumbers[numberId]
  removeSipCredential(world, sipCredentialId)
  delete world.providers[id]
  world.agenda = world.agenda
    .map((item) => ({ ...item, providerIds: item.providerIds.filter((it) => it !== id) }))
    .filter((item) => item.providerIds.length > 0)
  changed(world)
}

/**
 * Takes a phone number off the trunk and deletes its record; it stays in the Twilio account. Page: remove-phone-number.
 * @param force take it also from the agents that use it
 * @throws SimulatorError provider-not-found, sip-phone-number-not-found, in-use, twilio-busy, -conflict, -down, -timeout
 */
export function removePhoneNumber(
  world: World,
  organisation: string,
  id: string,
  phoneNumberId: string,
  { force }: { force: boolean },
): void {
  const provider = findProvider(world, organisation, id)
  const number = getSipPhoneNumber(world, organisation, phoneNumberId)
  // Of the numbers of another provider this one knows nothing.
  if (number.providerId !== provider.id) throw noSuchNumber(phoneNumberId)
  expectUnused(world, number, force)
  release(world, provider, number)
}

/**
 * Deletes a phone number; one that a provider imported is removed from it. Page: delete-phone-number.
 * @param force delete it also when agents use it
 * @throws SimulatorError sip-phone-number-not-found, in-use, twilio-busy, -conflict, -down, -timeout
 */
export function deleteSipPhoneNumber(
  world: World,
  organisation: string,
  id: string,
  { force }: { force: boolean },
): void {
  const number = getSipPhoneNumber(world, organisation, id)
  expectUnused(world, number, force)
  const provider = world.providers[number.providerId ?? '']
  if (provider) release(world, provider, number)
  else delete world.sipPhoneNumbers[number.id]
  changed(world)
}

function release(world: World, provider: Provider, { id, phoneNumberSid }: SipPhoneNumber): void {
  const twilio = new TwilioClient(world, provider)
  try {
    if (phoneNumberSid !== null) {
      unlessGone(() => twilio.detachPhoneNumber(provider.trunkSid, phoneNumberSid))
    }
  } catch (error) {
    throw refusal(error, `take phone number ${id} off the trunk`, 'twilio-conflict')
  }
  provider.sipPhoneNumberIds = provider.sipPhoneNumberIds.filter((it) => it !== id)
  delete world.sipPhoneNumbers[id]
  changed(world)
}

function numbersOf(world: World, { sipPhoneNumberIds }: Provider): SipPhoneNumber[] {
  return sipPhoneNumberIds.flatMap((id) => world.sipPhoneNumbers[id] ?? [])
}

/** What Twilio will answer tomorrow too is as good as done; what it may do on the next try is not. */
function settled(step: () => void): void {
  try {
    step()
  } catch (error) {
    if (!(error instanceof TwilioError) || isTemporary(error)) throw error
  }
}

/** What is not there any more need not be taken away. */
function unlessGone(step: () => void): void {
  try {
    step()
  } catch (error) {
    if (!(error instanceof TwilioError) || error.code !== 20404) throw error
  }
}
