import { draw, sid } from '../ids.ts'
import { changed, now, type World } from '../world.ts'
import { notFound } from './errors.ts'
import { type Account, type IncomingPhoneNumber, including, type Trunk, without } from './state.ts'

/** Gives the account a phone number, in E.164. Its friendly name is the national format, as at Twilio. */
export function addPhoneNumber(
  world: World,
  account: Account,
  phoneNumber: string,
  friendlyName: string = nationalFormat(phoneNumber),
): IncomingPhoneNumber {
  const number: IncomingPhoneNumber = {
    sid: sid('PN', draw(world, 'phone-number', `${account.sid} ${phoneNumber}`)),
    accountSid: account.sid,
    phoneNumber,
    friendlyName,
    trunkSid: null,
    dateCreated: now(world),
    dateUpdated: now(world),
  }
  world.twilio.phoneNumbers[number.sid] = number
  account.phoneNumberSids = including(account.phoneNumberSids, number.sid)
  changed(world)
  return number
}

/** Attaches a number of the account to its trunk; a number sits on one trunk, so it leaves the one before. */
export function attachPhoneNumber(world: World, trunk: Trunk, phoneNumberSid: string): void {
  const number = world.twilio.phoneNumbers[phoneNumberSid]
  if (number?.accountSid !== trunk.accountSid) {
    throw notFound(`/Trunks/${trunk.sid}/PhoneNumbers/${phoneNumberSid}`)
  }
  detachPhoneNumber(world, number)
  number.trunkSid = trunk.sid
  number.dateUpdated = now(world)
  trunk.phoneNumberSids = including(trunk.phoneNumberSids, number.sid)
  changed(world)
}

/** Takes a number off its trunk; it stays in the account. */
export function detachPhoneNumber(world: World, number: IncomingPhoneNumber): void {
  const trunk = number.trunkSid === null ? undefined : world.twilio.trunks[number.trunkSid]
  if (trunk) trunk.phoneNumberSids = without(trunk.phoneNumberSids, number.sid)
  number.trunkSid = null
  number.dateUpdated = now(world)
  changed(world)
}

function nationalFormat(phoneNumber: string): string {
  const digits = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phoneNumber)
  return digits ? `(${digits[1]}) ${digits[2]}-${digits[3]}` : phoneNumber
}
