import type { twilioNumberRoutes } from '../contract/routes-twilio-numbers.ts'
import type { AvailableNumber } from '../contract/twilio-numbers.ts'
import type * as imports from '../domain/imports.ts'
import { importPhoneNumbers, listAvailableNumbers } from '../domain/imports.ts'
import { removePhoneNumber } from '../domain/removal.ts'
import type { Handlers } from './bind.ts'
import { toPage } from './page.ts'

/** The handlers of the endpoints of the phone numbers of a Twilio account. */
export function twilioNumberHandlers(): Handlers<typeof twilioNumberRoutes> {
  return {
    listAvailableNumbers: ({ world, organisation, params, query }) => {
      const page = listAvailableNumbers(world, organisation, params.id, query)
      return { status: 200, body: toPage(page, toAvailableNumber) }
    },

    importPhoneNumbers: ({ world, organisation, params, body }) => {
      const { phoneNumberSids } = body
      const result = importPhoneNumbers(world, organisation, params.id, phoneNumberSids)
      const { successCount, failedCount, errors } = result
      return { status: 200, body: { successCount, failedCount, errors } }
    },

    removePhoneNumber: ({ world, organisation, params, query }) => {
      removePhoneNumber(world, organisation, params.id, params.phoneNumberId, query)
      return { status: 204 }
    },
  }
}

/** A phone number of the Twilio account, as the API shows it. */
export function toAvailableNumber({
  number,
  isImported,
}: imports.AvailableNumber): AvailableNumber {
  const { voice, sms, mms, fax } = number.capabilities
  return {
    phoneNumberSid: number.sid,
    phoneNumber: number.phoneNumber,
    friendlyName: number.friendlyName,
    capabilities: { voice, sms, mms, fax },
    trunkSid: number.trunkSid,
    isImported,
  }
}
