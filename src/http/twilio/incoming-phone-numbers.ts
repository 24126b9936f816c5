import type {
  IncomingPhoneNumber as IncomingPhoneNumberBody,
  incomingPhoneNumberRoutes,
} from '../../contract/twilio/incoming-phone-numbers.ts'
import { rfc2822Time } from '../../domain/clock.ts'
import { accessAccount } from '../../domain/twilio/accounts.ts'
import {
  buyPhoneNumber,
  fetchPhoneNumber,
  listPhoneNumbers,
  numberOptionsOf,
  releasePhoneNumber,
  updatePhoneNumber,
} from '../../domain/twilio/phone-numbers.ts'
import type { IncomingPhoneNumber } from '../../domain/twilio/state.ts'
import type { Handlers } from './bind.ts'
import { flatPage } from './page.ts'

export const incomingPhoneNumberHandlers: Handlers<typeof incomingPhoneNumberRoutes> = {
  ListIncomingPhoneNumber: ({ world, account, query }) => {
    const asked = query()
    const all = listPhoneNumbers(world, account, asked)
    return { status: 200, body: flatPage(asked, 'incoming_phone_numbers', all, toPhoneNumber) }
  },

  CreateIncomingPhoneNumber: ({ world, account, form }) => ({
    status: 201,
    body: toPhoneNumber(buyPhoneNumber(world, account, form())),
  }),

  FetchIncomingPhoneNumber: ({ world, account, sids }) => ({
    status: 200,
    body: toPhoneNumber(fetchPhoneNumber(world, account, sids.Sid)),
  }),

  UpdateIncomingPhoneNumber: ({ world, caller, account, sids, form }) => {
    const number = fetchPhoneNumber(world, account, sids.Sid)
    const { accountSid = account.sid, ...settings } = form()
    const destination = accessAccount(world, caller, accountSid)
    const changed = updatePhoneNumber(world, account, number, settings, destination)
    return { status: 200, body: toPhoneNumber(changed) }
  },

  DeleteIncomingPhoneNumber: ({ world, account, sids }) => {
    releasePhoneNumber(world, fetchPhoneNumber(world, account, sids.Sid))
    return { status: 204 }
  },
}

export function toPhoneNumber(number: IncomingPhoneNumber): IncomingPhoneNumberBody {
  const { sid, accountSid } = number
  const options = numberOptionsOf(number)
  return {
    account_sid: accountSid,
    address_requirements: 'none',
    address_sid: null,
    api_version: '2010-04-01',
    beta: false,
    capabilities: number.capabilities,
    date_created: rfc2822Time(number.dateCreated),
    date_updated: rfc2822Time(number.dateUpdated),
    emergency_status: 'Inactive',
    emergency_address_sid: null,
    emergency_address_status: 'unregistered',
    friendly_name: number.friendlyName,
    identity_sid: null,
    origin: 'twilio',
    phone_number: number.phoneNumber,
    sid,
    sms_application_sid: options.smsApplicationSid,
    sms_fallback_method: options.smsFallbackMethod,
    sms_fallback_url: options.smsFallbackUrl,
    sms_method: options.smsMethod,
    sms_url: options.smsUrl,
    status_callback: options.statusCallback,
    status_callback_method: options.statusCallbackMethod,
    trunk_sid: number.trunkSid,
    uri: `/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers/${sid}.json`,
    voice_application_sid: options.voiceApplicationSid,
    voice_caller_id_lookup: options.voiceCallerIdLookup,
    voice_fallback_method: options.voiceFallbackMethod,
    voice_fallback_url: options.voiceFallbackUrl,
    voice_method: options.voiceMethod,
    voice_url: options.voiceUrl,
    bundle_sid: null,
    voice_receive_mode: 'voice',
    status: 'in-use',
    type: 'local',
  }
}
