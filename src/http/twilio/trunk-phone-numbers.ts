import type {
  TrunkPhoneNumber,
  trunkPhoneNumberRoutes,
} from '../../contract/twilio/trunk-phone-numbers.ts'
import { isoTime } from '../../domain/clock.ts'
import {
  attachPhoneNumber,
  detachPhoneNumber,
  fetchAttachedPhoneNumber,
  listAttachedPhoneNumbers,
} from '../../domain/twilio/phone-numbers.ts'
import type { IncomingPhoneNumber, Trunk } from '../../domain/twilio/state.ts'
import { fetchTrunk } from '../../domain/twilio/trunks.ts'
import type { Handlers } from './bind.ts'
import { toPhoneNumber } from './incoming-phone-numbers.ts'
import { metaPage } from './page.ts'

export const trunkPhoneNumberHandlers: Handlers<typeof trunkPhoneNumberRoutes> = {
  ListPhoneNumber: ({ world, account, sids, query, base }) => {
    const trunk = fetchTrunk(world, account, sids.TrunkSid)
    const all = listAttachedPhoneNumbers(world, trunk)
    const present = (it: IncomingPhoneNumber) => toTrunkPhoneNumber(trunk, it, base)
    return { status: 200, body: metaPage(query(), 'phone_numbers', all, present) }
  },

  CreatePhoneNumber: ({ world, account, sids, form, base }) => {
    const trunk = fetchTrunk(world, account, sids.TrunkSid)
    const number = attachPhoneNumber(world, trunk, form().phoneNumberSid)
    return { status: 201, body: toTrunkPhoneNumber(trunk, number, base) }
  },

  FetchPhoneNumber: ({ world, account, sids, base }) => {
    const trunk = fetchTrunk(world, account, sids.TrunkSid)
    const number = fetchAttachedPhoneNumber(world, trunk, sids.Sid)
    return { status: 200, body: toTrunkPhoneNumber(trunk, number, base) }
  },

  DeletePhoneNumber: ({ world, account, sids }) => {
    const trunk = fetchTrunk(world, account, sids.TrunkSid)
    detachPhoneNumber(world, fetchAttachedPhoneNumber(world, trunk, sids.Sid))
    return { status: 204 }
  },
}

/** The number as its account shows it, under other dates and links, and without what only an account knows. */
function toTrunkPhoneNumber(
  trunk: Trunk,
  number: IncomingPhoneNumber,
  base: string,
): TrunkPhoneNumber {
  const { uri, ...inAccount } = toPhoneNumber(number)
  return {
    sid: number.sid,
    account_sid: number.accountSid,
    trunk_sid: trunk.sid,
    phone_number: number.phoneNumber,
    friendly_name: number.friendlyName,
    api_version: inAccount.api_version,
    beta: inAccount.beta,
    address_requirements: inAccount.address_requirements,
    capabilities: inAccount.capabilities,
    voice_application_sid: inAccount.voice_application_sid,
    voice_caller_id_lookup: inAccount.voice_caller_id_lookup,
    voice_fallback_method: inAccount.voice_fallback_method,
    voice_fallback_url: inAccount.voice_fallback_url,
    voice_method: inAccount.voice_method,
    voice_url: inAccount.voice_url,
    sms_application_sid: inAccount.sms_application_sid,
    sms_fallback_method: inAccount.sms_fallback_method,
    sms_fallback_url: inAccount.sms_fallback_url,
    sms_method: inAccount.sms_method,
    sms_url: inAccount.sms_url,
    status_callback: inAccount.status_callback,
    status_callback_method: inAccount.status_callback_method,
    date_created: isoTime(number.dateCreated),
    date_updated: isoTime(number.dateUpdated),
    url: `${base}/v1/Trunks/${trunk.sid}/PhoneNumbers/${number.sid}`,
    links: { phone_number: base + uri },
  }
}
