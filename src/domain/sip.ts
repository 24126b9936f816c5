import { digest, draw, password, uuid } from './ids.ts'
import type { Provider } from './providers.ts'
import { TwilioClient } from './twilio/client.ts'
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

/** The id and the password of a provider's SIP credential: halves of one digest. */
export function sipSecrets(world: World, providerId: string): { id: string; password: string } {
  const hex = digest(world.seed, `sip-credential ${providerId}`)
  return { id: uuid(hex.slice(0, 32)), password: password(hex.slice(32)) }
}

/** Stores the SIP credential that was made for a provider. */
export function storeSipCredential(
  world: World,
  details: Omit<SipCredential, 'createdAt'>,
): SipCredential {
  const credential = { ...details, createdAt: now(world) }
  world.sipCredentials[credential.id] = credential
  changed(world)
  return credential
}

/** Imports a number of the provider's account: attaches it to the trunk and stores a local record. */
export function importPhoneNumber(
  world: World,
  provider: Provider,
  { sid, phoneNumber }: IncomingPhoneNumber,
): SipPhoneNumber {
  const { id: providerId, organisation } = provider
  new TwilioClient(world, provider).attachPhoneNumber(provider.trunkSid, sid)
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
  provider.sipPhoneNumberIds = [...provider.sipPhoneNumberIds, id]
  changed(world)
  return record
}
