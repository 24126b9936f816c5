import type { AvailableNumber } from '../contract/twilio-numbers.ts'
import type * as imports from '../domain/imports.ts'

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
