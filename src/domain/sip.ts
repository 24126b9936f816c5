import { draw, uuid } from './ids.ts'
import type { Provider } from './providers.ts'
import { twilioClient } from './twilio/client.ts'
import type { IncomingPhoneNumber } from './twilio/state.ts'
import { changed, now, type World } from './world.ts'

/** The local record of the SIP credential that a provider sends its calls with. */
export interface SipCredential {
  id: string
  organisation: string | null
  providerId: string
  server: string
  authUser: string
  authPassword: string
  createdAt: number
}

/** The local record of an imported phone number. */
export interface SipPhoneNumber {
  id: string
  organisation: string | null
  providerId: string
  phoneNumberSid: string
  phoneNumber: string
  createdAt: number
}

/** Stores the SIP credential that was made for a provider. */
export function storeSipCredential(
  world: World,
  details: Omit<SipCredential, 'id' | 'createdAt'>,
): SipCredential {
  const id = uuid(draw(world, 'sip-credential', details.providerId))
  const credential = { id, ...details, createdAt: now(world) }
  world.sipCredentials[id] = credential
  changed(world)
  return credential
}

/** Imports a number of the provider's account: attaches it to the trunk and stores a local record. */
export function importPhoneNumber(
  world: World,
  provider: Provider,
  { sid, phoneNumber }: IncomingPhoneNumber,
): SipPhoneNumber {
  const { id: providerId, organisation, accountSid, authToken } = provider
  twilioClient(world, { accountSid, authToken }).attachPhoneNumber(provider.trunkSid, sid)
  const id = uuid(draw(world, 'sip-phone-number', `${providerId} ${sid}`))
  const record = {
    id,
    organisation,
    providerId,
    phoneNumberSid: sid,
    phoneNumber,
    createdAt: now(world),
  }
  world.sipPhoneNumbers[id] = record
  provider.sipPhoneNumberIds.push(id)
  changed(world)
  return record
}
